package import Diagnostics
import Formulas
import Quantities
import Uncertainty

/// A decision tree in plain numbers, each a column over the scenarios.
struct ScenarioTree: Sendable {
  struct Node: Sendable {
    var label: String
    var amount: ScenarioValues
    /// The probability among its siblings; 1 below a choice or a named chance.
    var probability: ScenarioValues
    var kind: ValuedTree.Node.Kind
    var children: [Int]
  }

  var nodes: [Node]
  let roots: [Int]
  var network: ChanceNetwork
  let scenarios: Scenarios
  /// The uncertain numbers with names, in the order of the text.
  let beliefs: [Belief]
  let unit: Quantity.Unit
  /// Which option changes nothing: it is the best where none is better.
  var statusQuo: Int?

  /// A number with a name that is uncertain by itself.
  struct Belief: Sendable {
    var name: String
    var column: ScenarioValues
    var unit: Quantity.Unit
    var isShare: Bool
    /// Whether it is a date, counted in days since 1970-01-01.
    var isDate: Bool
    /// Its distribution, where that is known.
    var distribution: Distribution?
    var number: BeliefNumber
    /// Whether an amount or a probability of the tree depends on it.
    var isUsed: Bool
  }
}

extension ScenarioTree {
  /// Whether one node stands for several values of a chance.
  var hasAny: Bool {
    nodes.contains { node in
      if case .named(_, let branches) = node.kind { Set(branches).count < branches.count } else { false }
    }
  }

  /// For each node the chances of the components that stand below it.
  var chancesBelow: [[Int]] {
    var components: [Set<Int>] = nodes.map { _ in [] }
    // Children stand behind their parents.
    for index in nodes.indices.reversed() {
      if case .named(let chance, _) = nodes[index].kind { components[index].insert(network.components[chance]) }
      for child in nodes[index].children { components[index].formUnion(components[child]) }
    }
    return components.map { own in network.chances.indices.filter { own.contains(network.components[$0]) } }
  }

  /// How many nodes a play may come to, `any` counted for each value; bounded.
  var visits: Double {
    var counts = nodes.map { _ in 1.0 }
    for index in nodes.indices.reversed() {
      if case .named(_, let branches) = nodes[index].kind {
        counts[index] += branches.reduce(0) { $0 + counts[$1] }
      } else {
        counts[index] += nodes[index].children.reduce(0) { $0 + counts[$1] }
      }
    }
    return roots.reduce(0) { $0 + counts[$1] }
  }
}

/// What evidence says of a chance: how likely it was under each value.
package struct Evidence: Sendable {
  package var chance: String
  package var likelihood: [Double]
  /// Where it comes from.
  package var source: String?
  /// The line of the document.
  package var span: SourceSpan?

  package init(chance: String, likelihood: [Double], source: String? = nil, span: SourceSpan? = nil) {
    self.chance = chance
    self.likelihood = likelihood
    self.source = source
    self.span = span
  }
}

extension ValuedTree {
  /// The same tree with one number supplied from outside, or held at a value; nil where it is no tree then.
  func holding(_ named: Beliefs.Named, at value: Double? = nil) -> ValuedTree? {
    guard let written else { return nil }
    let held = beliefs.holding(named, at: value)
    guard held.faults.isEmpty else { return nil }
    return written.tree.valued(with: held, source: written.source, in: unit).tree
  }

  /// The tree over its scenarios: one, the joint states of discrete beliefs, or samples.
  ///
  /// - Throws: what has no value, or is no probability, in some sample.
  func sampled(
    _ sampling: Calculation.Sampling, evidence: [Evidence] = [], recalibration: Recalibration? = nil
  ) throws(Diagnostic) -> ScenarioTree {
    let used = drawsUsed
    var collector = ColumnCollector(tree: self, used: used)
    let scenarios = try collector.scenarios(sampling)
    try collector.checkRequirements(sampling)
    var sampled: [ScenarioTree.Node] = []
    sampled.reserveCapacity(nodes.count)
    for node in nodes {
      var amount = ScenarioValues.one(0)
      if let written = node.amount {
        amount = try collector.column(written.number)
        if written.scale != 1 { amount = amount.map { $0 * written.scale } }
        // Sums and squares of what is not beyond it stay within the range of numbers: no figure of a score overflows.
        if case .each(let values) = amount, values.contains(where: { !(abs($0) <= 1e140) }) {
          throw .amountTooLarge(at: written.number.span)
        }
      }
      var probability = ScenarioValues.one(1)
      if let number = node.probability { probability = try collector.probability(number) }
      sampled.append(
        ScenarioTree.Node(
          label: node.label, amount: amount, probability: probability, kind: node.kind, children: node.children))
    }
    for (index, node) in nodes.enumerated() where node.children.count > 1 {
      guard case .chance = node.kind else { continue }
      try collector.checkSum(node.children.map { sampled[$0].probability }, at: nodes[index].span)
      guard let recalibration else { continue }
      let corrected = recalibration.applied(to: node.children.map { sampled[$0].probability })
      for (child, probability) in zip(node.children, corrected) { sampled[child].probability = probability }
    }
    var chances: [ChanceNetwork.Chance] = []
    for chance in beliefs.chances {
      var rows: [[ScenarioValues]] = []
      for row in chance.rows {
        let columns = try row.probabilities.map { number throws(Diagnostic) in try collector.probability(number) }
        try collector.checkSum(columns, at: row.span)
        // A test's likelihoods are no forecasts.
        rows.append(chance.isTest ? columns : recalibration?.applied(to: columns) ?? columns)
      }
      var likelihood = chance.values.map { _ in 1.0 }
      for line in evidence where line.chance == chance.name {
        likelihood = zip(likelihood, line.likelihood).map { $0 * $1 }
      }
      // Only the ratios count; the greatest is 1, so that many pieces of evidence do not vanish together.
      let most = likelihood.max() ?? 1
      chances.append(
        ChanceNetwork.Chance(
          name: chance.name, values: chance.values, isTest: chance.isTest, parents: chance.parents, rows: rows,
          likelihood: most > 0 ? likelihood.map { $0 / most } : likelihood))
    }
    var named: [ScenarioTree.Belief] = []
    for belief in beliefs.numbers where belief.isDrawn && belief.number.exact == nil {
      // What nothing uses is not drawn.
      let isUsed = !used.isDisjoint(with: draws(behind: belief.number))
      named.append(
        ScenarioTree.Belief(
          name: belief.name, column: isUsed ? try collector.column(belief.number) : .one(0), unit: belief.number.unit,
          isShare: belief.isShare, isDate: belief.isDate, distribution: belief.distribution, number: belief.number,
          isUsed: isUsed))
    }
    return ScenarioTree(
      nodes: sampled, roots: roots, network: ChanceNetwork(chances), scenarios: scenarios, beliefs: named, unit: unit,
      statusQuo: options.firstIndex(where: \.isStatusQuo))
  }
}

extension ValuedTree {
  func draws(behind number: BeliefNumber) -> Set<UInt64> {
    number.sampledNode.map { beliefs.graph.drawKeys(behind: $0) } ?? []
  }

  /// The draws that amounts and probabilities depend on.
  private var drawsUsed: Set<UInt64> {
    beliefs.graph.drawKeys(behind: uncertainNumbers.compactMap(\.sampledNode))
  }
}

/// Turns the numbers of a tree into columns.
private struct ColumnCollector {
  let tree: ValuedTree
  /// The draws that amounts and probabilities depend on: a range that none of them uses makes no samples of anything.
  let used: Set<UInt64>
  private var columns: [SampleGraph.NodeID: [Double]] = [:]
  private var count = 1
  /// The discrete variables whose joint states are the scenarios; nil where samples are drawn.
  private var variables: [JointValues.Variable]?

  init(tree: ValuedTree, used: Set<UInt64>) {
    self.tree = tree
    self.used = used
  }

  private var numbers: [BeliefNumber] {
    var found = tree.uncertainNumbers
    for named in tree.beliefs.numbers where named.isDrawn && !used.isDisjoint(with: tree.draws(behind: named.number)) {
      found.append(named.number)
    }
    return found
  }

  mutating func scenarios(_ sampling: Calculation.Sampling) throws(Diagnostic) -> Scenarios {
    var nodes: [SampleGraph.NodeID] = []
    var seen: Set<SampleGraph.NodeID> = []
    var joint: [JointValues]? = []
    for number in numbers {
      guard case .sampled(let node, let values) = number.content else { continue }
      if seen.insert(node).inserted { nodes.append(node) }
      // Samples tell where a number has no value.
      let finite = values.flatMap { $0.values.allSatisfy(\.isFinite) ? $0 : nil }
      joint = finite.flatMap { values in joint.map { $0 + [values] } }
    }
    if nodes.isEmpty { return .single }
    let graph = tree.beliefs.graph
    if let joint, let variables = Self.variables(of: joint) {
      self.variables = variables
      let weights = variables.reduce([1.0]) { before, variable in
        before.flatMap { p in variable.probabilities.map { p * $0 } }
      }
      count = weights.count
      return Scenarios(count: count, weights: .each(weights), isSampled: false)
    } else {
      count = sampling.count
    }
    let bytes = Double(nodes.count) * Double(count) * 8
    guard bytes <= Self.mostBytes else {
      throw .tooManyColumns(
        nodes.count, samples: count, bytes: bytes, fitting: Int(Double(count) * Self.mostBytes / bytes))
    }
    let found = graph.samples(of: nodes, count: count, threads: sampling.threads).columns
    for (node, column) in zip(nodes, found) { columns[node] = column }
    return Scenarios(count: count, weights: .one(1 / Double(count)), isSampled: true)
  }

  /// What called models require must hold in every sample.
  func checkRequirements(_ sampling: Calculation.Sampling) throws(Diagnostic) {
    let graph = tree.beliefs.graph
    if let fault = tree.beliefs.unmetRequirement(in: graph, count: sampling.count, threads: sampling.threads) {
      throw fault
    }
  }

  /// More than that is not held of uncertain numbers alone.
  private static let mostBytes = 1e9

  /// The variables of some numbers; nil where their joint states are too many.
  private static func variables(of joint: [JointValues]) -> [JointValues.Variable]? {
    var all: Set<JointValues.Variable> = []
    for values in joint { all.formUnion(values.variables) }
    let sorted = all.map { JointValues($0, values: $0.probabilities.map { _ in 0 }) }
    return JointValues.combining(sorted) { _ in 0 }?.variables
  }

  func column(_ number: BeliefNumber) throws(Diagnostic) -> ScenarioValues {
    switch number.content {
    case .exact(let value): return .one(value)
    case .sampled(let node, let joint):
      if let variables, let joint {
        if let fault = tree.beliefs.noValue(number) { throw fault }
        let zeros = variables.map { JointValues($0, values: $0.probabilities.map { _ in 0 }) }
        return .each(JointValues.combining([joint] + zeros) { $0[0] }?.values ?? [])
      }
      let column = columns[node] ?? []
      if let fault = tree.beliefs.noValue(number, in: column, count: count) { throw fault }
      return .each(column)
    }
  }

  func probability(_ number: BeliefNumber) throws(Diagnostic) -> ScenarioValues {
    let column = try column(number)
    guard case .each(let values) = column else { return column }
    let wrong = values.count { $0 < -1e-9 || $0 > 1 + 1e-9 }
    if wrong > 0 {
      // What 'else' leaves can only be too little.
      if tree.beliefs.source[number.span] == "else" {
        throw .othersAboveOne(share: Double(wrong) / Double(values.count), at: number.span)
      }
      throw .probabilityInSamples(share: Double(wrong) / Double(values.count), at: number.span)
    }
    return values.contains { $0 < 0 || $0 > 1 } ? column.map { min(1, max(0, $0)) } : column
  }

  func checkSum(_ probabilities: [ScenarioValues], at span: SourceSpan) throws(Diagnostic) {
    let sum = ScenarioValues.sum(of: probabilities.map { (.one(1), $0) })
    guard case .each(let values) = sum else { return }
    let wrong = values.count { abs($0 - 1) > 1e-9 }
    if wrong > 0 { throw .sumInSamples(share: Double(wrong) / Double(values.count), at: span) }
  }
}
