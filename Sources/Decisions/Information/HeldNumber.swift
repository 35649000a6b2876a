import Formulas
import Quantities
import Uncertainty

/// Holds a number at the node of the sample graph where it stands: what is computed from it is computed anew, all else
/// keeps its draws.
struct HeldNumber: Holder {
  let isManyAtOnce: Bool
  let isSampled: Bool
  /// Which options depend on the number.
  let options: Set<Int>

  private let plain: RollBack.Result
  private let reached: Reached
  private let graph: SampleGraph
  /// The place of the number among what the graph is supplied with.
  private let place: Int
  private let companions: Companions?
  private let some: ScenarioTree
  private let all: ScenarioTree
  /// For each output whether it is the same in all samples once the number is held.
  private let isCertain: [Bool]

  /// Shares that sum to 1 with the held one: what it leaves is theirs in their proportions.
  struct Companions: Sendable {
    var own: [Double]
    var others: [(node: SampleGraph.NodeID, column: [Double])]
    fileprivate var places: [Int] = []

    init(own: [Double], others: [(node: SampleGraph.NodeID, column: [Double])]) {
      self.own = own
      self.others = others
    }

    fileprivate func column(_ other: Int, at value: Double) -> [Double] {
      zip(own, others[other].column).map { $0 < 1 ? $1 * (1 - value) / (1 - $0) : 0 }
    }
  }

  enum Obstacle: Error {
    /// There is more to do than anyone waits for.
    case tooMuch
    /// What is drawn has no single world.
    case drawn
  }

  /// - Parameters:
  ///   - valued: the tree whose graph has the number at a node.
  ///   - tree: the same tree over its scenarios, of which what does not depend on the number is taken.
  ///   - effort: how many samples some and all are, by how much there is to do for one.
  init(
    _ valued: ValuedTree, holding node: SampleGraph.NodeID, companions: Companions? = nil, in tree: ScenarioTree,
    _ plain: RollBack.Result, effort: (_ perSample: Int, _ columns: Int) -> (some: Int, all: Int)?
  ) throws(Obstacle) {
    var graph = valued.beliefs.graph
    let held = [node] + (companions?.others.map(\.node) ?? [])
    let dependents = graph.dependents(of: held)
    let reached = Reached(valued, dependents, tree)
    place = graph.supply(node)
    var shares = companions
    if let others = companions?.others {
      for (node, column) in others { shares?.places.append(graph.supply(node, column)) }
    }
    self.companions = shares
    self.reached = reached
    options = reached.options
    self.plain = plain
    isSampled = tree.scenarios.isSampled
    isManyAtOnce = tree.scenarios.count == 1
    let (varying, steady) = graph.frontier(of: reached.outputs, dependents)
    let perSample = varying + 3 * reached.options.reduce(0) { $0 + tree.size(of: tree.roots[$1]) }
    guard let count = effort(perSample, steady.count) else { throw .tooMuch }
    all = isSampled && count.all < tree.scenarios.count ? tree.first(count.all) : tree
    some = isSampled ? tree.first(min(count.some, count.all)) : all
    if isSampled {
      let columns = graph.samples(of: steady, count: all.scenarios.count, threads: 1).columns
      for (node, column) in zip(steady, columns) { _ = graph.supply(node, column) }
    } else if !steady.isEmpty {
      throw .drawn
    }
    let free = graph.dependents(of: steady + (companions?.others.map(\.node) ?? []))
    isCertain = reached.outputs.map { !free.contains($0) }
    self.graph = graph
  }

  func held(at values: [Double], _ depth: Depth) -> [Held?] {
    if isManyAtOnce { return worlds(values) }
    return values.map { sampled($0, depth) }
  }

  private func worlds(_ values: [Double]) -> [Held?] {
    var graph = graph
    graph.supplied[place] = values
    let columns = graph.samples(of: reached.outputs, count: values.count, threads: 1).columns.map {
      ScenarioValues.each($0)
    }
    var isPossible = values.map { _ in true }
    let tree = reached.filled(all.worlds(values.count), columns) { isPossible[$0] = false }
    return RollBack.worlds(tree, isPossible: isPossible)
  }

  private func sampled(_ value: Double, _ depth: Depth) -> Held? {
    let tree = depth == .all ? all : some
    var graph = graph
    graph.supplied[place] = [value]
    if let companions {
      for (index, place) in companions.places.enumerated() {
        graph.supplied[place] = companions.column(index, at: value)
      }
    }
    let isOne = isCertain.allSatisfy { $0 }
    let found = graph.samples(of: reached.outputs, count: isOne ? 1 : tree.scenarios.count, threads: 1).columns
    let columns = zip(found, isCertain).map { $1 ? ScenarioValues.one($0[0]) : .each($0) }
    var isPossible = true
    var filled = reached.filled(tree, columns) { _ in isPossible = false }
    guard isPossible else { return nil }
    filled = ScenarioTree(
      nodes: filled.nodes, roots: reached.options.sorted().map { filled.roots[$0] }, network: filled.network,
      scenarios: filled.scenarios, beliefs: [], unit: filled.unit)
    let rolled = RollBack(filled).rolled()
    guard rolled.mass > 0 else { return nil }
    // What does not depend on the number is worth what it was.
    var held = Held(worths: [])
    var varying = zip(rolled.worths, rolled.values).makeIterator()
    var values: [ScenarioValues] = []
    for option in plain.worths.indices {
      if reached.options.contains(option), let (worth, value) = varying.next() {
        held.worths.append(worth)
        values.append(value)
      } else {
        let value = first(plain.values[option], tree.scenarios.count)
        held.worths.append(tree.scenarios.mean(value, under: rolled.weight))
        values.append(value)
      }
    }
    guard held.worths.allSatisfy(\.isFinite) else { return nil }
    held.means = Held.Means(values: values, weight: rolled.weight, scenarios: tree.scenarios)
    return held
  }

  private func first(_ column: ScenarioValues, _ count: Int) -> ScenarioValues {
    if case .each(let values) = column, values.count > count { .each(Array(values.prefix(count))) } else { column }
  }
}

/// Where a tree depends on a held number.
private struct Reached: Sendable {
  private(set) var outputs: [SampleGraph.NodeID] = []
  private(set) var options: Set<Int> = []
  private var amounts: [(node: Int, output: Int, scale: Double)] = []
  private var probabilities: [(node: Int, output: Int)] = []
  private var rows: [(chance: Int, row: Int, value: Int, output: Int)] = []
  /// What called models require.
  private var requirements: [Int] = []
  /// The chances, by their nodes, whose branches must still sum to 1.
  private var parents: Set<Int> = []

  init(_ valued: ValuedTree, _ dependents: SampleGraph.Dependents, _ tree: ScenarioTree) {
    var places: [SampleGraph.NodeID: Int] = [:]
    func output(_ number: BeliefNumber?) -> Int? {
      guard case .sampled(let node, _)? = number?.content, dependents.contains(node) else { return nil }
      return output(node)
    }
    func output(_ node: SampleGraph.NodeID) -> Int {
      if let place = places[node] { return place }
      outputs.append(node)
      places[node] = outputs.count - 1
      return outputs.count - 1
    }
    requirements = valued.beliefs.requirements.filter(dependents.contains).map { output($0) }
    var isReached = valued.nodes.map { _ in false }
    for (index, node) in valued.nodes.enumerated() {
      if let place = output(node.amount?.number), let scale = node.amount?.scale {
        amounts.append((index, place, scale))
        isReached[index] = true
      }
      if let place = output(node.probability) {
        probabilities.append((index, place))
        isReached[index] = true
      }
    }
    var components: Set<Int> = []
    for (index, chance) in valued.beliefs.chances.enumerated() {
      for (row, numbers) in chance.rows.enumerated() {
        for (value, number) in numbers.probabilities.enumerated() {
          guard let place = output(number) else { continue }
          rows.append((index, row, value, place))
          components.insert(tree.network.components[index])
        }
      }
    }
    // Evidence that depends on the number weighs all samples anew.
    let isWeight = tree.network.chances.indices.contains { chance in
      components.contains(tree.network.components[chance])
        && tree.network.chances[chance].likelihood.contains { $0 != 1 }
    }
    let varying = Set(probabilities.map(\.node))
    for index in valued.nodes.indices.reversed() {
      let node = valued.nodes[index]
      if case .named(let chance, _) = node.kind, components.contains(tree.network.components[chance]) {
        isReached[index] = true
      }
      if node.children.contains(where: { isReached[$0] }) { isReached[index] = true }
      if case .chance = node.kind, node.children.contains(where: varying.contains) {
        parents.insert(index)
      }
    }
    for (option, root) in tree.roots.enumerated() where isWeight || isReached[root] { options.insert(option) }
  }

  /// The tree with what depends on the number; tells of the scenarios in which that is impossible.
  func filled(_ tree: ScenarioTree, _ columns: [ScenarioValues], impossible: (Int) -> Void) -> ScenarioTree {
    var tree = tree
    func checked(_ column: ScenarioValues, _ isPossible: (Double) -> Bool) {
      switch column {
      case .one(let value): if !isPossible(value) { impossible(0) }
      case .each(let values): for (index, value) in values.enumerated() where !isPossible(value) { impossible(index) }
      }
    }
    func probability(_ column: ScenarioValues) -> ScenarioValues {
      checked(column) { $0 >= -1e-9 && $0 <= 1 + 1e-9 }
      return column.map { min(1, max(0, $0)) }
    }
    func checkSum(_ parts: [ScenarioValues]) {
      checked(ScenarioValues.sum(of: parts.map { (.one(1), $0) })) { abs($0 - 1) <= 1e-9 }
    }
    for output in requirements { checked(columns[output]) { $0 != 0 } }
    for (node, output, scale) in amounts {
      checked(columns[output]) { $0.isFinite }
      tree.nodes[node].amount = scale == 1 ? columns[output] : columns[output].map { $0 * scale }
    }
    for (node, output) in probabilities { tree.nodes[node].probability = probability(columns[output]) }
    for parent in parents { checkSum(tree.nodes[parent].children.map { tree.nodes[$0].probability }) }
    if !rows.isEmpty {
      var chances = tree.network.chances
      for (chance, row, value, output) in rows { chances[chance].rows[row][value] = probability(columns[output]) }
      var last: (chance: Int, row: Int)?
      for (chance, row, _, _) in rows where last.map({ $0 != (chance, row) }) ?? true {
        checkSum(chances[chance].rows[row])
        last = (chance, row)
      }
      tree.network = ChanceNetwork(chances)
    }
    return tree
  }
}

extension ScenarioTree {
  /// How many nodes stand at and below a node.
  func size(of node: Int) -> Int { nodes[node].children.reduce(1) { $0 + size(of: $1) } }
}

/// Holds a number by reading the document again with the value in the place of its formula: for what the graph cannot
/// vary, such as the end of a list, and where joint states are enumerated.
struct RereadNumber: Holder {
  let valued: ValuedTree
  let named: Beliefs.Named
  let evidence: [Evidence]
  let sampling: Calculation.Sampling
  let isSampled: Bool

  var isManyAtOnce: Bool { false }

  private static let someSamples = 4 * SampleColumns.block
  private static let allSamples = 32 * SampleColumns.block

  func held(at values: [Double], _ depth: Depth) -> [Held?] {
    var sampling = sampling
    sampling.count = min(sampling.count, depth == .all ? Self.allSamples : Self.someSamples)
    return values.map { value in
      guard let varied = valued.holding(named, at: value),
        let tree = try? varied.sampled(sampling, evidence: evidence)
      else { return nil }
      let rolled = RollBack(tree).rolled()
      guard rolled.mass > 0, rolled.best != nil, rolled.worths.allSatisfy(\.isFinite) else { return nil }
      return Held(rolled, in: tree)
    }
  }
}
