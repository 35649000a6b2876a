extension Distribution {
  /// The value that is not exceeded with a probability, for probabilities strictly between 0 and 1.
  package func quantile(_ p: Double) -> Double {
    p > 0.5 ? quantile(tail: 1 - p, isUpper: true) : quantile(tail: p, isUpper: false)
  }

  /// The least value beyond which no more than a probability lies above, or up to which no less than it lies below:
  /// given as the tail on its side, so that the far ends have all their digits.
  ///
  /// - Parameter x: a value near the quantile, from which to search where there is no formula; `nan` for none.
  /// - Parameter tolerance: the relative length of the last step of a search, whose error is about its square.
  func quantile(tail p: Double, isUpper: Bool, near x: Double = .nan, tolerance: Double = 1e-15) -> Double {
    switch self {
    case .normal(let mean, let sd): return mean + sd * StandardNormal.quantile(tail: p, isUpper: isUpper)
    case .lognormal(let mu, let sigma):
      return Elementary.expOfAny(mu + sigma * StandardNormal.quantile(tail: p, isUpper: isUpper))
    case .uniform(let low, let high): return isUpper ? high - (high - low) * p : low + (high - low) * p
    case .triangular(let low, let mode, let high):
      let width = high - low
      // Below the mode lies this share.
      let share = (mode - low) / width
      if isUpper ? p > (high - mode) / width : p < share {
        return low + (((isUpper ? 1 - p : p) * share).squareRoot() * width)
      }
      return high - ((isUpper ? p : 1 - p) * ((high - mode) / width)).squareRoot() * width
    case .exponential(let mean): return -mean * (isUpper ? Elementary.logOfAny(p) : Elementary.log1p(-p))
    case .discrete(let points): return Self.quantile(of: points, tail: p, isUpper: isUpper)
    case .poisson, .binomial: return wholeQuantile(p, isUpper)
    case .truncated(let distribution, let low, let high):
      if let pushed = truncationPushedIn {
        return pushed.quantile(tail: p, isUpper: isUpper, near: x, tolerance: tolerance)
      }
      return TruncatedQuantiles(distribution, low, high).quantile(
        tail: p, isUpper: isUpper, near: x, tolerance: tolerance)
    case .affine(let distribution, let scale, let shift):
      let near = (x - shift) / scale
      if scale > 0 {
        return scale * distribution.quantile(tail: p, isUpper: isUpper, near: near, tolerance: tolerance) + shift
      }
      // Of the reflected distribution the greatest value that is reached with the probability, which differs from the least one
      // that suffices where a step of the distribution function ends at the very probability.
      let inner = distribution.isDiscrete ? min(1, p * (isUpper ? 1 + Self.stepSlack * 4 : 1 - Self.stepSlack * 4)) : p
      return scale * distribution.quantile(tail: inner, isUpper: !isUpper, near: near, tolerance: tolerance) + shift
    case .beta, .gamma, .student: return searched(p, isUpper, in: support, near: x, tolerance: tolerance)
    case .mixture(let parts):
      // Below the least of the parts' quantiles every part has less, above the greatest every one has more.
      let quantiles = parts.map { $0.distribution.quantile(tail: p, isUpper: isUpper) }
      guard let low = quantiles.min(), let high = quantiles.max() else { return 0 }
      let found = searched(p, isUpper, in: (low, high), near: x, tolerance: tolerance)
      return isDiscrete ? nearestSingleValue(found) ?? found : found
    }
  }

  /// By how much a probability may miss the end of a step of the distribution function and still be meant.
  static let stepSlack = 1e-14

  /// Whether the distribution function has reached a quantile at x.
  func reaches(_ x: Double, _ p: Double, _ isUpper: Bool) -> Bool {
    isUpper
      ? tail(x, isUpper: true, isClosed: false) <= p * (1 + Self.stepSlack)
      : tail(x, isUpper: false, isClosed: true) >= p * (1 - Self.stepSlack)
  }

  private static func quantile(of points: [Weighted], tail p: Double, isUpper: Bool) -> Double {
    // Sums of many probabilities are off by more.
    let slack = stepSlack + 2e-16 * Double(points.count)
    var sum = 0.0
    if isUpper {
      for point in points.reversed() {
        sum += point.probability
        if sum > p * (1 + slack) { return point.value }
      }
      return points.first?.value ?? 0
    }
    for point in points {
      sum += point.probability
      if sum >= p * (1 - slack) { return point.value }
    }
    return points.last?.value ?? 0
  }

  // MARK: Counts

  /// The least whole number whose distribution function reaches a probability: a guess, steps that double until the
  /// quantile lies between two numbers, then halves.
  private func wholeQuantile(_ p: Double, _ isUpper: Bool) -> Double {
    let (least, greatest) = support
    let (mean, sd) = (mean ?? 0, sd ?? 0)
    let z = StandardNormal.quantile(tail: p, isUpper: isUpper)
    // Cornish and Fisher's expansion to the term of the skewness (Abramowitz and Stegun 26.2.49).
    let bent = sd > 0 ? z + wholeSkewness(sd) * (z * z - 1) / 6 : 0
    let guess = min(max((mean + sd * bent).rounded(), least), min(greatest, 1e300))
    var (low, high) = (guess, guess)
    var step = max(1, (sd / 64).rounded())
    if reaches(guess, p, isUpper) {
      while low > least, reaches(low, p, isUpper) {
        high = low
        low = max(least, low - step)
        step *= 2
      }
      if low == least, reaches(least, p, isUpper) { return least }
    } else {
      while high < greatest, !reaches(high, p, isUpper) {
        low = high
        high = min(greatest, high + step)
        step *= 2
      }
    }
    while high - low > 1 {
      let middle = (low + (high - low) / 2).rounded(.down)
      if middle <= low || middle >= high { break }
      if reaches(middle, p, isUpper) { high = middle } else { low = middle }
    }
    return high
  }

  private func wholeSkewness(_ sd: Double) -> Double {
    if case .binomial(_, let p) = self { return min(10, (1 - 2 * p) / sd) }
    return min(10, 1 / sd)
  }

  // MARK: What the sampling asks

  /// The quantile to about 1e-11 of itself, beginning at a value near it; `nan` for none.
  func quantile(_ p: Double, near x: Double) -> Double {
    p > 0.5
      ? quantile(tail: 1 - p, isUpper: true, near: x, tolerance: 1e-6)
      : quantile(tail: p, isUpper: false, near: x, tolerance: 1e-6)
  }

  /// Whether a quantile has to be searched for.
  var hasSlowQuantile: Bool {
    switch self {
    case .beta, .gamma, .student, .mixture, .poisson, .binomial: true
    case .truncated(let distribution, _, _), .affine(let distribution, _, _): distribution.hasSlowQuantile
    default: false
    }
  }

  /// Whether the quantile may bend suddenly or jump inside the distribution's reach.
  var isPatched: Bool {
    switch self {
    case .mixture, .triangular, .discrete: true
    case .truncated(let distribution, _, _), .affine(let distribution, _, _): distribution.isPatched
    default: false
    }
  }
}
