import Diagnostics

extension ScenarioTree {
  /// Chances under alternatives of one choice whose branches have the same labels: whether they are one event the
  /// document does not say.
  struct Lookalikes {
    /// The first two found that have the same probabilities, too: the later one and the earlier.
    var same: (node: Int, earlier: Int)?
    /// The first two found whose probabilities differ, one of them below another chance.
    var similar: (node: Int, earlier: Int)?
    /// The sets of labels that were seen, by number: a large tree has the same ones again and again.
    fileprivate var numbers: [[String]: Int] = [:]

    fileprivate mutating func number(of labels: [String]) -> Int {
      if let known = numbers[labels] { return known }
      numbers[labels] = numbers.count
      return numbers.count - 1
    }
  }

  /// - Parameter options: the nodes of the options that are compared.
  func lookalikes(among options: [Int]) -> Lookalikes {
    var found = Lookalikes()
    _ = chances(amongAlternatives: options, found: &found)
    return found
  }

  /// The options that may turn out the best, whatever their chances have to do with each other: without those whose
  /// greatest payoff is below the least of another.
  func contenders(_ rolled: RollBack.Result) -> [Int] {
    let least = rolled.options.map { $0.map { self.least($0) } ?? -.infinity }.max() ?? -.infinity
    return roots.filter { greatest($0) >= least }
  }

  /// The least that a node may bring under a play.
  private func least(_ rolled: RolledNode) -> Double {
    let amount =
      switch nodes[rolled.node].amount {
      case .one(let value): value
      case .each(let values): values.min() ?? 0
      }
    let next = rolled.chosen.map { [rolled.children[$0]] } ?? rolled.children.filter { !$0.probability.isZero }
    return amount + (next.map { least($0) }.min() ?? 0)
  }

  /// The most that a node may bring from here on, however one plays.
  private func greatest(_ index: Int) -> Double {
    let node = nodes[index]
    let amount =
      switch node.amount {
      case .one(let value): value
      case .each(let values): values.max() ?? 0
      }
    // What cannot happen brings nothing.
    let possible = node.children.filter { !nodes[$0].probability.isZero }
    return amount + (possible.map { greatest($0) }.max() ?? 0)
  }

  /// A chance, and whether it stands below another: then its probabilities may be conditional on what fell there.
  private struct Seen {
    var node: Int
    var odds: [Double]
    var isConditional: Bool
  }

  /// The chances below some alternatives, by the number of the labels of their branches.
  private func chances(
    amongAlternatives nodes: [Int], isConditional: Bool = false, found: inout Lookalikes
  ) -> [Int: [Seen]] {
    var all: [Int: [Seen]] = [:]
    for node in nodes {
      let below = chances(under: node, isConditional: isConditional, found: &found)
      for (labels, chances) in below {
        guard let earlier = all[labels] else { continue }
        for chance in chances {
          let twin = earlier.first { Self.agree($0.odds, chance.odds) }
          if let twin { found.same = Self.first(found.same, Self.ordered(twin, chance)) }
          // One event has one probability, unless something observed has changed it.
          let relative = earlier.first { $0.isConditional || chance.isConditional }
          if twin == nil, let relative {
            found.similar = Self.first(found.similar, Self.ordered(relative, chance))
          }
        }
      }
      Self.take(below, into: &all)
    }
    return all
  }

  /// Puts the fewer into the more.
  private static func take(_ new: [Int: [Seen]], into all: inout [Int: [Seen]]) {
    if new.isEmpty { return }
    if all.isEmpty {
      all = new
    } else if all.count < new.count {
      let before = all
      all = new
      all.merge(before) { distinct($1 + $0) }
    } else {
      all.merge(new) { distinct($0 + $1) }
    }
  }

  private func chances(under index: Int, isConditional: Bool, found: inout Lookalikes) -> [Int: [Seen]] {
    let node = nodes[index]
    switch node.kind {
    case .end: return [:]
    case .sequence, .choice:
      return chances(amongAlternatives: node.children, isConditional: isConditional, found: &found)
    case .chance, .named:
      var all: [Int: [Seen]] = [:]
      // Where only one thing can happen, nothing is shared and nothing observed.
      let possible = node.children.filter { !nodes[$0].probability.isZero }
      let isReal = possible.count > 1
      for child in node.children {
        Self.take(chances(under: child, isConditional: isConditional || isReal, found: &found), into: &all)
      }
      if isReal, case .chance = node.kind {
        // The order of the labels does not count, nor does their case.
        let branches = possible.map { child in
          (
            label: nodes[child].label.lowercased(),
            odds: scenarios.mean(nodes[child].probability, under: scenarios.weights)
          )
        }.sorted { $0.label < $1.label }
        let number = found.number(of: branches.map(\.label))
        let own = Seen(node: index, odds: branches.map(\.odds), isConditional: isConditional)
        all[number] = Self.distinct((all[number] ?? []) + [own])
      }
      return all
    }
  }

  /// Whether two lists of probabilities differ by no more than rounding.
  private static func agree(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { abs($0 - $1) <= 1e-9 }
  }

  /// One node for each set of probabilities: more tell nothing more, and a wide tree stays cheap.
  private static func distinct(_ chances: [Seen]) -> [Seen] {
    if chances.count < 2 { return chances }
    var seen: Set<[Double]> = []
    return chances.filter { seen.insert($0.odds).inserted }
  }

  /// The pair that shows first in the document, whichever is come to first. Nodes stand in the order of the text.
  private static func first(
    _ one: (node: Int, earlier: Int)?, _ other: (node: Int, earlier: Int)
  ) -> (node: Int, earlier: Int) {
    guard let one, one.node < other.node else { return other }
    return one
  }

  private static func ordered(_ one: Seen, _ other: Seen) -> (node: Int, earlier: Int) {
    one.node < other.node ? (other.node, one.node) : (one.node, other.node)
  }
}
