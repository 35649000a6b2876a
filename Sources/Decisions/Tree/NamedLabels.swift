import Diagnostics
import Formulas
import Quantities

/// Tells labels that were meant as an amount, a probability or a chance, by the names that Beliefs declare.
struct NamedLabels {
  private let beliefs: Beliefs
  private let numbers: Set<String>
  /// Numbers that may be probabilities.
  private let shares: Set<String>

  init(_ beliefs: Beliefs) {
    self.beliefs = beliefs
    numbers = Set(beliefs.numbers.map(\.name))
    shares = Set(
      beliefs.numbers.filter { named in
        !named.isDate && named.number.unit == .one
          && (named.isShare || named.number.exact.map { (0...1).contains($0) } ?? false)
      }.map(\.name))
  }

  private static let separators = [" = ", " — ", " – ", " → ", " -> ", " => ", " - "]

  /// `Buy = -cost`, `Buy — cost * 3`, `Drill -rig`: an amount made of names that no `: ` sets apart.
  func resemblesAmount(_ node: Tree.Node) -> Bool {
    guard !numbers.isEmpty, node.amount == nil, !node.isQuoted else { return false }
    let label = node.label
    var tails = Self.separators.compactMap { separator in
      label.ranges(of: separator).last.map { label[$0.upperBound...] }
    }
    if let sign = label.ranges(of: " -").last ?? label.ranges(of: " −").last {
      tails.append(label[label.index(after: sign.lowerBound)...])
    }
    return tails.contains { tail in
      let source = SourceText(name: "label", text: String(tail))
      guard let formula = try? Formula(source, in: SourceSpan(0, source.bytes.count)) else { return false }
      return !formula.names.isEmpty && formula.names.isSubset(of: numbers)
    }
  }

  /// `p good` beside `1-p bad`: the first word is the name of a probability.
  func resemblesProbability(_ node: Tree.Node) -> String? {
    guard !shares.isEmpty, node.probability == nil, !node.isQuoted else { return nil }
    let words = node.label.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let name = shares.first(where: { words[0] == $0 }) else { return nil }
    return name
  }

  /// The chance whose values stand below an item that does not name it.
  func chance(of children: [Tree.Node]) -> NamedChance? {
    let labels = Set(children.map(\.label))
    guard children.count > 1, children.allSatisfy({ $0.probability == nil && !$0.isQuoted }) else { return nil }
    return beliefs.chances.first { labels.isSubset(of: $0.values) }
  }
}

extension LabelShape {
  /// `30 boom` beside `70 bust`, `1:3 boom` beside `3:1 bust`: bare numbers that were meant as probabilities.
  static func resembleProbabilities(_ labels: [String]) -> Bool {
    guard labels.count > 1 else { return false }
    let firsts = labels.map { $0.split(separator: " ", maxSplits: 1) }
    guard firsts.allSatisfy({ $0.count == 2 }) else { return false }
    let numbers = firsts.compactMap { Double($0[0]) }
    if numbers.count == labels.count { return abs(numbers.reduce(0, +) - 100) < 1e-9 }
    return firsts.allSatisfy { first in
      let odds = first[0].split(separator: ":", omittingEmptySubsequences: false)
      return odds.count == 2 && odds.allSatisfy { Double($0) != nil }
    }
  }
}
