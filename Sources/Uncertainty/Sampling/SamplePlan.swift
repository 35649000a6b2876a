/// The nodes of a graph that some outputs need, in order, each with the register that holds its block of samples.
struct SamplePlan: Sendable {
  struct Step: Sendable {
    var node: SampleGraph.Node
    var operands: [Int]
    var register: Int
  }

  private(set) var steps: [Step] = []
  private(set) var registers = 0
  /// The samples of the supplied variables, and how far into them the first block lies.
  private(set) var supplied: [(samples: [Double], start: Int)]
  /// The register of each output; two outputs may share one.
  private(set) var outputs: [Int] = []

  /// - Parameters:
  ///   - found: the values of aggregates that earlier passes found, by node.
  ///   - known: columns of nodes that need not be computed, by node, from the block with the number 0 on.
  init(
    _ graph: SampleGraph, outputs wanted: [SampleGraph.NodeID], found: [Int: Double],
    known: [Int: [Double]] = [:], firstBlock: Int = 0
  ) {
    supplied = graph.supplied.map { ($0, 0) }
    var isNeeded = Array(repeating: false, count: graph.nodes.count)
    var lastUse = Array(repeating: -1, count: graph.nodes.count)
    for output in wanted {
      isNeeded[output.index] = true
      lastUse[output.index] = .max
    }
    func isGiven(_ index: Int) -> Bool { found[index] != nil || known[index] != nil }
    for index in graph.nodes.indices.reversed() where isNeeded[index] && !isGiven(index) {
      for operand in graph.operands(of: graph.nodes[index]) {
        isNeeded[operand.index] = true
        lastUse[operand.index] = max(lastUse[operand.index], index)
      }
    }
    // A register is free again after the last node that reads it: the working set stays small enough for the cache.
    var registerOf: [Int: Int] = [:]
    var free: [Int] = []
    for index in graph.nodes.indices where isNeeded[index] {
      let node: SampleGraph.Node
      if let value = found[index] {
        node = .constant(value)
      } else if let column = known[index] {
        node = .supplied(supplied.count)
        supplied.append((column, firstBlock * SampleColumns.block))
      } else {
        node = graph.nodes[index]
      }
      let operands = isGiven(index) ? [] : graph.operands(of: node)
      let sources = operands.map { registerOf[$0.index] ?? 0 }
      let register = free.popLast() ?? registers
      registers = max(registers, register + 1)
      registerOf[index] = register
      steps.append(Step(node: node, operands: sources, register: register))
      for operand in Set(operands) where lastUse[operand.index] == index {
        if let freed = registerOf[operand.index] { free.append(freed) }
      }
    }
    outputs = wanted.map { registerOf[$0.index] ?? 0 }
  }
}
