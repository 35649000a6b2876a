import Diagnostics
import Foundation
import Knowledge
import Store

/// A text that is being written and is not saved yet.
struct Draft {
  var path: String
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
}

/// The folder of drafts. A draft is a plain file, named for what it goes on from:
/// `drill@1f3a9c2e5b6d7f80.md`, or `drill@new.md` for a document that is not there yet; a merge names two revisions
/// with a `+` between them.
struct Drafts {
  let folder: String

  /// The drafts, the one touched last first.
  func all() -> [Draft] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let drafts = names.filter { $0.hasSuffix(".md") }.map { Draft(path: "\(folder)/\($0)") }
    return drafts.sorted { (modified($0), $1.name) > (modified($1), $0.name) }
  }

  private func modified(_ draft: Draft) -> Int {
    var status = stat()
    return stat(draft.path, &status) == 0 ? Int(status.st_mtim.tv_sec) : 0
  }

  /// Begins a draft under a name that no other has.
  func begin(_ name: String, text: [UInt8]) throws(Refusal) -> Draft {
    var draft = Draft(path: "\(folder)/\(name).md")
    var number = 2
    while FileManager.default.fileExists(atPath: draft.path) {
      draft = Draft(path: "\(folder)/\(name)-\(number).md")
      number += 1
    }
    try Files.write(text, to: draft.path)
    return draft
  }

  func remove(_ draft: Draft) {
    unlink(draft.path)
    unlink(draft.path + ".lock")
  }

  func unlock(_ draft: Draft, _ lock: Int32) {
    unlink(draft.path + ".lock")
    close(lock)
  }

  /// Takes a draft for oneself while an editor has it open; nil where another run has it.
  ///
  /// The lock falls with the process, so a run that was killed leaves a draft to go on with.
  func lock(_ draft: Draft) -> Int32? {
    let descriptor = open(draft.path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
