extension Distribution {
  /// The mean; nil where there is none. Infinite where it exists but is beyond all numbers.
  package var mean: Double? {
    switch self {
    case .normal(let mean, _), .exponential(let mean), .poisson(let mean): return mean
    case .lognormal(let mu, let sigma): return Elementary.expOfAny(mu + sigma * sigma / 2)
    case .uniform(let low, let high): return low + (high - low) / 2
    case .triangular(let low, let mode, let high): return mode + ((low - mode) / 3 + (high - mode) / 3)
    case .beta(let a, let b, let low, let high):
      return a < b ? low + (high - low) * Self.share(a, b) : high - (high - low) * Self.share(b, a)
    case .gamma(let shape, let scale): return shape * scale
    case .student(let degrees): return degrees > 1 ? 0 : nil
    case .binomial(let trials, let p): return Double(trials) * p
    case .discrete(let points): return Self.meanAndSD(of: points).mean
    case .mixture(let parts):
      var sum = 0.0
      for part in parts {
        guard let mean = part.distribution.mean else { return nil }
        sum += part.weight * mean
      }
      return sum
    case .truncated(let distribution, let low, let high):
      return truncationPushedIn.map(\.mean) ?? distribution.meanAndSD(between: low, high).mean
    case .affine(let distribution, let scale, let shift):
      return distribution.mean.map { Decimals.sum(scale * $0, shift) }
    }
  }

  /// The standard deviation; nil where there is none.
  package var sd: Double? {
    switch self {
    case .normal(_, let sd): return sd
    case .lognormal(let mu, let sigma):
      let square = sigma * sigma
      // Together, so that one factor does not leave the range of numbers where the product stays within.
      if square > 50 { return Elementary.expOfAny(mu + square) }
      return Elementary.expm1(square).squareRoot() * Elementary.expOfAny(mu + square / 2)
    case .uniform(let low, let high): return (high - low) / 12.0.squareRoot()
    case .triangular(let low, let mode, let high):
      // About the mode, so that large numbers with a small spread keep their digits.
      let width = high - low
      let (a, b) = ((mode - low) / width, (high - mode) / width)
      return width * ((a * a + a * b + b * b) / 18).squareRoot()
    case .beta(let a, let b, let low, let high):
      return (high - low) * (Self.share(a, b) * Self.share(b, a)).squareRoot() / (a + b + 1).squareRoot()
    case .gamma(let shape, let scale): return shape.squareRoot() * scale
    case .exponential(let mean): return mean
    case .student(let degrees): return degrees > 2 ? (degrees / (degrees - 2)).squareRoot() : nil
    case .poisson(let mean): return mean.squareRoot()
    case .binomial(let trials, let p): return (Double(trials) * p * (1 - p)).squareRoot()
    case .discrete(let points): return Self.meanAndSD(of: points).sd
    case .mixture(let parts):
      guard let mean else { return nil }
      var figures: [(weight: Double, mean: Double, sd: Double)] = []
      for part in parts {
        guard let partMean = part.distribution.mean, let sd = part.distribution.sd else { return nil }
        figures.append((part.weight, partMean, sd))
      }
      // In units of the greatest, so that squares stay within the range of numbers.
      let size = figures.reduce(0) { max($0, abs($1.mean - mean), $1.sd) }
      guard size > 0, size.isFinite else { return size }
      return size
        * figures.reduce(0) { sum, part in
          let (off, sd) = ((part.mean - mean) / size, part.sd / size)
          return sum + part.weight * (sd * sd + off * off)
        }.squareRoot()
    case .truncated(let distribution, let low, let high):
      return truncationPushedIn.map(\.sd) ?? distribution.meanAndSD(between: low, high).sd
    case .affine(let distribution, let scale, _): return distribution.sd.map { abs(scale) * $0 }
    }
  }

  /// The variance; nil where there is none.
  package var variance: Double? { sd.map { $0 * $0 } }

  /// a/(a + b).
  private static func share(_ a: Double, _ b: Double) -> Double { 1 / (1 + b / a) }

  /// Of single values whose probabilities sum to 1, or to nearly that.
  static func meanAndSD(of points: [Weighted]) -> (mean: Double, sd: Double) {
    let size = points.reduce(0) { max($0, abs($1.value)) }
    guard size > 0, size.isFinite else { return (size, 0) }
    // In units of the greatest, and about their median, so that neither squares nor large numbers lose digits.
    let mass = points.reduce(0) { $0 + $1.probability }
    var below = 0.0
    let median = points.first { point in
      below += point.probability
      return below >= mass / 2
    }
    let middle = (median?.value ?? 0) / size
    let off = points.reduce(0) { $0 + $1.probability * ($1.value / size - middle) } / mass
    let square = points.reduce(0) { sum, point in
      let distance = point.value / size - middle - off
      return sum + point.probability * distance * distance
    }
    return (size * (middle + off), size * (square / mass).squareRoot())
  }
}
