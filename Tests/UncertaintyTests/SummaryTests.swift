import Testing

@testable import Uncertainty

/// The figures of columns: right, and the same digits however they are found.
@Suite struct SummaryTests {
  private static let levels = [0.001, 0.05, 0.5, 0.95, 1]

  private func column(_ seed: UInt64, _ count: Int, _ distribution: Distribution) -> [Double] {
    var graph = SampleGraph(seed: seed)
    let x = graph.draw(distribution, at: graph.normal(from: graph.uniform(named: "x")))
    let y = graph.draw(distribution, at: graph.normal(from: graph.uniform(named: "y")))
    let sum = graph.binary(.add, x, y)
    return graph.samples(of: [sum], count: count, threads: 2).columns[0]
  }

  private static let distributions: [Distribution] = [
    .normal(mean: 1e6, sd: 1), .lognormal(mu: 0, sigma: 3), .poisson(mean: 2), .student(degrees: 1),
    .uniform(low: -1, high: 1), .bernoulli(0.3),
  ]

  @Test(arguments: distributions.indices, [1, 2, 3, 5, 1000, 1024, 1025, 5000, 40_000])
  func figuresAreThoseOfASort(distribution: Int, count: Int) {
    let column = column(UInt64(count), count, Self.distributions[distribution])
    let summary = SampleSummary(column, levels: Self.levels, threads: 2)
    let sorted = column.sorted()
    #expect(summary.quantiles == Self.levels.map { sorted[max(0, Int(($0 * Double(count)).rounded(.up)) - 1)] })
    #expect(summary.minimum == sorted.first)
    #expect(summary.maximum == sorted.last)
    let mean = column.reduce(0, +) / Double(count)
    #expect(abs(summary.mean - mean) <= 1e-12 * column.map(abs).reduce(0, +) / Double(count))
    let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(summary.sd - variance.squareRoot()) <= 1e-9 * variance.squareRoot())
    #expect((summary.standardError == nil) == (count < 2048))
    #expect(summary.quantileErrors.allSatisfy { ($0 == nil) == (count < 2048) })
    #expect(summary.firstNonFinite == nil)
  }

  @Test(arguments: distributions.indices, [1500, 40_000])
  func threadsLeaveNoTrace(distribution: Int, count: Int) {
    let column = column(3, count, Self.distributions[distribution])
    let one = SampleSummary(column, levels: Self.levels, threads: 1)
    for threads in [2, 3, 8] {
      let many = SampleSummary(column, levels: Self.levels, threads: threads)
      #expect(one.mean == many.mean && one.sd == many.sd && one.standardError == many.standardError)
      #expect(one.quantiles == many.quantiles && one.quantileErrors == many.quantileErrors)
    }
  }

  /// Batches of other blocks scatter as far as the errors say.
  @Test func errorsAreAsLargeAsTheScatter() throws {
    var graph = SampleGraph(seed: 9)
    let names = ["x", "y", "z"]
    let parts = names.map { graph.normal(from: graph.uniform(named: $0)) }
    let node = graph.unary(.exp, graph.combined(parts.map { (0.5, $0) }))
    let levels = [0.05, 0.5, 0.95]
    let batches = (0..<60).map { batch in
      SampleSummary(
        graph.samples(of: [node], count: 16_384, threads: 2, firstBlock: 16 * batch).columns[0], levels: levels,
        threads: 2)
    }
    func scatter(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    func typical(_ errors: [Double?]) throws -> Double {
      let known = try errors.map { try #require($0) }
      return (known.reduce(0) { $0 + $1 * $1 } / Double(known.count)).squareRoot()
    }
    // The scatter of 60 values is itself known to 9%, the typical error to less.
    let ofMeans = scatter(batches.map(\.mean)) / (try typical(batches.map(\.standardError)))
    #expect(ofMeans > 0.65 && ofMeans < 1.4)
    for index in levels.indices {
      let ratio =
        scatter(batches.map { $0.quantiles[index] }) / (try typical(batches.map { $0.quantileErrors[index] }))
      #expect(ratio > 0.65 && ratio < 1.4, "level \(levels[index]): \(ratio)")
    }
  }

  /// At the median of a single variable the strata meet: the error is one of ranks, and still as large as stated.
  @Test func errorsHoldWhereStrataMeet() throws {
    var graph = SampleGraph(seed: 9)
    let node = graph.draw(.exponential(mean: 4), at: graph.normal(from: graph.uniform(named: "x")))
    let exact = Distribution.exponential(mean: 4).quantile(0.5)
    let squares = try (0..<200).map { batch in
      let column = graph.samples(of: [node], count: 16_384, threads: 2, firstBlock: 16 * batch).columns[0]
      let summary = SampleSummary(column, levels: [0.5], threads: 2)
      let deviation = (summary.quantiles[0] - exact) / (try #require(summary.quantileErrors[0]))
      return deviation * deviation
    }
    // The mean square of an exponential deviation scatters by √5 of itself: 0.16 for 200 of them.
    let typical = squares.reduce(0, +) / 200
    #expect(typical > 0.5 && typical < 1.6, "\(typical)")
  }

  @Test func whatIsNotFiniteIsFound() {
    var column = (0..<3000).map(Double.init)
    column[2100] = .infinity
    column[1500] = .nan
    let summary = SampleSummary(column, levels: [0.5], threads: 2)
    #expect(summary.firstNonFinite == 1500)
    #expect(summary.mean.isNaN && summary.quantiles[0].isNaN && summary.standardError == nil)
    #expect(SampleSummary([], levels: [0.5], threads: 2).mean.isNaN)
    #expect(SampleSummary([-Double.infinity], levels: [], threads: 1).firstNonFinite == 0)
    // Large numbers are finite although their squares are not.
    let large = SampleSummary([1e200, -1e200, 3], levels: [0.5], threads: 1)
    #expect(large.firstNonFinite == nil && large.quantiles == [3])
    let widest = [-1.7e308, 1.7e308, 0, 1e-300, 2]
    #expect(SampleSummary(widest, levels: [0.1, 0.5, 0.8, 1], threads: 1).quantiles == [-1.7e308, 1e-300, 2, 1.7e308])
  }

  @Test func histogramsCountBothEnds() {
    let column = [0, 0.1, 0.5, 0.99, 1, 1.2, -0.1, .nan]
    #expect(SampleSummary.histogram(column, low: 0, high: 1, bins: 2) == [2, 3])
    #expect(SampleSummary.histogram([2, 2], low: 2, high: 2, bins: 3) == [2, 0, 0])
  }
}
