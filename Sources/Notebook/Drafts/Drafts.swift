package import Diagnostics
import DurableFiles
import Foundation
package import Knowledge

/// The folder of drafts, as one store sees it. A draft is a plain file, named for what it goes on from:
/// `drill@1f3a9c2e5b6d7f80.md`, or `drill@new.md` for a document that is not there yet; a merge names two revisions
/// with a `+` between them. The file of the same name with `.lock` behind it says which store and kind it belongs to,
/// and is locked while an editor has the draft open.
package struct Drafts {
  package let folder: String
  /// The store, by its path without links.
  package let store: String

  /// The drafts of the store, the one touched last first.
  package func all() -> [Draft] { everywhere().filter { $0.origin.map { $0.store == store } ?? true } }

  /// The stores other than this one that drafts belong to.
  package func otherStores() -> [String] {
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
  package func begin(_ name: String, text: [UInt8], kind: Kind?) throws(Failure) -> OpenDraft {
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
  /// - Throws: a `Failure` where another run has it open.
  package func open(_ draft: Draft) throws(Failure) -> OpenDraft? {
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
