import Diagnostics
import DurableFiles
import Foundation
import Knowledge
import Notebook
import Styling

/// A text that is being written and is not saved yet.
struct Draft {
  var path: String
  /// What it was begun for; nil where nothing says so.
  var origin: DraftOrigin?
  /// The file's name without its ending.
  var name: String { ((path as NSString).lastPathComponent as NSString).deletingPathExtension }
  /// The slug it is filed under.
  var slug: String { String(name.split(separator: "@").first ?? "") }
  /// The first digits of the revisions that it goes on from: none for a new document, two for a merge.
  var bases: [String] {
    let parts = name.split(separator: "@")
    guard parts.count > 1, !parts[1].hasPrefix("new") else { return [] }
    return parts[1].split(separator: "+").map { String($0.prefix(16)) }
  }

  /// The name of a draft that goes on from some revisions.
  static func name(_ slug: String, after revisions: [Revision]) -> String {
    "\(slug)@" + revisions.map { String($0.name.description.prefix(16)) }.joined(separator: "+")
  }

  /// Whether a file in the folder of drafts is one, by its name: what editors leave beside a draft is none.
  static func isName(_ file: String) -> Bool {
    file.hasSuffix(".md") && file.contains("@") && !file.hasPrefix(".") && !file.hasPrefix("#")
      && !file.hasPrefix("~") && !file.hasPrefix("@")
  }
}

/// The folder of drafts, as one store sees it. A draft is a plain file, named for what it goes on from:
/// `drill@1f3a9c2e5b6d7f80.md`, or `drill@new.md` for a document that is not there yet; a merge names two revisions
/// with a `+` between them. The file of the same name with `.lock` behind it says which store and kind it belongs to,
/// and is locked while an editor has the draft open.
struct Drafts {
  let folder: String
  /// The store, by its path without links.
  let store: String

  /// The drafts of the store, the one touched last first.
  func all() -> [Draft] { everywhere().filter { $0.origin.map { $0.store == store } ?? true } }

  /// The stores other than this one that drafts belong to.
  func otherStores() -> [String] {
    Set(everywhere().compactMap { $0.origin?.store }).subtracting([store]).sorted()
  }

  private func everywhere() -> [Draft] {
    let drafts = FolderNames.all(in: folder).compactMap { name -> Draft? in
      guard let name = String(validating: name, as: UTF8.self), Draft.isName(name) else { return nil }
      let path = "\(folder)/\(name)"
      var status = stat()
      // A link is what Emacs leaves beside a text that is open.
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return Draft(path: path, origin: DraftOrigin(at: path + ".lock"))
    }
    return drafts.sorted { (modified($0), $1.name) > (modified($1), $0.name) }
  }

  private func modified(_ draft: Draft) -> Int {
    var status = stat()
    return stat(draft.path, &status) == 0 ? Int(status.st_mtim.tv_sec) : 0
  }

  /// Begins a draft under a name that no other has, and holds it: however many begin one at once, each has its own.
  func begin(_ name: String, text: [UInt8], kind: Kind?) throws(Failure) -> OpenDraft {
    if let reason = Folder.make(folder) { throw Failure(.inputOutput, .cannotWrite(folder, reason)) }
    // A slug out of a foreign store is no path.
    let name = name.replacing("/", with: "-")
    var number = 1
    while true {
      let file = number == 1 ? name : "\(name)-\(number)"
      number += 1
      let draft = Draft(path: "\(folder)/\(file).md", origin: DraftOrigin(store: store, kind: kind))
      // Locked before there is anything to see: nobody can take up what is not there yet.
      guard let open = try OpenDraft(draft) else { continue }
      var status = stat()
      guard lstat(draft.path, &status) != 0 else {
        open.close()
        continue
      }
      do {
        try open.writeOrigin()
        guard try Files.create(text, at: draft.path) else {
          open.close()
          continue
        }
      } catch {
        open.remove()
        throw error
      }
      return open
    }
  }

  /// Takes a draft for oneself; nil where it is gone by now.
  ///
  /// - Throws: a `Refusal` where another run has it open.
  func open(_ draft: Draft) throws(Failure) -> OpenDraft? {
    guard let open = try OpenDraft(draft) else { throw Failure(.inputOutput, .draftIsOpen(draft.path)) }
    var status = stat()
    if lstat(draft.path, &status) != 0 {
      open.remove()
      return nil
    }
    if draft.origin == nil {
      open.draft.origin = DraftOrigin(store: store, kind: nil)
      try open.writeOrigin()
    }
    return open
  }
}

/// Which store a draft belongs to, and what it is to be.
struct DraftOrigin: Equatable {
  var store: String
  var kind: Kind?

  init(store: String, kind: Kind?) {
    self.store = store
    self.kind = kind
  }

  /// Reads the file beside a draft; nil where it says nothing.
  init?(at path: String) {
    guard let bytes = try? Files.read(path, shown: path, limit: 1 << 16) else { return nil }
    var fields: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    guard let store = fields["store"] else { return nil }
    self.store = store
    kind = fields["kind"].flatMap { Kind(rawValue: $0) }
  }

  var text: String { "store \(store)\n" + (kind.map { "kind \($0.rawValue)\n" } ?? "") }
}

extension Session {
  var drafts: Drafts { Drafts(folder: places.drafts, store: Files.withoutLinks(places.store(common.store))) }

  /// The drafts of the store that hold something which is not saved.
  func waitingDrafts() throws -> [Draft] {
    try drafts.all().filter { draft in
      guard draft.bases.count == 1, let base = try notebook.revision(beginningWith: draft.bases[0]) else {
        return true
      }
      return (try? Files.read(draft.path, shown: draft.path, limit: base.text.count + 1)) != base.text
    }
  }
}
