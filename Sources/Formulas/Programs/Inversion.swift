import Diagnostics
package import Quantities
import Uncertainty

/// The value that one input must have for an output to have a value, in every sample of what else is uncertain.
package struct Inversion: Sendable {
  /// Its distribution over the samples that have one.
  package var answer: Answer.Number
  /// The share of the samples in which no value between the ends does it.
  package var shareWithout: Double
  /// The share of the samples in which several values do; the least of them counts.
  package var shareOfSeveral: Double
}

extension CompiledModel {
  /// Inverts a model: for every sample the least value of an input between two ends at which an output has a value.
  ///
  /// The stretch is cut at some points, and where the output crosses the value between two of them, halving closes in.
  ///
  /// - Parameters:
  ///   - points: the ends and what lies between, in ascending order, in `unit`.
  ///   - wanted: what the output is to be.
  /// - Returns: nil where nothing but the input is uncertain, where the model needs the input to be certain, or where
  ///   the output has no value there.
  package func inversion(
    of output: String, wanted: Quantity, by input: String, at points: [Double], unit: Quantity.Unit,
    sampling: Calculation.Sampling
  ) -> Inversion? {
    var interpreter = Interpreter(source: program.source, units: units, library: library, seed: seed)
    interpreter.definitions.mayGive = given != nil
    let supplied = interpreter.draws.graph.suppliedVariable()
    let variable = Figure(kind: .quantity(unit), content: .uncertain(supplied, nil))
    let whole = given.map { program.joined(with: $0) } ?? program
    let (outputs, _) = interpreter.read(whole, given: [input: .figure(variable)])
    guard interpreter.report.faults.isEmpty,
      case .figure(let figure)? = outputs.first(where: { $0.name == output })?.value,
      case .uncertain(let node, _) = figure.content, !interpreter.draws.graph.isLater(node), let own = figure.unit,
      let goal = wanted.converted(to: own)?.value
    else { return nil }
    var search = SampledRoots(
      graph: interpreter.draws.graph, node: node, supplied: supplied, goal: goal, sampling: sampling)
    search.run(points)
    let found = search.roots.filter(\.isFinite)
    guard let first = found.first, found.contains(where: { $0 != first }) else { return nil }
    let count = Double(sampling.count)
    // Whole blocks are needed for standard errors: samples without a root leave their places to others.
    let figures = SampledFigures(found, threads: sampling.threads)
    return Inversion(
      answer: Answer.Number(kind: .quantity(unit), isShare: false, amount: .uncertain(figures.spread())),
      shareWithout: 1 - Double(found.count) / count,
      shareOfSeveral: Double(search.crossings.count { $0 > 1 }) / count)
  }
}

/// A search for roots in all samples at once.
private struct SampledRoots {
  var graph: SampleGraph
  let node: SampleGraph.NodeID
  let goal: Double
  let sampling: Calculation.Sampling
  /// What else the node is computed from.
  private let kept: KeptColumns
  /// The least root of each sample; `nan` where there is none.
  private(set) var roots: [Double] = []
  private(set) var crossings: [Int] = []

  init(
    graph: SampleGraph, node: SampleGraph.NodeID, supplied: SampleGraph.NodeID, goal: Double,
    sampling: Calculation.Sampling
  ) {
    kept = graph.keptColumns(behind: [node], varying: [supplied], count: sampling.count, threads: sampling.threads)
    self.graph = graph
    self.node = node
    self.goal = goal
    self.sampling = sampling
  }

  private mutating func values(at inputs: [Double]) -> [Double] {
    graph.supplied = [inputs]
    let found = graph.samples(of: [node], from: kept, count: sampling.count, threads: sampling.threads)
    return found.columns[0].map { $0 - goal }
  }

  mutating func run(_ points: [Double]) {
    let count = sampling.count
    var low = Array(repeating: Double.nan, count: count)
    var high = low
    var isRising = Array(repeating: false, count: count)
    crossings = Array(repeating: 0, count: count)
    var before = values(at: [points[0]])
    for (left, right) in zip(points, points.dropFirst()) {
      let here = values(at: [right])
      for index in 0..<count where before[index].isFinite && here[index].isFinite {
        guard (before[index] < 0) != (here[index] < 0) else { continue }
        crossings[index] += 1
        if low[index].isNaN {
          (low[index], high[index], isRising[index]) = (left, right, here[index] >= 0)
        }
      }
      before = here
    }
    for _ in 0..<52 {
      let middle = zip(low, high).map { $0 + ($1 - $0) / 2 }
      let here = values(at: middle.map { $0.isNaN ? points[0] : $0 })
      for index in 0..<count where !low[index].isNaN {
        if (here[index] < 0) == isRising[index] { low[index] = middle[index] } else { high[index] = middle[index] }
      }
    }
    roots = zip(low, high).map { $0 + ($1 - $0) / 2 }
  }
}
