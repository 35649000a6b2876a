package import Diagnostics
import Quantities
import Uncertainty

/// How much of an output's spread each uncertain input carries.
package struct Sensitivity: Sendable {
  package struct Share: Hashable, Sendable {
    /// Nil for what stands in formulas without a name.
    package var input: String?
    /// The share of the variance that would go on average if the input were known: its main effect (Sobol 1993). What
    /// inputs do only together is nobody's.
    package var share: Double
  }

  package var output: String
  /// The greatest first, then what has no name.
  package var shares: [Share]
}

extension Calculation {
  /// The main effects of the uncertain inputs on the uncertain outputs.
  ///
  /// The variance of the mean of the output given the input, over samples sorted by the input and cut into groups of
  /// equal count; what groups would show of an idle input by chance alone is taken off.
  ///
  /// - Throws: what has no value in some sample, at its place.
  package func sensitivities() throws(Diagnostic) -> [Sensitivity] {
    func uncertain(_ value: Interpreter.NamedValue) -> (name: String, node: SampleGraph.NodeID)? {
      guard let name = value.name, case .figure(let figure) = value.value, case .uncertain(let node, _) = figure.content
      else { return nil }
      return (name, node)
    }
    let spread = try answers().outputs.filter { answer in
      guard case .number(let number) = answer.value, case .uncertain = number.amount else { return false }
      return number.kind != .truth
    }
    let names = Set(spread.compactMap(\.name))
    // One figure, such as a mean, has no spread that anything could carry.
    let (inputs, outputs) = (
      inputs.compactMap(uncertain), outputs.compactMap(uncertain).filter { names.contains($0.name) }
    )
    let graph = interpreter.draws.graph
    let keys = inputs.map { graph.drawKeys(behind: $0.node) }
    let named = keys.reduce(into: Set<UInt64>()) { $0.formUnion($1) }
    let areIndependent = keys.reduce(0) { $0 + $1.count } == named.count
    let unnamed = graph.drawNodes(behind: outputs.map(\.node)).filter { !named.contains($0.key) }
      .sorted { $0.value < $1.value }.prefix(Self.mostUnnamed)
    let nodes = inputs.map(\.node) + unnamed.map(\.value)
    let columns = graph.samples(
      of: nodes + outputs.map(\.node), count: sampling.count, threads: sampling.threads
    ).columns
    let orders = columns.prefix(nodes.count).map { column in column.indices.sorted { column[$0] < column[$1] } }
    return outputs.enumerated().map { index, output in
      let column = columns[nodes.count + index]
      var effects = orders.map { min(1, Self.mainEffect(of: $0, on: column)) }
      // What is estimated of independent parts may come to a little more than the whole.
      let sum = effects.reduce(0, +)
      if areIndependent, sum > 1 { effects = effects.map { $0 / sum } }
      var shares = zip(inputs, effects).map { Sensitivity.Share(input: $0.name, share: $1) }
      shares.sort { $0.share > $1.share }
      let behind = graph.drawKeys(behind: output.node)
      let rest = zip(unnamed, effects.dropFirst(inputs.count)).filter { behind.contains($0.0.key) }
      if !rest.isEmpty {
        shares.append(Sensitivity.Share(input: nil, share: rest.reduce(0) { $0 + $1.1 }))
      }
      return Sensitivity(output: output.name, shares: shares)
    }
  }

  /// More draws without a name than that are not told apart.
  private static let mostUnnamed = 40

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
