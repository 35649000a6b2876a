import SeededChance
import Testing

@testable import Uncertainty

/// The bounds of what is computed from uncertain numbers, against the samples, and where they are known.
struct TailBoundsTests {
  private typealias Node = SampleGraph.NodeID

  private static func variable(_ graph: inout SampleGraph, _ name: String, _ distribution: Distribution) -> Node {
    graph.draw(distribution, at: graph.normal(from: graph.uniform(named: name)))
  }

  private static let distributions: [Distribution] = [
    .normal(mean: 1, sd: 3), .uniform(low: -2, high: 5), .lognormal(mu: 0, sigma: 1), .exponential(mean: 2),
    .beta(a: 2, b: 3, low: 0, high: 1), .poisson(mean: 3),
  ]

  @Test(arguments: UInt64(0)..<300)
  func `no sample lies outside of the bounds`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var graph = SampleGraph(seed: seed)
    var nodes = [graph.constant(2), graph.constant(-1.5)]
    for index in 0..<3 {
      let distribution = Self.distributions[Int.random(in: 0..<Self.distributions.count, using: &generator)]
      nodes.append(Self.variable(&graph, "x\(index)", distribution))
    }
    let binary: [SampleGraph.Binary] = [.add, .subtract, .multiply, .divide, .min, .max, .less, .lessOrEqual]
    for _ in 0..<12 {
      func some() -> Node { nodes[Int.random(in: 0..<nodes.count, using: &generator)] }
      let (a, b) = (some(), some())
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: nodes.append(graph.binary(.multiply, a, a))
      case 1:
        let exponent = graph.constant([-2.0, -1, 0.5, 3, 4][Int.random(in: 0..<5, using: &generator)])
        nodes.append(graph.binary(.power, a, exponent))
      case 2:
        let unary = SampleGraph.Unary.allCases.filter { $0 != .phi && $0 != .not && $0 != .exp }
        nodes.append(graph.unary(unary[Int.random(in: 0..<unary.count, using: &generator)], a))
      case 3: nodes.append(graph.select(graph.binary(.less, a, b), Bool.random(using: &generator) ? a : some(), b))
      case 4: nodes.append(graph.affine(a, scale: -2, shift: 1))
      case 5: nodes.append(graph.binary(.divide, a, graph.binary(.add, a, b)))
      case 6: nodes.append(graph.binary(.subtract, graph.binary(.multiply, a, a), graph.affine(a, scale: 3, shift: -1)))
      default: nodes.append(graph.binary(binary[Int.random(in: 0..<binary.count, using: &generator)], a, b))
      }
    }
    let columns = graph.samples(of: nodes, count: 2048, threads: 1).columns
    let reaches = graph.reaches()
    for (node, column) in zip(nodes, columns) {
      let reach = graph.reach(of: node, in: reaches)
      let possible = column.filter(\.isFinite)
      guard let least = possible.min(), let most = possible.max() else { continue }
      #expect(least >= reach.low - 1e-9 * abs(least) && most <= reach.high + 1e-9 * abs(most))
    }
  }

  @Test func `what has a bound has it`() {
    var graph = SampleGraph(seed: 1)
    let x = Self.variable(&graph, "x", .normal(mean: 1, sd: 3))
    let y = Self.variable(&graph, "y", .lognormal(mu: 0, sigma: 1))
    let u = Self.variable(&graph, "u", .uniform(low: 2, high: 4))
    let zero = graph.constant(0)
    let square = graph.binary(.multiply, x, x)
    let bounded: [(Node, Double, Double)] = [
      (square, 0, .infinity),
      (graph.binary(.power, x, graph.constant(4)), 0, .infinity),
      (graph.binary(.power, u, graph.constant(-1)), 0.25, 0.5),
      (graph.unary(.abs, x), 0, .infinity),
      (graph.unary(.exp, x), 0, .infinity),
      (graph.unary(.log, u), Elementary.log(2), Elementary.log(4)),
      (graph.unary(.floor, u), 2, 4),
      (graph.binary(.divide, u, u), 0.5, 1),
      (graph.binary(.divide, y, graph.binary(.add, y, square)), 0, 1),
      (graph.binary(.divide, u, y), 0, .infinity),
      (graph.binary(.subtract, u, graph.affine(u, scale: 0.5)), 1, 2),
      // x² − 2x is least at 1.
      (graph.binary(.subtract, square, graph.affine(x, scale: 2)), -1, .infinity),
      (graph.select(graph.binary(.less, zero, x), x, zero), 0, .infinity),
      (graph.binary(.max, x, graph.constant(-5)), -5, .infinity),
      (graph.aggregate(.mean, of: u), 2, 4),
      (graph.draw(SampleGraph.Family { .exponential(mean: $0[0]) }, [y], at: graph.uniform(named: "e")), 0, .infinity),
      (x, -.infinity, .infinity),
    ]
    let reaches = graph.reaches()
    for (node, low, high) in bounded {
      let reach = graph.reach(of: node, in: reaches)
      #expect(abs(reach.low - low) < 1e-12 || reach.low == low, "\(low) \(high) \(reach)")
      #expect(abs(reach.high - high) < 1e-12 || reach.high == high)
    }
  }
}
