extension Distribution {
  /// The values that the distribution takes with their probabilities, in ascending order; those at the far ends that take part
  /// in fewer than one of 10¹⁷ draws may be left out. Nil where there are more than 100 000, or others besides.
  package var singleValues: [Weighted]? {
    switch self {
    case .discrete(let points): return points
    case .poisson, .binomial:
      guard let sd, sd < Double(Self.mostSingleValues) / 20 else { return nil }
      return wholeValues(from: support.low, to: support.high)
    case .mixture(let parts):
      var all: [Weighted] = []
      for part in parts {
        guard let points = part.distribution.singleValues else { return nil }
        all += points.map { Weighted(value: $0.value, probability: $0.probability * part.weight) }
        guard all.count <= Self.mostSingleValues else { return nil }
      }
      return Self.merged(all)
    case .truncated(let distribution, let low, let high):
      if let pushed = truncationPushedIn { return pushed.singleValues }
      guard distribution.isDiscrete, let sd = distribution.sd, sd < Double(Self.mostSingleValues) / 20 else {
        return nil
      }
      let (least, greatest) = distribution.support
      return distribution.wholeValues(
        from: max(least, Decimals.snapped(low).rounded(.up)), to: min(greatest, Decimals.snapped(high).rounded(.down)))
    case .affine(let distribution, let scale, let shift):
      guard let points = distribution.singleValues else { return nil }
      let images = points.map {
        Weighted(value: Decimals.sum(scale * $0.value, shift), probability: $0.probability)
      }
      return scale > 0 ? images : images.reversed()
    default: return nil
    }
  }

  /// Values in ascending order, each once, with the probabilities that it has together.
  package static func merged(_ points: [Weighted]) -> [Weighted] {
    var result: [Weighted] = []
    for point in points.sorted(by: { $0.value < $1.value }) {
      if let last = result.last, Decimals.areEqual(last.value, point.value) {
        result[result.count - 1].probability += point.probability
      } else {
        result.append(point)
      }
    }
    return result
  }

  private static let mostSingleValues = 100_000

  /// The probability of a count (Loader 2000).
  func probability(ofWhole k: Double) -> Double {
    switch self {
    case .poisson(let mean):
      if k == 0 { return Elementary.expOfAny(-mean) }
      return Elementary.exp(-Deviance.deviance(k, mean, k - mean) - Deviance.stirlingError(k))
        / (Deviance.tau * k).squareRoot()
    case .binomial(let trials, let p):
      let n = Double(trials)
      if p == 0 || p == 1 { return k == n * p ? 1 : 0 }
      if k == 0 { return Elementary.expOfAny(n * Elementary.log1p(-p)) }
      if k == n { return Elementary.expOfAny(n * Elementary.logOfAny(p)) }
      let distance = k - n * p
      let errors = Deviance.stirlingError(n) - Deviance.stirlingError(k) - Deviance.stirlingError(n - k)
      let exponent =
        errors - Deviance.deviance(k, n * p, distance) - Deviance.deviance(n - k, n * (1 - p), -distance)
      return Elementary.exp(exponent) * (n / (Deviance.tau * k * (n - k))).squareRoot()
    default: return 0
    }
  }

  /// The probability of a count over that of the count before it.
  private func ratio(_ k: Double) -> Double {
    switch self {
    case .poisson(let mean): mean / k
    case .binomial(let trials, let p): (Double(trials) - k + 1) / k * (p / (1 - p))
    default: 0
    }
  }

  /// Whole numbers within two bounds, from the most probable one outwards, each probability from its neighbour's;
  /// they sum to 1. Nil where the distribution leaves too many of them, or none.
  func wholeValues(from least: Double, to greatest: Double) -> [Weighted]? {
    guard least <= greatest else { return nil }
    let mode: Double
    switch self {
    case .poisson(let mean): mode = mean.rounded(.down)
    case .binomial(let trials, let p): mode = ((Double(trials) + 1) * p).rounded(.down)
    default: return nil
    }
    let start = min(max(mode, least), greatest)
    // In units of the greatest one, which may itself be far out in a tail.
    var left: [Weighted] = []
    var (k, probability) = (start, 1.0)
    while k > least {
      probability /= ratio(k)
      k -= 1
      if probability < 1e-18 { break }
      left.append(Weighted(value: k, probability: probability))
      if left.count > 2_000_000 { return nil }
    }
    var points = Array(left.reversed())
    points.append(Weighted(value: start, probability: 1))
    (k, probability) = (start, 1)
    while k < greatest {
      k += 1
      probability *= ratio(k)
      if probability < 1e-18 { break }
      points.append(Weighted(value: k, probability: probability))
      if points.count > 4_000_000 { return nil }
    }
    let sum = points.reduce(0) { $0 + $1.probability }
    return points.map { Weighted(value: $0.value, probability: $0.probability / sum) }
  }
}
