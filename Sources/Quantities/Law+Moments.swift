extension Law {
  /// The mean; nil where there is none.
  public var mean: Double? {
    switch self {
    case .normal(let mean, _), .exponential(let mean), .poisson(let mean): return mean
    case .lognormal(let mu, let sigma): return Elementary.exp(mu + sigma * sigma / 2)
    case .uniform(let low, let high): return low + (high - low) / 2
    case .triangular(let low, let mode, let high): return (low + mode + high) / 3
    case .beta(let a, let b, let low, let high): return low + (high - low) * a / (a + b)
    case .gamma(let shape, let scale): return shape * scale
    case .student(let degrees): return degrees > 1 ? 0 : nil
    case .binomial(let trials, let p): return Double(trials) * p
    case .discrete(let points): return points.reduce(0) { $0 + $1.probability * $1.value }
    case .mixture(let parts):
      var sum = 0.0
      for part in parts {
        guard let mean = part.law.mean else { return nil }
        sum += part.weight * mean
      }
      return sum
    case .truncated: return integral { $0 }
    case .affine(let law, let scale, let shift): return law.mean.map { scale * $0 + shift }
    }
  }

  /// The variance; nil where there is none.
  public var variance: Double? {
    switch self {
    case .normal(_, let sd): return sd * sd
    case .lognormal(let mu, let sigma):
      let square = sigma * sigma
      // eˣ − 1 keeps its digits for small x only by its series.
      let growth =
        square < 1e-4 ? square * (1 + square / 2 * (1 + square / 3 * (1 + square / 4))) : Elementary.exp(square) - 1
      return growth * Elementary.exp(2 * mu + square)
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      // About the mode, so that large numbers with a small spread keep their digits.
      let (a, b) = (mode - low, high - mode)
      return (a * a + a * b + b * b) / 18
    case .beta(let a, let b, let low, let high):
      let sum = a + b
      return (high - low) * (high - low) * a * b / (sum * sum * (sum + 1))
    case .gamma(let shape, let scale): return shape * scale * scale
    case .exponential(let mean): return mean * mean
    case .student(let degrees): return degrees > 2 ? degrees / (degrees - 2) : nil
    case .poisson(let mean): return mean
    case .binomial(let trials, let p): return Double(trials) * p * (1 - p)
    case .discrete(let points):
      let mean = points.reduce(0) { $0 + $1.probability * $1.value }
      return points.reduce(0) { $0 + $1.probability * ($1.value - mean) * ($1.value - mean) }
    case .mixture(let parts):
      guard let mean else { return nil }
      var sum = 0.0
      for part in parts {
        guard let partMean = part.law.mean, let variance = part.law.variance else { return nil }
        sum += part.weight * (variance + (partMean - mean) * (partMean - mean))
      }
      return sum
    case .truncated:
      guard let mean else { return nil }
      return integral { ($0 - mean) * ($0 - mean) }
    case .affine(let law, let scale, _): return law.variance.map { scale * scale * $0 }
    }
  }

  public var sd: Double? { variance.map { $0.squareRoot() } }

  /// The mean of a function, by Gauss-Legendre over the probability in pieces that get shorter towards both ends.
  private func integral(_ function: (Double) -> Double) -> Double? {
    if isDiscrete { return discreteIntegral(function) }
    // The weights of 8 points on [-1, 1] (Abramowitz and Stegun, table 25.4).
    let nodes = [0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363]
    let weights = [0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763]
    var edges: [Double] = []
    var tail = 0.25
    while tail > 1e-15 {
      edges.append(tail)
      tail /= 2
    }
    let left = [0] + edges.reversed()
    let all = left + [0.375, 0.5, 0.625] + edges.map { 1 - $0 } + [1]
    var sum = 0.0
    for (low, high) in zip(all, all.dropFirst()) {
      let (middle, half) = ((low + high) / 2, (high - low) / 2)
      for (node, weight) in zip(nodes, weights) {
        for sign in [-1.0, 1.0] {
          let p = min(max(middle + sign * node * half, 1e-300), 1 - 1e-16)
          sum += weight * half * function(quantile(p))
        }
      }
    }
    return sum
  }

  /// The same where single values carry the probability: a sum over the whole numbers or points in reach.
  private func discreteIntegral(_ function: (Double) -> Double) -> Double? {
    var sum = 0.0
    var before = 0.0
    var p = 0.0
    while p < 1 - 1e-15 {
      let value = quantile(min(p + 1e-15, 1 - 1e-16))
      let upTo = cumulative(value)
      if upTo <= before { break }
      sum += (upTo - before) * function(value)
      before = upTo
      p = upTo
    }
    return sum
  }
}
