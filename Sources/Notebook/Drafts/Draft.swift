import Foundation
package import Knowledge

/// A text that is being written and is not saved yet.
package struct Draft {
  package var path: String
  /// What it was begun for; nil where nothing says so.
  package var origin: DraftOrigin?
  /// The file's name without its ending.
  package var name: String { ((path as NSString).lastPathComponent as NSString).deletingPathExtension }
  /// The slug it is filed under.
  package var slug: String { String(name.split(separator: "@").first ?? "") }
  /// The first digits of the revisions that it goes on from: none for a new document, two for a merge.
  package var bases: [String] {
    let parts = name.split(separator: "@")
    guard parts.count > 1, !parts[1].hasPrefix("new") else { return [] }
    return parts[1].split(separator: "+").map { String($0.prefix(16)) }
  }

  /// The name of a draft that goes on from some revisions.
  package static func name(_ slug: String, after revisions: [Revision]) -> String {
    "\(slug)@" + revisions.map { String($0.name.description.prefix(16)) }.joined(separator: "+")
  }

  /// Whether a file in the folder of drafts is one, by its name: what editors leave beside a draft is none.
  package static func isName(_ file: String) -> Bool {
    file.hasSuffix(".md") && file.contains("@") && !file.hasPrefix(".") && !file.hasPrefix("#")
      && !file.hasPrefix("~") && !file.hasPrefix("@")
  }
}
