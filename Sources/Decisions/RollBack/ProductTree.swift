/// Many factors whose product is asked for again and again while a few of them change.
struct ProductTree {
  private var nodes: [Double]
  private let leaves: Int

  /// - Parameter count: how many factors; each begins as the value given.
  init(count: Int, of value: Double) {
    var leaves = 1
    while leaves < count { leaves *= 2 }
    self.leaves = leaves
    nodes = Array(repeating: 1, count: 2 * leaves)
    for index in 0..<count { nodes[leaves + index] = value }
    for index in stride(from: leaves - 1, to: 0, by: -1) { nodes[index] = nodes[2 * index] * nodes[2 * index + 1] }
  }

  var product: Double { nodes[1] }

  subscript(index: Int) -> Double {
    get { nodes[leaves + index] }
    set {
      var node = leaves + index
      nodes[node] = newValue
      while node > 1 {
        node /= 2
        nodes[node] = nodes[2 * node] * nodes[2 * node + 1]
      }
    }
  }
}
