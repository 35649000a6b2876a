import SeededChance

/// A tree drawn by chance, to be written as a list and to be worked out by brute force.
///
/// Every label is its own, so that no two chances look the same.
struct RandomTree {
  struct Node {
    var label: String
    var amount: Double
    /// Above 0 and at most 1 below a chance, or 0 for what cannot happen.
    var probability = 1.0
    var probabilityText = ""
    var isChance = false
    var children: [Node] = []
    /// The place of a fork among all forks of its kind.
    var number = 0
  }

  var options: [Node] = []
  /// How many branches each chance has, and how many each choice below the options.
  private(set) var chances: [Int] = []
  private(set) var choices: [Int] = []
  private var labels = 0
  /// Where true, amounts are small whole numbers and probabilities powers of two: ties are many, and sums exact.
  private let isExact: Bool

  init(isExact: Bool, using generator: inout SplitMix64) {
    self.isExact = isExact
    for _ in 0..<Int.random(in: 1...4, using: &generator) { options.append(node(depth: 4, using: &generator)) }
  }

  private var states: Int { chances.reduce(1, *) }
  private var policies: Int { choices.reduce(1, *) }

  private mutating func node(depth: Int, using generator: inout SplitMix64) -> Node {
    labels += 1
    var node = Node(label: "n\(labels)", amount: amount(using: &generator))
    let branches = Int.random(in: 1...3, using: &generator)
    switch depth == 0 ? 0 : Int.random(in: 0..<6, using: &generator) {
    case 1...3 where states * branches <= 400:
      node.isChance = true
      node.number = chances.count
      chances.append(branches)
      let probabilities = probabilities(branches, using: &generator)
      for (probability, text) in probabilities {
        var child = self.node(depth: depth - 1, using: &generator)
        child.probability = probability
        child.probabilityText = text
        node.children.append(child)
      }
    case 4...5 where policies * branches <= 200:
      node.number = choices.count
      choices.append(branches)
      for _ in 0..<branches { node.children.append(self.node(depth: depth - 1, using: &generator)) }
    default: break
    }
    return node
  }

  private func amount(using generator: inout SplitMix64) -> Double {
    if isExact { return Double(Int.random(in: -2...2, using: &generator)) }
    return Bool.random(using: &generator) ? 0 : Double(Int.random(in: -100_000...100_000, using: &generator)) / 100
  }

  private func probabilities(_ count: Int, using generator: inout SplitMix64) -> [(Double, String)] {
    if isExact {
      let exact: [[(Double, String)]] = [
        [(1, "1.0")], [(0.5, "50%"), (0.5, "else")], [(0.25, "1/4"), (0.5, "0.5"), (0.25, "(1 - 0.75)")],
      ]
      return exact[count - 1]
    }
    var left = 100
    var parts: [Int] = []
    for _ in 1..<count {
      let part = Int.random(in: 0...left, using: &generator)
      parts.append(part)
      left -= part
    }
    parts.append(left)
    return parts.enumerated().map { index, part in
      let texts = ["\(part)%", "\(part)/100", "(\(part) / 100)", index == count - 1 ? "else" : "\(part)%"]
      return (Double(part) / 100, texts.randomElement(using: &generator) ?? "")
    }
  }

  // MARK: Its text

  /// The tree as the list under Options.
  var list: String {
    func lines(_ node: Node, _ depth: Int) -> String {
      let amount = node.amount == 0 ? "" : ": \(node.amount) USD"
      let probability = node.probabilityText.isEmpty ? "" : node.probabilityText + " "
      let line = String(repeating: "  ", count: depth) + "- \(probability)\(node.label)\(amount)\n"
      return line + node.children.map { lines($0, depth + 1) }.joined()
    }
    return options.map { lines($0, 0) }.joined()
  }
}
