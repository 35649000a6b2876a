import Formulas
import Quantities
import Synchronization

/// Named chances with numbers: what is probable given what has been seen (Bayes), in every scenario.
struct ChanceNetwork: Sendable {
  struct Chance: Sendable {
    var name: String
    var values: [String]
    var isTest: Bool
    var parents: [Int]
    /// For each joint value of the parents, the last running fastest, the probability of each value.
    var rows: [[ScenarioValues]]
    /// How likely the evidence is under each value; 1 without evidence.
    var likelihood: [Double]
  }

  /// Each after those it depends on.
  private(set) var chances: [Chance] {
    // What is remembered holds for these numbers alone.
    didSet { memo = Memo() }
  }
  /// Chances that depend on each other through any others have the same number.
  let components: [Int]
  private var memo = Memo()

  /// What was computed once is not computed again: paths of a tree share their observations, and so do copies of the
  /// network, on whichever thread, until one of them changes.
  private final class Memo: Sendable {
    private let known = Mutex<[Key: ScenarioValues]>([:])

    /// What is asked for: the chances of a component that bear on it, and what was seen of each.
    struct Key: Hashable {
      var component: Int
      var needed: [Int]
      var seen: [Int?]
    }

    /// What is known, or else what is computed now, while others may ask.
    func joint(_ key: Key, _ compute: () -> ScenarioValues) -> ScenarioValues {
      if let joint = known.withLock({ $0[key] }) { return joint }
      let joint = compute()
      known.withLock { $0[key] = joint }
      return joint
    }
  }

  init(_ chances: [Chance]) {
    self.chances = chances
    var component = Array(chances.indices)
    for (index, chance) in chances.enumerated() {
      for parent in chance.parents where component[parent] != component[index] {
        let (from, to) = (component[index], component[parent])
        for other in chances.indices where component[other] == from { component[other] = to }
      }
    }
    components = component
  }

  /// Gives a chance other probabilities, for the same values and the same joint values of what it depends on.
  mutating func replace(_ index: Int, rows: [[ScenarioValues]]) {
    chances[index].rows = rows
  }

  /// The same network with other probabilities of a chance, such as one whose probabilities vary.
  func replacing(_ index: Int, rows: [[ScenarioValues]]) -> ChanceNetwork {
    var network = self
    network.replace(index, rows: rows)
    return network
  }

  /// Nothing seen yet.
  var nothing: [Int?] { Array(repeating: nil, count: chances.count) }

  /// How many joint values the chances of a component have.
  func states(ofComponent number: Int) -> Int {
    chances.indices.filter { components[$0] == number }.reduce(1) { min(1 << 40, $0 * chances[$1].values.count) }
  }

  /// The probability of what was seen together with the evidence, in every scenario.
  func joint(_ seen: [Int?]) -> ScenarioValues {
    var product = ScenarioValues.one(1)
    for component in Set(components).sorted() { product = product * joint(seen, within: component) }
    return product
  }

  private func joint(_ seen: [Int?], within component: Int) -> ScenarioValues {
    var isNeeded = Array(repeating: false, count: chances.count)
    for index in chances.indices.reversed() where components[index] == component {
      if seen[index] != nil || chances[index].likelihood.contains(where: { $0 != 1 }) { isNeeded[index] = true }
      if isNeeded[index] { for parent in chances[index].parents { isNeeded[parent] = true } }
    }
    let needed = chances.indices.filter { isNeeded[$0] }
    if needed.isEmpty { return .one(1) }
    return memo.joint(Memo.Key(component: component, needed: needed, seen: needed.map { seen[$0] })) {
      eliminated(needed.map { Factor($0, self, seen) })
    }
  }

  /// Sums over all that was not seen, one chance after the other (variable elimination, Zhang and Poole 1994): a chain
  /// of chances takes time in its length, not in its joint values.
  private func eliminated(_ all: [Factor]) -> ScenarioValues {
    var factors = all
    while true {
      let open = Set(factors.flatMap(\.chances))
      // The one whose sum leaves the smallest table.
      func size(_ chance: Int) -> Int {
        Set(factors.filter { $0.chances.contains(chance) }.flatMap(\.chances)).reduce(1) {
          min(1 << 40, $0 * chances[$1].values.count)
        }
      }
      guard let next = open.min(by: { (size($0), $0) < (size($1), $1) }) else { break }
      let product = factors.filter { $0.chances.contains(next) }
      factors.removeAll { $0.chances.contains(next) }
      factors.append(Factor.product(product, summing: next, self))
    }
    return factors.reduce(.one(1)) { $0 * $1.table[0] }
  }

  /// How large the largest table becomes that must be held to sum over everything.
  var largestTable: Int {
    var scopes = chances.indices.map { Set(chances[$0].parents + [$0]) }
    var largest = 1
    while true {
      let open = Set(scopes.flatMap { $0 })
      func size(_ chance: Int) -> Int {
        Set(scopes.filter { $0.contains(chance) }.flatMap { $0 }).reduce(1) {
          min(1 << 40, $0 * chances[$1].values.count)
        }
      }
      guard let next = open.min(by: { (size($0), $0) < (size($1), $1) }) else { return largest }
      largest = max(largest, size(next))
      let joined = Set(scopes.filter { $0.contains(next) }.flatMap { $0 }).subtracting([next])
      scopes.removeAll { $0.contains(next) }
      scopes.append(joined)
    }
  }

  /// A table over the joint values of some chances, the last running fastest.
  private struct Factor {
    var chances: [Int]
    var table: [ScenarioValues]

    /// The probabilities of a chance as far as they are open, with its evidence.
    init(_ index: Int, _ network: ChanceNetwork, _ seen: [Int?]) {
      let chance = network.chances[index]
      chances = (chance.parents + [index]).filter { seen[$0] == nil }
      table = []
      var state = seen
      network.forEach(chances, &state) { state in
        let row = chance.parents.reduce(0) { $0 * network.chances[$1].values.count + (state[$1] ?? 0) }
        let value = state[index] ?? 0
        table.append(chance.rows[row][value] * .one(chance.likelihood[value]))
      }
    }

    private init(chances: [Int], table: [ScenarioValues]) {
      self.chances = chances
      self.table = table
    }

    static func product(_ factors: [Factor], summing chance: Int, _ network: ChanceNetwork) -> Factor {
      let kept = Set(factors.flatMap(\.chances)).subtracting([chance]).sorted()
      var table: [ScenarioValues] = []
      var state = network.nothing
      network.forEach(kept, &state) { state in
        var terms: [(weight: ScenarioValues, value: ScenarioValues)] = []
        var state = state
        for value in network.chances[chance].values.indices {
          state[chance] = value
          var product = ScenarioValues.one(1)
          for factor in factors where product.constant != 0 {
            let place = factor.chances.reduce(0) { $0 * network.chances[$1].values.count + (state[$1] ?? 0) }
            product = factor.table[place].constant == 0 ? .one(0) : product * factor.table[place]
          }
          if product.constant != 0 { terms.append((.one(1), product)) }
        }
        table.append(ScenarioValues.sum(of: terms))
      }
      return Factor(chances: kept, table: table)
    }
  }

  /// Every joint value of some chances, the last running fastest.
  private func forEach(_ open: [Int], _ state: inout [Int?], _ body: ([Int?]) -> Void) {
    func visit(_ rest: ArraySlice<Int>, _ state: inout [Int?]) {
      guard let chance = rest.first else { return body(state) }
      for value in chances[chance].values.indices {
        state[chance] = value
        visit(rest.dropFirst(), &state)
      }
      state[chance] = nil
    }
    visit(open[...], &state)
  }

  /// The probability of each value of a chance given what was seen and the evidence.
  func probabilities(of index: Int, given seen: [Int?]) -> [ScenarioValues] {
    let values = chances[index].values.indices
    if let known = seen[index] { return values.map { .one($0 == known ? 1 : 0) } }
    let joint = values.map { value in
      var with = seen
      with[index] = value
      return self.joint(with, within: components[index])
    }
    let whole = ScenarioValues.sum(of: joint.map { (.one(1), $0) })
    // Without anything that bears on it the prior is what it says.
    return joint.map { .share($0, of: whole) }
  }
}
