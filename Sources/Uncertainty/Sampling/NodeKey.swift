/// What a node computes of what, as something that can be compared; operands are places in one catalogue.
enum NodeKey: Hashable {
  case constant(UInt64)
  case uniform(DrawKey)
  case normal(Int)
  case distribution(Distribution, Int)
  case affine(Int, scale: UInt64, shift: UInt64)
  case unary(SampleGraph.Unary, Int)
  case binary(SampleGraph.Binary, Int, Int)
  case select(Int, Int, Int)
  case combined(weights: [UInt64], [Int])
  case aggregate(SampleGraph.Aggregate, Int)
}

extension SampleGraph.Node {
  /// What it computes; nil where nobody can tell, as of a function that somebody wrote: it is like no other node.
  var key: NodeKey? {
    switch self {
    case .constant(let value): .constant(value.bitPattern)
    case .uniform(let key): .uniform(key)
    case .normal(let a): .normal(a.index)
    case .table(let table, let a): .distribution(table.distribution, a.index)
    case .steps(let table, let a): .distribution(table.distribution, a.index)
    case .affine(let a, let scale, let shift):
      .affine(a.index, scale: scale.bitPattern, shift: shift.bitPattern)
    case .unary(let operation, let a): .unary(operation, a.index)
    case .binary(let operation, let a, let b): .binary(operation, a.index, b.index)
    case .select(let a, let b, let c): .select(a.index, b.index, c.index)
    case .combined(let parts): .combined(weights: parts.map(\.weight.bitPattern), parts.map(\.node.index))
    case .aggregate(let aggregate, let a): .aggregate(aggregate, a.index)
    case .family, .function, .supplied: nil
    }
  }

  /// The same node of other operands.
  func replacingOperands(_ other: (SampleGraph.NodeID) -> SampleGraph.NodeID) -> SampleGraph.Node {
    switch self {
    case .constant, .uniform, .supplied: self
    case .normal(let a): .normal(other(a))
    case .table(let table, let a): .table(table, other(a))
    case .steps(let table, let a): .steps(table, other(a))
    case .affine(let a, let scale, let shift): .affine(other(a), scale: scale, shift: shift)
    case .unary(let operation, let a): .unary(operation, other(a))
    case .binary(let operation, let a, let b): .binary(operation, other(a), other(b))
    case .select(let a, let b, let c): .select(other(a), other(b), other(c))
    case .family(let family, let parameters, let uniform): .family(family, parameters.map(other), other(uniform))
    case .function(let function, let operands): .function(function, operands.map(other))
    case .combined(let parts): .combined(parts.map { ($0.weight, other($0.node)) })
    case .aggregate(let aggregate, let a): .aggregate(aggregate, other(a))
    }
  }
}
