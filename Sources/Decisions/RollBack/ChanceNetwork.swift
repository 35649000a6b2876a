import Formulas
import Quantities

/// Named chances with numbers: what is probable given what has been seen (Bayes), in every scenario.
struct ChanceNetwork: Sendable {
  struct Chance: Sendable {
    var name: String
    var values: [String]
    var isTest: Bool
    var parents: [Int]
    /// For each joint value of the parents, the last running fastest, the probability of each value.
    var rows: [[Column]]
    /// How likely the evidence is under each value; 1 without evidence.
    var likelihood: [Double]
  }

  /// Each after those it depends on.
  var chances: [Chance]
  /// Chances that depend on each other through any others have the same number.
  let components: [Int]
  private let memory = Memory()

  /// What was computed once is not computed again: paths of a tree share their observations. Not for two threads at
  /// once: each has a network of its own (`SampledTree.withOwnMemory`).
  private final class Memory: @unchecked Sendable {
    var joint: [[Int]: Column] = [:]
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

  /// The same network with other chances of the same shape, such as one whose probabilities vary.
  func replacing(_ index: Int, rows: [[Column]]) -> ChanceNetwork {
    var chances = chances
    chances[index].rows = rows
    return ChanceNetwork(chances)
  }

  /// Nothing seen yet.
  var nothing: [Int?] { Array(repeating: nil, count: chances.count) }

  /// How many joint values the chances of a component have.
  func states(ofComponent number: Int) -> Int {
    chances.indices.filter { components[$0] == number }.reduce(1) { min(1 << 40, $0 * chances[$1].values.count) }
  }

  /// The probability of what was seen together with the evidence, in every scenario.
  func joint(_ seen: [Int?]) -> Column {
    var product = Column.one(1)
    for component in Set(components).sorted() { product = product * joint(seen, within: component) }
    return product
  }

  private func joint(_ seen: [Int?], within component: Int) -> Column {
    var isNeeded = Array(repeating: false, count: chances.count)
    for index in chances.indices.reversed() where components[index] == component {
      if seen[index] != nil || chances[index].likelihood.contains(where: { $0 != 1 }) { isNeeded[index] = true }
      if isNeeded[index] { for parent in chances[index].parents { isNeeded[parent] = true } }
    }
    let needed = chances.indices.filter { isNeeded[$0] }
    if needed.isEmpty { return .one(1) }
    let key = [component] + needed.flatMap { [$0, seen[$0] ?? -1] }
    if let known = memory.joint[key] { return known }
    var state = seen
    let sum = sum(needed[...], &state, .one(1))
    memory.joint[key] = sum
    return sum
  }

  /// The sum over the values of what was not seen.
  private func sum(_ open: ArraySlice<Int>, _ state: inout [Int?], _ product: Column) -> Column {
    guard let index = open.first else { return product }
    let chance = chances[index]
    let row = chance.parents.reduce(0) { $0 * chances[$1].values.count + (state[$1] ?? 0) }
    func branch(_ value: Int, _ state: inout [Int?]) -> Column? {
      let factor = chance.rows[row][value]
      if factor.constant == 0 || chance.likelihood[value] == 0 { return nil }
      return sum(open.dropFirst(), &state, product * factor * .one(chance.likelihood[value]))
    }
    if let seen = state[index] { return branch(seen, &state) ?? .one(0) }
    var terms: [(weight: Column, value: Column)] = []
    for value in chance.values.indices {
      state[index] = value
      if let term = branch(value, &state) { terms.append((.one(1), term)) }
    }
    state[index] = nil
    return Column.sum(of: terms)
  }

  /// The probability of each value of a chance given what was seen and the evidence.
  func probabilities(of index: Int, given seen: [Int?]) -> [Column] {
    let values = chances[index].values.indices
    if let known = seen[index] { return values.map { .one($0 == known ? 1 : 0) } }
    let joint = values.map { value in
      var with = seen
      with[index] = value
      return self.joint(with, within: components[index])
    }
    let whole = Column.sum(of: joint.map { (.one(1), $0) })
    // Without anything that bears on it the prior is what it says.
    return joint.map { .share($0, of: whole) }
  }
}
