/// Moments of what a distribution leaves between two bounds.
extension Distribution {
  /// The mean and the standard deviation of the values between two bounds; nil where there is none.
  func meanAndSD(between low: Double, _ high: Double) -> (mean: Double?, sd: Double?) {
    switch self {
    case .poisson, .binomial:
      let (least, greatest) = support
      let points = wholeValues(
        from: max(least, Decimals.snapped(low).rounded(.up)), to: min(greatest, Decimals.snapped(high).rounded(.down)))
      guard let (mean, sd) = points.map(Self.meanAndSD) else { return (nil, nil) }
      return (mean, sd)
    default: break
    }
    // Bounds that cut off nothing.
    let cut = tail(low, isUpper: false, isClosed: false) + tail(high, isUpper: true, isClosed: false)
    if cut < 1e-200, support.low >= low || support.high <= high || cut == 0 {
      if case .lognormal = self {} else { return (mean, sd) }
    }
    let moments = openTail(low, high)
    if case .none = moments.mean { return (nil, nil) }
    // Where a bound cuts off little, the moments follow from those of distributions of the same family without a loss; else from
    // the quantiles.
    if let (first, second) = rawMoments(low, high) {
      if moments.sd == nil { return (first, nil) }
      let variance = second - first * first
      if first.isFinite, second.isInfinite || variance > 1e-3 * second { return (first, variance.squareRoot()) }
    }
    if let found = densityMoments(low, high) { return found }
    let integrals = quantileMoments(low, high)
    return (integrals.mean, moments.sd == nil ? nil : integrals.sd)
  }

  /// Whether the moments exist, as far as the tails that no bound cuts off decide it.
  private func openTail(_ low: Double, _ high: Double) -> (mean: Void?, sd: Void?) {
    guard case .student(let degrees) = self, low.isInfinite || high.isInfinite else { return ((), ()) }
    return (degrees > 1 ? () : nil, degrees > 2 ? () : nil)
  }

  /// The mean and the mean square, from the probabilities that relatives of the distribution give the same stretch; nil where
  /// there are no such relatives.
  private func rawMoments(_ low: Double, _ high: Double) -> (first: Double, second: Double)? {
    let kept = mass(low, high)
    switch self {
    case .lognormal(let mu, let sigma):
      let square = sigma * sigma
      let one = Distribution.lognormal(mu: mu + square, sigma: sigma).mass(low, high) / kept
      let two = Distribution.lognormal(mu: mu + 2 * square, sigma: sigma).mass(low, high) / kept
      return (Elementary.expOfAny(mu + square / 2) * one, Elementary.expOfAny(2 * mu + 2 * square) * two)
    case .gamma(let shape, let scale):
      let one = Distribution.gamma(shape: shape + 1, scale: scale).mass(low, high) / kept
      let two = Distribution.gamma(shape: shape + 2, scale: scale).mass(low, high) / kept
      return (shape * scale * one, shape * scale * ((shape + 1) * scale) * two)
    case .exponential(let mean): return Distribution.gamma(shape: 1, scale: mean).rawMoments(low, high)
    case .beta(let a, let b, let start, let end):
      guard start == 0 else { return nil }
      let one = Distribution.beta(a: a + 1, b: b, low: start, high: end).mass(low, high) / kept
      let two = Distribution.beta(a: a + 2, b: b, low: start, high: end).mass(low, high) / kept
      let first = end / (1 + b / a)
      return (first * one, first * (end / (1 + b / (a + 1))) * two)
    case .student(let degrees):
      // A heavy tail that no bound cuts off.
      guard low.isInfinite || high.isInfinite, degrees > 1, degrees < 50 else { return nil }
      func edge(_ x: Double) -> Double {
        x.isInfinite ? 0 : (degrees + x * x) / (degrees - 1) * slope(at: x)
      }
      let first = (edge(low) - edge(high)) / kept
      guard degrees > 2 else { return (first, .infinity) }
      // x² = n·((1 + x²/n) − 1), and the first part is the density of n − 2 degrees, stretched.
      let stretch = ((degrees - 2) / degrees).squareRoot()
      let relative = Distribution.student(degrees: degrees - 2).mass(low * stretch, high * stretch)
      return (first, degrees * ((degrees - 1) / (degrees - 2) * relative / kept - 1))
    default: return nil
    }
  }

  /// The same as integrals over the density, where the bounds are so near to each other that it hardly changes between
  /// them, or so far out that a heavy tail would take very many quantiles; nil elsewhere.
  private func densityMoments(_ low: Double, _ high: Double) -> (mean: Double, sd: Double)? {
    let (low, high) = (max(low, support.low), min(high, support.high))
    guard low.isFinite, high.isFinite else { return nil }
    var edges: [Double]
    switch self {
    case .triangular(_, let mode, _):
      // Straight on both sides of the mode.
      edges = [low, mode, high].filter { $0 >= low && $0 <= high }.sorted()
    case .student:
      // By doubling steps from the middle outwards.
      let steps = (-20...1023).map { Double(sign: .plus, exponent: $0, significand: 1) }
      edges = ([low, 0, high] + steps + steps.map { -$0 }).filter { $0 >= low && $0 <= high }.sorted()
    default:
      guard mass(low, high) < 1e-3 * max(tail(low, isUpper: true, isClosed: true), 1e-300) else { return nil }
      edges = (0...4).map { low + (high - low) * (Double($0) / 4) }
    }
    let curve = DistributionCurve(self)
    let points = zip(edges, edges.dropFirst()).flatMap { from, to in
      GaussLegendre.points(from, to).map { Weighted(value: $0.point, probability: $0.weight * curve.density($0.point)) }
    }
    guard points.reduce(0, { $0 + $1.probability }) > 0 else { return nil }
    return Self.meanAndSD(of: points)
  }

  /// The same as integrals of the quantiles: Gauss-Legendre over the probability in pieces that get shorter towards
  /// both ends by halves.
  private func quantileMoments(_ low: Double, _ high: Double) -> (mean: Double, sd: Double) {
    let distribution = TruncatedQuantiles(self, low, high)
    let centre = distribution.quantile(tail: 0.5, isUpper: false)
    let spread = max(
      distribution.quantile(tail: 0.1, isUpper: true) - centre,
      centre - distribution.quantile(tail: 0.1, isUpper: false))
    guard spread > 0, spread.isFinite else { return (centre, 0) }
    // In units of the spread, about the median.
    var values: [(weight: Double, value: Double)] = []
    for isUpper in [false, true] {
      var end = 0.5
      var sum = 0.0
      while end > 1e-305 {
        var piece = 0.0
        for (tail, weight) in GaussLegendre.points(end / 2, end) {
          let value = (distribution.quantile(tail: tail, isUpper: isUpper, tolerance: 1e-8) - centre) / spread
          values.append((weight, value))
          piece += weight * value * value
        }
        sum += piece
        end /= 2
        if end < 1e-10, piece <= 1e-17 * sum { break }
      }
    }
    let mean = values.reduce(0) { $0 + $1.weight * $1.value }
    let square = values.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) }
    return (centre + spread * mean, spread * square.squareRoot())
  }
}
