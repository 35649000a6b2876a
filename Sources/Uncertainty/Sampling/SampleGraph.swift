/// A computation on samples: nodes that refer to earlier nodes, evaluated a block of samples at a time.
package struct SampleGraph: Sendable {
  package struct NodeID: Hashable, Comparable, Sendable {
    let index: Int

    /// Whether it is one of the first nodes of its graph.
    package func isAmong(first count: Int) -> Bool { index < count }

    /// In the order in which they were made.
    package static func < (left: NodeID, right: NodeID) -> Bool { left.index < right.index }
  }

  enum Node: Sendable {
    case constant(Double)
    /// A stratified uniform number of a variable.
    case uniform(DrawKey)
    /// The standard normal number of a variable.
    case normal(NodeID)
    /// A distribution's value at a uniform number.
    case table(LazyQuantileTable, NodeID)
    /// The same where the distribution takes single values.
    case steps(StepTable, NodeID)
    case affine(NodeID, scale: Double, shift: Double)
    case unary(Unary, NodeID)
    case binary(Binary, NodeID, NodeID)
    case select(NodeID, NodeID, NodeID)
    /// A distribution whose parameters are themselves uncertain, at a uniform number.
    case family(Family, [NodeID], NodeID)
    case function(Function, [NodeID])
    /// Standard normal numbers of several variables, correlated: one row of the matrix's triangle.
    case combined([(weight: Double, node: NodeID)])
    /// What a stage before this one found: a mean or a quantile.
    case aggregate(Aggregate, NodeID)
    /// Numbers that whoever evaluates the graph supplies, by the place of their column in `supplied`.
    case supplied(Int)
  }

  package enum Unary: String, Sendable, CaseIterable {
    case exp, log, log10, log2, sqrt, abs, floor, ceil, round, negate, not, phi
  }

  package enum Binary: Sendable {
    case add, subtract, multiply, divide, power, min, max
    case less, lessOrEqual, equal, and, or
  }

  package enum Aggregate: Hashable, Sendable {
    case mean, sd
    case quantile(Double)
  }

  /// Makes a distribution from the values of its parameters; nil where they are impossible.
  package struct Family: Sendable {
    package let make: @Sendable ([Double]) -> Distribution?
    package init(_ make: @escaping @Sendable ([Double]) -> Distribution?) { self.make = make }
  }

  /// A computation on single samples of several nodes, for what the other nodes cannot say.
  package struct Function: Sendable {
    /// Takes the operands' values in order; the array is reused from sample to sample and should not be kept.
    package let compute: @Sendable ([Double]) -> Double
    package init(_ compute: @escaping @Sendable ([Double]) -> Double) { self.compute = compute }
  }

  var nodes: [Node] = []
  /// How many draws there are.
  package private(set) var draws = 0
  /// How many passes over the samples must come before a node can be computed.
  private(set) var stages: [Int] = []
  package let seed: UInt64
  /// The samples of each supplied variable; one number stands for all.
  package var supplied: [[Double]] = []

  package init(seed: UInt64) {
    self.seed = seed
  }

  private mutating func add(_ node: Node, _ operands: [NodeID], later: Int = 0) -> NodeID {
    nodes.append(node)
    stages.append((operands.map { stages[$0.index] }.max() ?? 0) + later)
    return NodeID(index: nodes.count - 1)
  }

  /// A node of any kind, whose operands are there.
  mutating func append(_ node: Node) -> NodeID {
    let isAggregate = if case .aggregate = node { true } else { false }
    return add(node, operands(of: node), later: isAggregate ? 1 : 0)
  }

  /// How many nodes there are.
  package var count: Int { nodes.count }

  package mutating func constant(_ value: Double) -> NodeID { add(.constant(value), []) }

  /// A variable whose samples are the next of `supplied`.
  package mutating func suppliedVariable() -> NodeID {
    supplied.append([0])
    return add(.supplied(supplied.count - 1), [])
  }

  /// The uniform number of a variable; one name is one draw.
  package mutating func uniform(named name: String) -> NodeID {
    draws += 1
    return add(.uniform(DrawKey(seed: seed, name: name)), [])
  }

  package mutating func normal(from uniform: NodeID) -> NodeID { add(.normal(uniform), [uniform]) }

  package mutating func combined(_ parts: [(weight: Double, node: NodeID)]) -> NodeID {
    add(.combined(parts), parts.map(\.node))
  }

  /// A variable with a distribution, drawn at a standard normal number.
  package mutating func draw(_ distribution: Distribution, at normal: NodeID) -> NodeID {
    switch distribution {
    case .normal(let mean, let sd): return affine(normal, scale: sd, shift: mean)
    case .lognormal(let mu, let sigma):
      // One look-up for a lone variable instead of the normal's and the exponential.
      if let source = source(of: normal) { return add(.table(LazyQuantileTable(distribution), source), [source]) }
      return unary(.exp, affine(normal, scale: sigma, shift: mu))
    case .affine(let inner, let scale, let shift):
      // A reflected distribution still rises with its normal number, so that correlations keep their sign.
      let source = scale > 0 ? normal : affine(normal, scale: -1)
      return affine(draw(inner, at: source), scale: scale, shift: shift)
    case .uniform(let low, let high): return affine(probability(of: normal), scale: high - low, shift: low)
    default:
      let uniform = probability(of: normal)
      if let steps = StepTable(distribution) { return add(.steps(steps, uniform), [uniform]) }
      let value = add(.table(LazyQuantileTable(distribution), uniform), [uniform])
      // Too many single values to list: the whole numbers next to what the table says.
      return switch distribution {
      case .poisson, .binomial: unary(.round, value)
      default: value
      }
    }
  }

  /// The uniform number that a standard normal one, or its reflection, was made from; nil for a combined one.
  private mutating func source(of normal: NodeID) -> NodeID? {
    switch nodes[normal.index] {
    case .normal(let source): return source
    case .affine(let inner, scale: -1, shift: 0):
      guard case .normal(let source) = nodes[inner.index] else { return nil }
      // Not a sum of decimals: every digit of a small rest counts.
      return unary(.not, source)
    default: return nil
    }
  }

  /// The uniform number below a standard normal one.
  private mutating func probability(of normal: NodeID) -> NodeID {
    source(of: normal) ?? unary(.phi, normal)
  }

  package mutating func draw(_ family: Family, _ parameters: [NodeID], at uniform: NodeID) -> NodeID {
    add(.family(family, parameters, uniform), parameters + [uniform])
  }

  package mutating func affine(_ node: NodeID, scale: Double, shift: Double = 0) -> NodeID {
    if scale == 1, shift == 0 { return node }
    switch nodes[node.index] {
    case .constant(let value): return constant(value * scale + shift)
    default: return add(.affine(node, scale: scale, shift: shift), [node])
    }
  }

  package mutating func unary(_ operation: Unary, _ node: NodeID) -> NodeID {
    add(.unary(operation, node), [node])
  }

  package mutating func binary(_ operation: Binary, _ left: NodeID, _ right: NodeID) -> NodeID {
    add(.binary(operation, left, right), [left, right])
  }

  package mutating func select(_ condition: NodeID, _ then: NodeID, _ otherwise: NodeID) -> NodeID {
    add(.select(condition, then, otherwise), [condition, then, otherwise])
  }

  package mutating func function(_ function: Function, _ operands: [NodeID]) -> NodeID {
    add(.function(function, operands), operands)
  }

  package mutating func aggregate(_ aggregate: Aggregate, of node: NodeID) -> NodeID {
    add(.aggregate(aggregate, node), [node], later: 1)
  }

  func operands(of node: Node) -> [NodeID] {
    switch node {
    case .constant, .uniform, .supplied: []
    case .normal(let a), .table(_, let a), .steps(_, let a), .affine(let a, _, _), .unary(_, let a),
      .aggregate(_, let a):
      [a]
    case .binary(_, let a, let b): [a, b]
    case .select(let a, let b, let c): [a, b, c]
    case .family(_, let parameters, let uniform): parameters + [uniform]
    case .function(_, let operands): operands
    case .combined(let parts): parts.map(\.node)
    }
  }
}

extension SampleGraph {
  /// Whether a node depends on figures that a pass over all samples finds first.
  package func isLater(_ node: NodeID) -> Bool { stages[node.index] > 0 }

  /// What a mean, a standard deviation or a quantile is taken of; nil for other nodes.
  package func aggregated(by node: NodeID) -> NodeID? {
    if case .aggregate(_, let inner) = nodes[node.index] { inner } else { nil }
  }

  /// What draws a node depends on, each by the key that its numbers come from.
  package func drawKeys(behind node: NodeID) -> Set<UInt64> { drawKeys(behind: [node]) }

  /// The draws behind some nodes, by the keys that their numbers come from, each with the node of its uniform number.
  package func drawNodes(behind nodes: [NodeID]) -> [UInt64: NodeID] {
    var draws: [UInt64: NodeID] = [:]
    for index in ancestors(of: nodes) {
      if case .uniform(let key) = self.nodes[index], draws[key.identity] == nil {
        draws[key.identity] = NodeID(index: index)
      }
    }
    return draws
  }

  /// What draws some nodes depend on together.
  package func drawKeys(behind nodes: [NodeID]) -> Set<UInt64> {
    Set(
      ancestors(of: nodes).compactMap { index in
        if case .uniform(let key) = self.nodes[index] { key.identity } else { nil }
      })
  }
}
