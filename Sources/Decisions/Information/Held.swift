import Formulas
import Quantities

/// What the options are worth where a belief is held at a value: the document as it would be with that value for
/// certain, rolled back with its own best policy.
struct Held: Sendable {
  /// What is behind worths that are means of samples.
  struct Means: Sendable {
    var values: [ScenarioValues]
    var weight: ScenarioValues
    var scenarios: Scenarios
  }

  var worths: [Double]
  /// Nil where the worths are exact.
  var means: Means?

  /// The standard error of what one option is worth more than another, on common draws; 0 where that is exact.
  func error(_ one: Int, over other: Int) -> Double {
    guard let means else { return 0 }
    return means.scenarios.standardError(means.values[one] - means.values[other], under: means.weight) ?? 0
  }

  init(worths: [Double]) {
    self.worths = worths
  }

  init(_ rolled: RollBack.Result, in tree: ScenarioTree) {
    worths = rolled.worths
    if tree.scenarios.isSampled {
      means = Means(values: rolled.values, weight: rolled.weight, scenarios: tree.scenarios)
    }
  }
}

/// How many of the samples are looked at: some, the same ones at every value, or all.
enum Depth: Sendable { case some, all }

/// Holds a belief, or a probability, at values.
protocol Holder: Sendable {
  /// What the options are worth at each value; nil where the document cannot be computed.
  func held(at values: [Double], _ depth: Depth) -> [Held?]
  /// Whether many values at once cost hardly more than one.
  var isManyAtOnce: Bool { get }
  /// Whether worths come from samples.
  var isSampled: Bool { get }
}

extension Holder {
  func held(at value: Double, _ depth: Depth) -> Held? { held(at: [value], depth)[0] }
}

extension ScenarioTree {
  /// The same tree on the first samples alone.
  func first(_ count: Int) -> ScenarioTree {
    func first(_ column: ScenarioValues) -> ScenarioValues {
      if case .each(let values) = column { .each(Array(values.prefix(count))) } else { column }
    }
    var chances = network.chances
    for index in chances.indices { chances[index].rows = chances[index].rows.map { $0.map(first) } }
    let weights =
      scenarios.weights.constant == nil
      ? first(scenarios.weights) : ScenarioValues.one(1 / Double(min(count, scenarios.count)))
    return ScenarioTree(
      nodes: nodes.map { node in
        var node = node
        node.amount = first(node.amount)
        node.probability = first(node.probability)
        return node
      }, roots: roots, network: ChanceNetwork(chances),
      scenarios: Scenarios(
        count: min(count, scenarios.count), weights: weights, isSampled: scenarios.isSampled), beliefs: [], unit: unit)
  }

  /// The same tree with each of some values a world of its own; nothing in it is uncertain but chances.
  func worlds(_ count: Int) -> ScenarioTree {
    ScenarioTree(
      nodes: nodes, roots: roots, network: network,
      scenarios: Scenarios(count: count, weights: .one(1 / Double(count)), isSampled: false), beliefs: [], unit: unit)
  }
}

extension RollBack {
  /// What each option is worth in each world of a tree of worlds; nil where it has no value.
  static func worlds(_ tree: ScenarioTree, isPossible: [Bool]? = nil) -> [Held?] {
    var roller = RollBack(tree)
    roller.knowledge = .scenario
    let values = roller.rolled().values
    return (0..<tree.scenarios.count).map { world in
      let worths = values.map { $0[world] }
      return isPossible?[world] ?? true && worths.allSatisfy(\.isFinite) ? Held(worths: worths) : nil
    }
  }
}
