/// Rolls a tree back: the value of a chance is the mean of its branches, that of a choice the greatest of its
/// (Raiffa 1968).
///
/// A choice is made on what is known there: the values that were observed on the way. Each scenario carries the
/// probability of its path as a weight, and a choice compares weighted sums over all scenarios, never scenario by
/// scenario.
struct RollBack {
  /// What else is known at every choice.
  enum Knowledge: Sendable {
    /// Nothing but what was observed.
    case observations
    /// Which scenario is the real one: each is a world of its own.
    case scenario
    /// The value of one belief.
    case belief(any DecisionRule)
  }

  /// What a play is worth.
  struct Result: Sendable {
    /// One for each option; nil where it cannot be played under the rules.
    var options: [RolledNode?]
    /// The value of each option in every scenario.
    var values: [ScenarioValues]
    /// The weight of every scenario, given what is known before.
    var weight: ScenarioValues
    /// What each option is worth over all scenarios; −∞ where it cannot be played.
    var worths: [Double]
    /// By how much rounding may have moved that.
    var off: [Double]
    /// The status quo where it is among the best, else the first of them; nil where none can be played.
    var best: Int?
    /// The value of the play in every scenario: that of the best option, or of the best for what is known.
    var value: ScenarioValues
    /// The probability of what is known before, over all scenarios and with the evidence.
    var mass: Double

    var worth: Double { best.map { worths[$0] } ?? -.infinity }
  }

  let tree: ScenarioTree
  var preference = UtilityFunction.expectedValue
  var knowledge = Knowledge.observations
  /// A test that is not to be seen: where it would be, the play is worth −∞.
  var avoided: Int?

  /// For each node the chances whose values matter below it: those that stand there, and what bears on them. Empty
  /// where there is nothing to remember.
  private let seenBelow: [[Int]]
  private let memory = Memory()

  private final class Memory {
    var nodes: [[Int]: (node: RolledNode, value: ScenarioValues)] = [:]
  }

  init(_ tree: ScenarioTree) {
    self.tree = tree
    seenBelow = tree.hasAny && tree.scenarios.count == 1 ? tree.chancesBelow : []
  }

  /// - Parameter known: values of chances that are known from the beginning.
  func rolled(known: [Int?]? = nil) -> Result {
    let seen = known ?? tree.network.nothing
    let joint = tree.network.joint(seen)
    let weight = tree.scenarios.weights * joint
    var options: [RolledNode?] = []
    var values: [ScenarioValues] = []
    for root in tree.roots {
      let (node, value) = self.node(root, tree.nodes[root].label, .one(1), seen, weight)
      options.append(value.constant == -.infinity ? nil : node)
      values.append(value)
    }
    let worths = zip(options, values).map { option, value in
      option == nil ? -.infinity : preference.worth(value, under: weight, in: tree.scenarios)
    }
    let open = options.indices.filter { options[$0] != nil }
    // What only rounding tells apart is level, and then nothing speaks for leaving the status quo.
    let off = options.indices.map { index in
      options[index].map { tree.scenarios.isSampled ? 1e-15 * abs(worths[index]) : $0.off } ?? 0
    }
    let best = open.isEmpty ? nil : Rounding.best(of: worths, off: off, preferred: tree.statusQuo)
    var value = best.map { values[$0] } ?? .one(0)
    if case .observations = knowledge {} else { value = choose(open.map { values[$0] }, [], weight).value }
    return Result(
      options: options, values: values, weight: weight, worths: worths, off: off, best: best, value: value,
      mass: tree.scenarios.total(weight))
  }

  /// A node with what it is worth.
  private func node(
    _ index: Int, _ label: String, _ probability: ScenarioValues, _ seen: [Int?], _ weight: ScenarioValues
  ) -> (node: RolledNode, value: ScenarioValues) {
    // Below `any` the same comes again where nothing that was seen bears on it. Only single numbers need no weights.
    let key = tree.scenarios.count == 1 && !seenBelow.isEmpty ? [index] + seenBelow[index].map { seen[$0] ?? -1 } : nil
    if let key, var known = memory.nodes[key] {
      (known.node.label, known.node.probability) = (label, probability)
      return known
    }
    var (rolled, value) = visit(index, label, probability, seen, weight)
    rolled.worth = value.constant ?? preference.worth(value, under: weight, in: tree.scenarios)
    if !tree.scenarios.isSampled { rolled.off = off(rolled) }
    if let key { memory.nodes[key] = (rolled, value) }
    return (rolled, value)
  }

  /// By how much rounding may have moved what a node is worth.
  private func off(_ rolled: RolledNode) -> Double {
    let amount = tree.nodes[rolled.node].amount
    let own = Rounding.of(amount)
    if rolled.children.isEmpty { return own }
    let sum = own + Rounding.ofSum(rolled.worth, with: amount.constant ?? rolled.worth)
    if let chosen = rolled.chosen { return sum + rolled.children[chosen].off }
    let below = rolled.children.reduce(sum) { $0 + $1.chance * $1.off + Rounding.ofProduct($1.chance, $1.worth) }
    if case .expectedValue = preference { return below }
    return below + preference.off(rolled.children.map(\.worth))
  }

  private func visit(
    _ index: Int, _ label: String, _ probability: ScenarioValues, _ seen: [Int?], _ weight: ScenarioValues
  ) -> (node: RolledNode, value: ScenarioValues) {
    let node = tree.nodes[index]
    var rolled = RolledNode(node: index, label: label, probability: probability)
    switch node.kind {
    case .end: return (rolled, node.amount)
    case .sequence:
      let (child, value) = self.node(node.children[0], tree.nodes[node.children[0]].label, .one(1), seen, weight)
      rolled.children = [child]
      return (rolled, paid(node.amount, value))
    case .chance:
      var branches: [(probability: ScenarioValues, value: ScenarioValues)] = []
      for child in node.children {
        let probability = tree.nodes[child].probability
        var (branch, value) = self.node(child, tree.nodes[child].label, probability, seen, weight * probability)
        branch.chance = tree.scenarios.mean(probability, under: weight)
        rolled.children.append(branch)
        branches.append((probability, value))
      }
      return (rolled, paid(node.amount, combined(branches)))
    case .named(let chance, let places):
      rolled.isSilent = true
      if chance == avoided { return (rolled, .one(-.infinity)) }
      var branches: [(probability: ScenarioValues, value: ScenarioValues)] = []
      let probabilities = tree.network.probabilities(of: chance, given: seen)
      for (value, place) in places.enumerated() {
        let probability = probabilities[value]
        if probability.constant == 0 { continue }
        var after = seen
        after[chance] = value
        let label = "\(tree.network.chances[chance].name) = \(tree.network.chances[chance].values[value])"
        var (branch, worth) = self.node(place, label, probability, after, weight * probability)
        branch.value = value
        branch.chance = tree.scenarios.mean(probability, under: weight)
        rolled.children.append(branch)
        branches.append((probability, worth))
      }
      // What cannot be observed is worth nothing: no scenario has it.
      return (rolled, paid(node.amount, branches.isEmpty ? .one(0) : combined(branches)))
    case .choice:
      var values: [ScenarioValues] = []
      for child in node.children {
        let (branch, value) = self.node(child, tree.nodes[child].label, .one(1), seen, weight)
        rolled.children.append(branch)
        values.append(value)
      }
      let (value, chosen) = choose(values, rolled.children.map(\.off), weight)
      rolled.chosen = chosen
      return (rolled, paid(node.amount, value))
    }
  }

  /// An amount and what comes after it; what cannot be played stays so in all scenarios alike, whatever it costs.
  private func paid(_ amount: ScenarioValues, _ value: ScenarioValues) -> ScenarioValues {
    value.constant == -.infinity ? value : amount + value
  }

  /// The best of some alternatives on what is known; the first of those that are level.
  private func choose(_ all: [ScenarioValues], _ off: [Double], _ weight: ScenarioValues) -> (
    value: ScenarioValues, chosen: Int?
  ) {
    guard avoided != nil else { return chooseAmong(all, off, weight) }
    // What cannot be played under the rules is no alternative.
    let places = all.indices.filter { all[$0].constant != -.infinity }
    if places.isEmpty { return (.one(-.infinity), 0) }
    let (value, chosen) = chooseAmong(places.map { all[$0] }, off.isEmpty ? [] : places.map { off[$0] }, weight)
    return (value, chosen.map { places[$0] })
  }

  /// What a chance is worth; −∞ where something that may come of it is.
  private func combined(_ branches: [(probability: ScenarioValues, value: ScenarioValues)]) -> ScenarioValues {
    if avoided != nil, branches.contains(where: { $0.value.constant == -.infinity && !$0.probability.isZero }) {
      return .one(-.infinity)
    }
    return preference.combined(avoided == nil ? branches : branches.filter { !$0.probability.isZero })
  }

  private func chooseAmong(
    _ values: [ScenarioValues], _ off: [Double], _ weight: ScenarioValues
  ) -> (value: ScenarioValues, chosen: Int?) {
    if values.count == 1 { return (values[0], 0) }
    let off = off.isEmpty ? values.map { _ in 0 } : off
    // What is the same in all scenarios needs no weights.
    if values.allSatisfy({ $0.constant != nil }) {
      let best = Rounding.best(of: values.map { $0[0] }, off: off)
      return (values[best], best)
    }
    switch knowledge {
    case .observations:
      let best = Rounding.best(of: values.map { preference.worth($0, under: weight, in: tree.scenarios) }, off: off)
      return (values[best], best)
    case .scenario:
      return (values.dropFirst().reduce(values[0]) { ScenarioValues.combining($0, $1) { $1 > $0 ? $1 : $0 } }, nil)
    case .belief(let informant):
      let places = informant.choices(among: values, weight: weight, in: tree.scenarios)
      return (.each(places.indices.map { values[places[$0]][$0] }), nil)
    }
  }
}

/// Someone who knows the value of one belief in every scenario, and nothing else.
protocol DecisionRule: Sendable {
  /// The alternative that he takes in each scenario.
  func choices(among values: [ScenarioValues], weight: ScenarioValues, in scenarios: Scenarios) -> [Int]
}
