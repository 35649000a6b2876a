import Quantities

/// What depends on how the options fall together: perfect information, and which option turns out best.
struct PerfectInformation: Sendable {
  /// How much more a clairvoyant expects than the best option.
  var perfectInformation: Double
  /// Of an estimate; nil where it is exact.
  var standardError: Double?
  /// How often each option pays the most; a tie is shared. Nil where it would take minutes to find out.
  var chancesOfBest: [Double]?
  /// Whether joint states were drawn because there are too many to enumerate.
  var isSampled: Bool

  /// More visits to nodes than that are not worth an exact answer.
  private static let mostVisits = 4_000_000

  /// - Parameters:
  ///   - rolled: the best play, whose options can all be played.
  ///   - equal: its payoffs that only rounding tells apart.
  init(_ rolled: RollBack.Result, in tree: ScenarioTree, equal: EqualPayoffs, seed: UInt64) {
    let walk = JointEnumeration(tree, equal)
    let visits = Double(tree.scenarios.count) * Double(walk.states) * Double(tree.nodes.count)
    if !tree.scenarios.isSampled, visits <= Double(Self.mostVisits),
      let exact = walk.exact(rolled)
    {
      (perfectInformation, chancesOfBest) = exact
      (standardError, isSampled) = (nil, false)
    } else {
      let sampled = JointOutcomes(tree)?.figures(rolled) ?? JointSampling(tree, equal, seed: seed).figures(rolled)
      (perfectInformation, standardError, chancesOfBest, isSampled) = (
        sampled.perfectInformation, sampled.standardError, sampled.chancesOfBest, true
      )
    }
  }
}

/// Enumerates the named chances that the options share; given their values, the options are independent.
struct JointEnumeration {
  private let tree: ScenarioTree
  /// The chances whose values are enumerated.
  private let shared: [Int]
  let states: Int
  private let equal: EqualPayoffs

  init(_ tree: ScenarioTree, _ equal: EqualPayoffs) {
    self.tree = tree
    self.equal = equal
    let network = tree.network
    var places = network.chances.map { _ in 0 }
    for node in tree.nodes { if case .named(let chance, _) = node.kind { places[chance] += 1 } }
    // A chance that stands in one place, and that nothing else bears on, is like one without a name.
    let byComponent = Dictionary(grouping: network.chances.indices.filter { places[$0] > 0 }) { network.components[$0] }
    shared = byComponent.values.filter { $0.reduce(0) { $0 + places[$1] } > 1 }.flatMap { $0 }.sorted()
    states = shared.reduce(1) { min(1 << 40, $0 * network.chances[$1].values.count) }
  }

  func exact(_ rolled: RollBack.Result) -> (perfectInformation: Double, chancesOfBest: [Double]?)? {
    guard let best = rolled.best else { return nil }
    var gain = CompensatedSum()
    // What only rounding tells apart is no gain.
    var off = rolled.off[best] + (rolled.off.max() ?? 0)
    var chances: [CompensatedSum]? = rolled.options.map { _ in CompensatedSum() }
    var state = tree.network.nothing
    func visit(_ open: ArraySlice<Int>) {
      if let chance = open.first {
        for value in tree.network.chances[chance].values.indices {
          state[chance] = value
          visit(open.dropFirst())
        }
        state[chance] = nil
        return
      }
      let joint = tree.scenarios.weights * tree.network.joint(state)
      for scenario in 0..<tree.scenarios.count {
        let probability = joint[scenario] / rolled.mass
        guard probability > 0 else { continue }
        let plays = rolled.options.map { option in
          option.map { outcomes($0, state, scenario) } ?? PayoffDistribution(certain: -.infinity)
        }
        if let more = gained(rolled, best, state, scenario) {
          gain.add(probability * more)
        } else {
          // Of very many ways the difference of two means must do.
          let most = PayoffDistribution.greatest(tree.roots.map { clairvoyants($0, state, scenario) }).mean
          gain.add(probability * (most - plays[best].mean))
          off += 1e-13 * probability * max(abs(most), abs(plays[best].mean))
        }
        if let found = chancesOfBest(plays) {
          for index in found.indices { chances?[index].add(probability * found[index]) }
        } else {
          chances = nil
        }
      }
    }
    visit(shared[...])
    return (gain.value <= off ? 0 : gain.value, chances?.map { min(1, $0.value) })
  }

  /// How much more one gets on average who is told how everything falls, added up way by way: a difference of two
  /// expected values would lose what is small beside them. Nil where the ways are too many.
  private func gained(_ rolled: RollBack.Result, _ best: Int, _ state: [Int?], _ scenario: Int) -> Double? {
    guard let option = rolled.options[best], let ways = hindsight(option, state, scenario) else { return nil }
    let others = tree.roots.indices.filter { $0 != best }.map { clairvoyants(tree.roots[$0], state, scenario) }
    let greatest = others.isEmpty ? nil : PayoffDistribution.greatest(others)
    guard let all = Self.raised(ways, by: greatest) else { return nil }
    return all.reduce(into: CompensatedSum()) { $0.add($1.probability * ($1.most - $1.played)) }.value
  }

  /// One way in which chances fall: what could have been had, and what the play gets.
  private struct Way {
    var most: Double
    var played: Double
    var probability: Double
  }

  private static let mostWays = 20_000

  /// Where something else could have been had, too, which falls independently.
  private static func raised(_ ways: [Way], by other: PayoffDistribution?) -> [Way]? {
    guard let other else { return ways }
    guard ways.count * other.points.count <= 20 * mostWays else { return nil }
    var all: [Way] = []
    for way in ways {
      var below = 0.0
      for point in other.points {
        if point.value <= way.most {
          below += point.probability
        } else {
          all.append(
            Way(most: point.value, played: way.played, probability: way.probability * point.probability))
        }
      }
      if below > 0 { all.append(Way(most: way.most, played: way.played, probability: way.probability * below)) }
      if all.count > mostWays { return nil }
    }
    return all
  }

  /// The ways in which a play may go from a node on.
  private func hindsight(_ rolled: RolledNode, _ state: [Int?], _ scenario: Int) -> [Way]? {
    let node = tree.nodes[rolled.node]
    let amount = node.amount[scenario]
    var ways: [Way] = []
    if let chosen = rolled.chosen {
      guard let own = hindsight(rolled.children[chosen], state, scenario) else { return nil }
      let others = node.children.indices.filter { $0 != chosen }.map {
        clairvoyants(node.children[$0], state, scenario)
      }
      guard let raised = Self.raised(own, by: others.isEmpty ? nil : .greatest(others)) else { return nil }
      ways = raised
    } else if rolled.children.isEmpty {
      return [Way(most: amount, played: amount, probability: 1)]
    } else {
      var known: Int?
      if case .named(let chance, _) = node.kind { known = state[chance] }
      for child in rolled.children where known == nil || child.value == known {
        let probability = known == nil ? child.probability[scenario] : 1
        guard probability > 0 else { continue }
        guard let below = hindsight(child, state, scenario) else { return nil }
        ways += below.map { Way(most: $0.most, played: $0.played, probability: $0.probability * probability) }
        if ways.count > Self.mostWays { return nil }
      }
    }
    if amount == 0 { return ways }
    return ways.map { Way(most: amount + $0.most, played: amount + $0.played, probability: $0.probability) }
  }

  /// The payoff of one who is told how everything falls before choosing anything.
  private func clairvoyants(_ index: Int, _ state: [Int?], _ scenario: Int) -> PayoffDistribution {
    let node = tree.nodes[index]
    let below: PayoffDistribution
    switch node.kind {
    case .end: below = PayoffDistribution(certain: 0)
    case .sequence: below = clairvoyants(node.children[0], state, scenario)
    case .chance:
      below = .mixture(
        node.children.map { child in
          (probability: tree.nodes[child].probability[scenario], distribution: clairvoyants(child, state, scenario))
        })
    case .choice: below = .greatest(node.children.map { clairvoyants($0, state, scenario) })
    case .named(let chance, let branches):
      if let value = state[chance] {
        below = clairvoyants(branches[value], state, scenario)
      } else {
        let probabilities = tree.network.probabilities(of: chance, given: state)
        below = .mixture(
          branches.indices.map { value in
            var known = state
            known[chance] = value
            return (
              probability: probabilities[value][scenario],
              distribution: clairvoyants(branches[value], known, scenario)
            )
          })
      }
    }
    return below.shifted(by: node.amount[scenario])
  }

  /// The payoffs of a play where some chances have fallen.
  private func outcomes(_ option: RolledNode, _ state: [Int?], _ scenario: Int) -> PayoffDistribution {
    var points: [PayoffDistribution.Point] = []
    func visit(_ rolled: RolledNode, _ before: CompensatedSum, _ off: Double, _ probability: Double) {
      let node = tree.nodes[rolled.node]
      var sum = before
      sum.add(node.amount[scenario])
      let off = off + Rounding.of(node.amount[scenario])
      if let chosen = rolled.chosen { return visit(rolled.children[chosen], sum, off, probability) }
      if rolled.children.isEmpty {
        points.append(.init(value: equal[abs(sum.value) <= off ? 0 : sum.value], probability: probability))
        return
      }
      if case .named(let chance, _) = node.kind, let value = state[chance] {
        for child in rolled.children where child.value == value { visit(child, sum, off, probability) }
        return
      }
      for child in rolled.children where child.probability[scenario] > 0 {
        visit(child, sum, off, probability * child.probability[scenario])
      }
    }
    visit(option, CompensatedSum(), 0, 1)
    return PayoffDistribution(points)
  }
}
