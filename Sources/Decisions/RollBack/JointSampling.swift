import Quantities
import Uncertainty

/// Draws how everything falls, once in every scenario, and looks what each option pays then.
struct JointSampling {
  private let tree: ScenarioTree
  private let count: Int
  private let seed: UInt64
  private let equal: EqualPayoffs
  /// The scenario of each sample.
  private let scenario: [Int]
  /// The value of each named chance in each sample.
  private var values: [[Int32]] = []
  /// For each chance without a name, which of its branches falls in each sample.
  private var falls: [Int: [Int32]] = [:]

  /// How likely the evidence was where the chances fell so; nil where there is none.
  private var weights: [Double]?

  /// More drawn branches than that are not held.
  private static let mostDraws = 20_000_000

  init(_ tree: ScenarioTree, _ equal: EqualPayoffs, seed: UInt64) {
    self.tree = tree
    self.equal = equal
    self.seed = seed
    let chances = tree.nodes.indices.filter { if case .chance = tree.nodes[$0].kind { true } else { false } }
    let block = SampleColumns.block
    let draws = chances.count + tree.network.chances.count
    let wanted = tree.scenarios.isSampled ? tree.scenarios.count : 100_000
    count = draws * wanted <= Self.mostDraws ? wanted : max(block, Self.mostDraws / max(1, draws) / block * block)
    if tree.scenarios.isSampled {
      scenario = Array(0..<count)
    } else {
      scenario = Self.drawn(
        [tree.scenarios.weights], at: UniformDraws.column(named: "scenario", seed: seed, count: count),
        states: tree.scenarios.count)
    }
    drawNamed()
    for node in chances {
      let probabilities = tree.nodes[node].children.map { tree.nodes[$0].probability }
      let uniform = UniformDraws.column(named: "chance \(node)", seed: seed, count: count)
      falls[node] = fall(probabilities, uniform)
    }
  }

  /// States with probabilities that are one column over them.
  private static func drawn(_ weights: [ScenarioValues], at uniform: [Double], states: Int) -> [Int] {
    var below: [Double] = []
    var sum = 0.0
    for state in 0..<states {
      sum += weights[0][state]
      below.append(sum)
    }
    return uniform.map { u in
      var (low, high) = (0, states - 1)
      while low < high {
        let middle = (low + high) / 2
        if below[middle] > u * sum { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  private func fall(_ probabilities: [ScenarioValues], _ uniform: [Double]) -> [Int32] {
    (0..<count).map { sample in
      var left = uniform[sample]
      for (index, probability) in probabilities.enumerated() {
        left -= probability[scenario[sample]]
        if left < 0 { return Int32(index) }
      }
      return Int32(probabilities.lastIndex { $0[scenario[sample]] > 0 } ?? 0)
    }
  }

  /// Named chances one after the other, each given those it depends on; the evidence weighs the samples.
  private mutating func drawNamed() {
    let network = tree.network
    values = network.chances.map { _ in Array(repeating: 0, count: count) }
    var weights = Array(repeating: 1.0, count: count)
    for (index, chance) in network.chances.enumerated() {
      let uniform = UniformDraws.column(named: "chance '\(chance.name)'", seed: seed, count: count)
      for sample in 0..<count {
        let row = chance.parents.reduce(0) { $0 * network.chances[$1].values.count + Int(values[$1][sample]) }
        let probabilities = chance.rows[row]
        var left = uniform[sample]
        var found = probabilities.lastIndex { $0[scenario[sample]] > 0 } ?? 0
        for (value, probability) in probabilities.enumerated() {
          left -= probability[scenario[sample]]
          if left < 0 {
            found = value
            break
          }
        }
        values[index][sample] = Int32(found)
        weights[sample] *= chance.likelihood[found]
      }
    }
    if weights.contains(where: { $0 != 1 }) { self.weights = weights }
  }

  func figures(
    _ rolled: RollBack.Result
  ) -> (perfectInformation: Double, standardError: Double?, chancesOfBest: [Double]) {
    let best = rolled.best ?? 0
    var gains = Array(repeating: 0.0, count: count)
    var weights = gains
    var wins = rolled.options.map { _ in 0.0 }
    for sample in 0..<count {
      let weight = self.weights?[sample] ?? 1
      if weight == 0 { continue }
      let plays = rolled.options.map { $0.map { equal[payoff($0, sample, CompensatedSum(), 0)] } ?? -.infinity }
      let most = plays.max() ?? 0
      let tied = plays.indices.filter { plays[$0] >= most - 1e-13 * abs(most) }
      for index in tied { wins[index] += weight / Double(tied.count) }
      let clairvoyant = tree.roots.map { self.clairvoyant($0, sample) }.max() ?? 0
      gains[sample] += weight * (clairvoyant - plays[best])
      weights[sample] += weight
    }
    let total = weights.reduce(0, +)
    let means = zip(gains, weights).map { $1 > 0 ? $0 / $1 : 0 }
    let isEven = weights.allSatisfy { abs($0 - weights[0]) <= 1e-12 * weights[0] }
    let scenarios = Scenarios(count: gains.count, weights: .one(1 / Double(gains.count)), isSampled: true)
    let weight: ScenarioValues = isEven ? .one(1) : .each(weights)
    return (
      max(0, scenarios.mean(.each(means), under: weight)), scenarios.standardError(.each(means), under: weight),
      wins.map { $0 / total }
    )
  }

  /// What a play pays, added up from the option on.
  private func payoff(_ rolled: RolledNode, _ sample: Int, _ before: CompensatedSum, _ off: Double) -> Double {
    let node = tree.nodes[rolled.node]
    var sum = before
    sum.add(node.amount[scenario[sample]])
    let off = off + Rounding.of(node.amount[scenario[sample]])
    let next: RolledNode?
    if let chosen = rolled.chosen {
      next = rolled.children[chosen]
    } else {
      switch node.kind {
      case .chance: next = rolled.children[Int(falls[rolled.node]?[sample] ?? 0)]
      // Values that cannot be are left out among the children.
      case .named(let chance, _): next = rolled.children.first { $0.value == Int(values[chance][sample]) }
      default: next = rolled.children.first
      }
    }
    if let next { return payoff(next, sample, sum, off) }
    return abs(sum.value) <= off ? 0 : sum.value
  }

  private func clairvoyant(_ index: Int, _ sample: Int) -> Double {
    let node = tree.nodes[index]
    let amount = node.amount[scenario[sample]]
    switch node.kind {
    case .end: return amount
    case .sequence: return amount + clairvoyant(node.children[0], sample)
    case .choice: return amount + (node.children.map { clairvoyant($0, sample) }.max() ?? 0)
    case .chance: return amount + clairvoyant(node.children[Int(falls[index]?[sample] ?? 0)], sample)
    case .named(let chance, let branches):
      return amount + clairvoyant(branches[Int(values[chance][sample])], sample)
    }
  }
}
