/// Which documents to list, in which order.
public struct ListFilter: Sendable {
  public enum Order: String, CaseIterable, Sendable {
    case updated, created, title, slug
    case decideBy = "decide-by"
  }

  public var kind: Kind?
  /// All of these.
  public var tags: [String] = []
  public var state: Decision.State?
  /// The last change not before this moment, and before that one.
  public var since: Timestamp?
  public var until: Timestamp?
  public var order = Order.updated
  public var isReversed = false
  public var removed = false
  public var limit: Int?

  public init() {}
}
