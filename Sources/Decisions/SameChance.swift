import Diagnostics

extension ValuedTree {
  /// Chances under alternatives of one choice whose branches have the same labels: whether they are one event the
  /// document does not say.
  struct Lookalikes {
    /// The first two found that have the same probabilities, too: the later one and the earlier.
    var same: (node: Node, earlier: Node)?
    /// The first two found whose probabilities differ.
    var similar: (node: Node, earlier: Node)?
  }

  var lookalikes: Lookalikes {
    var found = Lookalikes()
    _ = Self.chances(amongAlternatives: options, found: &found)
    return found
  }

  /// The chances below some alternatives, by the labels of their branches.
  private static func chances(amongAlternatives nodes: [Node], found: inout Lookalikes) -> [[String]: [Node]] {
    var all: [[String]: [Node]] = [:]
    for node in nodes {
      let below = chances(under: node, found: &found)
      for (labels, chances) in below {
        guard let earlier = all[labels] else { continue }
        for chance in chances {
          let twin = earlier.first { $0.possible.map(\.probability) == chance.possible.map(\.probability) }
          if let twin, found.same == nil { found.same = ordered(twin, chance) }
          if twin == nil, found.similar == nil { found.similar = ordered(earlier[0], chance) }
        }
      }
      all.merge(below) { distinct($0 + $1) }
    }
    return all
  }

  private static func chances(under node: Node, found: inout Lookalikes) -> [[String]: [Node]] {
    switch node.kind {
    case .end: return [:]
    case .choice: return chances(amongAlternatives: node.children, found: &found)
    case .chance:
      var all: [[String]: [Node]] = [:]
      for child in node.children { all.merge(chances(under: child, found: &found)) { distinct($0 + $1) } }
      // Where only one thing can happen, nothing is shared.
      if node.possible.count > 1 { all[node.possible.map(\.label), default: []].append(node) }
      return all.mapValues(distinct)
    }
  }

  /// One node for each set of probabilities: more tell nothing more, and a wide tree stays cheap.
  private static func distinct(_ nodes: [Node]) -> [Node] {
    if nodes.count < 2 { return nodes }
    var seen: Set<[Double]> = []
    return nodes.filter { seen.insert($0.possible.map(\.probability)).inserted }
  }

  private static func ordered(_ one: Node, _ other: Node) -> (node: Node, earlier: Node) {
    one.span < other.span ? (other, one) : (one, other)
  }
}

extension ValuedTree.Node {
  /// The branches that can happen.
  fileprivate var possible: [ValuedTree.Node] { children.filter { $0.probability > 0 } }
}
