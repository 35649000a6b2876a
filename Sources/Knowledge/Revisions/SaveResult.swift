/// What became of a save.
package struct SaveResult: Sendable {
  package var revision: Revision
  /// False where the text and slug are those of its only parent, and nothing was saved.
  package var isNew: Bool
  /// How many heads the document has now: more than one is a fork.
  package var heads: Int

  package init(revision: Revision, isNew: Bool, heads: Int) {
    self.revision = revision
    self.isNew = isNew
    self.heads = heads
  }

  /// A save of a text that its revision has already.
  package static func unchanged(_ revision: Revision) -> SaveResult {
    SaveResult(revision: revision, isNew: false, heads: 1)
  }
}
