extension Distribution {
  /// The probability density at x; nil for distributions with single values of positive probability.
  package func density(_ x: Double) -> Double? {
    isDiscrete ? nil : slope(at: x)
  }

  /// The slope of the distribution function beside its jumps.
  func slope(at x: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): return StandardNormal.density((x - mean) / sd) / sd
    case .lognormal(let mu, let sigma):
      return x <= 0 ? 0 : StandardNormal.density((Elementary.logOfAny(x) - mu) / sigma) / (x * sigma)
    case .uniform(let low, let high): return x < low || x > high ? 0 : 1 / (high - low)
    case .triangular(let low, let mode, let high):
      if x < low || x > high { return 0 }
      let width = high - low
      return x < mode ? 2 * (x - low) / (mode - low) / width : 2 * (high - x) / (high - mode) / width
    case .beta, .gamma, .student: return DistributionCurve(self).density(x)
    case .exponential(let mean): return x < 0 ? 0 : Elementary.exp(-x / mean) / mean
    case .poisson, .binomial, .discrete: return 0
    case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.distribution.slope(at: x) }
    case .truncated(let distribution, let low, let high):
      return x < low || x > high ? 0 : distribution.slope(at: x) / distribution.mass(low, high)
    case .affine(let distribution, let scale, let shift):
      return distribution.slope(at: (x - shift) / scale) / abs(scale)
    }
  }
}
