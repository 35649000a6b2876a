package import Diagnostics
package import Formulas
package import Quantities
import Uncertainty

/// A decision tree whose formulas have been checked and valued: amounts in one unit, probabilities, named chances.
package struct ValuedTree: Sendable {
  package struct Node: Sendable {
    enum Kind: Sendable {
      case end
      /// Branches with probabilities of their own.
      case chance
      case choice
      /// One thing that follows.
      case sequence
      /// The values of a named chance; for each the child that stands for it.
      case named(Int, branches: [Int])
    }

    package var label: String
    /// What is paid on the way; nil where nothing is written.
    var amount: Amount?
    /// The probability among its siblings; nil below a choice or a named chance.
    var probability: BeliefNumber?
    var kind: Kind
    var children: [Int]
    package var isStatusQuo: Bool
    package var span: SourceSpan
    /// Whether it is `any` under a named chance.
    var isAny = false
  }

  /// An amount, and what brings it into the unit of the tree.
  struct Amount: Sendable {
    var number: BeliefNumber
    var scale: Double
  }

  var nodes: [Node] = []
  /// The places of the options among the nodes.
  var roots: [Int] = []
  /// The unit of every amount.
  package var unit: Quantity.Unit = .one
  /// What it was valued with.
  package var beliefs: Beliefs
  /// What it was read from.
  var written: (tree: Tree, source: SourceText, unit: Quantity.Unit?)?
  /// Where an amount that is not zero stands first.
  var firstAmount: SourceSpan?

  /// The options in the order of the document.
  package var options: [Node] { roots.map { nodes[$0] } }

  /// Whether any amount is not 0: the unit of a tree without is nobody's.
  package var hasAmounts: Bool { firstAmount != nil }
}

extension ValuedTree {
  /// The amounts and probabilities of its nodes that are uncertain, in the order of the text.
  var uncertainNumbersOfNodes: [BeliefNumber] {
    var found: [BeliefNumber] = []
    // Most numbers of a large tree are certain: they are looked at where they stand, not copied.
    for index in nodes.indices {
      if nodes[index].amount?.number.isSampled == true, let amount = nodes[index].amount {
        found.append(amount.number)
      }
      if nodes[index].probability?.isSampled == true, let number = nodes[index].probability { found.append(number) }
    }
    return found
  }

  /// The numbers that stand in it and are uncertain, those of named chances behind those of the nodes.
  var uncertainNumbers: [BeliefNumber] {
    var found = uncertainNumbersOfNodes
    for chance in beliefs.chances {
      for row in chance.rows { found += row.probabilities.filter(\.isSampled) }
    }
    return found
  }
}

extension BeliefNumber {
  var isSampled: Bool { exact == nil }

  /// Where its samples are drawn; nil where it is certain.
  var sampledNode: SampleGraph.NodeID? {
    if case .sampled(let node, _) = content { node } else { nil }
  }
}
