import Diagnostics
import Quantities

/// How much of an output's spread each uncertain input carries.
public struct Sensitivity: Sendable {
  public struct Share: Hashable, Sendable {
    public var input: String
    /// The share of the variance that would go on average if the input were known: its main effect (Sobol 1993). What
    /// inputs do only together is nobody's.
    public var share: Double
  }

  public var output: String
  /// The greatest first; empty where the output is certain.
  public var shares: [Share]
}

extension Calculation {
  /// The main effects of the uncertain inputs on the uncertain outputs.
  ///
  /// The variance of the mean of the output given the input, over samples sorted by the input and cut into groups of
  /// equal count; what groups would show of an idle input by chance alone is taken off.
  ///
  /// - Throws: what has no value in some sample, at its place.
  public func sensitivities() throws(Diagnostic) -> [Sensitivity] {
    func uncertain(_ value: Interpreter.NamedValue) -> (name: String, node: SampleGraph.NodeID)? {
      guard let name = value.name, case .figure(let figure) = value.value, case .uncertain(let node, _) = figure.content
      else { return nil }
      return (name, node)
    }
    let (inputs, outputs) = (inputs.compactMap(uncertain), outputs.compactMap(uncertain))
    _ = try answers()
    let columns = interpreter.graph.samples(
      of: (inputs + outputs).map(\.node), count: sampling.count, threads: sampling.threads
    ).columns
    let orders = columns.prefix(inputs.count).map { column in column.indices.sorted { column[$0] < column[$1] } }
    return outputs.enumerated().map { index, output in
      let column = columns[inputs.count + index]
      let shares = zip(inputs, orders).map { input, order in
        Sensitivity.Share(input: input.name, share: Self.mainEffect(of: order, on: column))
      }
      return Sensitivity(output: output.name, shares: shares.sorted { $0.share > $1.share })
    }
  }

  /// - Parameter order: the samples in the order of the input.
  private static func mainEffect(of order: [Int], on column: [Double]) -> Double {
    let groups = max(10, min(1000, order.count / 100))
    let size = order.count / groups
    let used = groups * size
    guard size > 1 else { return 0 }
    let mean = order.prefix(used).reduce(0.0) { $0 + column[$1] } / Double(used)
    var between = 0.0
    var total = 0.0
    for group in 0..<groups {
      let members = order[(group * size)..<((group + 1) * size)]
      let own = members.reduce(0.0) { $0 + column[$1] } / Double(size)
      between += (own - mean) * (own - mean) * Double(size)
      for member in members { total += (column[member] - mean) * (column[member] - mean) }
    }
    guard total > 0 else { return 0 }
    // The correction of an adjusted R².
    let degrees = Double(groups - 1) / Double(used - 1)
    return max(0, (between / total - degrees) / (1 - degrees))
  }
}
