import Diagnostics
import Knowledge

/// Texts that are written and not saved yet.
extension Notebook {
  package var drafts: Drafts { Drafts(folder: world.draftsPath, store: Files.withoutLinks(world.storePath)) }

  /// The drafts of the store that hold something which is not saved.
  package func waitingDrafts() throws -> [Draft] {
    try drafts.all().filter { draft in
      guard draft.bases.count == 1, let base = try revision(beginningWith: draft.bases[0]) else { return true }
      return (try? Files.read(draft.path, shown: draft.path, limit: base.text.count + 1)) != base.text
    }
  }

  /// The drafts of a document, by its name or their own.
  package func drafts(of typed: String) throws -> [Draft] {
    let stored = try find(typed)?.first
    return try drafts.all().filter { draft in
      if draft.name == typed || stored == nil && draft.slug == typed { return true }
      guard let stored, let base = draft.bases.first else { return false }
      return try revision(beginningWith: base)?.document == stored.document
    }
  }
}
