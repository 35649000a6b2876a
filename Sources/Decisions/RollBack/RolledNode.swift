/// A node as it is come to in a play: with its probability given the way to it, and what is chosen there.
struct RolledNode: Sendable {
  /// The place in the tree.
  var node: Int
  /// As the outcome of a path calls it: `oil = wet` for a value of a named chance.
  var label: String
  /// The probability given that its parent is come to, in every scenario.
  var probability: Column
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
public struct PolicyStep: Hashable, Sendable {
  /// The labels from the option to the choice.
  public var after: [String]
  public var choose: String
}

extension RolledNode {
  /// The ways things can go under the play: each possible path with its payoff and probability in every scenario, and
  /// by how much the payoff may be off.
  func forEachOutcome(
    in tree: SampledTree, _ body: (_ path: [String], _ payoff: Column, _ probability: Column, _ off: Double) -> Void
  ) {
    var path: [String] = []
    visit(tree, Sum(), probability: .one(1), path: &path, body)
  }

  /// What was paid on the way: certain amounts without what rounding would lose, the others in every scenario.
  private struct Sum {
    var certain = CompensatedSum()
    var uncertain = Column.one(0)
    var off = 0.0

    func adding(_ amount: Column, _ isSampled: Bool) -> Sum {
      var sum = self
      if let constant = amount.constant { sum.certain.add(constant) } else { sum.uncertain = uncertain + amount }
      if !isSampled || amount.constant != nil { sum.off += Rounding.of(amount) }
      return sum
    }

    /// Amounts that cancel leave 0, not the 5e-17 of binary fractions, which would count as a gain or a loss.
    var value: Column {
      let sum = certain.value
      guard case .each = uncertain else { return .one(abs(sum) <= off ? 0 : sum) }
      return uncertain + .one(sum)
    }
  }

  private func visit(
    _ tree: SampledTree, _ before: Sum, probability: Column, path: inout [String],
    _ body: ([String], Column, Column, Double) -> Void
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

  /// What to choose at every choice that the play can reach.
  func policy(after path: [String] = []) -> [PolicyStep] {
    let path = isSilent ? path : path + [label]
    if let chosen {
      return [PolicyStep(after: path, choose: children[chosen].label)] + children[chosen].policy(after: path)
    }
    return children.filter { $0.probability.constant != 0 }.flatMap { $0.policy(after: path) }
  }
}
