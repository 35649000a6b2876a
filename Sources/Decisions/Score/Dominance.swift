/// That one option is preferable to another whatever one's attitude to risk.
public struct Dominance: Hashable, Sendable {
  public enum Order: String, Hashable, Sendable {
    /// At every payoff at least as likely to exceed it: better for all who prefer more to less.
    case first
    /// Better for all who, besides, dislike risk.
    case second
  }

  public var option: String
  public var over: String
  public var order: Order

  public init(option: String, over: String, order: Order) {
    self.option = option
    self.over = over
    self.order = order
  }

  /// Of first order where the distribution function is nowhere above the other's, of second order where its integral
  /// is not (Hadar and Russell 1969); nil where neither holds, or where the two are alike.
  static func order(of one: Distribution, over other: Distribution) -> Order? {
    var (i, j) = (0, 0)
    var (below, belowOther) = (0.0, 0.0)
    // By how much the other's function, and its integral, exceed the one's.
    var isFirst = true
    var isSecond = true
    var isStrict = false
    var area = CompensatedSum()
    var last: Double?
    let size = max(
      abs(one.points.first?.value ?? 0), abs(one.points.last?.value ?? 0), abs(other.points.first?.value ?? 0),
      abs(other.points.last?.value ?? 0))
    while i < one.points.count || j < other.points.count {
      let value = min(
        i < one.points.count ? one.points[i].value : .infinity,
        j < other.points.count ? other.points[j].value : .infinity)
      if let last { area.add((belowOther - below) * (value - last)) }
      if area.value < -1e-12 * size { isSecond = false }
      while i < one.points.count, one.points[i].value <= value + 1e-13 * size {
        below += one.points[i].probability
        i += 1
      }
      while j < other.points.count, other.points[j].value <= value + 1e-13 * size {
        belowOther += other.points[j].probability
        j += 1
      }
      if below > belowOther + 1e-10 { isFirst = false }
      if belowOther > below + 1e-10 { isStrict = true }
      if !isFirst, !isSecond { return nil }
      last = value
    }
    guard isStrict else { return nil }
    return isFirst ? .first : isSecond ? .second : nil
  }
}
