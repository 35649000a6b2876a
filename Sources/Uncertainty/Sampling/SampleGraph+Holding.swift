extension SampleGraph {
  /// For each node whether it is computed from any of some nodes, these themselves included.
  package func dependents(of held: [NodeID]) -> Dependents {
    var depends = Array(repeating: false, count: nodes.count)
    for node in held { depends[node.index] = true }
    guard let first = held.map(\.index).min() else { return Dependents(depends: depends) }
    for index in first..<nodes.count where !depends[index] {
      depends[index] = operands(of: nodes[index]).contains { depends[$0.index] }
    }
    return Dependents(depends: depends)
  }

  /// What some nodes bear on.
  package struct Dependents: Sendable {
    fileprivate let depends: [Bool]

    package func contains(_ node: NodeID) -> Bool { depends[node.index] }
  }

  /// Puts a supplied variable in the place of a node, whatever that was computed from.
  ///
  /// - Returns: the place of its samples in `supplied`.
  package mutating func supply(_ node: NodeID, _ samples: [Double] = [0]) -> Int {
    supplied.append(samples)
    nodes[node.index] = .supplied(supplied.count - 1)
    return supplied.count - 1
  }

  /// The nodes behind some outputs that are computed from held nodes, and what else these are computed from: nodes that
  /// stay as they are when the held ones vary. Constants are neither.
  package func frontier(
    of outputs: [NodeID], _ dependents: Dependents
  ) -> (varying: Int, steady: [NodeID]) {
    var varying = 0
    var isSteady = Array(repeating: false, count: nodes.count)
    for index in ancestors(of: outputs) where dependents.depends[index] {
      varying += 1
      for operand in operands(of: nodes[index]) where !dependents.depends[operand.index] {
        if case .constant = nodes[operand.index] { continue }
        isSteady[operand.index] = true
      }
    }
    return (varying, nodes.indices.filter { isSteady[$0] }.map { NodeID(index: $0) })
  }

  /// Where a function of a node may bend or jump.
  package enum Bend: Sendable {
    /// Where two nodes meet: comparisons, `min`, `max`.
    case meeting(NodeID, NodeID)
    /// Where a node is zero: `abs`, quotients.
    case zero(NodeID)
    /// Where a node is a whole number, or lies halfway between two.
    case whole(NodeID, shift: Double)

    package var nodes: [NodeID] {
      switch self {
      case .meeting(let a, let b): [a, b]
      case .zero(let a), .whole(let a, _): [a]
      }
    }
  }

  /// Where what some outputs are computed from may bend or jump as held nodes vary.
  package func bends(before outputs: [NodeID], _ dependents: Dependents) -> [Bend] {
    ancestors(of: outputs).compactMap { index -> Bend? in
      guard dependents.depends[index] else { return nil }
      switch nodes[index] {
      case .binary(let operation, let a, let b):
        switch operation {
        case .less, .lessOrEqual, .equal, .min, .max: return .meeting(a, b)
        case .divide where dependents.depends[b.index]: return .zero(b)
        default: return nil
        }
      case .unary(let operation, let a):
        switch operation {
        case .abs: return .zero(a)
        case .floor, .ceil: return .whole(a, shift: 0)
        case .round: return .whole(a, shift: 0.5)
        default: return nil
        }
      default: return nil
      }
    }
  }
}
