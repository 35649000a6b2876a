import Diagnostics

extension ValuedTree {
  /// Chances under alternatives of one choice whose branches have the same labels: whether they are one event the
  /// document does not say.
  struct Lookalikes {
    /// The first two found that have the same probabilities, too: the later one and the earlier.
    var same: (node: Node, earlier: Node)?
    /// The first two found whose probabilities differ, one of them below another chance.
    var similar: (node: Node, earlier: Node)?
  }

  var lookalikes: Lookalikes {
    var found = Lookalikes()
    _ = Self.chances(amongAlternatives: options, found: &found)
    return found
  }

  /// A chance, and whether it stands below another: then its probabilities may be conditional on what fell there.
  private struct Seen {
    var node: Node
    var isConditional: Bool
  }

  /// The chances below some alternatives, by the labels of their branches.
  private static func chances(
    amongAlternatives nodes: [Node], isConditional: Bool = false, found: inout Lookalikes
  ) -> [[String]: [Seen]] {
    var all: [[String]: [Seen]] = [:]
    for node in nodes {
      let below = chances(under: node, isConditional: isConditional, found: &found)
      for (labels, chances) in below {
        guard let earlier = all[labels] else { continue }
        for chance in chances {
          let twin = earlier.first { Self.agree($0.node.odds, chance.node.odds) }
          if let twin { found.same = first(found.same, ordered(twin, chance)) }
          // One event has one probability, unless something observed has changed it.
          let relative = earlier.first { $0.isConditional || chance.isConditional }
          if twin == nil, let relative { found.similar = first(found.similar, ordered(relative, chance)) }
        }
      }
      all.merge(below) { distinct($0 + $1) }
    }
    return all
  }

  private static func chances(under node: Node, isConditional: Bool, found: inout Lookalikes) -> [[String]: [Seen]] {
    switch node.kind {
    case .end: return [:]
    case .choice: return chances(amongAlternatives: node.children, isConditional: isConditional, found: &found)
    case .chance:
      var all: [[String]: [Seen]] = [:]
      // Where only one thing can happen, nothing is shared and nothing observed.
      let isReal = node.possible.count > 1
      for child in node.children {
        all.merge(chances(under: child, isConditional: isConditional || isReal, found: &found)) { distinct($0 + $1) }
      }
      if isReal {
        all[node.branches.map(\.label), default: []].append(Seen(node: node, isConditional: isConditional))
      }
      return all.mapValues(distinct)
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
    return chances.filter { seen.insert($0.node.odds).inserted }
  }

  /// The pair that shows first in the document, whichever is come to first.
  private static func first(
    _ one: (node: Node, earlier: Node)?, _ other: (node: Node, earlier: Node)
  ) -> (node: Node, earlier: Node) {
    guard let one, one.node.span < other.node.span else { return other }
    return one
  }

  private static func ordered(_ one: Seen, _ other: Seen) -> (node: Node, earlier: Node) {
    one.node.span < other.node.span ? (other.node, one.node) : (one.node, other.node)
  }
}

extension ValuedTree.Node {
  /// The branches that can happen.
  fileprivate var possible: [ValuedTree.Node] { children.filter { $0.probability > 0 } }

  /// The branches that can happen in the order of their labels, which does not count, nor does their case.
  fileprivate var branches: [(label: String, odds: Double)] {
    possible.map { ($0.label.lowercased(), $0.probability) }.sorted { $0.label < $1.label }
  }

  fileprivate var odds: [Double] { branches.map(\.odds) }
}
