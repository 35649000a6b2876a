import Quantities
import Uncertainty

/// What samples told of the nodes of graphs that have much in common, such as those of one model for several values of
/// an input: what is the same in all of them, or differs by factors and terms alone, is sampled once.
final class SampleMemory {
  /// What is known of a sampled number.
  struct Figures {
    var sampled: SampledFigures
    var moments: MomentOrders
    /// The standard error of what is put together from figures of distributions.
    var batchError: Double?

    /// The same of a number that is a line in this one.
    func along(_ line: NodeLine) -> Figures {
      Figures(
        sampled: sampled.along(line), moments: moments, batchError: batchError.map { $0 * line.scale })
    }
  }

  private let sampling: Calculation.Sampling
  let isDrawn: Bool
  private let shared: Int
  private var catalogue: NodeCatalogue
  private var figures: [SampleGraph.NodeID: Figures] = [:]
  private var shares: [SampleGraph.NodeID: Double] = [:]
  /// The shared nodes whose distributions were found to be finite.
  private var checked: Set<SampleGraph.NodeID> = []

  /// - Parameters:
  ///   - shared: how many nodes at their beginnings all graphs have in common.
  ///   - isDrawn: whether histograms are made.
  init(seed: UInt64, shared: Int = 0, sampling: Calculation.Sampling, isDrawn: Bool = true) {
    self.sampling = sampling
    self.isDrawn = isDrawn
    self.shared = shared
    catalogue = NodeCatalogue(seed: seed, shared: shared)
  }

  func isChecked(_ node: SampleGraph.NodeID) -> Bool { checked.contains(node) }

  func check(_ node: SampleGraph.NodeID) {
    if node.isAmong(first: shared) { checked.insert(node) }
  }

  /// Goes on to another graph.
  func take(_ graph: SampleGraph) {
    guard catalogue.take(graph) else { return }
    figures = [:]
    shares = [:]
  }

  /// What is known of some nodes of the graph at hand.
  func figures(of nodes: [SampleGraph.NodeID]) -> [Figures] {
    let places = nodes.map { catalogue.place(of: $0) }
    let lines = places.map { catalogue.line(of: $0) }
    sample(lines.map(\.node))
    // Where a line would lose digits, or what it is a line in has no value, the number itself is asked.
    let isFit = lines.map { line in figures[line.node]?.sampled.summary.isFit(for: line) ?? false }
    sample(zip(places, isFit).filter { !$0.1 }.map(\.0))
    return zip(zip(places, lines), isFit).compactMap { pair, isFit in
      isFit ? figures[pair.1.node]?.along(pair.1) : figures[pair.0]
    }
  }

  /// The shares of the samples in which some nodes are 0.
  func sharesOfZero(in nodes: [SampleGraph.NodeID]) -> [Double] {
    let places = nodes.map { catalogue.place(of: $0) }
    let unknown = Set(places).filter { shares[$0] == nil }.sorted()
    let columns = catalogue.samples(of: unknown, count: sampling.count, threads: sampling.threads)
    for (place, column) in zip(unknown, columns) {
      // What has no value is told of where it is used.
      shares[place] = Double(column.count { $0 == 0 }) / Double(column.count)
    }
    return places.map { shares[$0] ?? 0 }
  }

  /// Draws what is not known yet, in one pass over the samples.
  private func sample(_ places: [SampleGraph.NodeID]) {
    let unknown = Set(places).filter { figures[$0] == nil }.sorted()
    if unknown.isEmpty { return }
    let columns = catalogue.samples(of: unknown, count: sampling.count, threads: sampling.threads)
    let moments = catalogue.momentOrders(of: unknown)
    let errors = batchErrors(of: unknown.filter(catalogue.isLater))
    for (place, column) in zip(unknown, columns) {
      let sampled = SampledFigures(column, threads: sampling.threads, isDrawn: isDrawn)
      figures[place] = Figures(
        sampled: sampled, moments: moments[place] ?? .all, batchError: errors[place])
    }
  }

  /// Figures of distributions are one number for all samples: how sure it is shows only between batches of samples.
  private func batchErrors(of later: [SampleGraph.NodeID]) -> [SampleGraph.NodeID: Double] {
    let batches = 8
    let size = sampling.count / batches / SampleColumns.block * SampleColumns.block
    guard !later.isEmpty, size > 0 else { return [:] }
    var means: [[Double]] = []
    for batch in 0..<batches {
      let columns = catalogue.batch(
        of: later, count: size, threads: sampling.threads, firstBlock: batch * (size / SampleColumns.block))
      means.append(columns.map { Samples.mean($0) })
    }
    var errors: [SampleGraph.NodeID: Double] = [:]
    for (index, node) in later.enumerated() {
      let column = means.map { $0[index] }
      let mean = column.reduce(0, +) / Double(batches)
      let squares = column.reduce(0.0) { (sum: Double, value: Double) in sum + (value - mean) * (value - mean) }
      let error = (squares / Double((batches - 1) * batches)).squareRoot()
      if error.isFinite { errors[node] = error }
    }
    return errors
  }
}
