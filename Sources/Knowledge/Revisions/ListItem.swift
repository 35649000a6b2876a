/// One line of a list.
public struct ListItem: Sendable {
  public var kind: Kind
  public var number: Int64
  public var slug: String
  public var title: String
  public var state: Decision.State?
  public var tags: [String]
  public var created: String?
  public var decideBy: String?
  public var decided: String?
  public var updated: Timestamp
  public var revision: RevisionName
  /// More than one where the document has forked.
  public var heads: Int
  public var isRemoved: Bool

  package init(
    kind: Kind, number: Int64, slug: String, title: String, state: Decision.State?, tags: [String], created: String?,
    decideBy: String?, decided: String?, updated: Timestamp, revision: RevisionName, heads: Int, isRemoved: Bool
  ) {
    self.kind = kind
    self.number = number
    self.slug = slug
    self.title = title
    self.state = state
    self.tags = tags
    self.created = created
    self.decideBy = decideBy
    self.decided = decided
    self.updated = updated
    self.revision = revision
    self.heads = heads
    self.isRemoved = isRemoved
  }

  public var shortID: String { "\(kind.letter)\(number)" }
}
