import SeededChance

/// A tree over named chances drawn by chance, to be written as a document and to be worked out from its joint states.
///
/// Values are computed by parting the joint states by what is observed, with their probabilities as they are: no
/// conditional probability is ever formed.
struct RandomBeliefTree {
  struct Chance {
    var name: String
    var isTest: Bool
    var parents: [Int]
    var count: Int
    /// Tenths for each joint value of the parents, the last running fastest.
    var rows: [[Int]]
  }

  indirect enum Node {
    case end(Double)
    case choice(Double, [Node])
    /// For each value a branch; the last branches may be one, under `any`.
    case named(Double, Int, [Node], any: Bool)
  }

  /// One way in which all chances may fall.
  struct State {
    var values: [Int]
    var probability: Double
  }

  var chances: [Chance] = []
  var options: [Node] = []

  init(using generator: inout SplitMix64) {
    let parents = [[], Bool.random(using: &generator) ? [0] : [], [0], [0, 1]]
    let size = Int.random(in: 2...4, using: &generator)
    for index in 0..<size {
      let isTest = index >= 2
      let chosen = parents[index]
      let count = Int.random(in: 2...3, using: &generator)
      let rows = (0..<chosen.reduce(1) { $0 * chances[$1].count }).map { _ in
        Self.parts(count, using: &generator)
      }
      chances.append(
        Chance(name: "\(isTest ? "t" : "c")\(index)", isTest: isTest, parents: chosen, count: count, rows: rows))
    }
    for _ in 0..<Int.random(in: 2...4, using: &generator) {
      options.append(node(depth: 3, seen: [], isBelowChoice: true, using: &generator))
    }
  }

  private static func parts(_ count: Int, using generator: inout SplitMix64) -> [Int] {
    var left = 10
    var parts: [Int] = []
    for _ in 1..<count {
      let part = Int.random(in: 0...left, using: &generator)
      parts.append(part)
      left -= part
    }
    return parts + [left]
  }

  private func amount(using generator: inout SplitMix64) -> Double {
    Double(Int.random(in: -50...50, using: &generator))
  }

  private func node(
    depth: Int, seen: Set<Int>, isBelowChoice: Bool, using generator: inout SplitMix64
  ) -> Node {
    let amount = amount(using: &generator)
    let open = chances.indices.filter { !seen.contains($0) }
    switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator) {
    case 1...3 where !open.isEmpty:
      let chance = open[Int.random(in: 0..<open.count, using: &generator)]
      let isAny = Bool.random(using: &generator)
      let branches = (0..<(isAny ? 1 : chances[chance].count)).map { _ in
        node(depth: depth - 1, seen: seen.union([chance]), isBelowChoice: false, using: &generator)
      }
      return .named(
        amount, chance, isAny ? (0..<chances[chance].count).map { _ in branches[0] } : branches, any: isAny)
    case 4:
      return .choice(
        amount,
        (0..<2).map { _ in node(depth: depth - 1, seen: seen, isBelowChoice: true, using: &generator) })
    default: return .end(amount)
    }
  }

  // MARK: Worth

  var states: [State] {
    var all = [State(values: [], probability: 1)]
    for chance in chances {
      all = all.flatMap { state in
        let row = chance.parents.reduce(0) { $0 * chances[$1].count + state.values[$1] }
        return (0..<chance.count).map { value in
          State(values: state.values + [value], probability: state.probability * Double(chance.rows[row][value]) / 10)
        }
      }
    }
    return all
  }

  /// What a node adds up to over some states.
  static func worth(_ node: Node, _ states: [State], avoiding test: Int? = nil) -> Double {
    let mass = states.reduce(0) { $0 + $1.probability }
    // What cannot happen is nothing, seen or not.
    if mass == 0 { return 0 }
    switch node {
    case .end(let amount): return amount * mass
    case .choice(let amount, let children):
      return amount * mass + (children.map { worth($0, states, avoiding: test) }.max() ?? 0)
    case .named(let amount, let chance, let branches, _):
      if chance == test { return -.infinity }
      return amount * mass
        + branches.enumerated().reduce(0) { sum, branch in
          sum + worth(branch.element, states.filter { $0.values[chance] == branch.offset }, avoiding: test)
        }
    }
  }

  func best(_ states: [State], avoiding test: Int? = nil) -> Double {
    options.map { Self.worth($0, states, avoiding: test) }.max() ?? 0
  }

  /// The best play where one chance is seen first, and where all are.
  func best(seeing chance: Int) -> Double {
    (0..<chances[chance].count).reduce(0) { sum, value in
      sum + best(states.filter { $0.values[chance] == value })
    }
  }

  var clairvoyant: Double { states.reduce(0) { $0 + best([$1]) } }

  // MARK: Its text

  var beliefs: String {
    chances.map { chance in
      func outcomes(_ row: [Int]) -> String {
        row.enumerated().map { "\(chance.name)v\($0) \($1 * 10)%" }.joined(separator: ", ")
      }
      if chance.parents.isEmpty { return "chance \(chance.name) = \(outcomes(chance.rows[0]))" }
      let names = chance.parents.map { chances[$0].name }.joined(separator: ", ")
      let rows = chance.rows.enumerated().map { index, row in
        var rest = index
        let keys = chance.parents.reversed().map { parent in
          defer { rest /= chances[parent].count }
          return "\(chances[parent].name)v\(rest % chances[parent].count)"
        }
        return "  \(keys.reversed().joined(separator: ", ")): \(outcomes(row))"
      }
      return "\(chance.isTest ? "test" : "chance") \(chance.name) given \(names)\n" + rows.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  var list: String {
    var labels = 0
    func lines(_ node: Node, _ label: String?, _ indent: String) -> String {
      labels += 1
      let label = label ?? "n\(labels)"
      func item(_ amount: Double) -> String { "\(indent)- \(label)\(amount == 0 ? "" : ": \(amount) USD")\n" }
      switch node {
      case .end(let amount): return item(amount)
      case .choice(let amount, let children):
        return item(amount) + children.map { lines($0, nil, indent + "  ") }.joined()
      case .named(let amount, let chance, let branches, let any):
        let inner =
          any
          ? [lines(branches[0], "any", indent + "    ")]
          : branches.enumerated().map {
            lines($0.element, "\(chances[chance].name)v\($0.offset)", indent + "    ")
          }
        return item(amount) + "\(indent)  - \(chances[chance].name)\n" + inner.joined()
      }
    }
    return options.map { lines($0, nil, "") }.joined()
  }
}
