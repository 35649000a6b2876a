/// What a tree is worth, found by trying every policy and every way in which all its chances may fall.
struct BruteForce {
  struct Outcome {
    var path: [String]
    var payoff: Double
    var probability: Double
  }

  struct Option {
    var expected = -Double.infinity
    /// What can happen under the first of the best policies, and what that chooses where it comes to choose.
    var outcomes: [Outcome] = []
    var policy: [[String]: String] = [:]
    var chanceOfBest = 0.0
  }

  private(set) var options: [Option]
  /// The mean of the most that could be had by one who knows how every chance falls.
  private(set) var clairvoyant = 0.0

  init(_ tree: RandomTree) {
    options = tree.options.map { _ in Option() }
    Self.forEach(tree.choices) { policy in
      for (index, option) in tree.options.enumerated() {
        let outcomes = Self.outcomes(option, policy)
        let expected = outcomes.reduce(0) { $0 + $1.probability * $1.payoff }
        if expected > options[index].expected + 1e-12 {
          options[index] = Option(expected: expected, outcomes: outcomes, policy: Self.steps(option, policy))
        }
      }
    }
    Self.forEach(tree.chances) { state in
      let probability = tree.options.reduce(1) { $0 * Self.probability($1, state) }
      guard probability > 0 else { return }
      let most = tree.options.map { Self.most($0, state) }.max() ?? 0
      clairvoyant += probability * most
      let payoffs = zip(tree.options, options).map { Self.payoff($0, state, $1.policy, []) }
      let best = payoffs.max() ?? 0
      let winners = payoffs.indices.filter { payoffs[$0] > best - 1e-9 }
      for winner in winners { options[winner].chanceOfBest += probability / Double(winners.count) }
    }
  }

  /// Every choice of one number below each count, the first changing slowest.
  private static func forEach(_ counts: [Int], _ body: ([Int]) -> Void) {
    var numbers = counts.map { _ in 0 }
    while true {
      body(numbers)
      guard let place = numbers.indices.last(where: { numbers[$0] + 1 < counts[$0] }) else { return }
      numbers[place] += 1
      for later in (place + 1)..<max(place + 1, numbers.count) { numbers[later] = 0 }
    }
  }

  // MARK: Policies

  private static func outcomes(_ node: RandomTree.Node, _ policy: [Int]) -> [Outcome] {
    let below: [Outcome]
    if node.children.isEmpty {
      below = [Outcome(path: [], payoff: 0, probability: 1)]
    } else if node.isChance {
      below = node.children.filter { $0.probability > 0 }.flatMap { child in
        outcomes(child, policy).map {
          Outcome(path: $0.path, payoff: $0.payoff, probability: $0.probability * child.probability)
        }
      }
    } else {
      below = outcomes(node.children[policy[node.number]], policy)
    }
    return below.map {
      Outcome(path: [node.label] + $0.path, payoff: node.amount + $0.payoff, probability: $0.probability)
    }
  }

  private static func steps(_ node: RandomTree.Node, _ policy: [Int], _ path: [String] = []) -> [[String]: String] {
    let path = path + [node.label]
    if node.children.isEmpty { return [:] }
    if node.isChance {
      return node.children.filter { $0.probability > 0 }.reduce(into: [:]) {
        $0.merge(steps($1, policy, path)) { first, _ in first }
      }
    }
    let chosen = node.children[policy[node.number]]
    return steps(chosen, policy, path).merging([path: chosen.label]) { first, _ in first }
  }

  // MARK: States

  /// The probability that all chances below a node fall as a state says, whether they are come to or not.
  private static func probability(_ node: RandomTree.Node, _ state: [Int]) -> Double {
    let own = node.isChance ? node.children[state[node.number]].probability : 1
    return node.children.reduce(own) { $0 * probability($1, state) }
  }

  /// The most that can be had from a node on where the chances fall so.
  private static func most(_ node: RandomTree.Node, _ state: [Int]) -> Double {
    if node.isChance { return node.amount + most(node.children[state[node.number]], state) }
    return node.amount + (node.children.map { most($0, state) }.max() ?? 0)
  }

  /// What a policy gets from a node on where the chances fall so.
  private static func payoff(
    _ node: RandomTree.Node, _ state: [Int], _ policy: [[String]: String], _ path: [String]
  ) -> Double {
    let path = path + [node.label]
    let next =
      node.isChance
      ? node.children[state[node.number]] : node.children.first { $0.label == policy[path] } ?? node.children.first
    return node.amount + (next.map { payoff($0, state, policy, path) } ?? 0)
  }
}
