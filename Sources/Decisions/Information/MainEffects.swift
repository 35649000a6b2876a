import Formulas
import Quantities
import Uncertainty

/// What each uncertain number does to the value of each option by itself: E[value | number].
struct MainEffects: Sendable {
  /// Whether there are so many numbers and options that nothing is held which can be computed again.
  let isLean: Bool
  /// One for each number; nil where it is the same in all scenarios, and where nothing is held.
  private var smoothers: [Smoother?] = []
  /// Whether anything is chosen after the first choice.
  let hasLaterChoices: Bool
  private let tree: ScenarioTree
  private let values: [ScenarioValues]
  /// For each number and option, as it is in every scenario, less its mean; empty where it is of no use.
  private var effects: [[ScenarioValues]] = []
  /// For each option the effects of all numbers together; empty where each is held.
  private var totals: [ScenarioValues] = []
  /// Which numbers share a draw, and so are not independent.
  private var isRelated: [[Bool]] = []
  /// The draws behind each number, and those behind the whole tree.
  private let draws: [Set<UInt64>]
  private let all: Set<UInt64>

  init(_ tree: ScenarioTree, _ valued: ValuedTree, _ plain: RollBack.Result, threads: Int) {
    self.tree = tree
    values = plain.values
    // A smoother holds four numbers and a half for each sample.
    let numbers = Double(tree.beliefs.count(where: \.isUsed)) * (5 + Double(plain.values.count))
    isLean = numbers * Double(tree.scenarios.count) * 8 > Self.mostBytes
    hasLaterChoices = tree.nodes.contains { node in
      if case .choice = node.kind { node.children.count > 1 } else { false }
    }
    if !isLean {
      smoothers = concurrentMap(tree.beliefs.count, threads: threads) {
        Self.smoother(tree.beliefs[$0], tree.scenarios)
      }
    }
    draws = tree.beliefs.map { valued.draws(behind: $0.number) }
    all = valued.beliefs.graph.drawKeys(behind: valued.uncertainNumbers.compactMap(\.sampledNode))
    // Noise is taken off samples only, and only where every scenario counts alike.
    guard tree.scenarios.isSampled, plain.weight.constant != nil else { return }
    isRelated = draws.map { own in draws.map { !$0.isDisjoint(with: own) } }
    let known = self
    guard isLean else {
      effects = concurrentMap(smoothers.count, threads: threads) { index in
        plain.values.indices.map { option in known.smoothers[index].map { known.effect($0, on: option) } ?? .one(0) }
      }
      return
    }
    totals = plain.values.map { _ in .one(0) }
    for index in tree.beliefs.indices {
      guard let smoother = smoother(index) else { continue }
      let found = concurrentMap(totals.count, threads: threads) { known.effect(smoother, on: $0) }
      for option in totals.indices { totals[option] = totals[option] + found[option] }
    }
  }

  /// More is not held at once.
  private static let mostBytes = 200e6

  private static func smoother(_ belief: ScenarioTree.Belief, _ scenarios: Scenarios) -> Smoother? {
    // What the tree does not use is worth nothing, and must not move a digit of anything else.
    guard belief.isUsed, case .each(let values) = belief.column else { return nil }
    return Smoother(values, in: scenarios)
  }

  /// Nil where the number is the same in all scenarios.
  func smoother(_ index: Int) -> Smoother? {
    isLean ? Self.smoother(tree.beliefs[index], tree.scenarios) : smoothers[index]
  }

  /// What a number does to an option, less its mean.
  private func effect(_ smoother: Smoother, on option: Int) -> ScenarioValues {
    guard case .each = values[option] else { return .one(0) }
    let fit = smoother.fit(values[option], isCrossed: false).values
    let mean = Samples.mean(fit)
    return .each(fit.map { $0 - mean })
  }

  /// Whether all that is uncertain in the tree, named chances apart, comes from the one draw behind a number.
  func isAlone(_ index: Int) -> Bool { tree.scenarios.isSampled && draws[index].count == 1 && all == draws[index] }

  /// What numbers that are independent of one do to an option.
  ///
  /// - Parameter smoother: of the one.
  func noise(besides index: Int, _ smoother: Smoother) -> (_ option: Int) -> ScenarioValues {
    if !totals.isEmpty {
      // All but what goes with it.
      let related = tree.beliefs.indices.filter { isRelated[index][$0] }.compactMap {
        $0 == index ? smoother : self.smoother($0)
      }
      return { option in related.reduce(totals[option]) { $0 - effect($1, on: option) } }
    }
    if effects.isEmpty { return { _ in .one(0) } }
    return { option in
      effects.indices.filter { !isRelated[index][$0] }.reduce(.one(0)) { $0 + effects[$1][option] }
    }
  }
}
