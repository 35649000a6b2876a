import Formulas
import Quantities
import Uncertainty

/// Where what a tree is made of may bend or jump as a number varies: there a search must look closely.
struct Bends {
  private var graph: SampleGraph
  private let place: Int
  private let bends: [SampleGraph.Bend]
  private let isCertain: [Bool]
  /// What else they are computed from, on a few samples.
  private var others: [(place: Int, column: [Double])] = []

  private static let samples = 32
  /// More places than that are no places any more.
  private static let most = 40
  private static let mostBends = 200

  init(_ valued: ValuedTree, holding node: SampleGraph.NodeID) {
    var graph = valued.beliefs.graph
    let dependents = graph.dependents(of: [node])
    let outputs = valued.sampledNodes.filter { dependents.contains($0) }
    bends = Array(graph.bends(before: outputs, dependents).prefix(Self.mostBends))
    place = graph.supply(node)
    let (_, steady) = graph.frontier(of: bends.flatMap(\.nodes), dependents)
    // What is compared with may itself stay as it is.
    let compared = Set(bends.flatMap(\.nodes).filter { !dependents.contains($0) } + steady).sorted()
    if !compared.isEmpty {
      let columns = graph.samples(of: compared, count: Self.samples, threads: 1).columns
      for (node, column) in zip(compared, columns) where Set(column).count > 1 {
        others.append((graph.supply(node, column), column))
      }
      let free = graph.dependents(
        of: zip(compared, columns).filter { Set($1).count > 1 }.map(\.0))
      isCertain = bends.map { !$0.nodes.contains(where: free.contains) }
    } else {
      isCertain = bends.map { _ in true }
    }
    self.graph = graph
  }

  /// The values between the first and the last of a grid at which something bends or jumps.
  func places(_ grid: [Double]) -> [Double] {
    guard !bends.isEmpty, grid.count > 1 else { return [] }
    let nodes = Set(bends.flatMap(\.nodes)).sorted()
    let place = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0) })
    var all: [Double] = []
    var varying: [Int: [Double]] = [:]
    for sample in 0..<(others.isEmpty ? 1 : Self.samples) {
      var graph = graph
      for other in others { graph.supplied[other.place] = [other.column[sample]] }
      let look: ([Double]) -> [[Double]] = { points in
        graph.supplied[self.place] = points
        return graph.samples(of: nodes, count: points.count, threads: 1).columns
      }
      let columns = look(grid)
      for (index, bend) in bends.enumerated() where sample == 0 || !isCertain[index] {
        // A continuum of places, one for each sample, is smooth on the whole.
        if !isCertain[index], Set(varying[index] ?? []).count > 12 { continue }
        for level in Self.levels(bend, columns, place) {
          let value: ([[Double]], Int) -> Double = { columns, point in
            switch bend {
            case .meeting(let a, let b): columns[place[a] ?? 0][point] - columns[place[b] ?? 0][point]
            case .zero(let a): columns[place[a] ?? 0][point]
            case .whole(let a, _): columns[place[a] ?? 0][point] - level
            }
          }
          let found = Self.roots(grid, columns, value, look)
          if isCertain[index] { all += found } else { varying[index, default: []] += found.map { Self.rounded($0) } }
        }
      }
    }
    for places in varying.values {
      let distinct = Set(places)
      if distinct.count <= 12 { all += distinct }
    }
    return Array(Set(all).sorted().prefix(Self.most))
  }

  private static func rounded(_ value: Double) -> Double { Double("\(Float(value))") ?? value }

  /// The whole numbers that a node passes; one level elsewhere.
  private static func levels(
    _ bend: SampleGraph.Bend, _ columns: [[Double]], _ place: [SampleGraph.NodeID: Int]
  ) -> [Double] {
    guard case .whole(let node, let shift) = bend else { return [0] }
    let values = columns[place[node] ?? 0].filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), high - low <= 40, abs(low) < 1e15 else { return [] }
    return (Int(low.rounded(.down))...Int(high.rounded(.up))).map { Double($0) + shift }
  }

  /// Where a function changes its sign between two points of a grid, closed in on many points at a time.
  private static func roots(
    _ grid: [Double], _ columns: [[Double]], _ value: ([[Double]], Int) -> Double, _ look: ([Double]) -> [[Double]]
  ) -> [Double] {
    var roots: [Double] = []
    for (left, right) in zip(grid.indices, grid.indices.dropFirst()) {
      let (a, b) = (value(columns, left), value(columns, right))
      if a == 0 { roots.append(grid[left]) }
      if right == grid.count - 1, b == 0 { roots.append(grid[right]) }
      guard a.isFinite, b.isFinite, a != 0, b != 0, (a < 0) != (b < 0) else { continue }
      var (low, high) = (grid[left], grid[right])
      for _ in 0..<12 {
        let points = (0...32).map { $0 == 32 ? high : low + (high - low) * Double($0) / 32 }
        let found = look(points)
        guard let next = points.indices.first(where: { (value(found, $0) < 0) != (a < 0) || value(found, $0) == 0 }),
          next > 0
        else { break }
        if value(found, next) == 0 {
          (low, high) = (points[next], points[next])
        } else {
          (low, high) = (points[next - 1], points[next])
        }
        if high - low <= 2e-16 * max(abs(low), abs(high)) { break }
      }
      roots.append(Decimals.shortest(between: low, and: high))
      if roots.count >= most { break }
    }
    return roots
  }
}

extension ValuedTree {
  /// The nodes behind amounts and probabilities that are uncertain.
  var sampledNodes: [SampleGraph.NodeID] {
    Set(uncertainNumbers.compactMap(\.sampledNode)).sorted()
  }
}
