/// What became of a save.
public struct SaveResult: Sendable {
  public var revision: Revision
  /// False where the text and slug are those of its only parent, and nothing was saved.
  public var isNew: Bool
  /// How many heads the document has now: more than one is a fork.
  public var heads: Int

  package init(revision: Revision, isNew: Bool, heads: Int) {
    self.revision = revision
    self.isNew = isNew
    self.heads = heads
  }

  /// A save of a text that its revision has already.
  public static func unchanged(_ revision: Revision) -> SaveResult {
    SaveResult(revision: revision, isNew: false, heads: 1)
  }
}
