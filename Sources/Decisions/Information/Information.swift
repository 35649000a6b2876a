import Formulas
import Quantities

/// What it is worth to find things out before the first choice.
public struct Information: Sendable {
  public struct OfBelief: Sendable {
    public var name: String
    /// The expected value of perfect information about it alone (EVPPI), in the unit of the tree.
    public var value: Double
    /// Of an estimate; nil where it is exact.
    public var standardError: Double?
    /// What learning it costs, where the document says so.
    public var cost: Double?
  }

  public struct OfTest: Sendable {
    public var name: String
    /// The best play with its result seen free before the first choice, less the best play that never sees it (EVSI);
    /// nil where every play sees it.
    public var value: Double?
    /// What the tree charges for it at the least; nil where it cannot be had.
    public var cost: Double?
  }

  /// The greatest first.
  public var beliefs: [OfBelief]
  /// The chances that stand in the tree without a name and are worth something to know, by the way to them.
  public var unnamed: [OfBelief] = []
  public var tests: [OfTest]
}

/// Values information by rolling the tree back with something known.
struct InformationValues: Sendable {
  let threads: Int
  let tree: SampledTree
  let valued: ValuedTree
  /// The best play without any of it.
  let plain: Roller.Rolled

  /// What one number says: what it is worth to know, where it changes the answer, how far it moves the best option.
  struct OfNumber: Sendable {
    var information: Information.OfBelief
    var flips: [Flip]
    var swing: Swing?
  }

  /// For each number that is uncertain.
  func numbers(_ effects: MainEffects, _ finder: FlipFinder) -> [OfNumber] {
    concurrentMap(tree.beliefs.count, threads: threads) { index -> OfNumber? in
      let name = tree.beliefs[index].name
      guard let smoother = effects.smoothers[index], let best = plain.best else {
        return tree.beliefs[index].isUsed ? nil : OfNumber(information: .init(name: name, value: 0), flips: [])
      }
      // Without a choice below the first one the options are worth what they are, whatever is known before.
      var values = plain.values
      if effects.hasLaterChoices {
        var roller = Roller(tree.withOwnMemory)
        roller.knowledge = .belief(smoother)
        values = roller.rolled().values
      }
      // What other beliefs do to the values by themselves is noise here: its mean, given this one, is zero.
      let noise = effects.noise(besides: index)
      let informed = zip(values, noise).map { $0 - $1 }
      let base = plain.values[best] - noise[best]
      let (value, error) =
        effects.isAlone(index)
        ? worthOfAll(base) : worth(of: smoother, tree.beliefs[index].column, informed, base: base, best)
      // What is worth nothing to know flips nothing.
      return OfNumber(
        information: .init(name: name, value: max(0, value), standardError: error),
        flips: value > 0 ? finder.ofUncertainNumber(index, smoother, informed) : [],
        swing: finder.swing(index, smoother, informed))
    }.compactMap { $0 }
  }

  /// Numbers and chances that are no tests, the greatest first.
  func beliefs(_ numbers: [OfNumber]) -> [Information.OfBelief] {
    var all = numbers.map(\.information)
    for (index, chance) in tree.network.chances.enumerated() where !chance.isTest {
      let (worth, error) = seen(index)
      all.append(
        Information.OfBelief(
          name: chance.name, value: max(0, Self.gain(worth - plain.worth, plain.worth)), standardError: error))
    }
    return all.enumerated().sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
  }

  private static func gain(_ gain: Double, _ size: Double) -> Double { gain < 1e-13 * abs(size) ? 0 : gain }

  /// The best play where a chance is seen before the first choice, and the standard error of what that adds.
  private func seen(_ chance: Int) -> (worth: Double, error: Double?) {
    var sum = CompensatedSum()
    var parts: [(weight: Column, value: Column)] = []
    for value in tree.network.chances[chance].values.indices {
      var known = tree.network.nothing
      known[chance] = value
      let rolled = Roller(tree).rolled(known: known)
      guard rolled.mass > 0, let best = rolled.best else { continue }
      sum.add(rolled.mass / plain.mass * rolled.worth)
      parts.append((rolled.weight, rolled.values[best]))
    }
    guard tree.scenarios.isSampled, let best = plain.best else { return (sum.value, nil) }
    let size = Double(tree.scenarios.count) / plain.mass
    let gains = (Column.sum(of: parts) - plain.weight * plain.values[best]) * .one(size)
    return (sum.value, tree.scenarios.standardError(gains, under: .one(1)) ?? 0)
  }

  /// What knowing a number brings that everything uncertain follows from: it tells which sample is the real one.
  private func worthOfAll(_ base: Column) -> (value: Double, error: Double?) {
    var roller = Roller(tree.withOwnMemory)
    roller.knowledge = .scenario
    let gains = roller.rolled().value - base
    return (
      Self.gain(tree.scenarios.mean(gains, under: plain.weight), plain.worth),
      tree.scenarios.standardError(gains, under: plain.weight)
    )
  }

  /// What knowing a number brings, to one who chooses by smooth curves.
  private func worth(
    of smoother: Smoother, _ column: Column, _ informed: [Column], base: Column, _ best: Int
  ) -> (value: Double, error: Double?) {
    guard case .each(let belief) = column else { return (0, nil) }
    let fits = informed.map { smoother.fit(plain.weight * $0).values }
    let choices = smoother.choices(by: fits)
    let gains = Column.each(choices.indices.map { informed[choices[$0]][$0] - base[$0] })
    let error = tree.scenarios.standardError(gains, under: plain.weight)
    // Where a payoff jumps with the belief, smooth curves choose a little amiss beside the jump: what they promise then
    // differs from what the choices bring by more than chance, and by more than the choices miss.
    let brought = Column.each(choices.indices.map { informed[choices[$0]][$0] - informed[best][$0] })
    let promised = Column.each(choices.indices.map { fits[choices[$0]][$0] - fits[best][$0] })
    let size = tree.scenarios.mean(plain.weight, under: .one(1))
    let difference = (plain.weight * brought - promised) * .one(1 / size)
    let amiss = tree.scenarios.mean(difference, under: .one(1))
    let value = tree.scenarios.mean(gains, under: plain.weight)
    let doubt = tree.scenarios.standardError(difference, under: .one(1)) ?? 0
    guard let error, abs(amiss) > 1.5 * doubt else { return (Self.gain(value, plain.worth), error) }
    // Cuts may do better then. They are taken only where they clearly do, for the better of two estimates is biased.
    let stepped = steps(belief, informed, best)
    let steps = Column.each(stepped.indices.map { informed[stepped[$0]][$0] - base[$0] })
    let better = tree.scenarios.mean(steps - gains, under: plain.weight)
    if better > 3 * (tree.scenarios.standardError(steps - gains, under: plain.weight) ?? 0) {
      let chance = tree.scenarios.standardError(steps, under: plain.weight) ?? 0
      return (
        Self.gain(tree.scenarios.mean(steps, under: plain.weight), plain.worth),
        // A cut is known to the next sample: on both sides of it a few choose amiss.
        (chance * chance + better * better / 100).squareRoot()
      )
    }
    let isAmiss = abs(amiss) > 3 * doubt
    return (Self.gain(value, plain.worth), isAmiss ? (error * error + amiss * amiss).squareRoot() : error)
  }

  /// The option to take in each scenario, by cuts of the belief that the other half of the samples tells.
  private func steps(_ belief: [Double], _ informed: [Column], _ best: Int) -> [Int] {
    let weight = plain.weight
    let rules = [1, 0].map { half -> StepRule in
      let own = belief.indices.filter { Smoother.half($0, of: tree.scenarios) == half }
        .sorted { belief[$0] < belief[$1] }
      let sums = informed.map { column in
        own.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + weight[$1] * column[$1]) }
      }
      return StepRule(belief: own.map { belief[$0] }, sums: sums, base: best)
    }
    return belief.indices.map { rules[Smoother.half($0, of: tree.scenarios)].choice(at: belief[$0]) }
  }

  // MARK: Tests

  func tests() -> [Information.OfTest] {
    tree.network.chances.indices.filter { tree.network.chances[$0].isTest }.map { test in
      var blind = Roller(tree)
      blind.avoided = test
      let rolled = blind.rolled()
      let value = rolled.best.map { _ in Self.gain(seen(test).worth - rolled.worth, rolled.worth) }
      return Information.OfTest(
        name: tree.network.chances[test].name, value: value.map { max(0, $0) }, cost: cost(of: test))
    }
  }

  /// The least that is charged where the test is done: on its own item, else on the item above it.
  ///
  /// What is paid where the test is only one thing that may come of a chance is no price of it.
  private func cost(of test: Int) -> Double? {
    var bought = Set(tree.roots)
    for node in tree.nodes { if case .choice = node.kind { bought.formUnion(node.children) } }
    var costs: [Double] = []
    for index in bought {
      let node = tree.nodes[index]
      guard case .sequence = node.kind, case .named(test, _) = tree.nodes[node.children[0]].kind else { continue }
      let amount = node.amount + tree.nodes[node.children[0]].amount
      costs.append(-tree.scenarios.mean(amount, under: plain.weight))
    }
    return costs.min()
  }
}

/// What each uncertain number does to the value of each option by itself: E[value | number].
struct MainEffects: Sendable {
  /// One for each number; nil where it is the same in all scenarios.
  let smoothers: [Smoother?]
  /// Whether anything is chosen after the first choice.
  let hasLaterChoices: Bool
  private let tree: SampledTree
  /// For each number and option, as it is in every scenario, less its mean; empty where it is of no use.
  private var effects: [[Column]] = []
  /// Which numbers share a draw, and so are not independent.
  private var isRelated: [[Bool]] = []
  /// The draws behind each number, and those behind the whole tree.
  private let draws: [Set<UInt64>]
  private let all: Set<UInt64>

  init(_ tree: SampledTree, _ valued: ValuedTree, _ plain: Roller.Rolled, threads: Int) {
    self.tree = tree
    let smoothers = concurrentMap(tree.beliefs.count, threads: threads) { index -> Smoother? in
      // What the tree does not use is worth nothing, and must not move a digit of anything else.
      guard tree.beliefs[index].isUsed, case .each(let values) = tree.beliefs[index].column else { return nil }
      return Smoother(values, in: tree.scenarios)
    }
    self.smoothers = smoothers
    hasLaterChoices = tree.nodes.contains { node in
      if case .choice = node.kind { node.children.count > 1 } else { false }
    }
    let graph = valued.beliefs.graph
    func behind(_ number: BeliefNumber) -> [SampleGraph.NodeID] {
      if case .sampled(let node, _) = number.content { [node] } else { [] }
    }
    draws = tree.beliefs.map { graph.drawKeys(behind: behind($0.number)) }
    let written =
      valued.nodes.flatMap { [$0.amount?.number, $0.probability].compactMap { $0 } }
      + valued.beliefs.chances.flatMap { $0.rows.flatMap(\.probabilities) }
    all = graph.drawKeys(behind: written.flatMap(behind))
    // Noise is taken off samples only, and only where every scenario counts alike.
    guard tree.scenarios.isSampled, plain.weight.constant != nil else { return }
    isRelated = draws.map { own in draws.map { !$0.isDisjoint(with: own) } }
    effects = concurrentMap(smoothers.count, threads: threads) { index in
      plain.values.map { value in
        guard let smoother = smoothers[index], case .each = value else { return .one(0) }
        let fit = smoother.fit(value, isCrossed: false).values
        let mean = Samples.mean(fit)
        return .each(fit.map { $0 - mean })
      }
    }
  }

  /// Whether all that is uncertain in the tree, named chances apart, comes from the one draw behind a number.
  func isAlone(_ index: Int) -> Bool { tree.scenarios.isSampled && draws[index].count == 1 && all == draws[index] }

  /// What numbers that are independent of one do to each option.
  func noise(besides index: Int) -> [Column] {
    let options = tree.roots.indices
    guard !effects.isEmpty else { return options.map { _ in .one(0) } }
    return options.map { option in
      effects.indices.filter { !isRelated[index][$0] }.reduce(.one(0)) { $0 + effects[$1][option] }
    }
  }
}
