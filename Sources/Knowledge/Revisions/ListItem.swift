/// One line of a list.
package struct ListItem: Sendable {
  package var kind: Kind
  package var number: Int64
  package var slug: String
  package var title: String
  package var state: Decision.State?
  package var tags: [String]
  package var created: String?
  package var decideBy: String?
  package var decided: String?
  package var updated: Timestamp
  package var revision: RevisionName
  /// More than one where the document has forked.
  package var heads: Int
  package var isRemoved: Bool

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

  package var shortID: String { "\(kind.letter)\(number)" }
}
