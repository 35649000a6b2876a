extension Law {
  /// The probability density at x; nil for laws with single values of positive probability.
  public func density(_ x: Double) -> Double? {
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
    case .beta, .gamma, .student: return LawCurve(self).density(x)
    case .exponential(let mean): return x < 0 ? 0 : Elementary.exp(-x / mean) / mean
    case .poisson, .binomial, .discrete: return 0
    case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.law.slope(at: x) }
    case .truncated(let law, let low, let high): return x < low || x > high ? 0 : law.slope(at: x) / law.mass(low, high)
    case .affine(let law, let scale, let shift): return law.slope(at: (x - shift) / scale) / abs(scale)
    }
  }
}
