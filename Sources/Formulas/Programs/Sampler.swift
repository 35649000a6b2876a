import Diagnostics
import Quantities
import Uncertainty

/// Draws what has no closed form, all outputs in one pass over the samples.
struct Sampler {
  private let interpreter: Interpreter
  private let sampling: Calculation.Sampling
  /// What was found already of graphs that have nodes in common with this one.
  private var memory: SampleMemory
  private var nodes: [SampleGraph.NodeID] = []
  private var seen: Set<SampleGraph.NodeID> = []
  /// What has a closed form, to be checked.
  private var distributions: [(Distribution, SampleGraph.NodeID)] = []
  private var found: [SampleGraph.NodeID: SampleMemory.Figures] = [:]

  init(interpreter: Interpreter, sampling: Calculation.Sampling, memory: SampleMemory? = nil) {
    self.interpreter = interpreter
    self.sampling = sampling
    self.memory = memory ?? SampleMemory(seed: interpreter.draws.graph.seed, sampling: sampling)
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
    for (distribution, node) in distributions where !memory.isChecked(node) {
      let figures = [distribution.mean, distribution.sd, distribution.quantile(0.005), distribution.quantile(0.995)]
        .compactMap { $0 }
      guard figures.allSatisfy(\.isFinite) else {
        throw .noFiniteValue(at: interpreter.report.places[node]?.span ?? SourceSpan(0, 0))
      }
      memory.check(node)
    }
    guard !nodes.isEmpty || !interpreter.report.requirements.isEmpty else { return }
    memory.take(interpreter.draws.graph)
    if let fault = unmetRequirement() { throw fault }
    guard !nodes.isEmpty else { return }
    let bytes = nodes.count * sampling.count * 8
    guard bytes <= 2 << 30 else { throw .tooManySamples(sampling.count, outputs: nodes.count) }
    for (node, figures) in zip(nodes, memory.figures(of: nodes)) {
      if let sample = figures.sampled.summary.firstNonFinite { throw broken(node, at: sample) }
      found[node] = figures
    }
  }

  /// What is required and does not hold in some sample; nil where all holds.
  private mutating func unmetRequirement() -> Diagnostic? {
    let required = interpreter.report.requirementsInOrder
    for (requirement, share) in zip(required, memory.sharesOfZero(in: required.map(\.node))) where share > 0 {
      return requirement.fault.inSamples(share)
    }
    return nil
  }

  /// What went wrong where in a sample that is no number.
  private func broken(_ node: SampleGraph.NodeID, at sample: Int) -> Diagnostic {
    let graph = interpreter.draws.graph
    let column = graph.samples(of: [node], count: sampling.count, threads: sampling.threads).columns[0]
    let share = Double(column.count { !$0.isFinite }) / Double(column.count)
    let culprit = graph.culprit(of: node, sample: sample, count: sampling.count)
    // A figure of a distribution is no number where a sample of the distribution is none.
    if let inner = graph.aggregated(by: culprit) {
      let column = graph.samples(of: [inner], count: sampling.count, threads: sampling.threads).columns[0]
      if let sample = column.firstIndex(where: { !$0.isFinite }) { return broken(inner, at: sample) }
    }
    guard let place = interpreter.report.place(of: culprit) ?? interpreter.report.places[node] else {
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
      guard let found = found[node] else { return .exact(.nan) }
      let (figures, batchError) = (found.sampled, found.batchError)
      let summary = figures.summary
      // A truth has no spread but its probability.
      if figure.kind == .truth {
        let isAlways = summary.minimum == summary.maximum
        return .estimate(
          summary.mean, standardError: batchError ?? (isAlways ? nil : summary.standardError))
      }
      // The same in every sample but for rounding: a figure of a distribution, or a number that hardly ever is another.
      if summary.maximum - summary.minimum <= 1e-12 * abs(summary.mean) {
        return .estimate(summary.mean, standardError: batchError)
      }
      var spread = figures.spread(meanError: batchError)
      if found.moments.lacksMean { spread.mean = nil }
      if found.moments.lacksSD { spread.sd = nil }
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
    if low < high, memory.isDrawn {
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
