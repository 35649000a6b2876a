import Testing

@testable import Uncertainty

/// Sampling: right to within its own error, and the same digits however it is run.
@Suite struct SampleTests {
  @Test(arguments: LawReference.all.indices)
  func samplesFollowTheirLaw(index: Int) throws {
    let reference = LawReference.all[index]
    var graph = SampleGraph(seed: 7)
    let normal = graph.normal(from: graph.uniform(named: "x"))
    let node = graph.draw(reference.distribution, at: normal)
    var column = graph.samples(of: [node], count: 100_000, threads: 2).columns[0]
    let error = try #require(Samples.standardError(column))
    #expect(abs(Samples.mean(column) - reference.mean) <= 4 * error + 1e-9 * reference.sd)
    // Independent draws would be off by sd/√n; strata do better, a tail that rises without bound the least.
    #expect(error < reference.sd / 316 / 3)
    let levels = [0.05, 0.5, 0.9]
    let quantiles = Samples.quantiles(levels, of: &column)
    for (level, quantile) in zip(levels, quantiles) {
      let spread = 4 * (level * (1 - level) / 100_000).squareRoot()
      #expect(reference.distribution.quantile(level - spread) <= quantile)
      #expect(quantile <= reference.distribution.quantile(level + spread))
    }
  }

  @Test func theSameDigitsOnAnyNumberOfThreads() {
    func run(_ threads: Int, _ count: Int) -> [[Double]] {
      var graph = SampleGraph(seed: 1)
      let (x, y) = (graph.normal(from: graph.uniform(named: "x")), graph.normal(from: graph.uniform(named: "y")))
      let product = graph.binary(.multiply, graph.draw(.lognormal(mu: 0, sigma: 1), at: x), y)
      return graph.samples(of: [product, x], count: count, threads: threads).columns
    }
    let one = run(1, 10_000)
    #expect(one == run(2, 10_000))
    #expect(one == run(7, 10_000))
    // Whole blocks do not depend on how many follow.
    #expect(one[0][..<9216] == run(2, 20_000)[0][..<9216])
  }

  @Test func anUnrelatedVariableChangesNoDigit() {
    var alone = SampleGraph(seed: 3)
    let x = alone.normal(from: alone.uniform(named: "x"))
    var both = SampleGraph(seed: 3)
    let other = both.normal(from: both.uniform(named: "w"))
    let y = both.normal(from: both.uniform(named: "x"))
    let sum = both.binary(.add, other, y)
    #expect(
      alone.samples(of: [x], count: 5000, threads: 2).columns[0]
        == both.samples(of: [sum, y], count: 5000, threads: 2).columns[1])
  }

  @Test(arguments: UInt64(0)..<20)
  func variablesAreIndependent(seed: UInt64) {
    var graph = SampleGraph(seed: seed)
    let x = graph.normal(from: graph.uniform(named: "x"))
    let y = graph.normal(from: graph.uniform(named: "y"))
    let product = graph.binary(.multiply, x, y)
    let columns = graph.samples(of: [product], count: 51_200, threads: 2).columns
    // The correlation of independent normals has the standard error 1/√n.
    #expect(abs(Samples.mean(columns[0])) < 4.5 / 226)
  }

  @Test func strataAreAllHit() {
    var graph = SampleGraph(seed: 5)
    let u = graph.uniform(named: "u")
    let column = graph.samples(of: [u], count: 1500, threads: 1).columns[0]
    #expect(Set(column[..<1024].map { Int($0 * 1024) }).count == 1024)
    #expect(Set(column[1024...].map { Int($0 * 476) }).count == 476)
    #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func meansWithinTheGraphComeFirst() {
    var graph = SampleGraph(seed: 2)
    let x = graph.draw(.uniform(low: 0, high: 2), at: graph.normal(from: graph.uniform(named: "x")))
    let spread = graph.binary(.subtract, x, graph.aggregate(.mean, of: x))
    let above = graph.binary(.less, graph.aggregate(.quantile(0.9), of: x), x)
    let columns = graph.samples(of: [spread, above], count: 10_240, threads: 2).columns
    #expect(abs(Samples.mean(columns[0])) < 1e-12)
    #expect(abs(Samples.mean(columns[1]) - 0.1) < 1e-3)
  }

  @Test(arguments: UInt64(0)..<20)
  func quantilesAreThoseOfASort(seed: UInt64) {
    var graph = SampleGraph(seed: seed)
    let node = graph.draw(.poisson(mean: 3), at: graph.normal(from: graph.uniform(named: "n")))
    var column = graph.samples(of: [node], count: 999, threads: 1).columns[0]
    let sorted = column.sorted()
    let levels = [0.001, 0.05, 0.5, 0.95, 1]
    let expected = levels.map { sorted[max(0, Int(($0 * 999).rounded(.up)) - 1)] }
    #expect(Samples.quantiles(levels, of: &column) == expected)
  }
}
