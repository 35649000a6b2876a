import Formulas
import Quantities
import Uncertainty

/// What it is worth to find things out before the first choice.
package struct Information: Sendable {
  package struct OfBelief: Sendable {
    package var name: String
    /// The expected value of perfect information about it alone (EVPPI), in the unit of the tree.
    package var value: Double
    /// Of an estimate; nil where it is exact.
    package var standardError: Double?
    /// What learning it costs, where the document says so.
    package var cost: Double?
  }

  package struct OfTest: Sendable {
    package var name: String
    /// The best play with its result seen free before the first choice, less the best play that never sees it (EVSI);
    /// nil where every play sees it.
    package var value: Double?
    /// Of an estimate; nil where it is exact.
    package var standardError: Double?
    /// What the tree charges for it at the least; nil where it cannot be had.
    package var cost: Double?
  }

  /// The greatest first.
  package var beliefs: [OfBelief]
  /// The chances that stand in the tree without a name and are worth something to know, by the way to them.
  package var unnamed: [OfBelief] = []
  package var tests: [OfTest]
}

/// Values information by rolling the tree back with something known.
struct InformationValues: Sendable {
  let threads: Int
  let tree: ScenarioTree
  let valued: ValuedTree
  /// The best play without any of it.
  let plain: RollBack.Result

  /// What each number that is uncertain is worth to know.
  func numbers(_ effects: MainEffects) -> [Information.OfBelief] {
    concurrentMap(tree.beliefs.count, threads: effects.isLean ? 1 : threads) { index -> Information.OfBelief? in
      let name = tree.beliefs[index].name
      guard let smoother = effects.smoother(index), let best = plain.best else {
        return tree.beliefs[index].isUsed ? nil : Information.OfBelief(name: name, value: 0)
      }
      // Without a choice below the first one the options are worth what they are, whatever is known before.
      var values = plain.values
      if effects.hasLaterChoices {
        var roller = RollBack(tree)
        roller.knowledge = .belief(smoother)
        values = roller.rolled().values
      }
      // What other beliefs do to the values by themselves is noise here: its mean, given this one, is zero.
      let noise = effects.noise(besides: index, smoother)
      let informed = values.indices.map { values[$0] - noise($0) }
      let base = plain.values[best] - noise(best)
      let (value, error) =
        effects.isAlone(index)
        ? worthOfAll(base) : worth(of: smoother, informed, base: base)
      return Information.OfBelief(name: name, value: max(0, value), standardError: error)
    }.compactMap { $0 }
  }

  /// Numbers and chances that are no tests, the greatest first.
  func beliefs(_ numbers: [Information.OfBelief]) -> [Information.OfBelief] {
    var all = numbers
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
    var parts: [(weight: ScenarioValues, value: ScenarioValues)] = []
    for value in tree.network.chances[chance].values.indices {
      var known = tree.network.nothing
      known[chance] = value
      let rolled = RollBack(tree).rolled(known: known)
      guard rolled.mass > 0, let best = rolled.best else { continue }
      sum.add(rolled.mass / plain.mass * rolled.worth)
      parts.append((rolled.weight, rolled.values[best]))
    }
    guard tree.scenarios.isSampled, let best = plain.best else { return (sum.value, nil) }
    let size = Double(tree.scenarios.count) / plain.mass
    let gains = (ScenarioValues.sum(of: parts) - plain.weight * plain.values[best]) * .one(size)
    return (sum.value, tree.scenarios.standardError(gains, under: .one(1)) ?? 0)
  }

  /// What knowing a number brings that everything uncertain follows from: it tells which sample is the real one.
  private func worthOfAll(_ base: ScenarioValues) -> (value: Double, error: Double?) {
    var roller = RollBack(tree)
    roller.knowledge = .scenario
    let gains = roller.rolled().value - base
    return (
      Self.gain(tree.scenarios.mean(gains, under: plain.weight), plain.worth),
      tree.scenarios.standardError(gains, under: plain.weight)
    )
  }

  /// What knowing a number brings, to one who chooses by smooth curves or by cuts.
  private func worth(of smoother: Smoother, _ informed: [ScenarioValues], base: ScenarioValues) -> (
    value: Double, error: Double?
  ) {
    let (choices, improvement) = smoother.rule(among: informed, weight: plain.weight)
    let gains = ScenarioValues.each(choices.indices.map { informed[choices[$0]][$0] - base[$0] })
    let value = Self.gain(tree.scenarios.mean(gains, under: plain.weight), plain.worth)
    // A cut is known to the next sample: on both sides of it a few choose amiss.
    let error = tree.scenarios.standardError(gains, under: plain.weight)
    return (value, error.map { ($0 * $0 + improvement * improvement / 100).squareRoot() })
  }

  // MARK: Tests

  func tests() -> [Information.OfTest] {
    tree.network.chances.indices.filter { tree.network.chances[$0].isTest }.map { test in
      var blind = RollBack(tree)
      blind.avoided = test
      let rolled = blind.rolled()
      let seen = seen(test)
      let value = rolled.best.map { _ in max(0, Self.gain(seen.worth - rolled.worth, rolled.worth)) }
      // Both are compared with the best play as it is.
      var error = seen.error
      if let own = error, let best = plain.best, let blind = rolled.best {
        let other = tree.scenarios.standardError(plain.values[best] - rolled.values[blind], under: plain.weight) ?? 0
        error = (own * own + other * other).squareRoot()
      }
      return Information.OfTest(
        name: tree.network.chances[test].name, value: value, standardError: error, cost: cost(of: test))
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
