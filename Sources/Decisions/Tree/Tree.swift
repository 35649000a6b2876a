package import Diagnostics
package import Formulas

/// A decision tree as it was written: labels, probabilities and amounts as formulas.
///
/// The options are a choice; below them choices and chances alternate in any way, and the payoff of a path is the sum
/// of the amounts along it.
package struct Tree: Sendable {
  package struct Node: Sendable {
    package var label: String
    /// What stands in parentheses at the end of the item.
    package var note: String?
    package var probability: Probability?
    package var amount: Formula?
    package var children: [Node]
    /// The item's line.
    package var span: SourceSpan
    /// Whether the label stands in quotes, so that it names no chance.
    var isQuoted = false
    /// Whether the children's label had to be made from their probability, so that it need not be unique.
    var isUnnamed: Bool
    /// Whether there is a probability that cannot be read.
    var hasBrokenProbability = false

    /// Whether an amount stands here or below.
    var isPaid: Bool { amount != nil || children.contains(where: \.isPaid) }

    /// The mark of the option of changing nothing.
    package var isStatusQuo: Bool {
      note.map { ["status quo", "status-quo", "statusquo"].contains($0.lowercased()) } ?? false
    }
  }

  package enum Probability: Sendable {
    case formula(Formula)
    /// `else`: what the others leave.
    case rest(SourceSpan)

    package var span: SourceSpan {
      switch self {
      case .formula(let formula): formula.span
      case .rest(let span): span
      }
    }
  }

  package var options: [Node]

  /// The option of changing nothing, where one is marked.
  package var statusQuo: Node? { options.first(where: \.isStatusQuo) }

  /// The documents that its formulas reach, as they are written between `[[` and `]]`.
  package var targets: Set<String> {
    var targets: Set<String> = []
    func visit(_ node: Node) {
      if let amount = node.amount { targets.formUnion(amount.targets) }
      if case .formula(let formula)? = node.probability { targets.formUnion(formula.targets) }
      node.children.forEach(visit)
    }
    options.forEach(visit)
    return targets
  }
}
