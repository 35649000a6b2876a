/// Which documents to list, in which order.
package struct ListFilter: Sendable {
  package enum Order: String, CaseIterable, Sendable {
    case updated, created, title, slug
    case decideBy = "decide-by"
  }

  package var kind: Kind?
  /// All of these.
  package var tags: [String] = []
  package var state: Decision.State?
  /// The last change not before this moment, and before that one.
  package var since: Timestamp?
  package var until: Timestamp?
  package var order = Order.updated
  package var isReversed = false
  package var removed = false
  package var limit: Int?

  package init() {}
}
