import Testing

@testable import Uncertainty

/// Figures of many samples are within four of their standard errors of the distribution's own, which agree with SciPy's.
@Suite struct ConvergenceTests {
  @Test(arguments: LawReference.all.indices)
  func figuresConverge(index: Int) throws {
    let reference = LawReference.all[index]
    var graph = SampleGraph(seed: 2026)
    let normal = graph.normal(from: graph.uniform(named: "distribution \(index)"))
    let node = graph.draw(reference.distribution, at: normal)
    try Self.expectConvergence(of: graph, node, reference.distribution, count: 204_800)
  }

  /// The same drawn at the sum of two variables: without strata of its own.
  @Test(arguments: LawReference.all.indices)
  func correlatedFiguresConverge(index: Int) throws {
    let reference = LawReference.all[index]
    var graph = SampleGraph(seed: 2026)
    let parts = ["x", "y"].map { graph.normal(from: graph.uniform(named: "\($0) \(index)")) }
    let node = graph.draw(reference.distribution, at: graph.combined([(0.6, parts[0]), (0.8, parts[1])]))
    try Self.expectConvergence(of: graph, node, reference.distribution, count: 204_800)
  }

  static func expectConvergence(
    of graph: SampleGraph, _ node: SampleGraph.NodeID, _ distribution: Distribution, count: Int
  ) throws {
    let column = graph.samples(of: [node], count: count, threads: 2).columns[0]
    let summary = SampleSummary(column, levels: [0.01, 0.05, 0.5, 0.95, 0.99], threads: 2)
    let (mean, sd) = (try #require(distribution.mean), try #require(distribution.sd))
    let error = try #require(summary.standardError)
    #expect(abs(summary.mean - mean) <= 4 * error + 1e-8 * sd)
    // The standard deviation is off by the error of the variance over twice itself.
    let squares = column.map { ($0 - mean) * ($0 - mean) }
    let spread = try #require(SampleSummary(squares, levels: [], threads: 2).standardError) / (2 * sd)
    #expect(abs(summary.sd - sd) <= 4 * spread + 1e-7 * sd)
    for (index, level) in summary.levels.enumerated() {
      let exact = distribution.quantile(level)
      if distribution.isDiscrete {
        // A single value is right unless the level lies within the error of where it begins or ends.
        let slack = 4 * (level * (1 - level) / Double(count)).squareRoot()
        #expect(distribution.quantile(level - slack) <= summary.quantiles[index])
        #expect(summary.quantiles[index] <= distribution.quantile(level + slack))
      } else {
        let error = try #require(summary.quantileErrors[index])
        #expect(abs(summary.quantiles[index] - exact) <= 4 * error + 1e-6 * sd, "level \(level)")
      }
    }
  }
}
