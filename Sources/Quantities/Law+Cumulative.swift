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

  /// The value that is not exceeded with a probability, for probabilities strictly between 0 and 1.
  public func quantile(_ p: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): return mean + sd * StandardNormal.quantile(p)
    case .lognormal(let mu, let sigma): return Elementary.exp(mu + sigma * StandardNormal.quantile(p))
    case .uniform(let low, let high): return low + (high - low) * p
    case .triangular(let low, let mode, let high):
      let split = (mode - low) / (high - low)
      return p < split
        ? low + (p * (high - low) * (mode - low)).squareRoot()
        : high - ((1 - p) * (high - low) * (high - mode)).squareRoot()
    case .exponential(let mean): return -mean * log1m(p)
    case .discrete(let points):
      var sum = 0.0
      for point in points {
        sum += point.probability
        if sum >= p - 1e-15 { return point.value }
      }
      return points.last?.value ?? 0
    case .poisson, .binomial: return wholeQuantile(p)
    case .truncated(let law, let low, let high):
      let (below, kept) = law.kept(low, high)
      let q = min(max(below + p * kept, 1e-300), 1 - 1e-16)
      return min(high, max(low, law.quantile(q)))
    case .affine(let law, let scale, let shift):
      return scale * (scale > 0 ? law.quantile(p) : law.upperQuantile(p)) + shift
    case .beta, .gamma, .student, .mixture: return searchedQuantile(p)
    }
  }

  /// The greatest value that is reached or exceeded with a probability: the quantile of the reflected law, reflected.
  private func upperQuantile(_ p: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): return mean - sd * StandardNormal.quantile(p)
    case .lognormal(let mu, let sigma): return Elementary.exp(mu - sigma * StandardNormal.quantile(p))
    case .exponential(let mean): return -mean * Elementary.log(max(p, 1e-300))
    case .student: return -quantile(p)
    case .affine(let law, let scale, let shift):
      return scale * (scale > 0 ? law.upperQuantile(p) : law.quantile(p)) + shift
    default:
      // Where 1 − p is the very probability up to a single value, the next one is reached with p as well.
      return quantile(min(1 - p + (isDiscrete ? 4e-15 : 0), 1 - 1e-16))
    }
  }

  /// −ln(1−p) without losing the digits of a small p.
  private func log1m(_ p: Double) -> Double {
    p < 1e-5 ? -p * (1 + p / 2 * (1 + p * 2 / 3)) : Elementary.log(1 - p)
  }

  /// The least whole number whose distribution function reaches p: a guess by the normal, then steps.
  private func wholeQuantile(_ p: Double) -> Double {
    let guess = (mean ?? 0) + (sd ?? 0) * StandardNormal.quantile(p)
    let (least, greatest) = support
    var k = min(max(guess.rounded(), least), greatest)
    while k > least, cumulative(k - 1) >= p - 1e-15 { k -= 1 }
    while k < greatest, cumulative(k) < p - 1e-15 { k += 1 }
    return k
  }

  /// The quantile by Newton's steps on the distribution function, halving where a step would leave the bracket; to the
  /// last digits.
  private func searchedQuantile(_ p: Double) -> Double {
    var (low, high) = support
    let centre = mean ?? 0
    var step = max(sd ?? 1, abs(centre) * 1e-3, 1e-300)
    if low.isInfinite {
      low = centre - step
      while cumulative(low) > p {
        step *= 2
        low = centre - step
      }
    }
    step = max(sd ?? 1, 1e-300)
    if high.isInfinite {
      high = centre + step
      while cumulative(high) < p, high < 1e300 {
        step *= 2
        high = centre + step
      }
    }
    // A mixture with a discrete part jumps: there the bracket alone closes in.
    var x = low + (high - low) / 2
    for _ in 0..<1200 {
      let excess = cumulative(x) - p
      if excess < 0 { low = x } else { high = x }
      let slope = density(x) ?? 0
      var next = x - excess / slope
      if !(next > low && next < high) || slope == 0 { next = low + (high - low) / 2 }
      if next <= low || next >= high { break }
      if abs(next - x) <= 1e-15 * abs(x) {
        // Close, perhaps from below: one more look from the other side settles it.
        return next
      }
      x = next
    }
    return high
  }
}
