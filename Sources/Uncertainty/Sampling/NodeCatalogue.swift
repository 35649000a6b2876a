/// The nodes of many graphs as those of one: what computes the same of the same stands in it once.
///
/// A model that is evaluated for many values of an input makes a graph for each. Most of their nodes are the same, and
/// many of the others differ from each other by a factor alone: `line(of:)` tells them by it.
package struct NodeCatalogue: Sendable {
  private(set) var graph: SampleGraph
  private var places: [NodeKey: SampleGraph.NodeID] = [:]
  private var lines: [NodeLine] = []

  /// The place in the catalogue of each node of the graph at hand; -1 where it was not asked for.
  private var entries: [Int] = []
  private var current: SampleGraph
  /// How many nodes at its beginning the graph at hand shares with those before and after it.
  private let shared: Int

  /// The number of the graph at hand, and of that in which each node was met with first; 0 for shared nodes.
  private var visit = 0
  private var firstVisits: [Int] = []

  /// Columns of nodes that come again, by place.
  private var columns: [Int: [Double]] = [:]

  /// More nodes than that are forgotten, and more bytes of columns are not kept.
  private static let mostNodes = 2048
  private static let mostBytes = 256 << 20

  /// - Parameter shared: how many nodes at their beginnings all graphs have in common.
  package init(seed: UInt64, shared: Int = 0) {
    graph = SampleGraph(seed: seed)
    current = graph
    self.shared = shared
  }

  /// Goes on to another graph.
  ///
  /// - Returns: whether everything was forgotten, so that places of nodes mean nothing any more.
  package mutating func take(_ graph: SampleGraph) -> Bool {
    current = graph
    visit += 1
    let isFull = self.graph.nodes.count > 4 * shared + Self.mostNodes
    if isFull {
      self.graph = SampleGraph(seed: graph.seed)
      (places, lines, entries, firstVisits, columns) = ([:], [], [], [], [:])
    }
    if entries.count > shared { entries.removeLast(entries.count - shared) }
    entries += Array(repeating: -1, count: graph.nodes.count - entries.count)
    self.graph.supplied = graph.supplied
    return isFull
  }

  /// The place of a node of the graph at hand.
  package mutating func place(of node: SampleGraph.NodeID) -> SampleGraph.NodeID {
    // With a stack of our own: a sum may be longer than a thread's stack is deep.
    var open = [node.index]
    while let index = open.last {
      if entries[index] >= 0 {
        open.removeLast()
        continue
      }
      let own = current.nodes[index]
      let waiting = current.operands(of: own).filter { entries[$0.index] < 0 }
      if waiting.isEmpty {
        let moved = own.replacingOperands { SampleGraph.NodeID(index: entries[$0.index]) }
        let found = enter(moved)
        entries[index] = found.index
        if index < shared { firstVisits[found.index] = 0 }
        open.removeLast()
      } else {
        open += waiting.map(\.index)
      }
    }
    return SampleGraph.NodeID(index: entries[node.index])
  }

  /// A node as a line in another that many may be lines in.
  package func line(of place: SampleGraph.NodeID) -> NodeLine { lines[place.index] }

  /// Whether a node was in a graph before this one, or is in all.
  package func comesAgain(_ place: SampleGraph.NodeID) -> Bool { firstVisits[place.index] < visit }

  /// Whether it depends on figures that a pass over all samples finds first.
  package func isLater(_ place: SampleGraph.NodeID) -> Bool { graph.isLater(place) }

  /// Which moments some nodes have.
  package func momentOrders(of places: [SampleGraph.NodeID]) -> [SampleGraph.NodeID: MomentOrders] {
    graph.momentOrders(of: places)
  }

  /// Enters a node whose operands are entered.
  mutating func enter(_ node: SampleGraph.Node) -> SampleGraph.NodeID {
    let key = node.key
    if let key, let known = places[key] { return known }
    let place = graph.append(node)
    if let key { places[key] = place }
    firstVisits.append(visit)
    // By itself, until it is known better.
    lines.append(NodeLine(place))
    let found = straightened(node, at: place)
    if found.isUsable { lines[place.index] = found }
    return place
  }
}

extension NodeCatalogue {
  /// The samples of some nodes.
  ///
  /// What is computed anew for each graph is computed from the columns of what is not, which are kept.
  ///
  /// - Parameter count: the same each time.
  package mutating func samples(of wanted: [SampleGraph.NodeID], count: Int, threads: Int) -> [[Double]] {
    keepColumns(behind: wanted, count: count, threads: threads)
    return graph.samples(of: wanted, count: count, threads: threads, known: columns).columns
  }

  /// Samples of a batch of blocks, out of those that `samples` draws before.
  package func batch(of wanted: [SampleGraph.NodeID], count: Int, threads: Int, firstBlock: Int) -> [[Double]] {
    // Figures of distributions are others in each batch.
    let known = columns.filter { !graph.isLater(SampleGraph.NodeID(index: $0.key)) }
    return graph.samples(of: wanted, count: count, threads: threads, firstBlock: firstBlock, known: known).columns
  }

  /// Makes ready the columns that some nodes are computed from.
  private mutating func keepColumns(behind wanted: [SampleGraph.NodeID], count: Int, threads: Int) {
    var seen: Set<SampleGraph.NodeID> = []
    var open = wanted
    var steady: Set<SampleGraph.NodeID> = []
    while let place = open.popLast() {
      guard seen.insert(place).inserted, columns[place.index] == nil else { continue }
      for operand in graph.operands(of: graph.nodes[place.index]) where !seen.contains(operand) {
        if case .constant = graph.nodes[operand.index] { continue }
        if !comesAgain(operand) {
          open.append(operand)
        } else if columns[operand.index] == nil {
          steady.insert(operand)
        }
      }
    }
    guard !steady.isEmpty, (columns.count + steady.count) * count * 8 <= Self.mostBytes else { return }
    let found = graph.samples(of: steady.sorted(), count: count, threads: threads, known: columns).columns
    for (place, column) in zip(steady.sorted(), found) { columns[place.index] = column }
  }
}
