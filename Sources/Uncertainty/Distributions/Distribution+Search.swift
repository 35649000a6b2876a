/// Quantiles without a formula.
extension Distribution {
  /// The quantile by Newton's steps on the logarithm of a tail, within two values that close in on it.
  ///
  /// Where a step would leave them, or does not bring them together, the middle of the numbers between them is taken:
  /// of those there are 2⁶⁴ at most, so that the search ends soon whatever the parameters are.
  func searched(
    _ p: Double, _ isUpper: Bool, in ends: (low: Double, high: Double), near start: Double, tolerance: Double
  ) -> Double {
    var low = max(ends.low, -.greatestFiniteMagnitude)
    var high = min(ends.high, .greatestFiniteMagnitude)
    guard low < high else { return low }
    if isDiscrete, reaches(low, p, isUpper) { return low }
    let curve = DistributionCurve(self)
    var x = start > low && start < high ? start : quantileGuess(p, isUpper)
    if !(x > low && x < high) { x = Self.between(low, high) }
    for round in 0..<400 {
      let reached = isDiscrete ? tail(x, isUpper: isUpper, isClosed: !isUpper) : curve.tail(x, isUpper: isUpper)
      let isThere = isUpper ? reached <= p * (1 + jumpSlack) : reached >= p * (1 - jumpSlack)
      if isThere { high = x } else { low = x }
      if reached == p, !isDiscrete { return x }
      let step = step(from: reached, to: p, slope: curve.density(x))
      let next = isUpper ? x + step : x - step
      // Where all of the distribution lies within a few numbers, the step may be shorter than the distance of two of them.
      if abs(step) <= tolerance * abs(x), !isDiscrete { return min(high, max(low, next)) }
      // Every fourth step halves what is left, so that slow steps end as well.
      guard next > low, next < high, round % 4 != 3 else {
        let middle = Self.between(low, high)
        if middle <= low || middle >= high { break }
        x = middle
        continue
      }
      if abs(next - x) <= tolerance * abs(x) { return next }
      x = next
    }
    // Beyond all numbers.
    if high == .greatestFiniteMagnitude, ends.high.isInfinite, low > 1e308 { return .infinity }
    if low == -.greatestFiniteMagnitude, ends.low.isInfinite, high < -1e308 { return -.infinity }
    return high
  }

  private var jumpSlack: Double { isDiscrete ? Self.stepSlack : 0 }

  /// Newton's step on the logarithm of the tail, which is nearly straight where the tail itself falls by magnitudes.
  private func step(from reached: Double, to p: Double, slope: Double) -> Double {
    guard slope > 0, reached > 0 else { return .nan }
    let ratio = reached / p
    let excess =
      ratio > 0.9 && ratio < 1.1 ? (reached - p) : reached * (Elementary.logOfAny(reached) - Elementary.logOfAny(p))
    return excess / slope
  }

  /// The number in the middle of all numbers that lie between two, by their bits.
  private static func between(_ low: Double, _ high: Double) -> Double {
    func rank(_ x: Double) -> Int64 {
      let bits = Int64(bitPattern: x.bitPattern)
      return bits >= 0 ? bits : Int64.min &- bits
    }
    let (a, b) = (rank(low), rank(high))
    let middle = (a >> 1) + (b >> 1) + (a & b & 1)
    return Double(bitPattern: UInt64(bitPattern: middle >= 0 ? middle : Int64.min &- middle))
  }

  /// A value near a quantile; `nan` where there is no formula.
  private func quantileGuess(_ p: Double, _ isUpper: Bool) -> Double {
    let z = StandardNormal.quantile(tail: p, isUpper: isUpper)
    switch self {
    case .gamma(let shape, let scale):
      // Wilson and Hilferty 1931; for small values the first term of the series.
      let cubic = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
      let guess = shape * cubic * cubic * cubic
      if cubic > 0, guess > 0.2 { return guess * scale }
      let logarithm = isUpper ? Elementary.log1p(-p) : Elementary.logOfAny(p)
      return scale * Elementary.expOfAny((logarithm + SpecialFunctions.logGammaOfOnePlus(shape)) / shape)
    case .beta(let a, let b, let low, let high):
      let share = Self.betaGuess(a, b, isUpper ? 1 - p : p, z)
      return low + (high - low) * share
    case .student(let degrees):
      // The first two terms of Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5).
      return z + z * (z * z + 1) / (4 * degrees) + z * ((5 * z * z + 16) * z * z + 3) / (96 * degrees * degrees)
    default: return .nan
    }
  }

  /// Abramowitz and Stegun 26.5.22, or for a small parameter the first term of the series on the nearer side
  /// (Press et al. 2007, 6.4).
  private static func betaGuess(_ a: Double, _ b: Double, _ p: Double, _ z: Double) -> Double {
    if a >= 1, b >= 1 {
      let z = -z
      let correction = (z * z - 3) / 6
      let (x, y) = (1 / (2 * a - 1), 1 / (2 * b - 1))
      let h = 2 / (x + y)
      let w =
        z * max(0, correction + h).squareRoot() / h - (y - x) * (correction + 5.0 / 6 - 2 / (3 * h))
      return a / (a + b * Elementary.exp(2 * w))
    }
    let left = Elementary.exp(a * Elementary.logOfAny(a / (a + b))) / a
    let right = Elementary.exp(b * Elementary.logOfAny(b / (a + b))) / b
    let sum = left + right
    return p < left / sum
      ? Elementary.expOfAny(Elementary.logOfAny(a * sum * p) / a)
      : 1 - Elementary.expOfAny(Elementary.logOfAny(b * sum * (1 - p)) / b)
  }
}
