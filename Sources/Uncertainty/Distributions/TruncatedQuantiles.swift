/// The quantiles of what a distribution leaves between two bounds: what lies outside them is computed once.
struct TruncatedQuantiles {
  private let distribution: Distribution
  private let low: Double
  private let high: Double
  private let kept: Double
  private let below: Double
  private let above: Double

  init(_ distribution: Distribution, _ low: Double, _ high: Double) {
    (self.distribution, self.low, self.high) = (distribution, low, high)
    kept = distribution.mass(low, high)
    below = distribution.tail(low, isUpper: false, isClosed: false)
    above = distribution.tail(high, isUpper: true, isClosed: false)
  }

  func quantile(tail p: Double, isUpper: Bool, near x: Double = .nan, tolerance: Double = 1e-15) -> Double {
    let fromBelow = below + (isUpper ? 1 - p : p) * kept
    let fromAbove = above + (isUpper ? p : 1 - p) * kept
    let isLower = fromBelow <= 0.5
    guard (isLower ? below : above) < 1e6 * kept else {
      // So little is kept that its place among the rest has few digits: searched for within the bounds.
      let cut = Distribution.truncated(distribution, low: low, high: high)
      let found = cut.searched(p, isUpper, in: cut.support, near: x, tolerance: tolerance)
      return distribution.isDiscrete ? distribution.nearestSingleValue(found) ?? found : found
    }
    let found = distribution.quantile(
      tail: isLower ? fromBelow : fromAbove, isUpper: !isLower, near: x, tolerance: tolerance)
    return min(high, max(low, found))
  }
}
