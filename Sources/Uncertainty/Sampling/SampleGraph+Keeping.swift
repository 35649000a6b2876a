/// Columns of nodes that stay as they are while supplied variables vary.
package struct KeptColumns: Sendable {
  fileprivate let columns: [Int: [Double]]
}

extension SampleGraph {
  /// More bytes of columns are not kept: what is behind them is computed each time.
  private static let mostKeptBytes = 256 << 20

  /// The columns of what some outputs are computed from besides supplied variables.
  package func keptColumns(
    behind outputs: [NodeID], varying supplied: [NodeID], count: Int, threads: Int
  ) -> KeptColumns {
    let steady = frontier(of: outputs, dependents(of: supplied)).steady
    guard steady.count * count * 8 <= Self.mostKeptBytes else { return KeptColumns(columns: [:]) }
    let found = samples(of: steady, count: count, threads: threads).columns
    return KeptColumns(columns: Dictionary(uniqueKeysWithValues: zip(steady.map(\.index), found)))
  }

  /// Evaluates some nodes on so many samples from what is kept.
  package func samples(of outputs: [NodeID], from kept: KeptColumns, count: Int, threads: Int) -> SampleColumns {
    samples(of: outputs, count: count, threads: threads, known: kept.columns)
  }
}
