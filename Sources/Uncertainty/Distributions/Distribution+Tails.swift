extension Distribution {
  /// The probability of a value of at most x.
  package func cumulative(_ x: Double) -> Double { tail(x, isUpper: false, isClosed: true) }

  /// The probability of a value less than x, which differs from that of at most x where single values carry some.
  func below(_ x: Double) -> Double { tail(x, isUpper: false, isClosed: false) }

  /// The probability of what lies on one side of x, formed from that side, so that a small one has all its digits.
  ///
  /// - Parameters:
  ///   - isUpper: whether the side above x is meant.
  ///   - isClosed: whether x itself belongs to it, which counts where single values carry probability. A value that
  ///     equals x as a decimal is x.
  func tail(_ x: Double, isUpper: Bool, isClosed: Bool) -> Double {
    switch self {
    case .normal(let mean, let sd):
      let z = (x - mean) / sd
      return StandardNormal.cumulative(isUpper ? -z : z)
    case .lognormal(let mu, let sigma):
      if x <= 0 { return isUpper ? 1 : 0 }
      let z = (Elementary.logOfAny(x) - mu) / sigma
      return StandardNormal.cumulative(isUpper ? -z : z)
    case .uniform(let low, let high):
      return min(1, max(0, isUpper ? (high - x) / (high - low) : (x - low) / (high - low)))
    case .triangular(let low, let mode, let high):
      if x <= low || x >= high { return (x <= low) == isUpper ? 1 : 0 }
      let width = high - low
      if x < mode {
        let below = (x - low) / width * ((x - low) / (mode - low))
        return isUpper ? 1 - below : below
      }
      let above = (high - x) / width * ((high - x) / (high - mode))
      return isUpper ? above : 1 - above
    case .beta, .gamma, .student: return DistributionCurve(self).tail(x, isUpper: isUpper)
    case .exponential(let mean):
      if x <= 0 { return isUpper ? 1 : 0 }
      return isUpper ? Elementary.expOfAny(-x / mean) : -Elementary.expm1(-x / mean)
    case .poisson, .binomial: return wholeTail(x, isUpper: isUpper, isClosed: isClosed)
    case .discrete(let points):
      var sum = 0.0
      var isWhole = true
      for point in points {
        let isEqual = Decimals.areEqual(point.value, x)
        if isEqual ? isClosed : isUpper == (point.value > x) { sum += point.probability } else { isWhole = false }
      }
      return isWhole ? 1 : min(1, sum)
    case .mixture(let parts):
      return min(1, parts.reduce(0) { $0 + $1.weight * $1.distribution.tail(x, isUpper: isUpper, isClosed: isClosed) })
    case .truncated(let distribution, let low, let high):
      if let pushed = truncationPushedIn { return pushed.tail(x, isUpper: isUpper, isClosed: isClosed) }
      if x < low || x > high { return (x < low) == isUpper ? 1 : 0 }
      let part =
        isUpper
        ? distribution.mass(x, high, hasLow: isClosed, hasHigh: true)
        : distribution.mass(low, x, hasLow: true, hasHigh: isClosed)
      return min(1, part / distribution.mass(low, high))
    case .affine(.mixture(let parts), let scale, let shift):
      // Part by part, so that only single values have a slack.
      return parts.reduce(0) {
        let part = Distribution.affine($1.distribution, scale: scale, shift: shift)
        return $0 + $1.weight * part.tail(x, isUpper: isUpper, isClosed: isClosed)
      }
    case .affine(let distribution, let scale, let shift):
      let (y, slack) = distribution.isDiscrete ? Distribution.preimage(x, scale, shift) : ((x - shift) / scale, 0)
      // Single values within the slack are x: they belong to a closed side and not to an open one.
      let isAbove = isUpper == (scale > 0)
      let reach = isAbove == isClosed ? y - slack : y + slack
      return distribution.tail(reach, isUpper: isAbove, isClosed: isClosed)
    }
  }

  /// The y with scale·y + shift = x, and by how much rounding there and back may have moved it: a single value must
  /// be found again by its image.
  static func preimage(_ x: Double, _ scale: Double, _ shift: Double) -> (y: Double, slack: Double) {
    let y = (x - shift) / scale
    guard y.isFinite else { return (y, 0) }
    return (y, Decimals.slack * max(abs(x), abs(shift)) / abs(scale))
  }

  /// The same for counts, whose values are whole numbers.
  private func wholeTail(_ x: Double, isUpper: Bool, isClosed: Bool) -> Double {
    let x = Decimals.snapped(x)
    // The greatest whole number that belongs to the lower side, or does not belong to the upper one.
    let k = isClosed != isUpper ? x.rounded(.down) : x.rounded(.up) - 1
    let (least, greatest) = support
    if k < least { return isUpper ? 1 : 0 }
    if k >= greatest { return isUpper ? 0 : 1 }
    switch self {
    case .poisson(let mean):
      let tails = GammaShape(k + 1).tails(mean)
      return isUpper ? tails.lower : tails.upper
    case .binomial(let trials, let p):
      let tails = BetaShape(k + 1, Double(trials) - k).tails(p, 1 - p)
      return isUpper ? tails.lower : tails.upper
    default: return 0
    }
  }

  /// The probability between two values.
  ///
  /// - Parameters: whether each end belongs to it.
  func mass(_ low: Double, _ high: Double, hasLow: Bool = true, hasHigh: Bool = true) -> Double {
    if low > high { return 0 }
    switch self {
    case .mixture(let parts):
      return parts.reduce(0) { $0 + $1.weight * $1.distribution.mass(low, high, hasLow: hasLow, hasHigh: hasHigh) }
    case .discrete(let points):
      return points.reduce(0) { sum, point in
        let isIn =
          (hasLow ? Decimals.isAtMost(low, point.value) : Decimals.isLess(low, point.value))
          && (hasHigh ? Decimals.isAtMost(point.value, high) : Decimals.isLess(point.value, high))
        return isIn ? sum + point.probability : sum
      }
    case .truncated where truncationPushedIn != nil:
      return truncationPushedIn?.mass(low, high, hasLow: hasLow, hasHigh: hasHigh) ?? 0
    default: break
    }
    let below = tail(low, isUpper: false, isClosed: !hasLow)
    let above = tail(high, isUpper: true, isClosed: !hasHigh)
    // From the side on which the terms are the lesser ones.
    let (mass, size): (Double, Double)
    if below > 0.5 {
      let more = tail(low, isUpper: true, isClosed: hasLow)
      (mass, size) = (more - above, more)
    } else if above > 0.5 {
      let more = tail(high, isUpper: false, isClosed: hasHigh)
      (mass, size) = (more - below, more)
    } else {
      (mass, size) = (1 - below - above, 1)
    }
    guard mass < 1e-3 * size, low.isFinite, high.isFinite else { return max(0, mass) }
    return narrowMass(low, high, hasLow: hasLow, hasHigh: hasHigh) ?? max(0, mass)
  }

  /// The same between two values that are so near to each other that the difference of tails loses its digits: the sum
  /// of the single values, or the integral of the density; nil where neither is at hand.
  private func narrowMass(_ low: Double, _ high: Double, hasLow: Bool, hasHigh: Bool) -> Double? {
    switch self {
    case .poisson, .binomial:
      let (from, to) = (Decimals.snapped(low), Decimals.snapped(high))
      let first = max(support.low, hasLow ? from.rounded(.up) : from.rounded(.down) + 1)
      let last = min(support.high, hasHigh ? to.rounded(.down) : to.rounded(.up) - 1)
      guard last - first < 1000 else { return nil }
      return stride(from: first, through: last, by: 1).reduce(0) { $0 + probability(ofWhole: $1) }
    case .affine(let distribution, let scale, let shift):
      guard !distribution.isDiscrete else { return nil }
      let ends = [(low - shift) / scale, (high - shift) / scale].sorted()
      return distribution.narrowMass(ends[0], ends[1], hasLow: hasLow, hasHigh: hasHigh)
    default:
      guard !isPatched else { return nil }
      let curve = DistributionCurve(self)
      return GaussLegendre.integral(low, high) { curve.density($0) }
    }
  }

  /// The same distribution with bounds drawn into its parts; nil where the truncated distribution is a simple one.
  var truncationPushedIn: Distribution? {
    guard case .truncated(let distribution, let low, let high) = self else { return nil }
    switch distribution {
    case .discrete, .mixture, .affine, .truncated, .uniform: return distribution.truncating(low, high)
    default: return nil
    }
  }

  /// The distribution of the values between two bounds, which must hold some.
  ///
  /// Bounds are drawn into the parts of what is put together, so that the figures of every part keep their forms.
  package func truncating(_ low: Double, _ high: Double) -> Distribution {
    switch self {
    case .discrete(let points):
      let kept = points.filter { Decimals.isAtMost(low, $0.value) && Decimals.isAtMost($0.value, high) }
      let sum = kept.reduce(0) { $0 + $1.probability }
      return .discrete(kept.map { Weighted(value: $0.value, probability: $0.probability / sum) })
    case .mixture(let parts):
      let masses = parts.map { $0.weight * $0.distribution.mass(low, high) }
      let sum = masses.reduce(0, +)
      let kept = zip(parts, masses).filter { $0.1 > 0 }
      return .mixture(kept.map { Part(distribution: $0.0.distribution.truncating(low, high), weight: $0.1 / sum) })
    case .affine(let distribution, let scale, let shift):
      let slack =
        distribution.isDiscrete
        ? [low, high].map { $0.isFinite ? Distribution.preimage($0, scale, shift).slack : 0 } : [0, 0]
      let (first, last) = ((low - shift) / scale, (high - shift) / scale)
      let inner =
        scale > 0
        ? distribution.truncating(first - slack[0], last + slack[1])
        : distribution.truncating(last - slack[1], first + slack[0])
      return .affine(inner, scale: scale, shift: shift)
    case .truncated(let distribution, let least, let greatest):
      return distribution.truncating(max(low, least), min(high, greatest))
    case .uniform(let least, let greatest): return .uniform(low: max(low, least), high: min(high, greatest))
    default: return .truncated(self, low: low, high: high)
    }
  }
}
