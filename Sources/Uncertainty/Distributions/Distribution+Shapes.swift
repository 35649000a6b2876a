/// Distributions with a shape to be found: through two quantiles by search, from mean and standard deviation in closed form.
extension Distribution {
  /// The gamma distribution through two quantiles; nil where there is none, or none with a shape from 1e-3 to 1e9.
  ///
  /// - Parameters: values above 0.
  package static func gamma(through low: Percentile, _ high: Percentile) -> Distribution? {
    guard areAscending(low, high), low.value > 0 else { return nil }
    // The first quantile settles the scale of each shape; the second is then the less, the greater the shape.
    func fitted(_ logShape: Double) -> Distribution {
      let shape = Elementary.exp(logShape)
      let unit = Distribution.gamma(shape: shape, scale: 1).quantile(low.level)
      return .gamma(shape: shape, scale: low.value / max(unit, 1e-300))
    }
    let z = StandardNormal.quantile(high.level)
    let logShape = bracketedRoot(logOfLeastShape(low.level), 20.7) { fitted($0).normalScore(high.value) - z }
    return logShape.map(fitted)
  }

  /// Below this the lower quantile leaves the range of numbers.
  private static func logOfLeastShape(_ level: Double) -> Double {
    max(-6.9, Elementary.log(-Elementary.log(level) / 600))
  }

  /// The beta distribution from `low` to `high` through two quantiles; nil where there is none, or none whose
  /// parameters sum to 1e-6 to 1e9.
  package static func beta(through first: Percentile, _ second: Percentile, low: Double = 0, high: Double = 1)
    -> Distribution?
  {
    guard areAscending(first, second), low < first.value, second.value < high, (high - low).isFinite else { return nil }
    // For each sum of the parameters the first quantile settles the mean, since the distribution rises with it; the greater the
    // sum, the more of the distribution lies below the second quantile (one crossing of the distribution functions).
    let (z1, z2) = (StandardNormal.quantile(first.level), StandardNormal.quantile(second.level))
    func distribution(_ logSum: Double, _ logit: Double) -> Distribution {
      let sum = Elementary.exp(logSum)
      let odds = Elementary.exp(logit)
      return .beta(a: sum * odds / (1 + odds), b: sum / (1 + odds), low: low, high: high)
    }
    func logit(_ logSum: Double) -> Double? {
      bracketedRoot(-35, 35) { distribution(logSum, $0).normalScore(first.value) - z1 }
    }
    let logSum = bracketedRoot(-13.8, 20.7) { logSum in
      logit(logSum).map { distribution(logSum, $0).normalScore(second.value) - z2 } ?? .nan
    }
    guard let logSum, let logit = logit(logSum) else { return nil }
    return distribution(logSum, logit)
  }

  /// The standard normal quantile of the probability of at most x: nearly straight in the parameters where the
  /// probability itself is flat.
  private func normalScore(_ x: Double) -> Double {
    let (lower, upper) = (tail(x, isUpper: false, isClosed: true), tail(x, isUpper: true, isClosed: false))
    return StandardNormal.quantile(tail: max(min(lower, upper), 1e-300), isUpper: upper < lower)
  }

  /// The beta distribution from 0 to 1; nil unless 0 < mean < 1 and 0 < sd² < mean·(1 − mean).
  package static func beta(mean: Double, sd: Double) -> Distribution? {
    let sum = mean * (1 - mean) / (sd * sd) - 1
    guard mean > 0, mean < 1, sd > 0, sum > 0, sum.isFinite else { return nil }
    return .beta(a: mean * sum, b: (1 - mean) * sum, low: 0, high: 1)
  }

  /// - Parameters: a mean and a standard deviation above 0.
  package static func gamma(mean: Double, sd: Double) -> Distribution? {
    let (shape, scale) = ((mean / sd) * (mean / sd), sd * (sd / mean))
    guard mean > 0, sd > 0, shape > 0, shape.isFinite, scale > 0, scale.isFinite else { return nil }
    return .gamma(shape: shape, scale: scale)
  }

  /// - Parameters: a mean and a standard deviation above 0.
  package static func lognormal(mean: Double, sd: Double) -> Distribution? {
    let square = (sd / mean) * (sd / mean)
    guard mean > 0, mean.isFinite, sd > 0, square > 0, square.isFinite else { return nil }
    // ln(1 + square): the logarithm of the rounded sum, and what rounding took from it.
    let sum = 1 + square
    let variance = Elementary.log(sum) - ((sum - 1) - square) / sum
    return .lognormal(mu: Elementary.log(mean) - variance / 2, sigma: variance.squareRoot())
  }
}
