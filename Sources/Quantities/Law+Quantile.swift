extension Law {
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

  /// The least whole number whose distribution function reaches p: a guess, then steps.
  private func wholeQuantile(_ p: Double) -> Double {
    let (least, greatest) = support
    let (mean, sd) = (mean ?? 0, sd ?? 0)
    let z = StandardNormal.quantile(p)
    // Cornish and Fisher's expansion to the second term of the kurtosis (Abramowitz and Stegun 26.2.49): with a great
    // spread it is off by less than one, which is then below all digits that count.
    let (skewness, excess) = wholeShape(sd)
    let bent =
      z + skewness * (z * z - 1) / 6 + excess * z * (z * z - 3) / 24 - skewness * skewness * z * (2 * z * z - 5) / 36
    var k = min(max((mean + sd * bent).rounded(), least), greatest)
    if sd > 5000 { return k }
    while k > least, cumulative(k - 1) >= p - 1e-15 { k -= 1 }
    while k < greatest, cumulative(k) < p - 1e-15 { k += 1 }
    return k
  }

  private func wholeShape(_ sd: Double) -> (skewness: Double, excess: Double) {
    guard sd > 0 else { return (0, 0) }
    if case .binomial(_, let p) = self { return ((1 - 2 * p) / sd, (1 - 6 * p * (1 - p)) / (sd * sd)) }
    return (1 / sd, 1 / (sd * sd))
  }

  /// The quantile to about 1e-11 of itself, beginning at a value near it; `nan` for none.
  func quantile(_ p: Double, near x: Double) -> Double {
    switch self {
    case .beta, .gamma, .student, .mixture: return searchedQuantile(p, from: x, tolerance: 1e-6)
    default: return quantile(p)
    }
  }

  /// Whether a quantile has to be searched for.
  var hasSlowQuantile: Bool {
    switch self {
    case .beta, .gamma, .student, .mixture, .poisson, .binomial: true
    case .truncated(let law, _, _), .affine(let law, _, _): law.hasSlowQuantile
    default: false
    }
  }

  /// Whether the quantile may bend suddenly or jump inside the law's reach.
  var isPatched: Bool {
    switch self {
    case .mixture, .triangular, .discrete: true
    case .truncated(let law, _, _), .affine(let law, _, _): law.isPatched
    default: false
    }
  }

  /// The quantile by Newton's steps on the distribution function, closing in on it from both sides where a step would
  /// leave the bracket; to the last digits.
  ///
  /// - Parameter tolerance: the relative length of the last step, whose error is about its square.
  private func searchedQuantile(_ p: Double, from start: Double = .nan, tolerance: Double = 1e-15) -> Double {
    var (low, high) = bracket(p)
    if low.isFinite, low == high || cumulative(low) >= p { return low }
    var x = start.isNaN ? quantileGuess(p) : start
    var step = max(sd ?? 1, 1e-300)
    if !(x > low && x < high) { x = Self.between(low, high, around: mean ?? 0, &step) }
    let curve = LawCurve(self)
    // A mixture with a discrete part jumps: there the bracket alone closes in.
    for _ in 0..<1200 {
      let (reached, slope) = curve(x)
      let excess = reached - p
      if excess < 0 { low = x } else { high = x }
      var next = x - excess / slope
      let isInside = next > low && next < high
      if !isInside { next = Self.between(low, high, around: x, &step) }
      if next <= low || next >= high { break }
      // A jump is closed in on to the last digit: its single value is the answer.
      if isInside, abs(next - x) <= tolerance * abs(x) { return next }
      x = next
    }
    return high
  }

  /// The slope of the distribution function beside its jumps.
  func slope(at x: Double) -> Double {
    switch self {
    case .mixture(let parts): parts.reduce(0) { $0 + $1.weight * $1.law.slope(at: x) }
    default: density(x) ?? 0
    }
  }

  /// Two values that hold a quantile between them.
  private func bracket(_ p: Double) -> (low: Double, high: Double) {
    // Below the least of the parts' quantiles every part has less, above the greatest every one has more.
    guard case .mixture(let parts) = self else { return support }
    let quantiles = parts.map { $0.law.quantile(p) }
    return (quantiles.min() ?? 0, quantiles.max() ?? 0)
  }

  /// The next place to look at: by growing steps while one end is open, by magnitude where the ends differ in it.
  private static func between(_ low: Double, _ high: Double, around x: Double, _ step: inout Double) -> Double {
    if low.isInfinite || high.isInfinite {
      step *= 2
      if low.isInfinite, high.isInfinite { return x }
      return low.isInfinite ? min(x, high) - step : max(x, low) + step
    }
    if low == 0 { return high / 8 }
    if low > 0, high > 4 * low { return (low.squareRoot() * high.squareRoot()) }
    return low + (high - low) / 2
  }

  /// A value near a quantile; `nan` where there is no formula.
  private func quantileGuess(_ p: Double) -> Double {
    switch self {
    case .gamma(let shape, let scale):
      // Wilson and Hilferty 1931; for small values the first term of the series.
      let cubic = 1 - 1 / (9 * shape) + StandardNormal.quantile(p) / (3 * shape.squareRoot())
      let guess = shape * cubic * cubic * cubic
      if cubic > 0, guess > 0.2 { return guess * scale }
      return scale * Elementary.exp((Elementary.log(p) + SpecialFunctions.logGamma(shape + 1)) / shape)
    case .beta(let a, let b, let low, let high):
      return low + (high - low) * Self.betaGuess(a, b, p)
    case .student(let degrees):
      // The first two terms of Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5).
      let z = StandardNormal.quantile(p)
      return z + z * (z * z + 1) / (4 * degrees) + z * ((5 * z * z + 16) * z * z + 3) / (96 * degrees * degrees)
    default: return .nan
    }
  }

  /// Abramowitz and Stegun 26.5.22, or for a small parameter the first term of the series on the nearer side
  /// (Press et al. 2007, 6.4).
  private static func betaGuess(_ a: Double, _ b: Double, _ p: Double) -> Double {
    if a >= 1, b >= 1 {
      let z = -StandardNormal.quantile(p)
      let correction = (z * z - 3) / 6
      let (x, y) = (1 / (2 * a - 1), 1 / (2 * b - 1))
      let h = 2 / (x + y)
      let w =
        z * max(0, correction + h).squareRoot() / h - (y - x) * (correction + 5.0 / 6 - 2 / (3 * h))
      return a / (a + b * Elementary.exp(2 * w))
    }
    let left = Elementary.exp(a * Elementary.log(a / (a + b))) / a
    let right = Elementary.exp(b * Elementary.log(b / (a + b))) / b
    let sum = left + right
    return p < left / sum
      ? Elementary.exp(Elementary.log(a * sum * p) / a) : 1 - Elementary.exp(Elementary.log(b * sum * (1 - p)) / b)
  }
}
