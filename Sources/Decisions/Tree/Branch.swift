import Formulas
import Quantities
import Uncertainty

/// A branch of a tree as somebody may name it who knows what happened.
package struct Branch: Hashable, Sendable {
  /// The way to it: the place of the option, then of the child at each fork. An item that only names a chance is no
  /// fork, and counts as one step with its value.
  package var steps: [Int]
  /// The labels from the option, as scores call them: `oil = wet` for a value of a named chance.
  package var path: [String]
  /// The last label as it is written.
  package var label: String
  package var fork: Fork

  package enum Fork: Hashable, Sendable {
    /// Branches with probabilities of their own.
    case chance
    case choice
    /// The values of a named chance; `value` is nil for `any`.
    case named(String, value: String?)
  }

  /// As a person reads it: `Hire › she is great`.
  package var name: String { path.joined(separator: " › ") }
}

extension Tree {
  /// What a node opens into, as scores read it.
  ///
  /// - Parameter chances: the values of the named chances.
  private static func fork(below node: Node, _ chances: [String: [String]]) -> (children: [Node], chance: String?) {
    if node.children.count == 1, let child = node.children.first, !child.isQuoted, child.probability == nil,
      chances[child.label] != nil
    {
      return (child.children, child.label)
    }
    return (node.children, nil)
  }

  /// Every branch below the options, in the order of the text.
  package func branches(chances: [String: [String]]) -> [Branch] {
    var all: [Branch] = []
    func visit(_ node: Node, _ steps: [Int], _ path: [String]) {
      let (children, chance) = Self.fork(below: node, chances)
      let isChance = children.contains { $0.probability != nil }
      for (place, child) in children.enumerated() {
        let fork: Branch.Fork =
          chance.map { .named($0, value: chances[$0]?.first { $0 == child.label }) } ?? (isChance ? .chance : .choice)
        let label = chance.map { "\($0) = \(child.label)" } ?? child.label
        let branch = Branch(steps: steps + [place], path: path + [label], label: child.label, fork: fork)
        all.append(branch)
        visit(child, branch.steps, branch.path)
      }
    }
    for (place, option) in options.enumerated() { visit(option, [place], [option.label]) }
    return all
  }

  /// How far the way of an option is known.
  ///
  /// - Parameters:
  ///   - taken: at forks, by the way to them, the branch that came or was chosen.
  ///   - values: what named chances turned out to be.
  /// - Returns: the way as far as it is known, with the forks that were passed, and whether it reaches an end.
  package func way(
    of option: Int, taken: [[Int]: Int], values: [String: String], chances: [String: [String]]
  ) -> (steps: [Int], isWhole: Bool) {
    var steps = [option]
    var node = options[option]
    while !node.children.isEmpty {
      let (children, chance) = Self.fork(below: node, chances)
      if children.isEmpty { break }
      let next: Int?
      if let chance {
        let value = values[chance]
        next =
          value.flatMap { value in
            children.firstIndex { $0.label == value } ?? children.firstIndex { $0.label == "any" && !$0.isQuoted }
          } ?? taken[steps]
      } else {
        next = taken[steps] ?? (children.count == 1 ? 0 : nil)
      }
      guard let next else { return (steps, false) }
      node = children[next]
      steps.append(next)
    }
    return (steps, true)
  }
}

extension ValuedTree {
  /// The nodes along a way, those included that only name a chance; nil where it leads nowhere.
  private func nodes(along steps: [Int]) -> [Int]? {
    guard let first = steps.first, roots.indices.contains(first) else { return nil }
    var way = [roots[first]]
    var current = roots[first]
    for step in steps.dropFirst() {
      if case .sequence = nodes[current].kind, let child = nodes[current].children.first {
        current = child
        way.append(child)
      }
      guard nodes[current].children.indices.contains(step) else { return nil }
      current = nodes[current].children[step]
      way.append(current)
    }
    return way
  }

  /// What a way pays: the sum of the amounts along it.
  ///
  /// - Parameter known: uncertain numbers of Beliefs that have turned out, in the units of Beliefs.
  /// - Returns: nil where an amount is still uncertain.
  package func payoff(along steps: [Int], knowing known: [String: Double] = [:]) -> Double? {
    guard let way = nodes(along: steps) else { return nil }
    var held: [SampleGraph.NodeID: Double] = [:]
    var settled: Set<UInt64> = []
    for belief in beliefs.numbers {
      guard let value = known[belief.name], case .sampled(let node, _) = belief.number.content else { continue }
      held[node] = value
      settled.formUnion(beliefs.graph.drawKeys(behind: node))
    }
    var sum = CompensatedSum()
    var magnitude = 0.0
    for node in way {
      guard let amount = nodes[node].amount else { continue }
      let value: Double
      switch amount.number.content {
      case .exact(let exact): value = exact * amount.scale
      case .sampled(let node, _):
        guard beliefs.graph.drawKeys(behind: node).isSubset(of: settled),
          let found = beliefs.graph.values(of: [node], holding: held)[node], found.isFinite
        else { return nil }
        value = found * amount.scale
      }
      sum.add(value)
      magnitude += abs(value)
    }
    return abs(sum.value) < magnitude * 1e-14 ? 0 : sum.value
  }

  /// The probabilities of the branches at the end of a way, the fork's others beside; nil where they are not certain,
  /// or where it is no chance with probabilities of its own.
  package func probabilities(besides steps: [Int]) -> [Double]? {
    guard steps.count > 1, let above = nodes(along: steps.dropLast())?.last, case .chance = nodes[above].kind else {
      return nil
    }
    let numbers = nodes[above].children.compactMap { nodes[$0].probability?.exact }
    return numbers.count == nodes[above].children.count ? numbers : nil
  }
}
