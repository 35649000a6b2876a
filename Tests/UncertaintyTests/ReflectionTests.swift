import Testing

@testable import Uncertainty

/// Distributions stretched by a negative number.
@Suite struct ReflectionTests {
  @Test(arguments: LawReference.all.indices)
  func figuresAreReflected(index: Int) throws {
    let reference = LawReference.all[index]
    let distribution = Distribution.affine(reference.distribution, scale: -2, shift: 7)
    let (mean, sd) = (try #require(distribution.mean), try #require(distribution.sd))
    #expect(abs(mean - (7 - 2 * reference.mean)) <= 1e-8 * (1 + abs(reference.mean)))
    #expect(abs(sd - 2 * reference.sd) <= 2e-7 * reference.sd)
    #expect(distribution.support.low == 7 - 2 * reference.distribution.support.high)
    #expect(distribution.support.high == 7 - 2 * reference.distribution.support.low)
    for level in [0.001, 0.05, 0.3, 0.9] {
      let x = distribution.quantile(level)
      if distribution.isDiscrete {
        #expect(distribution.cumulative(x) >= level - 1e-12)
        #expect(distribution.below(x) < level)
        #expect(abs(distribution.cumulative(x) - (1 - reference.distribution.below((7 - x) / 2))) < 1e-12)
      } else {
        #expect(abs(distribution.cumulative(x) - level) < 1e-11)
        #expect(abs(x - (7 - 2 * reference.distribution.quantile(1 - level))) <= 1e-9 * (1 + abs(x)))
        let density = try #require(reference.distribution.density((7 - x) / 2))
        #expect(distribution.density(x) == density / 2)
      }
    }
  }

  /// A die turned over: the share of at most −5 is that of 5 and 6.
  @Test func singleValuesAreFoundAgain() {
    let die = Distribution.samples([1, 2, 3, 4, 5, 6])
    let distribution = Distribution.affine(die, scale: -0.1, shift: 0.3)
    for side in 1...6 {
      let x = -0.1 * Double(side) + 0.3
      #expect(abs(distribution.cumulative(x) - Double(7 - side) / 6) < 1e-12)
      #expect(abs(distribution.below(x) - Double(6 - side) / 6) < 1e-12)
      #expect(distribution.quantile(Double(7 - side) / 6) == x)
      #expect(distribution.quantile((Double(7 - side) - 0.5) / 6) == x)
    }
    let kept = Distribution.truncated(.affine(die, scale: -1, shift: 0), low: -5, high: -2)
    #expect(abs(kept.cumulative(-5) - 0.25) < 1e-12)
    #expect(kept.below(-5) == 0)
    #expect(kept.quantile(0.9) == -2)
  }

  @Test(arguments: LawReference.all.indices, [-1.0, -3.5])
  func drawsFollowTheReflectedLaw(index: Int, scale: Double) throws {
    let distribution = Distribution.affine(LawReference.all[index].distribution, scale: scale, shift: 1)
    var graph = SampleGraph(seed: 11)
    let normal = graph.normal(from: graph.uniform(named: "x"))
    let drawn = graph.draw(distribution, at: normal)
    let columns = graph.samples(of: [drawn, normal], count: 20_480, threads: 2).columns
    let summary = SampleSummary(columns[0], levels: [0.05, 0.5, 0.9], threads: 2)
    let error = try #require(summary.standardError)
    let mean = try #require(distribution.mean)
    #expect(abs(summary.mean - mean) <= 4.5 * error + 1e-8 * summary.sd)
    for (level, quantile) in zip(summary.levels, summary.quantiles) {
      let spread = 4 * (level * (1 - level) / 20_480).squareRoot()
      #expect(distribution.quantile(level - spread) <= quantile && quantile <= distribution.quantile(level + spread))
    }
    // The value rises with its normal number.
    let order = columns[1].indices.sorted { columns[1][$0] < columns[1][$1] }
    let values = order.map { columns[0][$0] }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }
}
