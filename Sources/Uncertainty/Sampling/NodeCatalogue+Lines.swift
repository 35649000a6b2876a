/// Factors and terms that are the same in all samples are taken out of formulas: `k / (s·u)` is `k/s` times `1/u`.
///
/// What is left is the same node for every value of an input that is such a factor or term.
extension NodeCatalogue {
  /// A node as a line in what is left of it.
  mutating func straightened(_ node: SampleGraph.Node, at place: SampleGraph.NodeID) -> NodeLine {
    let itself = NodeLine(place)
    switch node {
    case .affine(let a, let scale, let shift):
      guard scale != 0 else { return itself }
      return times(scale, line(of: a), plus: shift)
    case .unary(let operation, let a): return unary(operation, line(of: a)) ?? itself
    case .binary(let operation, let a, let b): return binary(operation, a, b) ?? itself
    case .select(let condition, let a, let b):
      let (x, y) = (line(of: a), line(of: b))
      guard x.scale == y.scale, x.shift == y.shift else { return itself }
      return NodeLine(enter(.select(condition, x.node, y.node)), scale: x.scale, shift: x.shift)
    case .aggregate(let aggregate, let a):
      let x = line(of: a)
      let shift =
        switch aggregate {
        case .mean, .quantile: x.shift
        case .sd: 0.0
        }
      return NodeLine(enter(.aggregate(aggregate, x.node)), scale: x.scale, shift: shift)
    case .constant, .uniform, .normal, .table, .steps, .family, .function, .combined, .supplied: return itself
    }
  }

  /// A line a number of times and a number more.
  private mutating func times(_ scale: Double, _ x: NodeLine, plus shift: Double = 0) -> NodeLine {
    // Lines rise, so that a quantile of the node is the same quantile of the number.
    let node = scale < 0 ? opposite(of: x.node) : x.node
    return NodeLine(node, scale: x.scale * abs(scale), shift: Decimals.sum(x.shift * scale, shift))
  }

  private mutating func opposite(of node: SampleGraph.NodeID) -> SampleGraph.NodeID {
    if case .affine(let inner, scale: -1, shift: 0) = graph.nodes[node.index] { return inner }
    return enter(.affine(node, scale: -1, shift: 0))
  }

  /// The line as a node.
  private mutating func node(of x: NodeLine) -> SampleGraph.NodeID {
    if x.scale == 1, x.shift == 0 { return x.node }
    return enter(.affine(x.node, scale: x.scale, shift: x.shift))
  }

  /// The same as a factor times a node.
  private mutating func withoutShift(_ x: NodeLine) -> NodeLine { x.shift == 0 ? x : NodeLine(node(of: x)) }

  /// The number, where a node is one.
  private func constant(_ node: SampleGraph.NodeID) -> Double? {
    if case .constant(let value) = graph.nodes[node.index] { value } else { nil }
  }

  private mutating func unary(_ operation: SampleGraph.Unary, _ x: NodeLine) -> NodeLine? {
    switch operation {
    case .negate: return times(-1, x)
    case .abs where x.shift == 0: return NodeLine(enter(.unary(.abs, x.node)), scale: x.scale)
    case .sqrt where x.shift == 0: return NodeLine(enter(.unary(.sqrt, x.node)), scale: x.scale.squareRoot())
    case .exp where x.shift != 0:
      let power = node(of: NodeLine(x.node, scale: x.scale))
      return NodeLine(enter(.unary(.exp, power)), scale: Elementary.exp(x.shift))
    case .log where x.shift == 0:
      return NodeLine(enter(.unary(.log, x.node)), shift: Elementary.log(x.scale))
    case .log10 where x.shift == 0:
      return NodeLine(enter(.unary(.log10, x.node)), shift: Elementary.log(x.scale) / Elementary.log(10))
    case .log2 where x.shift == 0:
      return NodeLine(enter(.unary(.log2, x.node)), shift: Elementary.log(x.scale) / Elementary.log(2))
    default: return nil
    }
  }

  private mutating func binary(
    _ operation: SampleGraph.Binary, _ a: SampleGraph.NodeID, _ b: SampleGraph.NodeID
  ) -> NodeLine? {
    let (x, y) = (line(of: a), line(of: b))
    switch operation {
    case .add, .subtract:
      let sign: Double = if case .add = operation { 1 } else { -1 }
      if let term = constant(b) { return times(1, x, plus: sign * term) }
      if let term = constant(a) { return times(sign, y, plus: term) }
      return sum(x, y, sign)
    case .multiply:
      if let factor = constant(a), factor != 0 { return times(factor, y) }
      if let factor = constant(b), factor != 0 { return times(factor, x) }
      let (x, y) = (withoutShift(x), withoutShift(y))
      return NodeLine(enter(.binary(.multiply, x.node, y.node)), scale: x.scale * y.scale)
    case .divide:
      let y = withoutShift(y)
      if let dividend = constant(a) {
        guard dividend != 0 else { return nil }
        let one = enter(.constant(1))
        return times(dividend / y.scale, NodeLine(enter(.binary(.divide, one, y.node))))
      }
      let x = withoutShift(x)
      return NodeLine(enter(.binary(.divide, x.node, y.node)), scale: x.scale / y.scale)
    case .power:
      guard let exponent = constant(b), x.shift == 0 else { return nil }
      return NodeLine(enter(.binary(.power, x.node, b)), scale: Elementary.power(x.scale, exponent))
    case .min, .max:
      guard constant(a) == nil, constant(b) == nil, x.scale == y.scale, x.shift == y.shift else { return nil }
      return NodeLine(enter(.binary(operation, x.node, y.node)), scale: x.scale, shift: x.shift)
    case .less, .lessOrEqual, .equal, .and, .or: return nil
    }
  }

  private mutating func sum(_ x: NodeLine, _ y: NodeLine, _ sign: Double) -> NodeLine? {
    let operation: SampleGraph.Binary = sign > 0 ? .add : .subtract
    let shift = Decimals.sum(x.shift, sign * y.shift)
    if x.node == y.node {
      let scale = Decimals.sum(x.scale, sign * y.scale)
      return scale == 0 ? nil : times(scale, NodeLine(x.node), plus: shift)
    }
    if x.scale == y.scale {
      return NodeLine(enter(.binary(operation, x.node, y.node)), scale: x.scale, shift: shift)
    }
    let (a, b) = (node(of: NodeLine(x.node, scale: x.scale)), node(of: NodeLine(y.node, scale: y.scale)))
    return NodeLine(enter(.binary(operation, a, b)), shift: shift)
  }
}
