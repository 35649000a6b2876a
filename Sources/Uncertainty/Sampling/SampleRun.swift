import Dispatch

/// What evaluating a graph gave: the samples of the nodes that were asked for.
package struct SampleColumns: Sendable {
  /// One array for each node asked for, in the order of the samples.
  package let columns: [[Double]]
  /// How many samples stand in a block; each block is stratified by itself.
  package static let block = 1024
}

extension SampleGraph {
  /// Evaluates some nodes on so many samples.
  ///
  /// A block of samples goes through the whole graph before the next one, so that memory does not grow with the number
  /// of nodes times samples; blocks are shared out to threads, and the result is the same for any number of them.
  ///
  /// - Parameter firstBlock: the number of the first block: batches of other blocks of the same variables are
  ///   independent of each other.
  package func samples(of outputs: [NodeID], count: Int, threads: Int, firstBlock: Int = 0) -> SampleColumns {
    samples(of: outputs, count: count, threads: threads, firstBlock: firstBlock, known: [:])
  }

  /// - Parameter known: columns of nodes that need not be computed, by node, from the block with the number 0 on.
  func samples(
    of outputs: [NodeID], count: Int, threads: Int, firstBlock: Int = 0, known: [Int: [Double]]
  ) -> SampleColumns {
    let found = aggregates(before: outputs, count: count, threads: threads, firstBlock: firstBlock, known: known)
    return SampleColumns(
      columns: pass(outputs, count: count, threads: threads, firstBlock: firstBlock, found: found, known: known))
  }

  /// The values of the aggregates that some nodes need, by node: found in passes before the nodes that use them.
  func aggregates(
    before outputs: [NodeID], count: Int, threads: Int, firstBlock: Int, known: [Int: [Double]] = [:]
  ) -> [Int: Double] {
    var found: [Int: Double] = [:]
    guard outputs.contains(where: isLater) else { return found }
    let needed = ancestors(of: outputs, known: known)
    let last = outputs.map { stages[$0.index] }.max() ?? 0
    for stage in 0..<last {
      let aggregates = needed.filter { index in
        if case .aggregate = nodes[index], known[index] == nil { return stages[index] == stage + 1 }
        return false
      }
      let operands = aggregates.map { self.operands(of: nodes[$0])[0] }
      let columns = pass(
        operands, count: count, threads: threads, firstBlock: firstBlock, found: found, known: known)
      for (index, column) in zip(aggregates, columns) {
        guard case .aggregate(let aggregate, _) = nodes[index] else { continue }
        found[index] = aggregate.value(of: column, threads: threads)
      }
    }
    return found
  }

  /// The nodes that some nodes are computed from and these themselves, in ascending order.
  ///
  /// - Parameter known: what need not be computed.
  func ancestors(of outputs: [NodeID], known: [Int: [Double]] = [:]) -> [Int] {
    var isNeeded = Array(repeating: false, count: nodes.count)
    for output in outputs { isNeeded[output.index] = true }
    for index in nodes.indices.reversed() where isNeeded[index] && known[index] == nil {
      for operand in operands(of: nodes[index]) { isNeeded[operand.index] = true }
    }
    return nodes.indices.filter { isNeeded[$0] }
  }

  /// - Parameter known: columns of nodes that need not be computed, by node.
  func pass(
    _ outputs: [NodeID], count: Int, threads: Int, firstBlock: Int, found: [Int: Double],
    known: [Int: [Double]] = [:]
  ) -> [[Double]] {
    let plan = SamplePlan(self, outputs: outputs, found: found, known: known, firstBlock: firstBlock)
    let size = SampleColumns.block
    let blocks = (count + size - 1) / size
    var columns = outputs.map { _ in [Double](unsafeUninitializedCapacity: count) { $1 = count } }
    withStores(&columns) { stores in
      let targets = Targets(stores: stores)
      let workers = max(1, min(threads, blocks))
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        let machine = SampleMachine(plan)
        for block in stride(from: worker, to: blocks, by: workers) {
          let start = block * size
          machine.run(block: firstBlock + block, count: min(size, count - start), into: targets.stores, at: start)
        }
      }
    }
    return columns
  }

  /// Lends out the memory of all columns at once.
  private func withStores(
    _ columns: inout [[Double]], _ stores: [UnsafeMutableBufferPointer<Double>] = [],
    _ body: ([UnsafeMutableBufferPointer<Double>]) -> Void
  ) {
    guard stores.count < columns.count else { return body(stores) }
    // Out of the array and back, so that it is not copied for being shared.
    var column = columns[stores.count]
    columns[stores.count] = []
    column.withUnsafeMutableBufferPointer { withStores(&columns, stores + [$0], body) }
    columns[stores.count] = column
  }
}

/// Where workers write: each to blocks of its own.
private struct Targets: @unchecked Sendable {
  let stores: [UnsafeMutableBufferPointer<Double>]
}

extension SampleGraph.Aggregate {
  func value(of column: [Double], threads: Int) -> Double {
    let moments = SampleMoments(column, threads: threads)
    switch self {
    case .mean: return moments.mean
    case .sd: return moments.sd
    case .quantile(let p):
      guard !column.isEmpty, moments.firstNonFinite == nil else { return .nan }
      let rank = Samples.rank(of: p, count: column.count)
      return RankSelection(column, ranks: [rank], threads: threads)[rank]
    }
  }
}

extension SampleGraph {
  /// The values of some nodes where others are held at a value; draws that nothing holds are at their mean.
  package func values(of wanted: [NodeID], holding held: [NodeID: Double]) -> [NodeID: Double] {
    var found = Dictionary(uniqueKeysWithValues: held.map { ($0.key.index, $0.value) })
    for index in ancestors(of: wanted) where found[index] == nil {
      switch nodes[index] {
      case .uniform: found[index] = 0.5
      case .table(let table, _): found[index] = table.distribution.mean
      case .steps(let table, _): found[index] = table.mean
      default: break
      }
    }
    for (index, value) in aggregates(before: wanted, count: SampleColumns.block, threads: 1, firstBlock: 0) {
      found[index] = value
    }
    let columns = pass(wanted, count: 1, threads: 1, firstBlock: 0, found: found)
    return Dictionary(zip(wanted, columns.map { $0[0] })) { first, _ in first }
  }
}
