/// A node as it is come to in a play: with its probability given the way to it, and what is chosen there.
struct RolledNode: Sendable {
  /// The place in the tree.
  var node: Int
  /// As the outcome of a path calls it: `oil = wet` for a value of a named chance.
  var label: String
  /// The probability given that its parent is come to, in every scenario.
  var probability: ScenarioValues
  var children: [RolledNode] = []
  /// What it is worth from here on, over all scenarios.
  var worth = 0.0
  /// By how much rounding may have moved that; 0 where samples are drawn.
  var off = 0.0
  /// The mean of the probability over all scenarios in which its parent is come to.
  var chance = 1.0
  /// At a choice, the index of the branch to take; the first of equals. Nil elsewhere, and where it differs from
  /// scenario to scenario.
  var chosen: Int?
  /// Which value of a named chance it stands for.
  var value: Int?
  /// Whether the label only repeats what the label of the child says.
  var isSilent = false
}

/// One line of a policy: having come this far, choose that.
package struct PolicyStep: Hashable, Sendable {
  /// The labels from the option to the choice.
  package var after: [String]
  package var choose: String
}

extension RolledNode {
  /// The ways things can go under the play: each possible path with its payoff and probability in every scenario, and
  /// by how much the payoff may be off.
  func forEachOutcome(
    in tree: ScenarioTree,
    _ body: (_ path: [String], _ payoff: ScenarioValues, _ probability: ScenarioValues, _ off: Double) -> Void
  ) {
    var path: [String] = []
    visit(tree, Sum(), probability: .one(1), path: &path, body)
  }

  /// What was paid on the way: certain amounts without what rounding would lose, the others in every scenario.
  private struct Sum {
    var certain = CompensatedSum()
    var uncertain = ScenarioValues.one(0)
    var off = 0.0

    func adding(_ amount: ScenarioValues, _ isSampled: Bool) -> Sum {
      var sum = self
      if let constant = amount.constant { sum.certain.add(constant) } else { sum.uncertain = uncertain + amount }
      if !isSampled || amount.constant != nil { sum.off += Rounding.of(amount) }
      return sum
    }

    /// Amounts that cancel leave 0, not the 5e-17 of binary fractions, which would count as a gain or a loss.
    var value: ScenarioValues {
      let sum = certain.value
      guard case .each = uncertain else { return .one(abs(sum) <= off ? 0 : sum) }
      return uncertain + .one(sum)
    }
  }

  private func visit(
    _ tree: ScenarioTree, _ before: Sum, probability: ScenarioValues, path: inout [String],
    _ body: ([String], ScenarioValues, ScenarioValues, Double) -> Void
  ) {
    let sum = before.adding(tree.nodes[node].amount, tree.scenarios.isSampled)
    if !isSilent { path.append(label) }
    defer { if !isSilent { path.removeLast() } }
    if let chosen {
      children[chosen].visit(tree, sum, probability: probability, path: &path, body)
    } else if children.isEmpty {
      body(path, sum.value, probability, sum.off)
    } else {
      for child in children where child.probability.constant != 0 {
        child.visit(tree, sum, probability: probability * child.probability, path: &path, body)
      }
    }
  }

  /// The payoff of each way things can go, and by how much it may be off, in a tree of a single scenario.
  func forEachPayoff(in tree: ScenarioTree, _ body: (_ payoff: Double, _ off: Double) -> Void) {
    payoffs(tree, CompensatedSum(), 0, body)
  }

  private func payoffs(
    _ tree: ScenarioTree, _ before: CompensatedSum, _ offBefore: Double, _ body: (Double, Double) -> Void
  ) {
    var sum = before
    let amount = tree.nodes[node].amount[0]
    sum.add(amount)
    let off = offBefore + Rounding.of(amount)
    if let chosen {
      children[chosen].payoffs(tree, sum, off, body)
    } else if children.isEmpty {
      body(abs(sum.value) <= off ? 0 : sum.value, off)
    } else {
      for child in children where child.probability.constant != 0 { child.payoffs(tree, sum, off, body) }
    }
  }

  /// What to choose at every choice that the play can reach.
  func policy(after path: [String] = []) -> [PolicyStep] {
    let path = isSilent ? path : path + [label]
    if let chosen {
      return [PolicyStep(after: path, choose: children[chosen].label)] + children[chosen].policy(after: path)
    }
    return children.filter { $0.probability.constant != 0 }.flatMap { $0.policy(after: path) }
  }
}
