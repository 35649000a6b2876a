import Diagnostics
import Quantities
import Uncertainty

/// Draws what has no closed form, all outputs in one pass over the samples.
struct Sampler {
  private let interpreter: Interpreter
  private let sampling: Calculation.Sampling
  private var nodes: [SampleGraph.NodeID] = []
  private var seen: Set<SampleGraph.NodeID> = []
  /// What has a closed form, to be checked.
  private var distributions: [(Distribution, SampleGraph.NodeID)] = []
  private var summaries: [SampleGraph.NodeID: SampledFigures] = [:]
  /// The standard errors of what is put together from figures of distributions.
  private var batchErrors: [SampleGraph.NodeID: Double] = [:]
  /// Which moments the sampled numbers have at all.
  private var moments: [SampleGraph.NodeID: MomentOrders] = [:]

  init(interpreter: Interpreter, sampling: Calculation.Sampling) {
    self.interpreter = interpreter
    self.sampling = sampling
  }

  var isUsed: Bool { !nodes.isEmpty }

  mutating func want(_ value: Value) {
    switch value {
    case .figure(let figure):
      guard case .uncertain(let node, let closed) = figure.content else { return }
      if figure.kind == .truth {
        // A truth is answered by its probability.
        if closed?.probability != nil { return }
      } else if let distribution = closed?.distribution {
        distributions.append((distribution, node))
        return
      }
      if seen.insert(node).inserted { nodes.append(node) }
    case .list(let values): for value in values { want(value) }
    case .text: break
    }
  }

  mutating func run() throws(Diagnostic) {
    for (distribution, node) in distributions {
      let figures = [distribution.mean, distribution.sd, distribution.quantile(0.005), distribution.quantile(0.995)]
        .compactMap { $0 }
      guard figures.allSatisfy(\.isFinite) else {
        throw .noFiniteValue(at: interpreter.places[node]?.span ?? SourceSpan(0, 0))
      }
    }
    if let fault = interpreter.unmetRequirement(
      in: interpreter.graph, count: sampling.count, threads: sampling.threads)
    {
      throw fault
    }
    guard !nodes.isEmpty else { return }
    let bytes = nodes.count * sampling.count * 8
    guard bytes <= 2 << 30 else { throw .tooManySamples(sampling.count, outputs: nodes.count) }
    let columns = interpreter.graph.samples(of: nodes, count: sampling.count, threads: sampling.threads).columns
    for (node, column) in zip(nodes, columns) {
      let figures = SampledFigures(column, threads: sampling.threads)
      if let sample = figures.summary.firstNonFinite { throw broken(node, at: sample, column) }
      summaries[node] = figures
    }
    moments = interpreter.graph.momentOrders(of: nodes)
    findBatchErrors()
  }

  /// Figures of distributions are one number for all samples: how sure it is shows only between batches of samples.
  private mutating func findBatchErrors() {
    let later = nodes.filter { interpreter.graph.isLater($0) }
    let batches = 8
    let size = sampling.count / batches / SampleColumns.block * SampleColumns.block
    guard !later.isEmpty, size > 0 else { return }
    var means: [[Double]] = []
    for batch in 0..<batches {
      let columns = interpreter.graph.samples(
        of: later, count: size, threads: sampling.threads, firstBlock: batch * (size / SampleColumns.block)
      ).columns
      means.append(columns.map { Samples.mean($0) })
    }
    for (index, node) in later.enumerated() {
      let column = means.map { $0[index] }
      let mean = column.reduce(0, +) / Double(batches)
      let squares = column.reduce(0.0) { (sum: Double, value: Double) in sum + (value - mean) * (value - mean) }
      let error = (squares / Double((batches - 1) * batches)).squareRoot()
      if error.isFinite { batchErrors[node] = error }
    }
  }

  /// What went wrong where in a sample that is no number.
  private func broken(_ node: SampleGraph.NodeID, at sample: Int, _ column: [Double]) -> Diagnostic {
    let share = Double(column.count { !$0.isFinite }) / Double(column.count)
    let culprit = interpreter.graph.culprit(of: node, sample: sample, count: sampling.count)
    // A figure of a distribution is no number where a sample of the distribution is none.
    if let inner = interpreter.graph.aggregated(by: culprit) {
      let column = interpreter.graph.samples(of: [inner], count: sampling.count, threads: sampling.threads).columns[0]
      if let sample = column.firstIndex(where: { !$0.isFinite }) { return broken(inner, at: sample, column) }
    }
    guard let place = interpreter.place(of: culprit) ?? interpreter.places[node] else {
      return .noFiniteValue(at: SourceSpan(0, 0))
    }
    return .noValueInSamples(place.fault, share: share, at: place.span)
  }

  // MARK: Answers

  func answer(_ value: Value) -> Answer.Value {
    switch value {
    case .text(let text): .text(text)
    case .list(let values): .list(values.map(answer))
    case .figure(let figure):
      .number(Answer.Number(kind: figure.kind, isShare: figure.isShare, amount: amount(figure)))
    }
  }

  private func amount(_ figure: Figure) -> Answer.Amount {
    switch figure.content {
    case .exact(let value): return .exact(value)
    case .uncertain(let node, let closed):
      if figure.kind == .truth, let probability = closed?.probability {
        return .estimate(probability, standardError: 0)
      }
      if figure.kind != .truth, let distribution = closed?.distribution { return .uncertain(spread(of: distribution)) }
      guard let figures = summaries[node] else { return .exact(.nan) }
      let summary = figures.summary
      // A truth has no spread but its probability.
      if figure.kind == .truth {
        let isAlways = summary.minimum == summary.maximum
        return .estimate(
          summary.mean, standardError: batchErrors[node] ?? (isAlways ? nil : summary.standardError))
      }
      // The same in every sample but for rounding: a figure of a distribution, or a number that hardly ever is another.
      if summary.maximum - summary.minimum <= 1e-12 * abs(summary.mean) {
        return .estimate(summary.mean, standardError: batchErrors[node])
      }
      var spread = figures.spread(meanError: batchErrors[node])
      if moments[node]?.lacksMean == true { spread.mean = nil }
      if moments[node]?.lacksSD == true { spread.sd = nil }
      return .uncertain(spread)
    }
  }

  private func spread(of distribution: Distribution) -> Answer.Spread {
    // In halves, whose difference does not leave the range of numbers.
    let width = distribution.quantile(0.95) / 2 - distribution.quantile(0.05) / 2
    let isAboutZero = distribution.support.low < 0 && distribution.support.high > 0 && !distribution.isDiscrete
    /// What rounding leaves of zero is zero, where values lie on both sides of it.
    func clean(_ value: Double) -> Answer.Figure {
      Answer.Figure(value: isAboutZero && abs(value) <= 2e-14 * width ? 0 : value, error: 0)
    }
    func quantile(_ p: Double) -> Answer.Figure { clean(distribution.quantile(p)) }
    let (low, high) = (distribution.quantile(0.005), distribution.quantile(0.995))
    var bins: [Double] = []
    if low < high {
      let edges = (0...SampledFigures.bins).map { index in
        let share = Double(index) / Double(SampledFigures.bins)
        return low * (1 - share) + high * share
      }
      // What stands at the lower end belongs to the first bin.
      let below = edges.map { distribution.cumulative($0) }
      bins = zip(below, below.dropFirst()).map { max(0, $1 - $0) }
      bins[0] += distribution.isDiscrete ? distribution.probability(.same, low) : 0
      let most = bins.max() ?? 1
      bins = bins.map { $0 / most }
    }
    // The mean of what lies alike on both sides of zero.
    let mean = distribution.mean.map { abs($0) <= 1e-14 * (distribution.sd ?? 0) ? 0 : $0 }
    return Answer.Spread(
      mean: mean.map(clean), sd: distribution.sd.map(clean), p5: quantile(0.05), p50: quantile(0.5),
      p95: quantile(0.95), isExact: true, histogram: bins, low: low, high: high)
  }
}
