/// A tree with what it is worth at each node under the best play from there on.
///
/// Roll-back (Raiffa 1968): the value of a chance is the mean of its branches, that of a choice the greatest of its.
struct RolledBack {
  let node: ValuedTree.Node
  /// The expected payoff from this node on, its own amount included.
  let expected: Double
  let children: [RolledBack]
  /// At a choice, the index of the branch to take; the first of equals.
  let chosen: Int?

  init(_ node: ValuedTree.Node) {
    self.node = node
    children = node.children.map(RolledBack.init)
    switch node.kind {
    case .end:
      chosen = nil
      expected = node.amount
    case .chance:
      chosen = nil
      var sum = CompensatedSum()
      for child in children { sum.add(child.node.probability * child.expected) }
      expected = node.amount + sum.value
    case .choice:
      var best = 0
      for index in children.indices where children[index].expected > children[best].expected { best = index }
      chosen = best
      expected = node.amount + children[best].expected
    }
  }

  /// The ways things can go under the best play: each possible path with its payoff and probability.
  func forEachOutcome(_ body: (_ path: [String], _ payoff: Double, _ probability: Double) -> Void) {
    var path: [String] = []
    visit(payoff: 0, magnitude: 0, probability: 1, path: &path, body)
  }

  private func visit(
    payoff: Double, magnitude: Double, probability: Double, path: inout [String],
    _ body: ([String], Double, Double) -> Void
  ) {
    let payoff = payoff + node.amount
    let magnitude = magnitude + abs(node.amount)
    path.append(node.label)
    defer { path.removeLast() }
    if let chosen {
      children[chosen].visit(payoff: payoff, magnitude: magnitude, probability: probability, path: &path, body)
    } else if children.isEmpty {
      // Amounts that cancel leave 0, not the 5e-17 of binary fractions, which would count as a gain or a loss.
      body(path, abs(payoff) < magnitude * 1e-14 ? 0 : payoff, probability)
    } else {
      for child in children where child.node.probability > 0 {
        child.visit(
          payoff: payoff, magnitude: magnitude, probability: probability * child.node.probability, path: &path, body)
      }
    }
  }

  /// What to choose at every choice that the best play can reach.
  func policy(after path: [String] = []) -> [PolicyStep] {
    let path = path + [node.label]
    if let chosen {
      return [PolicyStep(after: path, choose: children[chosen].node.label)] + children[chosen].policy(after: path)
    }
    return children.filter { $0.node.probability > 0 }.flatMap { $0.policy(after: path) }
  }
}

/// One line of a policy: having come this far, choose that.
public struct PolicyStep: Hashable, Sendable {
  /// The labels from the option to the choice.
  public var after: [String]
  public var choose: String
}

extension ValuedTree.Node {
  /// The payoff of one who is told how every chance falls before choosing anything.
  var clairvoyant: Distribution {
    let below: Distribution =
      switch kind {
      case .end: Distribution(certain: 0)
      case .chance: .mixture(children.map { (probability: $0.probability, distribution: $0.clairvoyant) })
      case .choice: .greatest(children.map(\.clairvoyant))
      }
    return below.shifted(by: amount)
  }
}
