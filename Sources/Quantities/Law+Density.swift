extension Law {
  /// The probability density at x; nil for laws with single values of positive probability.
  public func density(_ x: Double) -> Double? {
    switch self {
    case .normal(let mean, let sd): return StandardNormal.density((x - mean) / sd) / sd
    case .lognormal(let mu, let sigma):
      return x <= 0 ? 0 : StandardNormal.density((Elementary.log(x) - mu) / sigma) / (x * sigma)
    case .uniform(let low, let high): return x < low || x > high ? 0 : 1 / (high - low)
    case .triangular(let low, let mode, let high):
      if x < low || x > high { return 0 }
      return x < mode
        ? 2 * (x - low) / ((high - low) * (mode - low)) : 2 * (high - x) / ((high - low) * (high - mode))
    case .beta(let a, let b, let low, let high):
      return BetaShape(a, b)((x - low) / (high - low)).density / (high - low)
    case .gamma(let shape, let scale): return GammaShape(shape)(x / scale).density / scale
    case .exponential(let mean): return x < 0 ? 0 : Elementary.exp(-x / mean) / mean
    case .student(let degrees):
      let logarithm =
        SpecialFunctions.logGamma((degrees + 1) / 2) - SpecialFunctions.logGamma(degrees / 2)
        - 0.5 * Elementary.log(degrees * 3.141592653589793)
        - (degrees + 1) / 2 * Elementary.log(1 + x * x / degrees)
      return Elementary.exp(logarithm)
    case .poisson, .binomial, .discrete: return nil
    case .mixture(let parts):
      var sum = 0.0
      for part in parts {
        guard let density = part.law.density(x) else { return nil }
        sum += part.weight * density
      }
      return sum
    case .truncated(let law, let low, let high):
      guard let density = law.density(x) else { return nil }
      return x < low || x > high ? 0 : density / law.kept(low, high).kept
    case .affine(let law, let scale, let shift):
      return law.density((x - shift) / scale).map { $0 / abs(scale) }
    }
  }
}
