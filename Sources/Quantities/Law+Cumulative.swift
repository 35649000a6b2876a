extension Law {
  /// The probability of a value of at most x.
  public func cumulative(_ x: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): return StandardNormal.cumulative((x - mean) / sd)
    case .lognormal(let mu, let sigma):
      return x <= 0 ? 0 : StandardNormal.cumulative((Elementary.log(x) - mu) / sigma)
    case .uniform(let low, let high): return min(1, max(0, (x - low) / (high - low)))
    case .triangular(let low, let mode, let high):
      if x <= low { return 0 }
      if x >= high { return 1 }
      if x < mode { return (x - low) * (x - low) / ((high - low) * (mode - low)) }
      return 1 - (high - x) * (high - x) / ((high - low) * (high - mode))
    case .beta(let a, let b, let low, let high):
      return SpecialFunctions.incompleteBeta(a, b, (x - low) / (high - low))
    case .gamma(let shape, let scale): return SpecialFunctions.lowerGamma(shape, x / scale)
    case .exponential(let mean): return x <= 0 ? 0 : 1 - Elementary.exp(-x / mean)
    case .student(let degrees):
      // Near the middle the half around it keeps its digits, further out the tail does.
      if x * x < degrees {
        let middle = SpecialFunctions.incompleteBeta(0.5, degrees / 2, x * x / (degrees + x * x)) / 2
        return x < 0 ? 0.5 - middle : 0.5 + middle
      }
      let tail = SpecialFunctions.incompleteBeta(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2
      return x < 0 ? tail : 1 - tail
    case .poisson(let mean):
      return x < 0 ? 0 : 1 - SpecialFunctions.lowerGamma(x.rounded(.down) + 1, mean)
    case .binomial(let trials, let p):
      let k = x.rounded(.down)
      if k < 0 { return 0 }
      if k >= Double(trials) { return 1 }
      return 1 - SpecialFunctions.incompleteBeta(k + 1, Double(trials) - k, p)
    case .discrete(let points):
      return min(1, points.reduce(0) { $1.value <= x ? $0 + $1.probability : $0 })
    case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.law.cumulative(x) }
    case .truncated(let law, let low, let high):
      if x >= high { return 1 }
      let (below, kept) = law.kept(low, high)
      return min(1, max(0, (law.cumulative(x) - below) / kept))
    case .affine(let law, let scale, let shift):
      let (y, slack) = Law.preimage(x, scale, shift)
      return scale > 0 ? law.cumulative(y + slack) : 1 - law.below(y - slack)
    }
  }

  /// The probability of a value less than x, which differs from that of at most x where single values carry some.
  func below(_ x: Double) -> Double {
    guard isDiscrete else { return cumulative(x) }
    switch self {
    case .discrete(let points):
      return min(1, points.reduce(0) { $1.value < x ? $0 + $1.probability : $0 })
    case .mixture(let parts): return parts.reduce(0) { $0 + $1.weight * $1.law.below(x) }
    case .truncated(let law, let low, let high):
      if x <= low { return 0 }
      if x > high { return 1 }
      let (below, kept) = law.kept(low, high)
      return min(1, max(0, (law.below(x) - below) / kept))
    case .affine(let law, let scale, let shift):
      let (y, slack) = Law.preimage(x, scale, shift)
      return scale > 0 ? law.below(y - slack) : 1 - law.cumulative(y + slack)
    default: return cumulative(x.rounded(.up) - 1)
    }
  }

  /// The y with scale·y + shift = x, and by how much rounding there and back may have moved it: a single value must
  /// be found again by its image.
  private static func preimage(_ x: Double, _ scale: Double, _ shift: Double) -> (y: Double, slack: Double) {
    let y = (x - shift) / scale
    guard y.isFinite else { return (y, 0) }
    return (y, 4 * (max(abs(x), abs(shift)) / abs(scale)).ulp)
  }

  /// The probability below a truncation's lower end, and the probability it keeps.
  func kept(_ low: Double, _ high: Double) -> (below: Double, kept: Double) {
    // A value at the lower end is kept.
    let below = below(low)
    return (below, cumulative(high) - below)
  }
}
