/// That one option is preferable to another whatever one's attitude to risk.
package struct Dominance: Hashable, Sendable {
  package enum Order: String, Hashable, Sendable {
    /// At every payoff at least as likely to exceed it: better for all who prefer more to less.
    case first
    /// Better for all who, besides, dislike risk.
    case second
  }

  package var option: String
  package var over: String
  package var order: Order

  package init(option: String, over: String, order: Order) {
    self.option = option
    self.over = over
    self.order = order
  }

  /// Of first order where the distribution function is nowhere above the other's, of second order where its integral
  /// is not (Hadar and Russell 1969); nil where neither holds, or where the two are alike.
  static func order(of one: PayoffDistribution, over other: PayoffDistribution) -> Order? {
    var (i, j) = (0, 0)
    var (below, belowOther) = (CompensatedSum(), CompensatedSum())
    // By how much the other's function, and its integral, exceed the one's.
    var isFirst = true
    var isSecond = true
    var isStrict = false
    var excess = 0.0
    var area = CompensatedSum()
    // What rounding may make of the area: amounts that are far apart must not hide what happens between close ones.
    var off = 0.0
    var last: Double?
    while i < one.points.count || j < other.points.count {
      let value = min(
        i < one.points.count ? one.points[i].value : .infinity,
        j < other.points.count ? other.points[j].value : .infinity)
      if let last {
        area.add(excess * (value - last))
        off += 1e-13 * abs(excess) * (value - last)
      }
      if area.value < -off { isSecond = false }
      let limit = value + 1e-13 * abs(value)
      while i < one.points.count, one.points[i].value <= limit {
        below.add(one.points[i].probability)
        i += 1
      }
      while j < other.points.count, other.points[j].value <= limit {
        belowOther.add(other.points[j].probability)
        j += 1
      }
      let difference = belowOther.value - below.value
      excess = abs(difference) < 1e-12 ? 0 : difference
      if excess < 0 { isFirst = false }
      if excess > 0 { isStrict = true }
      if !isFirst, !isSecond { return nil }
      last = value
    }
    guard isStrict else { return nil }
    return isFirst ? .first : isSecond ? .second : nil
  }
}
