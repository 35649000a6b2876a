import Testing

@testable import Uncertainty

/// Distributions made from quantiles or moments have them.
@Suite struct FittingTests {
  /// A number of the grid strictly between 0 and 1: multiples of an irrational one fill it evenly (Weyl 1916).
  private func grid(_ seed: Int, _ axis: Int) -> Double {
    let steps = [0.7548776662466927, 0.5698402909980532, 0.4301597090019468, 0.8191725133961645]
    let x = Double(seed + 1) * steps[axis]
    return x - x.rounded(.down)
  }

  private func levels(_ seed: Int) -> (Double, Double) {
    let low = 0.005 + 0.6 * grid(seed, 0)
    return (low, low + 0.02 + (0.975 - low) * grid(seed, 1) * 0.98)
  }

  private func expect(
    _ distribution: Distribution?, _ points: Distribution.Percentile..., scale: Double? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let distribution = try #require(distribution, sourceLocation: sourceLocation)
    for point in points {
      let found = distribution.quantile(point.level)
      let tolerance = 1e-9 * (scale ?? abs(point.value))
      #expect(
        abs(found - point.value) <= tolerance, "\(distribution): \(found), \(point)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: 0..<150)
  func locationAndScale(seed: Int) throws {
    let (p, q) = levels(seed)
    let value = 200 * grid(seed, 2) - 100
    let low = Distribution.Percentile(level: p, value: value)
    let high = Distribution.Percentile(level: q, value: value + Elementary.exp(20 * grid(seed, 3) - 8))
    let scale = max(abs(low.value), abs(high.value))
    try expect(.normal(through: low, high), low, high, scale: scale)
    try expect(.uniform(through: low, high), low, high, scale: scale)
    try expect(.symmetricPert(through: low, high), low, high, scale: scale)
    try expect(.student(degrees: 1 + 9 * grid(seed, 2), through: low, high), low, high, scale: scale)
  }

  @Test(arguments: 0..<150)
  func positiveLaws(seed: Int) throws {
    let (p, q) = levels(seed)
    let low = Distribution.Percentile(level: p, value: Elementary.exp(30 * grid(seed, 2) - 15))
    let high = Distribution.Percentile(level: q, value: low.value * (1 + Elementary.exp(12 * grid(seed, 3) - 8)))
    try expect(.lognormal(through: low, high), low, high)
    try expect(.gamma(through: low, high), low, high)
    try expect(.exponential(through: low), low)
  }

  @Test(arguments: 0..<150)
  func betas(seed: Int) throws {
    let (p, q) = levels(seed)
    let low = Distribution.Percentile(level: p, value: 0.001 + 0.9 * grid(seed, 2))
    let high = Distribution.Percentile(
      level: q, value: low.value + (0.999 - low.value) * (0.001 + 0.998 * grid(seed, 3)))
    try expect(.beta(through: low, high), low, high)
    let (stretchedLow, stretchedHigh) = (
      Distribution.Percentile(level: p, value: 10 * low.value - 5),
      Distribution.Percentile(level: q, value: 10 * high.value - 5)
    )
    try expect(
      .beta(through: stretchedLow, stretchedHigh, low: -5, high: 5), stretchedLow, stretchedHigh, scale: 5)
  }

  @Test(
    arguments: [
      (0.05, 0.2, 0.95, 0.3), (0.05, 0.01, 0.95, 0.99), (0.05, 0.001, 0.95, 0.002), (0.05, 0.9, 0.95, 0.999),
      (0.1, 0.1, 0.5, 0.5), (0.01, 1e-6, 0.99, 2e-6), (0.05, 1e-4, 0.5, 0.99), (0.45, 0.4999, 0.55, 0.5001),
      (0.05, 1e-9, 0.95, 0.5),
    ] as [(Double, Double, Double, Double)])
  func narrowAndWideBetas(_ p: Double, _ x: Double, _ q: Double, _ y: Double) throws {
    let (low, high) = (Distribution.Percentile(level: p, value: x), Distribution.Percentile(level: q, value: y))
    try expect(.beta(through: low, high), low, high)
  }

  @Test(arguments: 0..<150)
  func lawsWithAMode(seed: Int) throws {
    let low = Distribution.Percentile(level: 0.005 + 0.3 * grid(seed, 0), value: 100 * grid(seed, 1))
    let high = Distribution.Percentile(level: 0.65 + 0.34 * grid(seed, 2), value: low.value + 1 + 100 * grid(seed, 3))
    let share = grid(7 * seed, 1)
    let mode = low.value + share * (high.value - low.value)
    let triangular = Distribution.triangular(through: low, mode: mode, high)
    try expect(triangular, low, high, scale: high.value)
    if case .triangular(_, let found, _) = triangular { #expect(found == mode) }
    let pert = Distribution.pert(through: low, mode: mode, high)
    try expect(pert, low, high, scale: high.value)
    if case .beta(let a, let b, let least, let greatest) = pert {
      #expect(abs(a + b - 6) < 1e-9)
      #expect(abs(least + (greatest - least) * (a - 1) / 4 - mode) < 1e-9 * high.value)
    }
  }

  @Test(arguments: 0..<150)
  func moments(seed: Int) throws {
    let mean = 0.001 + 0.998 * grid(seed, 0)
    let sd = (mean * (1 - mean)).squareRoot() * (0.001 + 0.998 * grid(seed, 1))
    let ratio = Elementary.exp(14 * grid(seed, 2) - 12)
    let magnitude = Elementary.exp(40 * grid(seed, 3) - 20)
    for (distribution, mean, sd) in [
      (Distribution.beta(mean: mean, sd: sd), mean, sd),
      (Distribution.gamma(mean: magnitude, sd: ratio * magnitude), magnitude, ratio * magnitude),
      (Distribution.lognormal(mean: magnitude, sd: ratio * magnitude), magnitude, ratio * magnitude),
    ] {
      let (found, spread) = (try #require(distribution?.mean), try #require(distribution?.sd))
      #expect(abs(found - mean) <= 1e-12 * mean)
      #expect(abs(spread - sd) <= 1e-9 * sd)
    }
  }

  /// Figures of SciPy 1.17.
  @Test func agreesWithReference() throws {
    let betas: [(Double, Double, Double, Double, a: Double, b: Double)] = [
      (0.05, 0.2, 0.95, 0.3, 49.95370814, 151.00727176), (0.05, 0.001, 0.95, 0.002, 22.91739035, 15632.35198956),
      (0.05, 0.9, 0.95, 0.999, 25.25999954, 0.82773626), (0.1, 0.1, 0.5, 0.5, 1, 1),
    ]
    for (p, x, q, y, a, b) in betas {
      let distribution = try #require(Distribution.beta(through: .init(level: p, value: x), .init(level: q, value: y)))
      guard case .beta(let foundA, let foundB, _, _) = distribution else { continue }
      #expect(abs(foundA - a) < 1e-8 * a && abs(foundB - b) < 1e-8 * b, "\(distribution)")
    }
    let gammas: [(Double, Double, Double, Double, shape: Double, scale: Double)] = [
      (0.05, 1, 0.95, 4, 6.047061786645599, 0.37820725659783894),
      (0.1, 5, 0.9, 10, 14.038902479008339, 0.5262162816990262),
      (0.25, 1, 0.75, 100, 0.2491769077693628, 385.69727206304503),
    ]
    for (p, x, q, y, shape, scale) in gammas {
      let distribution = try #require(Distribution.gamma(through: .init(level: p, value: x), .init(level: q, value: y)))
      guard case .gamma(let foundShape, let foundScale) = distribution else { continue }
      #expect(abs(foundShape - shape) < 1e-9 * shape && abs(foundScale - scale) < 1e-9 * scale, "\(distribution)")
    }
  }

  @Test func whatCannotBeIsNil() {
    let (low, high) = (Distribution.Percentile(level: 0.1, value: 1), Distribution.Percentile(level: 0.9, value: 2))
    #expect(Distribution.normal(through: high, low) == nil)
    #expect(Distribution.normal(through: low, .init(level: 0.05, value: 2)) == nil)
    #expect(Distribution.normal(through: low, .init(level: 1, value: 2)) == nil)
    #expect(Distribution.normal(through: low, .init(level: 0.9, value: .infinity)) == nil)
    #expect(Distribution.lognormal(through: .init(level: 0.1, value: 0), high) == nil)
    #expect(Distribution.gamma(through: .init(level: 0.1, value: -1), high) == nil)
    #expect(Distribution.exponential(through: .init(level: 0.1, value: -1)) == nil)
    #expect(Distribution.beta(through: .init(level: 0.1, value: 0.2), high) == nil)
    #expect(Distribution.triangular(through: low, mode: 0.5, high) == nil)
    #expect(Distribution.pert(through: low, mode: 3, high) == nil)
    #expect(Distribution.student(degrees: 0, through: low, high) == nil)
    #expect(Distribution.beta(mean: 0.5, sd: 0.5) == nil)
    #expect(Distribution.beta(mean: 1, sd: 0.1) == nil)
    #expect(Distribution.beta(mean: 0.5, sd: 0) == nil)
    #expect(Distribution.gamma(mean: 0, sd: 1) == nil)
    #expect(Distribution.lognormal(mean: -1, sd: 1) == nil)
  }
}
