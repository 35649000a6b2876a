/// The nodes of a graph that some outputs need, in order, each with the register that holds its block of samples.
struct SamplePlan: Sendable {
  struct Step: Sendable {
    var node: SampleGraph.Node
    var operands: [Int]
    var register: Int
  }

  private(set) var steps: [Step] = []
  private(set) var registers = 0
  /// The samples of the supplied variables.
  let supplied: [[Double]]
  /// The register of each output; two outputs may share one.
  private(set) var outputs: [Int] = []

  /// - Parameter found: the values of aggregates that earlier passes found, by node.
  init(_ graph: SampleGraph, outputs wanted: [SampleGraph.NodeID], found: [Int: Double]) {
    supplied = graph.supplied
    var isNeeded = Array(repeating: false, count: graph.nodes.count)
    var lastUse = Array(repeating: -1, count: graph.nodes.count)
    for output in wanted {
      isNeeded[output.index] = true
      lastUse[output.index] = .max
    }
    for index in graph.nodes.indices.reversed() where isNeeded[index] && found[index] == nil {
      for operand in graph.operands(of: graph.nodes[index]) {
        isNeeded[operand.index] = true
        lastUse[operand.index] = max(lastUse[operand.index], index)
      }
    }
    // A register is free again after the last node that reads it: the working set stays small enough for the cache.
    var registerOf: [Int: Int] = [:]
    var free: [Int] = []
    for index in graph.nodes.indices where isNeeded[index] {
      let node = found[index].map { SampleGraph.Node.constant($0) } ?? graph.nodes[index]
      let operands = found[index] == nil ? graph.operands(of: node) : []
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
