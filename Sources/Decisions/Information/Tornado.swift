import Quantities

extension FlipFinder {
  /// What beliefs and chances do to the expected payoff of the best option, the greatest first.
  func tornado(_ ofNumbers: [Swing]) -> [Swing] {
    guard let best = plain.best else { return [] }
    var swings = ofNumbers
    let root = tree.roots[best]
    for (index, chance) in tree.network.chances.enumerated() where !chance.isTest && bears(index, on: root) {
      let ends = chance.values.indices.compactMap { value -> (label: String, expected: Double)? in
        var known = tree.network.nothing
        known[index] = value
        let rolled = RollBack(tree).rolled(known: known)
        return rolled.mass > 0 ? (chance.values[value], rolled.worths[best]) : nil
      }
      guard let low = ends.min(by: { $0.expected < $1.expected }),
        let high = ends.max(by: { $0.expected < $1.expected })
      else { continue }
      swings.append(
        Swing(
          belief: chance.name, low: .init(label: low.label, expected: low.expected),
          high: .init(label: high.label, expected: high.expected), unit: .one, isShare: false))
    }
    if tree.nodes.count <= Self.mostNodes { swings += UnnamedChances(tree, plain).swings() }
    // A number may move an option between its ends alone; a chance has no others.
    let size = abs(plain.worths[best])
    return swings.enumerated().filter { $0.element.low.at != nil || $0.element.width > 1e-12 * size }
      .sorted { ($1.element.width, $0.offset) < ($0.element.width, $1.offset) }.map(\.element)
  }

  /// Whether a chance, or one that depends on the same, stands at or below a node.
  private func bears(_ chance: Int, on node: Int) -> Bool {
    if case .named(let other, _) = tree.nodes[node].kind,
      tree.network.components[other] == tree.network.components[chance]
    {
      return true
    }
    return tree.nodes[node].children.contains { bears(chance, on: $0) }
  }
}
