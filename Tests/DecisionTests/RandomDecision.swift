import SeededChance

/// A decision drawn by chance with all that a tree of certain numbers may hold: chances with names and without, tests,
/// `any`, choices below chances, evidence, and amounts of one size or over fifteen orders of magnitude.
///
/// Amounts are whole cents and probabilities whole parts of a hundred, so that brute force is exact in whole numbers.
struct RandomDecision {
  struct Chance {
    var name: String
    var isTest: Bool
    var parents: [Int]
    var count: Int
    /// Tenths for each joint value of the parents, the last running fastest.
    var rows: [[Int]]
    /// Percentages, where there is evidence.
    var likelihood: [Int]?

    func value(_ index: Int) -> String { "\(name)v\(index)" }
  }

  indirect enum Kind {
    case end
    case choice([Item])
    /// A chance without a name, by its number, with the percentages of its branches.
    case chance(Int, [Int], [Item])
    /// For each value of a chance a branch, or one for all of them under `any`.
    case named(Int, [Item], isAny: Bool)
  }

  struct Item {
    var label: String
    var cents: Int128
    var kind = Kind.end
  }

  enum Size: CaseIterable { case small, cents, wide }

  private(set) var chances: [Chance] = []
  /// How many branches each chance without a name has, and their percentages.
  private(set) var falls: [[Int]] = []
  private(set) var options: [Item] = []
  private(set) var statusQuo: Int?
  private let size: Size
  private var labels = 0

  init(_ size: Size, using generator: inout SplitMix64) {
    self.size = size
    let parents = [[], Bool.random(using: &generator) ? [0] : [], [0]]
    for index in 0..<Int.random(in: 1...3, using: &generator) {
      let count = Int.random(in: 2...3, using: &generator)
      let rows = (0..<parents[index].reduce(1) { $0 * chances[$1].count }).map { _ in
        Self.parts(of: 10, count, using: &generator)
      }
      let name = "\(index == 2 ? "t" : "c")\(index)"
      var likelihood: [Int]?
      if Int.random(in: 0..<4, using: &generator) == 0 {
        likelihood = (0..<count).map { _ in Int.random(in: 1...99, using: &generator) }
      }
      chances.append(
        Chance(
          name: name, isTest: index == 2, parents: parents[index], count: count, rows: rows, likelihood: likelihood))
    }
    let count = Int.random(in: 1...4, using: &generator)
    for _ in 0..<count { options.append(item(nil, depth: 4, seen: [], using: &generator)) }
    if Bool.random(using: &generator) { statusQuo = Int.random(in: 0..<count, using: &generator) }
  }

  private static func parts(of whole: Int, _ count: Int, using generator: inout SplitMix64) -> [Int] {
    var left = whole
    var parts: [Int] = []
    for _ in 1..<count {
      let part = Int.random(in: 0...left, using: &generator)
      parts.append(part)
      left -= part
    }
    return parts + [left]
  }

  private func amount(using generator: inout SplitMix64) -> Int128 {
    switch size {
    case .small: return Int128(Int.random(in: -2...2, using: &generator)) * 100
    case .cents:
      return Bool.random(using: &generator) ? 0 : Int128(Int.random(in: -100_000...100_000, using: &generator))
    case .wide:
      let power = (0..<Int.random(in: 0...15, using: &generator)).reduce(Int128(100)) { power, _ in power * 10 }
      return Int128(Int.random(in: -1...1, using: &generator)) * power
    }
  }

  private mutating func item(
    _ label: String?, depth: Int, seen: Set<Int>, using generator: inout SplitMix64
  ) -> Item {
    labels += 1
    var item = Item(label: label ?? "n\(labels)", cents: amount(using: &generator))
    let open = chances.indices.filter { !seen.contains($0) }
    switch depth == 0 ? 0 : Int.random(in: 0..<9, using: &generator) {
    case 1...2 where falls.count < 4:
      let number = falls.count
      let odds = Self.parts(of: 100, Int.random(in: 2...3, using: &generator), using: &generator)
      falls.append(odds)
      let branches = odds.map { _ in self.item(nil, depth: depth - 1, seen: seen, using: &generator) }
      item.kind = .chance(number, odds, branches)
    case 3...5 where !open.isEmpty:
      let chance = open[Int.random(in: 0..<open.count, using: &generator)]
      let isAny = Bool.random(using: &generator)
      let branches = (0..<(isAny ? 1 : chances[chance].count)).map { value in
        self.item(
          isAny ? "any" : chances[chance].value(value), depth: depth - 1, seen: seen.union([chance]), using: &generator)
      }
      item.kind = .named(chance, branches, isAny: isAny)
    case 6...8:
      item.kind = .choice(
        (0..<Int.random(in: 2...3, using: &generator)).map { _ in
          self.item(nil, depth: depth - 1, seen: seen, using: &generator)
        })
    default: break
    }
    return item
  }

  // MARK: Its text

  private static func text(_ cents: Int128) -> String {
    let size = cents < 0 ? -cents : cents
    let rest = size % 100
    return (cents < 0 ? "-" : "") + "\(size / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)") + " USD"
  }

  private func lines(_ item: Item, _ odds: Int?, _ indent: String, isStatusQuo: Bool = false) -> String {
    let note = isStatusQuo ? " (status quo)" : ""
    let amount = item.cents == 0 ? "" : ": \(Self.text(item.cents))"
    let own = "\(indent)- \(odds.map { "\($0)% " } ?? "")\(item.label)\(note)\(amount)\n"
    switch item.kind {
    case .end: return own
    case .choice(let children): return own + children.map { lines($0, nil, indent + "  ") }.joined()
    case .chance(_, let odds, let children):
      return own + zip(odds, children).map { lines($1, $0, indent + "  ") }.joined()
    case .named(let chance, let branches, _):
      return own + "\(indent)  - \(chances[chance].name)\n"
        + branches.map { lines($0, nil, indent + "    ") }.joined()
    }
  }

  /// - Parameter header: further lines of the header.
  func document(header: String) -> String {
    let beliefs = chances.map { chance -> String in
      func outcomes(_ row: [Int]) -> String {
        row.enumerated().map { "\(chance.value($0)) \($1 * 10)%" }.joined(separator: ", ")
      }
      if chance.parents.isEmpty { return "chance \(chance.name) = \(outcomes(chance.rows[0]))" }
      let rows = chance.rows.enumerated().map { "  \(chances[0].value($0)): \(outcomes($1))" }
      return "\(chance.isTest ? "test" : "chance") \(chance.name) given c0\n" + rows.joined(separator: "\n")
    }
    let evidence = chances.compactMap { chance in
      chance.likelihood.map { likelihood in
        "- 2026-01-01 \(chance.name): "
          + likelihood.enumerated().map { "\(chance.value($0)) \($1)%" }.joined(separator: ", ") + " — \(chance.name)"
      }
    }
    let list = options.enumerated().map { lines($1, nil, "", isStatusQuo: $0 == statusQuo) }.joined()
    return "---\nkind: decision\n\(header)---\n## Beliefs\n```how\n\(beliefs.joined(separator: "\n"))\n```\n"
      + "## Options\n\(list)" + (evidence.isEmpty ? "" : "## Evidence\n\(evidence.joined(separator: "\n"))\n")
  }
}
