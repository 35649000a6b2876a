/// Distributions through given quantiles.
///
/// Each answers nil where no distribution of its family has these quantiles: levels that are not ascending and strictly between
/// 0 and 1, values that are not ascending and finite, values outside the family's reach.
extension Distribution {
  /// A value and the probability of not exceeding it.
  package struct Percentile: Hashable, Sendable {
    package var level: Double
    package var value: Double

    package init(level: Double, value: Double) {
      self.level = level
      self.value = value
    }
  }

  static func areAscending(_ low: Percentile, _ high: Percentile) -> Bool {
    low.level > 0 && low.level < high.level && high.level < 1 && low.value < high.value
      && (high.value - low.value).isFinite
  }

  /// The scale and shift that bring a distribution's quantiles to the given ones.
  private static func stretch(_ distribution: Distribution, _ low: Percentile, _ high: Percentile) -> (
    scale: Double, shift: Double
  )? {
    guard areAscending(low, high) else { return nil }
    let (a, b) = (distribution.quantile(low.level), distribution.quantile(high.level))
    let scale = (high.value - low.value) / (b - a)
    // From the quantile nearer to the middle, whose product with the scale rounds less.
    let shift = abs(a) < abs(b) ? low.value - scale * a : high.value - scale * b
    return scale > 0 && scale.isFinite && shift.isFinite ? (scale, shift) : nil
  }

  package static func normal(through low: Percentile, _ high: Percentile) -> Distribution? {
    stretch(.normal(mean: 0, sd: 1), low, high).map { .normal(mean: $0.shift, sd: $0.scale) }
  }

  /// - Parameters: values above 0.
  package static func lognormal(through low: Percentile, _ high: Percentile) -> Distribution? {
    guard low.value > 0, high.value.isFinite else { return nil }
    let logarithms = [low, high].map { Percentile(level: $0.level, value: Elementary.log($0.value)) }
    return stretch(.normal(mean: 0, sd: 1), logarithms[0], logarithms[1]).map {
      .lognormal(mu: $0.shift, sigma: $0.scale)
    }
  }

  package static func uniform(through low: Percentile, _ high: Percentile) -> Distribution? {
    stretch(.uniform(low: 0, high: 1), low, high).map { .uniform(low: $0.shift, high: $0.shift + $0.scale) }
  }

  /// The pert distribution whose mode is in its middle.
  package static func symmetricPert(through low: Percentile, _ high: Percentile) -> Distribution? {
    stretch(.pert(low: 0, mode: 0.5, high: 1), low, high).map {
      .pert(low: $0.shift, mode: $0.shift + $0.scale / 2, high: $0.shift + $0.scale)
    }
  }

  /// Student's distribution, shifted and stretched.
  package static func student(degrees: Double, through low: Percentile, _ high: Percentile) -> Distribution? {
    guard degrees > 0, degrees.isFinite else { return nil }
    return stretch(.student(degrees: degrees), low, high).map {
      .affine(.student(degrees: degrees), scale: $0.scale, shift: $0.shift)
    }
  }

  package static func exponential(through point: Percentile) -> Distribution? {
    guard point.level > 0, point.level < 1, point.value > 0, point.value.isFinite else { return nil }
    return .exponential(mean: point.value / Distribution.exponential(mean: 1).quantile(point.level))
  }

  /// - Parameter mode: the most probable value, not below `low` and not above `high`.
  ///
  /// With s the probability below the mode and w the width, mode − low = w·(s − √(p₁s)) and
  /// high − mode = w·(t − √(q₂t)) with t = 1 − s, q₂ = 1 − p₂; their ratio settles s between p₁ and p₂.
  package static func triangular(through low: Percentile, mode: Double, _ high: Percentile) -> Distribution? {
    guard areAscending(low, high), low.value <= mode, mode <= high.value else { return nil }
    let (left, right) = (mode - low.value, high.value - mode)
    let (p, q) = (low.level, 1 - high.level)
    let found = bracketedRoot(p, high.level) { s in
      left * max(0, 1 - s - (q * (1 - s)).squareRoot()) - right * max(0, s - (p * s).squareRoot())
    }
    guard let s = found else { return nil }
    let width = (left + right) / (1 - (p * s).squareRoot() - (q * (1 - s)).squareRoot())
    return .triangular(low: mode - s * width, mode: mode, high: mode + (1 - s) * width)
  }

  /// - Parameter mode: the most probable value, not below `low` and not above `high`.
  package static func pert(through low: Percentile, mode: Double, _ high: Percentile) -> Distribution? {
    guard areAscending(low, high), low.value <= mode, mode <= high.value else { return nil }
    let (left, right) = (mode - low.value, high.value - mode)
    // The mode's place s within the width shapes the distribution; between its quantiles the mode has to divide as given.
    func quantiles(_ s: Double) -> (low: Double, high: Double) {
      let distribution = Distribution.pert(low: 0, mode: s, high: 1)
      return (distribution.quantile(low.level), distribution.quantile(high.level))
    }
    let found = bracketedRoot(0, 1) { s in
      let (below, above) = quantiles(s)
      return left * (above - s) - right * (s - below)
    }
    guard let s = found else { return nil }
    let (below, above) = quantiles(s)
    let width = (left + right) / (above - below)
    return .pert(low: mode - s * width, mode: mode, high: mode + (1 - s) * width)
  }
}
