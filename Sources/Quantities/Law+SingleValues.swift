extension Law {
  /// The values that the law takes with their probabilities, in ascending order; those at the far ends that take part
  /// in fewer than one of 10¹⁷ draws may be left out. Nil where there are more than 100 000, or others besides.
  public var singleValues: [Weighted]? {
    switch self {
    case .discrete(let points): return points
    case .poisson(let mean):
      guard mean > 0 else { return [Weighted(value: 0, probability: 1)] }
      return whole(from: mean.rounded(.down)) { k in mean / k }
    case .binomial(let trials, let p):
      let n = Double(trials)
      if p <= 0 || p >= 1 || trials == 0 { return [Weighted(value: p > 0 ? n : 0, probability: 1)] }
      return whole(from: ((n + 1) * p).rounded(.down)) { k in (n - k + 1) / k * (p / (1 - p)) }
    case .mixture(let parts):
      var sums: [Double: Double] = [:]
      for part in parts {
        guard let points = part.law.singleValues else { return nil }
        for point in points { sums[point.value, default: 0] += point.probability * part.weight }
      }
      guard sums.count <= Self.mostSingleValues else { return nil }
      return sums.sorted { $0.key < $1.key }.map { Weighted(value: $0.key, probability: $0.value) }
    case .truncated(let law, let low, let high):
      guard let points = law.singleValues else { return nil }
      let kept = law.kept(low, high).kept
      return points.filter { $0.value >= low && $0.value <= high }.map {
        Weighted(value: $0.value, probability: $0.probability / kept)
      }
    case .affine(let law, let scale, let shift):
      guard let points = law.singleValues else { return nil }
      let images = points.map { Weighted(value: scale * $0.value + shift, probability: $0.probability) }
      return scale > 0 ? images : images.reversed()
    default: return nil
    }
  }

  private static let mostSingleValues = 100_000

  /// Whole numbers around the mode, each probability from its neighbour's.
  ///
  /// - Parameter ratio: the probability of k over that of k − 1.
  private func whole(from mode: Double, _ ratio: (Double) -> Double) -> [Weighted]? {
    let (least, greatest) = support
    guard let sd, sd < Double(Self.mostSingleValues) / 20 else { return nil }
    let start = min(max(mode, least), greatest)
    let peak = cumulative(start) - below(start)
    var left: [Weighted] = []
    var (k, probability) = (start, peak)
    while k > least {
      probability /= ratio(k)
      k -= 1
      if probability < 1e-18 { break }
      left.append(Weighted(value: k, probability: probability))
    }
    var points = Array(left.reversed())
    points.append(Weighted(value: start, probability: peak))
    (k, probability) = (start, peak)
    while k < greatest {
      k += 1
      probability *= ratio(k)
      if probability < 1e-18 { break }
      points.append(Weighted(value: k, probability: probability))
    }
    return points
  }
}
