import SeededChance
import Testing

@testable import Uncertainty

/// Graphs that have nodes in common are one: what is taken out of formulas leaves their numbers as they are.
@Suite struct NodeCatalogueTests {
  /// A graph of some draws and of what is computed from them, and from some numbers that are the same in all samples.
  private static func graph(
    _ generator: inout SplitMix64, numbers: [Double]
  ) -> (graph: SampleGraph, shared: Int, wanted: [SampleGraph.NodeID]) {
    var graph = SampleGraph(seed: 7)
    var nodes = ["a", "b", "c"].map { name in
      graph.draw(.lognormal(mu: 0.2, sigma: 0.4), at: graph.normal(from: graph.uniform(named: name)))
    }
    nodes.append(graph.draw(.normal(mean: 0.5, sd: 1), at: graph.normal(from: graph.uniform(named: "d"))))
    let shared = graph.count
    for _ in 0..<12 {
      func node() -> SampleGraph.NodeID { nodes.randomElement(using: &generator) ?? nodes[0] }
      func number() -> Double { numbers.randomElement(using: &generator) ?? 1 }
      let (x, y) = (node(), node())
      let made: SampleGraph.NodeID
      switch Int.random(in: 0..<16, using: &generator) {
      case 0...3: made = graph.affine(x, scale: number())
      case 4: made = graph.affine(x, scale: number(), shift: number())
      case 5: made = graph.binary(.add, x, y)
      case 6: made = graph.binary(.subtract, x, y)
      case 7, 8: made = graph.binary(.multiply, x, y)
      case 9: made = graph.binary(.divide, graph.constant(number()), x)
      case 10: made = graph.binary(.divide, x, y)
      case 11: made = graph.binary([.min, .max].randomElement(using: &generator) ?? .min, x, y)
      case 12: made = graph.unary([.abs, .negate, .floor].randomElement(using: &generator) ?? .abs, x)
      case 13: made = graph.select(graph.binary(.less, x, y), x, graph.affine(y, scale: number()))
      case 14: made = graph.aggregate([.mean, .sd, .quantile(0.3)].randomElement(using: &generator) ?? .mean, of: x)
      default: made = graph.binary(.power, graph.unary(.abs, x), graph.constant(1.5))
      }
      nodes.append(made)
    }
    return (graph, shared, Array(nodes.suffix(4)))
  }

  @Test(arguments: UInt64(0)..<300)
  func `a node is the line that the catalogue says it is`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let (graph, _, wanted) = Self.graph(&generator, numbers: [-3, 0.25, 2, 7])
    var catalogue = NodeCatalogue(seed: 7)
    _ = catalogue.take(graph)
    let lines = wanted.map { node in
      let place = catalogue.place(of: node)
      return catalogue.line(of: place)
    }
    let columns = graph.samples(of: wanted, count: 2048, threads: 2).columns
    let cores = catalogue.samples(of: lines.map(\.node), count: 2048, threads: 2)
    for (line, (column, core)) in zip(lines, zip(columns, cores)) {
      #expect(line.scale > 0)
      let far = column.indices.filter { index in
        let (here, there) = (column[index], line.value(at: core[index]))
        guard here.isFinite else { return false }
        // Where most of a sum cancels, what is left has the digits of its terms.
        return abs(here - there) > 1e-9 * max(abs(here), abs(line.shift), abs(core[index] * line.scale), 1)
      }
      #expect(far.isEmpty, "\(line) at \(far.prefix(3).map { (column[$0], core[$0]) })")
    }
  }

  /// The same formulas with other numbers in them, one graph after the other.
  @Test(arguments: UInt64(0)..<100)
  func `what is kept between graphs changes no sample`(seed: UInt64) {
    var kept: NodeCatalogue?
    for numbers in [[2.0, 5], [3, 5], [-1, 4], [2, 5]] {
      var generator = SplitMix64(seed: seed)
      let (graph, shared, wanted) = Self.graph(&generator, numbers: numbers)
      var fresh = NodeCatalogue(seed: 7)
      var catalogue = kept ?? NodeCatalogue(seed: 7, shared: shared)
      func columns(_ catalogue: inout NodeCatalogue) -> [[UInt64]] {
        _ = catalogue.take(graph)
        let places = wanted.map { catalogue.place(of: $0) }
        let nodes = places + places.map { catalogue.line(of: $0).node }
        return catalogue.samples(of: nodes, count: 1500, threads: 2).map { $0.map(\.bitPattern) }
      }
      #expect(columns(&catalogue) == columns(&fresh))
      kept = catalogue
    }
  }

  @Test(arguments: UInt64(0)..<50)
  func `nodes computed from kept columns are the same`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var (graph, _, wanted) = Self.graph(&generator, numbers: [2, 5])
    let variable = graph.suppliedVariable()
    let outputs = wanted.filter { !graph.isLater($0) }.map { graph.binary(.multiply, $0, graph.unary(.exp, variable)) }
    let kept = graph.keptColumns(behind: outputs, varying: [variable], count: 1500, threads: 2)
    for value in [0.5, -2] {
      graph.supplied = [[value]]
      let columns = graph.samples(of: outputs, from: kept, count: 1500, threads: 2).columns
      let others = graph.samples(of: outputs, count: 1500, threads: 1).columns
      #expect(columns.map { $0.map(\.bitPattern) } == others.map { $0.map(\.bitPattern) })
    }
  }

  @Test func `factors that differ leave the same node`() {
    var catalogue = NodeCatalogue(seed: 1, shared: 3)
    var nodes: Set<SampleGraph.NodeID> = []
    for count in [1000.0, 5000, 128_000] {
      var graph = SampleGraph(seed: 1)
      let utilization = graph.draw(
        .beta(a: 2, b: 3, low: 0, high: 1), at: graph.normal(from: graph.uniform(named: "u")))
      let delivered = graph.affine(utilization, scale: count * 1e15)
      let duration = graph.binary(.divide, graph.constant(5e25), delivered)
      let hours = graph.affine(duration, scale: count, shift: 7)
      _ = catalogue.take(graph)
      for node in [duration, hours] {
        let place = catalogue.place(of: node)
        nodes.insert(catalogue.line(of: place).node)
      }
    }
    #expect(nodes.count == 1)
  }
}
