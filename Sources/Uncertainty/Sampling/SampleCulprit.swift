extension SampleGraph {
  /// The node at which a sample of an output stopped being a finite number: the earliest one that is not finite there
  /// although all it was computed from is.
  ///
  /// Of a `select` only the condition and the branch it chose count; an aggregate answers for itself. Where the output
  /// is finite after all, it is the answer.
  ///
  /// - Parameters:
  ///   - sample: the place in the column.
  ///   - count: how many samples the column was made of, which its last block and its aggregates depend on.
  package func culprit(of output: NodeID, sample: Int, count: Int, firstBlock: Int = 0) -> NodeID {
    precondition(sample >= 0 && sample < count)
    let found = aggregates(before: [output], count: count, threads: 1, firstBlock: firstBlock)
    let path = ancestors(of: [output]).map(NodeID.init)
    let values = self.values(of: path, sample: sample, count: count, firstBlock: firstBlock, found: found)
    guard values[output]?.isFinite == false else { return output }
    var reached: Set<NodeID> = [output]
    var answer = output
    for node in path.reversed() where reached.contains(node) {
      let broken = sources(of: node, values).filter { values[$0]?.isFinite == false }
      if broken.isEmpty { answer = node }
      reached.formUnion(broken)
    }
    return answer
  }

  /// The operands that a value was really made from.
  private func sources(of node: NodeID, _ values: [NodeID: Double]) -> [NodeID] {
    switch nodes[node.index] {
    case .aggregate: []
    case .select(let condition, let then, let otherwise):
      [condition, values[condition] != 0 ? then : otherwise]
    default: operands(of: nodes[node.index])
    }
  }

  /// The values of nodes at one sample, by evaluating its block once more.
  private func values(
    of wanted: [NodeID], sample: Int, count: Int, firstBlock: Int, found: [Int: Double]
  ) -> [NodeID: Double] {
    let size = SampleColumns.block
    let block = sample / size
    let length = min(size, count - block * size)
    let machine = SampleMachine(SamplePlan(self, outputs: wanted, found: found))
    let stores = wanted.map { _ in UnsafeMutableBufferPointer<Double>.allocate(capacity: length) }
    defer { for store in stores { store.deallocate() } }
    machine.run(block: firstBlock + block, count: length, into: stores, at: 0)
    return Dictionary(uniqueKeysWithValues: zip(wanted, stores.map { $0[sample - block * size] }))
  }
}
