import SeededChance
import Testing

@testable import Uncertainty

/// Mean, spread, probabilities and quantiles of one distribution fit each other, whatever its parameters are.
@Suite struct DistributionConsistencyTests {
  private static let tails = [1e-200, 1e-30, 1e-12, 1e-6, 0.001, 0.05, 0.2, 0.35, 0.5]

  @Test(arguments: UInt64(0)..<300)
  func probabilitiesUndoQuantiles(seed: UInt64) {
    var random = RandomDistribution(seed: seed)
    let distribution = random.composed()
    for isUpper in [false, true] {
      var before = Double.nan
      for p in Self.tails {
        let x = distribution.quantile(tail: p, isUpper: isUpper)
        guard x.isFinite else { continue }
        // A number holds only so many digits of its place, and the least value that reaches the probability is meant.
        let step = distribution.step(at: x)
        let (left, right) = (x - step, x + step)
        // The place of a bound is that of a quantile, known to the last digits of the whole distribution.
        let slack = 1e-9 + (distribution.isCut ? 1e-14 / p : 0)
        let reached = distribution.tail(right, isUpper: isUpper, isClosed: !isUpper)
        let short = distribution.tail(left, isUpper: isUpper, isClosed: isUpper)
        #expect(
          isUpper ? reached <= p * (1 + slack) : reached >= p * (1 - slack), "\(distribution) \(p) at \(x): \(reached)")
        #expect(
          isUpper ? short >= p * (1 - slack) : short <= p * (1 + slack), "\(distribution) \(p) below \(x): \(short)")
        #expect(!(isUpper ? x > before : x < before), "quantiles ascend: \(distribution) \(p)")
        before = x
      }
    }
    #expect(distribution.quantile(0.5) == distribution.quantile(tail: 0.5, isUpper: false))
  }

  @Test(arguments: UInt64(0)..<300)
  func aConditionAndItsOppositeSumToOne(seed: UInt64) {
    var random = RandomDistribution(seed: seed)
    let distribution = random.composed()
    let points = [0.01, 0.3, 0.5, 0.9].map { distribution.quantile($0) } + [0, 1, 2.5, -7]
    for x in points where x.isFinite {
      let pairs: [(ClosedForm.Comparison, ClosedForm.Comparison)] = [
        (.less, .atLeast), (.atMost, .greater), (.same, .different),
      ]
      for (one, other) in pairs {
        let (p, q) = (distribution.probability(one, x), distribution.probability(other, x))
        #expect(abs(p + q - 1) < 1e-10, "\(distribution) at \(x): \(p) and \(q)")
        #expect((0...1).contains(p) && (0...1).contains(q))
      }
      let atom = distribution.probability(.atLeast, x) - distribution.probability(.greater, x)
      #expect(abs(atom - distribution.probability(.same, x)) < 1e-10, "\(distribution) at \(x)")
      let within = distribution.chance(between: x, and: x)
      #expect(abs(within.yes - distribution.probability(.same, x)) < 1e-10)
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func reflectedLawsHaveReflectedTails(seed: UInt64) {
    var random = RandomDistribution(seed: seed)
    let distribution = random.composed()
    let reflected = Distribution.affine(distribution, scale: -1, shift: 0)
    for p in [1e-20, 0.003, 0.4, 0.8] {
      let x = distribution.quantile(p)
      for (isUpper, isClosed) in [(false, false), (false, true), (true, false), (true, true)] {
        let near = [x - distribution.step(at: x), x + distribution.step(at: x)].map {
          distribution.tail($0, isUpper: isUpper, isClosed: isClosed)
        }.sorted()
        let there = reflected.tail(-x, isUpper: !isUpper, isClosed: isClosed)
        #expect(near[0] * (1 - 1e-9) <= there && there <= near[1] * (1 + 1e-9), "\(distribution) at \(x)")
      }
      if !distribution.isDiscrete {
        #expect(reflected.quantile(tail: p, isUpper: true) == -distribution.quantile(tail: p, isUpper: false))
      }
    }
  }

  /// The mean is the integral of the quantiles, and so is the spread; of counts both are sums.
  @Test(arguments: UInt64(0)..<40)
  func momentsAreIntegralsOfQuantiles(seed: UInt64) throws {
    var random = RandomDistribution(seed: seed)
    let distribution = random.unmixed()
    guard let mean = distribution.mean, let sd = distribution.sd, distribution.momentOrders.finiteBelow > 4 else {
      return
    }
    let points: [Distribution.Weighted]
    if distribution.isDiscrete {
      guard let single = distribution.singleValues else { return }
      points = single
    } else {
      points = Self.quantilePoints(distribution)
    }
    let found = Distribution.meanAndSD(of: points)
    #expect(abs(found.mean - mean) <= 1e-6 * sd + 1e-11 * abs(mean), "\(distribution): \(found.mean) against \(mean)")
    #expect(abs(found.sd - sd) <= 1e-5 * sd, "\(distribution): sd \(found.sd) against \(sd)")
  }

  private static func quantilePoints(_ distribution: Distribution) -> [Distribution.Weighted] {
    var points: [Distribution.Weighted] = []
    for isUpper in [false, true] {
      var end = 0.5
      while end > 1e-18 {
        for (from, to) in [(end / 2, end * 0.7), (end * 0.7, end)] {
          points += GaussLegendre.points(from, to).map {
            Distribution.Weighted(
              value: distribution.quantile(tail: $0.point, isUpper: isUpper), probability: $0.weight)
          }
        }
        end /= 2
      }
    }
    return points
  }

  @Test(arguments: TruncatedReference.all.indices)
  func truncatedMomentsAgreeWithReference(index: Int) throws {
    let reference = TruncatedReference.all[index]
    for (scale, shift) in [(1.0, 0.0), (-2.5, 7)] {
      let ends = [reference.low * scale + shift, reference.high * scale + shift].sorted()
      let distribution = Distribution.affine(reference.distribution, scale: scale, shift: shift).truncating(
        ends[0], ends[1])
      let (mean, sd) = (try #require(distribution.mean), try #require(distribution.sd))
      #expect(abs(mean - (reference.mean * scale + shift)) <= 2e-12 * max(abs(mean), abs(shift)), "\(mean)")
      #expect(abs(sd - reference.sd * abs(scale)) <= 1e-8 * sd, "\(sd / abs(scale))")
    }
  }

  @Test func momentsThatDoNotExistAreNone() {
    #expect(Distribution.student(degrees: 1).truncating(0, .infinity).mean == nil)
    #expect(Distribution.student(degrees: 1).truncating(0, 5).mean != nil)
    #expect(Distribution.student(degrees: 1.5).truncating(-.infinity, 5).mean != nil)
    #expect(Distribution.student(degrees: 1.5).truncating(-.infinity, 5).sd == nil)
  }

  /// Figures of mpmath 1.3 with 40 digits.
  @Test func farTailsHaveAllTheirDigits() {
    func expectClose(_ value: Double, _ expected: Double) {
      #expect(abs(value - expected) <= 1e-12 * expected, "\(value) against \(expected)")
    }
    let normal = Distribution.normal(mean: 0, sd: 1)
    expectClose(normal.probability(.greater, 8), 6.220960574271784e-16)
    expectClose(normal.probability(.less, -8), 6.220960574271784e-16)
    expectClose(Distribution.exponential(mean: 1).probability(.greater, 40), 4.248354255291589e-18)
    expectClose(Distribution.poisson(mean: 1).probability(.greater, 20), 7.542625077205293e-21)
    expectClose(
      Distribution.gamma(shape: 7_622_733.965924844, scale: 1).cumulative(7_606_862.012879002), 4.39289708607599e-9)
    expectClose(Distribution.beta(a: 1, b: 1e12, low: 0, high: 1).quantile(0.95), 2.9957322735494952e-12)
  }

  /// Every family at the ends of its range: an answer soon, and none that is no number where there is one.
  @Test(
    arguments: [
      .gamma(shape: 1e15, scale: 1), .gamma(shape: 1e300, scale: 1e-300), .gamma(shape: 1e-300, scale: 1),
      .gamma(shape: .leastNonzeroMagnitude, scale: 1e308), .beta(a: 1e308, b: 2, low: 0, high: 1),
      .beta(a: 1e-300, b: 1e-300, low: 0, high: 1), .beta(a: 1e9, b: 1e9, low: 0, high: 1),
      .beta(a: 1e15, b: 1e-5, low: 0, high: 1), .beta(a: .leastNonzeroMagnitude, b: 1e300, low: 0, high: 1),
      .student(degrees: 1e300), .student(degrees: 0.1), .poisson(mean: 1e-17), .poisson(mean: 1e9),
      .poisson(mean: .leastNonzeroMagnitude), .binomial(trials: 1_000_000_000, probability: 1e-300),
      .binomial(trials: 1_000_000_000, probability: 0.5), .binomial(trials: 1_000_000_000, probability: 1 - 1e-16),
      .exponential(mean: .leastNonzeroMagnitude), .normal(mean: -1e300, sd: 1e-300), .lognormal(mu: -700, sigma: 1e-9),
      .uniform(low: -8e307, high: 8e307), .triangular(low: -8e307, mode: 0, high: 8e307),
    ] as [Distribution]) func endsOfTheRangeAreAnsweredSoon(distribution: Distribution)
  {
    let start = ContinuousClock.now
    for distribution in [
      distribution, .affine(distribution, scale: -3, shift: 1),
      distribution.truncating(distribution.quantile(0.1), distribution.quantile(0.9)),
    ] {
      let quantiles = [0.005, 0.05, 0.5, 0.95, 0.995].map { distribution.quantile($0) }
      #expect(quantiles.allSatisfy { !$0.isNaN })
      #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(distribution.mean?.isNaN != true && distribution.sd?.isNaN != true)
    }
    var graph = SampleGraph(seed: 3)
    let node = graph.draw(distribution, at: graph.normal(from: graph.uniform(named: "x")))
    let column = graph.samples(of: [node], count: 4096, threads: 1).columns[0]
    #expect(column.allSatisfy { !$0.isNaN })
    // A release build is ten times as fast.
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}

extension Distribution {
  /// By how much a number near x may miss its place by rounding: nothing where all values are single ones.
  fileprivate func step(at x: Double) -> Double {
    hasDensity ? 8 * max(abs(x), offset).ulp : 0
  }

  fileprivate var isCut: Bool {
    switch self {
    case .truncated: true
    case .affine(let distribution, _, _): distribution.isCut
    default: false
    }
  }

  private var hasDensity: Bool {
    switch self {
    case .poisson, .binomial, .discrete: false
    case .mixture(let parts): parts.contains { $0.distribution.hasDensity }
    case .affine(let distribution, _, _), .truncated(let distribution, _, _): distribution.hasDensity
    default: true
    }
  }

  /// The greatest number that the distribution's values are counted from.
  fileprivate var offset: Double {
    switch self {
    case .affine(let distribution, let scale, let shift): max(abs(shift), distribution.offset * abs(scale))
    case .truncated(let distribution, _, _): distribution.offset
    case .mixture(let parts): parts.map(\.distribution.offset).max() ?? 0
    case .uniform(let low, let high), .triangular(let low, _, let high), .beta(_, _, let low, let high):
      max(abs(low), abs(high))
    default: 0
    }
  }
}
