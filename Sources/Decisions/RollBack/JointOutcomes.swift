import Quantities

/// Every way in which the chances may fall, in every scenario with its probability, and what each option pays then: for
/// trees of few ways over samples, where drawing would only add noise.
struct JointOutcomes {
  private let tree: ScenarioTree
  /// The chances with names that stand in the tree, then the nodes of those without.
  private let named: [Int]
  private let unnamed: [Int]
  private let sizes: [Int]

  /// Where more nodes than that would be visited over all ways, they are drawn.
  private static let mostVisits = 1500

  /// Nil where the ways are too many.
  init?(_ tree: ScenarioTree) {
    self.tree = tree
    var named: [Int] = []
    var unnamed: [Int] = []
    for (index, node) in tree.nodes.enumerated() {
      if case .named(let chance, _) = node.kind, !named.contains(chance) { named.append(chance) }
      if case .chance = node.kind { unnamed.append(index) }
    }
    let sizes = named.map { tree.network.chances[$0].values.count } + unnamed.map { tree.nodes[$0].children.count }
    let ways = sizes.reduce(1) { min(1 << 20, $0 * $1) }
    guard tree.scenarios.isSampled, ways * tree.nodes.count <= Self.mostVisits else { return nil }
    (self.named, self.unnamed, self.sizes) = (named, unnamed, sizes)
  }

  /// How the chances fall in one way.
  private struct Way {
    var seen: [Int?]
    var falls: [Int: Int] = [:]
  }

  func figures(
    _ rolled: RollBack.Result
  ) -> (perfectInformation: Double, standardError: Double?, chancesOfBest: [Double]) {
    let count = tree.scenarios.count
    let best = rolled.best ?? 0
    var gains = Array(repeating: 0.0, count: count)
    var weights = gains
    var wins = rolled.options.map { _ in CompensatedSum() }
    for number in 0..<sizes.reduce(1, *) {
      let way = way(number)
      let probability = probability(of: way)
      if probability.constant == 0 { continue }
      let plays = rolled.options.map { $0.map { payoff($0, way) } ?? .one(-.infinity) }
      let clairvoyant = greatest(tree.roots.map { self.clairvoyant($0, way) })
      let most = greatest(plays)
      for scenario in 0..<count {
        let weight = probability[scenario]
        gains[scenario] += weight * (clairvoyant[scenario] - plays[best][scenario])
        weights[scenario] += weight
      }
      for (index, play) in plays.enumerated() { wins[index].add(share(of: play, most, among: plays, probability)) }
    }
    let scenarios = tree.scenarios
    let total = scenarios.total(.each(weights))
    let isEven = weights.allSatisfy { abs($0 - weights[0]) <= 1e-12 * weights[0] }
    let means = ScenarioValues.each(zip(gains, weights).map { $1 > 0 ? $0 / $1 : 0 })
    let weight: ScenarioValues = isEven ? .one(1) : .each(weights)
    return (
      max(0, scenarios.mean(means, under: weight)), scenarios.standardError(means, under: weight),
      wins.map { min(1, $0.value / total) }
    )
  }

  /// The weight of the scenarios in which a play pays the most, a tie shared.
  private func share(
    of play: ScenarioValues, _ most: ScenarioValues, among plays: [ScenarioValues], _ probability: ScenarioValues
  ) -> Double {
    var sum = 0.0
    for scenario in 0..<tree.scenarios.count {
      let limit = most[scenario] - 1e-13 * abs(most[scenario])
      guard play[scenario] >= limit else { continue }
      sum += probability[scenario] / Double(plays.count { $0[scenario] >= limit })
    }
    return sum
  }

  private func way(_ number: Int) -> Way {
    var way = Way(seen: tree.network.nothing)
    var rest = number
    for (place, size) in sizes.enumerated() {
      if place < named.count {
        way.seen[named[place]] = rest % size
      } else {
        way.falls[unnamed[place - named.count]] = rest % size
      }
      rest /= size
    }
    return way
  }

  /// With that of the evidence.
  private func probability(of way: Way) -> ScenarioValues {
    way.falls.keys.sorted().reduce(tree.network.joint(way.seen)) { product, node in
      product * tree.nodes[tree.nodes[node].children[way.falls[node] ?? 0]].probability
    }
  }

  private func greatest(_ columns: [ScenarioValues]) -> ScenarioValues {
    columns.dropFirst().reduce(columns.first ?? .one(0)) { ScenarioValues.combining($0, $1) { $1 > $0 ? $1 : $0 } }
  }

  private func payoff(_ rolled: RolledNode, _ way: Way) -> ScenarioValues {
    let node = tree.nodes[rolled.node]
    let next: RolledNode?
    if let chosen = rolled.chosen {
      next = rolled.children[chosen]
    } else {
      switch node.kind {
      case .chance: next = rolled.children[way.falls[rolled.node] ?? 0]
      // Values that cannot be are left out among the children.
      case .named(let chance, _): next = rolled.children.first { $0.value == way.seen[chance] }
      default: next = rolled.children.first
      }
    }
    return node.amount + (next.map { payoff($0, way) } ?? .one(0))
  }

  private func clairvoyant(_ index: Int, _ way: Way) -> ScenarioValues {
    let node = tree.nodes[index]
    switch node.kind {
    case .end: return node.amount
    case .sequence: return node.amount + clairvoyant(node.children[0], way)
    case .choice: return node.amount + greatest(node.children.map { clairvoyant($0, way) })
    case .chance: return node.amount + clairvoyant(node.children[way.falls[index] ?? 0], way)
    case .named(let chance, let branches):
      return node.amount + clairvoyant(branches[way.seen[chance] ?? 0], way)
    }
  }
}
