import Testing

@testable import Uncertainty

/// What graphs can say beside arithmetic: own functions, independent batches, and where a number broke.
@Suite struct GraphTests {
  private func variable(
    _ graph: inout SampleGraph, _ name: String, _ distribution: Distribution = .normal(mean: 0, sd: 1)
  )
    -> SampleGraph.NodeID
  {
    graph.draw(distribution, at: graph.normal(from: graph.uniform(named: name)))
  }

  @Test func functionsAreAppliedSampleBySample() {
    var graph = SampleGraph(seed: 1)
    let (x, y) = (variable(&graph, "x"), variable(&graph, "y"))
    let sum = graph.function(.init { 2 * $0[0] + $0[1] }, [x, y])
    let columns = graph.samples(of: [sum, x, y], count: 3000, threads: 2).columns
    #expect(columns[0] == zip(columns[1], columns[2]).map { 2 * $0 + $1 })
  }

  @Test func familiesOfOneMemberAreTheirLaw() {
    var graph = SampleGraph(seed: 1)
    let u = graph.uniform(named: "x")
    let rate = graph.constant(4)
    let family = graph.draw(SampleGraph.Family { .exponential(mean: $0[0]) }, [rate], at: u)
    let none = graph.draw(SampleGraph.Family { _ in nil }, [rate], at: u)
    let columns = graph.samples(of: [family, u, none], count: 2000, threads: 2).columns
    #expect(columns[0] == columns[1].map { Distribution.exponential(mean: 4).quantile($0) })
    #expect(columns[2].allSatisfy { $0.isNaN })
  }

  @Test func laterBlocksContinueTheStream() {
    var graph = SampleGraph(seed: 4)
    let x = variable(&graph, "x", .gamma(shape: 2, scale: 3))
    let all = graph.samples(of: [x], count: 8192, threads: 2).columns[0]
    let later = graph.samples(of: [x], count: 4096, threads: 2, firstBlock: 4).columns[0]
    #expect(Array(all[4096...]) == later)
    #expect(Array(all[..<4096]) != later)
  }

  @Test func theCulpritIsWhereANumberBreaks() throws {
    var graph = SampleGraph(seed: 4)
    let x = variable(&graph, "x")
    let log = graph.unary(.log, x)
    let fine = graph.binary(.add, x, graph.constant(1))
    let sum = graph.binary(.add, fine, log)
    let positive = graph.binary(.less, graph.constant(0), x)
    let safe = graph.select(positive, log, fine)
    let mean = graph.aggregate(.mean, of: log)
    let late = graph.binary(.add, fine, mean)
    let column = graph.samples(of: [sum, safe, late], count: 3000, threads: 2).columns
    let place = try #require(SampleSummary(column[0], levels: [], threads: 2).firstNonFinite)
    #expect(column[0][..<place].allSatisfy { $0.isFinite })
    #expect(graph.culprit(of: sum, sample: place, count: 3000) == log)
    #expect(SampleSummary(column[1], levels: [], threads: 2).firstNonFinite == nil)
    #expect(graph.culprit(of: safe, sample: place, count: 3000) == safe)
    #expect(graph.culprit(of: late, sample: 2500, count: 3000) == mean)
    let broken = graph.select(graph.unary(.not, positive), sum, fine)
    #expect(graph.culprit(of: broken, sample: place, count: 3000) == log)
  }

  /// A quantile or mean of what is not a number is none.
  @Test func aggregatesOfBrokenColumnsAreNotNumbers() {
    var graph = SampleGraph(seed: 4)
    let log = graph.unary(.log, variable(&graph, "x"))
    let nodes = [graph.aggregate(.quantile(0.5), of: log), graph.aggregate(.mean, of: log)]
    for column in graph.samples(of: nodes, count: 3000, threads: 2).columns {
      #expect(column.count == 3000 && column.allSatisfy { $0.isNaN })
    }
  }
}
