import Testing

@testable import Quantities

/// Laws stretched by a negative number.
@Suite struct ReflectionTests {
  @Test(arguments: LawReference.all.indices)
  func figuresAreReflected(index: Int) throws {
    let reference = LawReference.all[index]
    let law = Law.affine(reference.law, scale: -2, shift: 7)
    let (mean, sd) = (try #require(law.mean), try #require(law.sd))
    #expect(abs(mean - (7 - 2 * reference.mean)) <= 1e-8 * (1 + abs(reference.mean)))
    #expect(abs(sd - 2 * reference.sd) <= 2e-7 * reference.sd)
    #expect(law.support.low == 7 - 2 * reference.law.support.high)
    #expect(law.support.high == 7 - 2 * reference.law.support.low)
    for level in [0.001, 0.05, 0.3, 0.9] {
      let x = law.quantile(level)
      if law.isDiscrete {
        #expect(law.cumulative(x) >= level - 1e-12)
        #expect(law.below(x) < level)
        #expect(abs(law.cumulative(x) - (1 - reference.law.below((7 - x) / 2))) < 1e-12)
      } else {
        #expect(abs(law.cumulative(x) - level) < 1e-11)
        #expect(abs(x - (7 - 2 * reference.law.quantile(1 - level))) <= 1e-9 * (1 + abs(x)))
        let density = try #require(reference.law.density((7 - x) / 2))
        #expect(law.density(x) == density / 2)
      }
    }
  }

  /// A die turned over: the share of at most −5 is that of 5 and 6.
  @Test func singleValuesAreFoundAgain() {
    let die = Law.samples([1, 2, 3, 4, 5, 6])
    let law = Law.affine(die, scale: -0.1, shift: 0.3)
    for side in 1...6 {
      let x = -0.1 * Double(side) + 0.3
      #expect(abs(law.cumulative(x) - Double(7 - side) / 6) < 1e-12)
      #expect(abs(law.below(x) - Double(6 - side) / 6) < 1e-12)
      #expect(law.quantile(Double(7 - side) / 6) == x)
      #expect(law.quantile((Double(7 - side) - 0.5) / 6) == x)
    }
    let kept = Law.truncated(.affine(die, scale: -1, shift: 0), low: -5, high: -2)
    #expect(abs(kept.cumulative(-5) - 0.25) < 1e-12)
    #expect(kept.below(-5) == 0)
    #expect(kept.quantile(0.9) == -2)
  }

  @Test(arguments: LawReference.all.indices, [-1.0, -3.5])
  func drawsFollowTheReflectedLaw(index: Int, scale: Double) throws {
    let law = Law.affine(LawReference.all[index].law, scale: scale, shift: 1)
    var graph = SampleGraph(seed: 11)
    let normal = graph.normal(from: graph.uniform(named: "x"))
    let drawn = graph.draw(law, at: normal)
    let columns = graph.samples(of: [drawn, normal], count: 20_480, threads: 2).columns
    let summary = SampleSummary(columns[0], levels: [0.05, 0.5, 0.9], threads: 2)
    let error = try #require(summary.standardError)
    let mean = try #require(law.mean)
    #expect(abs(summary.mean - mean) <= 4.5 * error + 1e-8 * summary.sd)
    for (level, quantile) in zip(summary.levels, summary.quantiles) {
      let spread = 4 * (level * (1 - level) / 20_480).squareRoot()
      #expect(law.quantile(level - spread) <= quantile && quantile <= law.quantile(level + spread))
    }
    // The value rises with its normal number.
    let order = columns[1].indices.sorted { columns[1][$0] < columns[1][$1] }
    let values = order.map { columns[0][$0] }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }
}
