import Quantities

/// What depends on how the options fall together: perfect information, and which option turns out best.
struct JointFigures: Sendable {
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

  /// - Parameter rolled: the best play, whose options can all be played.
  init(_ rolled: Roller.Rolled, in tree: SampledTree, seed: UInt64) {
    let walk = JointWalk(tree)
    let visits = Double(tree.scenarios.count) * Double(walk.states) * Double(tree.nodes.count)
    if !tree.scenarios.isSampled, visits <= Double(Self.mostVisits),
      let exact = walk.exact(rolled)
    {
      (perfectInformation, chancesOfBest) = exact
      (standardError, isSampled) = (nil, false)
    } else {
      let sampled = JointWays(tree)?.figures(rolled) ?? JointSamples(tree, seed: seed).figures(rolled)
      (perfectInformation, standardError, chancesOfBest, isSampled) = (
        sampled.perfectInformation, sampled.standardError, sampled.chancesOfBest, true
      )
    }
  }
}

/// Enumerates the named chances that the options share; given their values, the options are independent.
struct JointWalk {
  private let tree: SampledTree
  /// The chances whose values are enumerated.
  private let shared: [Int]
  let states: Int

  init(_ tree: SampledTree) {
    self.tree = tree
    let network = tree.network
    var places = network.chances.map { _ in 0 }
    for node in tree.nodes { if case .named(let chance, _) = node.kind { places[chance] += 1 } }
    // A chance that stands in one place, and that nothing else bears on, is like one without a name.
    let byComponent = Dictionary(grouping: network.chances.indices.filter { places[$0] > 0 }) { network.components[$0] }
    shared = byComponent.values.filter { $0.reduce(0) { $0 + places[$1] } > 1 }.flatMap { $0 }.sorted()
    states = shared.reduce(1) { min(1 << 40, $0 * network.chances[$1].values.count) }
  }

  func exact(_ rolled: Roller.Rolled) -> (perfectInformation: Double, chancesOfBest: [Double]?)? {
    guard let best = rolled.best else { return nil }
    var clairvoyant = CompensatedSum()
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
        let best = tree.roots.map { clairvoyants($0, state, scenario) }
        clairvoyant.add(probability * Distribution.greatest(best).mean)
        let plays = rolled.options.map { option in
          option.map { outcomes($0, state, scenario) } ?? Distribution(certain: -.infinity)
        }
        if let found = chancesOfBest(plays) {
          for index in found.indices { chances?[index].add(probability * found[index]) }
        } else {
          chances = nil
        }
      }
    }
    visit(shared[...])
    let gain = clairvoyant.value - rolled.worths[best]
    let size = max(abs(clairvoyant.value), abs(rolled.worths[best]))
    return (gain < 1e-13 * size ? 0 : gain, chances?.map { min(1, $0.value) })
  }

  /// The payoff of one who is told how everything falls before choosing anything.
  private func clairvoyants(_ index: Int, _ state: [Int?], _ scenario: Int) -> Distribution {
    let node = tree.nodes[index]
    let below: Distribution
    switch node.kind {
    case .end: below = Distribution(certain: 0)
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
  private func outcomes(_ option: RolledNode, _ state: [Int?], _ scenario: Int) -> Distribution {
    var points: [Distribution.Point] = []
    func visit(_ rolled: RolledNode, _ payoff: Double, _ magnitude: Double, _ probability: Double) {
      let node = tree.nodes[rolled.node]
      let payoff = payoff + node.amount[scenario]
      let magnitude = magnitude + abs(node.amount[scenario])
      if let chosen = rolled.chosen { return visit(rolled.children[chosen], payoff, magnitude, probability) }
      if rolled.children.isEmpty {
        points.append(.init(value: abs(payoff) < magnitude * 1e-14 ? 0 : payoff, probability: probability))
        return
      }
      if case .named(let chance, _) = node.kind, let value = state[chance] {
        for child in rolled.children where child.value == value { visit(child, payoff, magnitude, probability) }
        return
      }
      for child in rolled.children where child.probability[scenario] > 0 {
        visit(child, payoff, magnitude, probability * child.probability[scenario])
      }
    }
    visit(option, 0, 0, 1)
    return Distribution(points)
  }
}
