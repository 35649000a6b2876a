import Quantities
import Uncertainty

/// What the chances that stand in the tree without a name are worth to know, and where they change the answer.
///
/// They are independent of all else. So whatever probabilities one of them has, what lies below its branches is worth
/// the same, and only what stands above is worked out again, from numbers that a rolled tree holds.
struct UnnamedChances {
  let tree: ScenarioTree
  let plain: RollBack.Result

  struct Chance {
    var node: Int
    /// The labels on the way to it.
    var path: [String]
    var labels: [String]
    var probabilities: [Double]

    func name(of branch: Int) -> String { (path + [labels[branch]]).joined(separator: " › ") }

    var name: String { (path + [labels.joined(separator: " / ")]).joined(separator: " › ") }
  }

  /// Those whose probabilities are certain.
  let all: [Chance]
  /// Those whose probabilities are uncertain themselves, which is between 0 and 1 in every sample.
  private let uncertain: [Chance]
  /// For each node the first one behind its subtree.
  private let ends: [Int]

  init(_ tree: ScenarioTree, _ plain: RollBack.Result) {
    self.tree = tree
    self.plain = plain
    var ends = Array(tree.nodes.indices).map { $0 + 1 }
    // A node stands before its children.
    for index in tree.nodes.indices.reversed() {
      for child in tree.nodes[index].children { ends[index] = max(ends[index], ends[child]) }
    }
    self.ends = ends
    var paths: [Int: [String]] = [:]
    for root in tree.roots { paths[root] = [tree.nodes[root].label] }
    var all: [Chance] = []
    var uncertain: [Chance] = []
    for (index, node) in tree.nodes.enumerated() {
      guard let path = paths[index] else { continue }
      // As outcomes and policies call it: an item that names a chance is told by its value.
      for child in node.children {
        let label = tree.nodes[child].label
        switch (node.kind, tree.nodes[child].kind) {
        case (_, .named): paths[child] = path
        case (.named(let chance, _), _): paths[child] = path + ["\(tree.network.chances[chance].name) = \(label)"]
        default: paths[child] = path + [label]
        }
      }
      guard case .chance = node.kind, node.children.count > 1 else { continue }
      let probabilities = node.children.compactMap { tree.nodes[$0].probability.constant }
      let labels = node.children.map { tree.nodes[$0].label }
      if probabilities.count < node.children.count {
        uncertain.append(Chance(node: index, path: path, labels: labels, probabilities: []))
      } else if probabilities.allSatisfy({ $0 > 0 }) {
        all.append(Chance(node: index, path: path, labels: labels, probabilities: probabilities))
      }
    }
    self.all = all
    // Each of their branches rolls back the whole tree.
    let work = uncertain.reduce(0) { $0 + $1.labels.count } * tree.nodes.count * tree.scenarios.count
    self.uncertain = work <= Self.mostWork ? uncertain : []
  }

  private static let mostWork = 100_000_000

  /// The tree rolled back with a branch of a chance known: every scenario counts as its probability has it there.
  private func rolled(_ chance: Chance, knowing branch: Int) -> RollBack.Result {
    let children = tree.nodes[chance.node].children
    let weights = tree.scenarios.weights * tree.nodes[children[branch]].probability
    var one = ScenarioTree(
      nodes: tree.nodes, roots: tree.roots, network: tree.network,
      scenarios: Scenarios(count: tree.scenarios.count, weights: weights, isSampled: tree.scenarios.isSampled),
      beliefs: tree.beliefs, unit: tree.unit)
    for (place, child) in children.enumerated() { one.nodes[child].probability = .one(place == branch ? 1 : 0) }
    return RollBack(one).rolled()
  }

  /// What it is worth to know how those fall whose probabilities are uncertain, and how far they move the best option.
  func ofUncertain(threads: Int) -> [(information: Information.OfBelief, swing: Swing?)] {
    guard let best = plain.best, tree.scenarios.isSampled, plain.mass > 0 else { return [] }
    return concurrentMap(uncertain.count, threads: threads) { index in
      let chance = uncertain[index]
      var parts: [(weight: ScenarioValues, value: ScenarioValues)] = []
      var ends: [Swing.End] = []
      for branch in chance.labels.indices {
        let rolled = self.rolled(chance, knowing: branch)
        guard rolled.mass > 0, let top = rolled.best else { continue }
        parts.append((rolled.weight, rolled.values[top]))
        ends.append(Swing.End(label: chance.labels[branch], expected: rolled.worths[best]))
      }
      let size = Double(tree.scenarios.count) / plain.mass
      let gains = (ScenarioValues.sum(of: parts) - plain.weight * plain.values[best]) * .one(size)
      let value = tree.scenarios.mean(gains, under: .one(1))
      let isOfBest = (tree.roots[best]..<self.ends[tree.roots[best]]).contains(chance.node)
      var swing: Swing?
      if isOfBest, let low = ends.min(by: { $0.expected < $1.expected }),
        let high = ends.max(by: { $0.expected < $1.expected })
      {
        swing = Swing(belief: chance.path.joined(separator: " › "), low: low, high: high, unit: .one, isShare: false)
      }
      return (
        Information.OfBelief(
          name: chance.name, value: value < 1e-13 * abs(plain.worth) ? 0 : value,
          standardError: tree.scenarios.standardError(gains, under: .one(1))), swing
      )
    }
  }

  /// What each option is worth where a chance has other probabilities.
  func worths(_ chance: Chance, _ probabilities: [Double]) -> [Double] {
    zip(plain.options, plain.worths).map { option, worth in
      option.map { self.worth($0, chance.node, probabilities) } ?? worth
    }
  }

  private func worth(_ rolled: RolledNode, _ node: Int, _ probabilities: [Double]) -> Double {
    guard (rolled.node..<ends[rolled.node]).contains(node), !rolled.children.isEmpty else { return rolled.worth }
    let isChoice = if case .choice = tree.nodes[rolled.node].kind { true } else { false }
    func above(_ worths: [Double], _ chances: [Double]) -> Double {
      if isChoice { return worths.max() ?? 0 }
      var sum = CompensatedSum()
      for (worth, chance) in zip(worths, chances) where chance != 0 { sum.add(chance * worth) }
      return sum.value
    }
    let before = (worths: rolled.children.map(\.worth), chances: rolled.children.map(\.chance))
    let own = tree.nodes[rolled.node].amount.constant ?? (rolled.worth - above(before.worths, before.chances))
    if rolled.node == node { return own + above(before.worths, probabilities) }
    return own + above(rolled.children.map { worth($0, node, probabilities) }, before.chances)
  }

  /// What it is worth to know beforehand how each falls.
  func information() -> [Information.OfBelief] {
    guard let best = plain.best, plain.worths.count > 1 else { return [] }
    return all.compactMap { chance -> Information.OfBelief? in
      var gain = CompensatedSum()
      var error: Double? = tree.scenarios.isSampled ? 0 : nil
      for branch in chance.labels.indices {
        let worths = self.worths(chance, chance.labels.indices.map { $0 == branch ? 1 : 0 })
        let top = worths.indices.reduce(0) { worths[$1] > worths[$0] ? $1 : $0 }
        gain.add(chance.probabilities[branch] * (worths[top] - plain.worth))
        if top != best, let own = error {
          let margin = tree.scenarios.standardError(plain.values[top] - plain.values[best], under: plain.weight) ?? 0
          error = own + chance.probabilities[branch] * margin
        }
      }
      let value = gain.value < 1e-13 * abs(plain.worth) ? 0 : gain.value
      return value > 0 ? Information.OfBelief(name: chance.name, value: value, standardError: error) : nil
    }.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
  }

  /// How far each moves the expected payoff of the best option.
  func swings() -> [Swing] {
    guard let best = plain.best else { return [] }
    return all.compactMap { chance in
      guard (tree.roots[best]..<ends[tree.roots[best]]).contains(chance.node) else { return nil }
      let ends = chance.labels.indices.map { branch in
        Swing.End(
          label: chance.labels[branch],
          expected: worths(chance, chance.labels.indices.map { $0 == branch ? 1 : 0 })[best])
      }
      guard let low = ends.min(by: { $0.expected < $1.expected }),
        let high = ends.max(by: { $0.expected < $1.expected })
      else { return nil }
      return Swing(
        belief: chance.path.joined(separator: " › "), low: low, high: high, unit: .one, isShare: false)
    }
  }

  /// Where the probability of a branch, the others in proportion, changes the answer.
  func flips(_ rounding: Double) -> [Flip] {
    guard let best = plain.best, plain.worths.count > 1 else { return [] }
    return all.flatMap { chance -> [Flip] in
      let current = chance.probabilities
      return current.indices.prefix(current.count == 2 ? 1 : .max).flatMap { branch -> [Flip] in
        let search = LeaderSearch(
          holder: HeldBranch(chances: self, chance: chance, branch: branch), best: best, current: current[branch],
          rounding: rounding)
        return search.found((0...40).map { Double($0) / 40 }).map { found in
          Flip(
            belief: chance.name(of: branch), current: current[branch], at: found.at, unit: .one, isShare: true,
            isAbove: found.isAbove, option: tree.nodes[tree.roots[found.option]].label, probability: nil,
            resolution: found.resolution)
        }
      }
    }
  }
}

/// Holds the probability of a branch that stands in the tree without a name.
private struct HeldBranch: Holder {
  let chances: UnnamedChances
  let chance: UnnamedChances.Chance
  let branch: Int

  var isManyAtOnce: Bool { !isSampled }
  var isSampled: Bool { chances.tree.scenarios.isSampled }

  func held(at values: [Double], _ depth: Depth) -> [Held?] {
    let current = chance.probabilities
    return values.map { value in
      let shares = current.indices.map { $0 == branch ? value : current[$0] * (1 - value) / (1 - current[branch]) }
      var held = Held(worths: chances.worths(chance, shares))
      // Worths are known to no better than they are as the tree stands.
      if isSampled {
        held.means = Held.Means(
          values: chances.plain.values, weight: chances.plain.weight, scenarios: chances.tree.scenarios)
      }
      return held.worths.allSatisfy(\.isFinite) ? held : nil
    }
  }
}
