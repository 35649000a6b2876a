import Quantities

/// A node of the tree as a picture shows it.
package struct PlayedNode: Sendable {
  package enum Kind: Sendable { case end, chance, choice }

  package var label: String
  package var kind: Kind
  /// Given that its parent is come to; nil below a choice.
  package var probability: Double?
  package var amount: Double
  /// The expected payoff from here on.
  package var expected: Double
  /// Whether the best play takes it.
  package var isTaken: Bool
  package var children: [PlayedNode]
}

extension Score {
  /// How many nodes the tree has as it is written.
  package var nodeCount: Int { played.tree.nodes.count }

  /// The tree with what each node is worth, for pictures.
  package var picture: [PlayedNode] {
    played.options.enumerated().map { picture($1, isTaken: $0 == bestIndex, probability: nil) }
  }

  private func picture(_ rolled: RolledNode, isTaken: Bool, probability: Double?) -> PlayedNode {
    let tree = played.tree
    let node = tree.nodes[rolled.node]
    func mean(_ column: ScenarioValues) -> Double { tree.scenarios.mean(column, under: tree.scenarios.weights) }
    // What only follows, and the item that names a chance, is no node of its own.
    if case .sequence = node.kind {
      let below = picture(rolled.children[0], isTaken: isTaken, probability: probability)
      return PlayedNode(
        label: rolled.label, kind: below.kind, probability: probability, amount: mean(node.amount) + below.amount,
        expected: rolled.worth, isTaken: isTaken, children: below.children)
    }
    let kind: PlayedNode.Kind
    switch node.kind {
    case .end: kind = .end
    case .choice: kind = .choice
    case .sequence, .chance, .named: kind = .chance
    }
    let children = rolled.children.enumerated().filter { $0.element.probability.constant != 0 }.map { index, child in
      picture(
        child, isTaken: isTaken && (rolled.chosen ?? index) == index,
        probability: kind == .chance ? child.chance : nil)
    }
    return PlayedNode(
      label: rolled.label, kind: kind, probability: probability, amount: mean(node.amount), expected: rolled.worth,
      isTaken: isTaken, children: children)
  }
}
