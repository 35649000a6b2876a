import Diagnostics
import Formulas
import Quantities
import Uncertainty

/// Finds where the best option changes as one belief varies, and how far each moves the best option.
struct FlipFinder: Sendable {
  let tree: ScenarioTree
  let valued: ValuedTree
  let plain: RollBack.Result
  let sampling: Calculation.Sampling
  let evidence: [Evidence]

  /// What was found of some beliefs.
  struct Found: Sendable {
    var flips: [Flip] = []
    var swings: [Swing] = []
    /// The beliefs that nobody would wait for.
    var unexamined: [String] = []

    mutating func add(_ other: Found) {
      flips += other.flips
      swings += other.swings
      unexamined += other.unexamined
    }
  }

  /// Larger trees are not rolled back for each chance without a name.
  static let mostNodes = 400

  private var isSingle: Bool { tree.scenarios.count == 1 }

  /// Sums of certain amounts are exact to that.
  private var rounding: Double { tree.scenarios.isSampled ? 0 : 2 * (plain.off.max() ?? 0) }

  /// Those of all beliefs, in the order of the text.
  func all() -> Found {
    guard plain.best != nil, tree.roots.count > 1 else { return Found(swings: swingsOfOneOption()) }
    let numbers = self.numbers
    let found = concurrentMap(numbers.count, threads: sampling.threads) { index in
      self.found(numbers[index], of: numbers.count, index)
    }
    var all = Found()
    for part in found { all.add(part) }
    all.add(chances())
    return all
  }

  /// Where there is nothing to choose between, beliefs still move what it is worth.
  private func swingsOfOneOption() -> [Swing] {
    guard plain.best != nil else { return [] }
    let numbers = self.numbers.filter { $0.exact == nil }
    return concurrentMap(numbers.count, threads: sampling.threads) { index in
      self.found(numbers[index], of: numbers.count, index).swings
    }.flatMap { $0 }
  }

  // MARK: Numbers

  /// A number that may be held at other values.
  private struct Number: Sendable {
    var named: Beliefs.Named
    /// The value, where it is certain.
    var exact: Double?
    /// Its place among the tree's beliefs, where it is uncertain.
    var belief: Int?
  }

  private var numbers: [Number] {
    valued.beliefs.numbers.compactMap { named in
      if let exact = named.number.exact {
        return named.isWritten ? Number(named: named, exact: exact) : nil
      }
      guard let belief = tree.beliefs.firstIndex(where: { $0.name == named.name }), tree.beliefs[belief].isUsed,
        case .each = tree.beliefs[belief].column
      else { return nil }
      return Number(named: named, belief: belief)
    }
  }

  private func found(_ number: Number, of count: Int, _ index: Int) -> Found {
    guard let (holder, options, bends) = holder(number, of: count, index) else {
      return Found(unexamined: [number.named.name])
    }
    guard !options.isEmpty, let best = plain.best else { return Found() }
    if let exact = number.exact { return Found(flips: flips(number.named, at: exact, holder, bends)) }
    guard let place = number.belief else { return Found() }
    let spread = Spread(tree.beliefs[place], tree, plain)
    var found = Found()
    if tree.roots.count > 1 { found.flips = flips(number.named, spread, holder, bends) }
    if options.contains(best) {
      let (low, high) = spread.ends
      let held = holder.held(at: [low, high], .all)
      if let one = held[0]?.worths[best], let other = held[1]?.worths[best] {
        found.swings = [
          Swing(
            belief: number.named.name, low: .init(at: low, expected: one), high: .init(at: high, expected: other),
            unit: number.named.number.unit, isShare: number.named.isShare, isDate: number.named.isDate)
        ]
      }
    }
    return found
  }

  /// What holds a number, the options that depend on it, and where to look closely; nil where it would take too long.
  private func holder(
    _ number: Number, of count: Int, _ index: Int
  ) -> (any Holder, options: Set<Int>, bends: Bends?)? {
    let isReread =
      tree.scenarios.count > 1 && !tree.scenarios.isSampled
      || number.exact != nil && isSingle && valued.beliefs.takesFigures
    // A number whose figures are taken, or that is certain, is read once more to become a variable of the graph.
    let isOwn = number.exact == nil && !(valued.beliefs.takesFigures && tree.scenarios.isSampled)
    guard isOwn || Effort.mayReread(nodes: tree.nodes.count, of: count) else { return nil }
    let varied = isOwn ? valued : valued.holding(number.named)
    var node: SampleGraph.NodeID?
    if isOwn, case .sampled(let own, _) = number.named.number.content { node = own }
    if !isOwn { node = varied?.beliefs.suppliedVariable }
    guard let varied, let node, varied.nodes.count == valued.nodes.count else {
      return reread(number, nil, of: count, index)
    }
    let bends = Bends(varied, holding: node)
    if isReread { return reread(number, bends, of: count, index) }
    do throws(HeldNumber.Obstacle) {
      let held = try HeldNumber(
        varied, holding: node, companions: isOwn ? companions(number) : nil, in: tree, plain,
        effort: { Effort.samples(perSample: $0, columns: $1, of: count, in: tree.scenarios) })
      return (held, held.options, bends)
    } catch {
      return error == .tooMuch ? nil : reread(number, bends, of: count, index)
    }
  }

  private func reread(
    _ number: Number, _ bends: Bends?, of count: Int, _ index: Int
  ) -> (any Holder, options: Set<Int>, bends: Bends?)? {
    guard Effort.mayReread(index, nodes: tree.nodes.count, scenarios: tree.scenarios) else { return nil }
    let holder = RereadNumber(
      valued: valued, named: number.named, evidence: evidence, sampling: sampling, isSampled: tree.scenarios.isSampled)
    guard number.exact == nil, case .sampled(let node, _) = number.named.number.content else {
      return (holder, Set(tree.roots.indices), bends)
    }
    return (holder, valued.options(dependingOn: node), bends)
  }

  /// The other elements of a list that sums to 1 in every sample.
  private func companions(_ number: Number) -> HeldNumber.Companions? {
    guard let place = number.belief, let list = number.named.list else { return nil }
    let others = valued.beliefs.numbers.filter { $0.list == list && $0.name != number.named.name }
    guard case .each(let own) = tree.beliefs[place].column, !others.isEmpty else { return nil }
    var sum = own
    var columns: [(SampleGraph.NodeID, [Double])] = []
    for other in others {
      guard case .sampled(let node, _) = other.number.content,
        case .each(let column)? = tree.beliefs.first(where: { $0.name == other.name })?.column
      else { return nil }
      columns.append((node, column))
      for index in sum.indices { sum[index] += column[index] }
    }
    guard sum.allSatisfy({ abs($0 - 1) < 1e-9 }) else { return nil }
    return HeldNumber.Companions(own: own, others: columns)
  }

  /// Those of a number that is uncertain.
  private func flips(_ named: Beliefs.Named, _ spread: Spread, _ holder: any Holder, _ bends: Bends?) -> [Flip] {
    guard let best = plain.best else { return [] }
    let grid = spread.grid(holder.isManyAtOnce || !holder.isSampled ? 41 : 55)
    var search = LeaderSearch(
      holder: holder, best: best, current: spread.mean, statusQuo: tree.statusQuo, rounding: rounding)
    search.atoms = spread.atoms
    let found = search.found(grid, bends: bends?.places(grid) ?? []) { low, high in
      spread.share(above: low, isIncluded: true) - spread.share(above: high, isIncluded: true)
    }
    return found.map { found in
      Flip(
        belief: named.name, current: spread.mean, at: found.at, unit: named.number.unit, isShare: named.isShare,
        isDate: named.isDate, isAbove: found.isAbove, option: label(found.option),
        probability: found.isAbove
          ? spread.share(above: found.at, isIncluded: found.isIncluded)
          : 1 - spread.share(above: found.at, isIncluded: !found.isIncluded), resolution: found.resolution)
    }
  }

  /// Those of a number that is certain.
  private func flips(_ named: Beliefs.Named, at exact: Double, _ holder: any Holder, _ bends: Bends?) -> [Flip] {
    guard let best = plain.best else { return [] }
    var search = LeaderSearch(
      holder: holder, best: best, current: exact, statusQuo: tree.statusQuo, rounding: rounding)
    // Some samples are moved to what all of them say of the tree as it stands.
    if tree.scenarios.isSampled, let held = holder.held(at: exact, .some) {
      search.shifts = zip(plain.worths, held.worths).map { $0 - $1 }
    }
    var grid = Self.grid(about: exact, named, steps: holder.isManyAtOnce ? 50 : 16)
    if !holder.isManyAtOnce, exact == exact.rounded(), holder.held(at: exact + 0.37, .some) == nil {
      // The end of a list is a whole number.
      search.isWhole = true
      grid = Array(Set(grid.map { $0.rounded() }.filter { abs($0) <= 200 + 2 * abs(exact) })).sorted()
    }
    return search.found(grid, bends: bends?.places(grid) ?? []).map { found in
      Flip(
        belief: named.name, current: exact, at: found.at, unit: named.number.unit, isShare: named.isShare,
        isDate: named.isDate, isAbove: found.isAbove, option: label(found.option), probability: nil,
        resolution: found.resolution)
    }
  }

  /// From nothing to a hundred times, from 0% to 100%, fifty years around a date; from zero to either side.
  private static func grid(about exact: Double, _ named: Beliefs.Named, steps: Int) -> [Double] {
    func spread(_ size: Double, decades: Double, _ sign: Double) -> [Double] {
      (-steps...steps).map { sign * size * Elementary.exp(decades * 2.302585092994046 * Double($0) / Double(steps)) }
    }
    var points = [0.0]
    if named.isDate {
      let days = [
        1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 550, 730, 1096, 1826, 3652, 7305, 18262,
      ]
      points = days.flatMap { [exact - Double($0), exact + Double($0)] }
    } else if named.isShare, (0...1).contains(exact) {
      points = (0...(2 * steps)).map { Double($0) / Double(2 * steps) }
    } else if exact == 0 {
      points += [-1.0, 1].flatMap { spread(1000, decades: 9, $0) }
    } else {
      points += spread(exact, decades: 2, 1).filter { abs($0 / exact - 1) > 1e-9 }
    }
    points.append(exact)
    return Set(points.filter(\.isFinite)).sorted()
  }

  private func label(_ option: Int) -> String { tree.nodes[tree.roots[option]].label }
}

// MARK: Chances

extension FlipFinder {
  /// Those of named chances that depend on no other, and of chances without a name.
  private func chances() -> Found {
    guard let best = plain.best else { return Found() }
    let isSampled = tree.scenarios.isSampled
    var found = Found()
    let some = isSampled ? tree.first(min(tree.scenarios.count, 8 * SampleColumns.block)) : tree
    for (index, chance) in tree.network.chances.enumerated() where chance.parents.isEmpty && chance.values.count > 1 {
      let values = chance.values.indices.prefix(chance.values.count == 2 ? 1 : .max)
      guard Effort.mayHold(values.count, nodes: tree.nodes.count, scenarios: some.scenarios) else {
        found.unexamined.append(chance.name)
        continue
      }
      // The evidence about it, wherever it stands, is part of what is believed now.
      let columns = tree.network.probabilities(of: index, given: tree.network.nothing)
      let current = columns.map { tree.scenarios.mean($0, under: plain.weight) }
      for value in values where current[value] > 0 && current[value] < 1 {
        let holder = HeldChance(tree, some: some, chance: index, value: value, current: current)
        var search = LeaderSearch(
          holder: holder, best: best, current: current[value], statusQuo: tree.statusQuo, rounding: rounding)
        if isSampled, let held = holder.held(at: current[value], .some) {
          search.shifts = zip(plain.worths, held.worths).map { $0 - $1 }
        }
        let steps = isSampled ? 20 : 40
        found.flips += search.found((0...steps).map { Double($0) / Double(steps) }).map { found in
          Flip(
            belief: "\(chance.name) = \(chance.values[value])", current: current[value], at: found.at, unit: .one,
            isShare: true, isAbove: found.isAbove, option: label(found.option),
            probability: beyond(columns[value], found), resolution: found.resolution)
        }
      }
    }
    if tree.nodes.count <= Self.mostNodes {
      found.flips += UnnamedChances(tree, plain).flips(rounding)
    } else {
      let count = tree.nodes.count { if case .chance = $0.kind { $0.children.count > 1 } else { false } }
      if count > 0 { found.unexamined.append("\(count) chances without a name") }
    }
    return found
  }

  /// The chance that an uncertain probability lies beyond a value.
  private func beyond(_ column: ScenarioValues, _ found: LeaderSearch.Found) -> Double? {
    guard case .each = column else { return nil }
    let beyond = column.map { found.isAbove ? ($0 > found.at ? 1 : 0) : ($0 < found.at ? 1 : 0) }
    return tree.scenarios.mean(beyond, under: plain.weight)
  }
}

/// How much is done for what nobody has asked for in particular.
enum Effort {
  /// How many samples are looked at for a number: some for the search, all to confirm; nil where it would take too long.
  static func samples(
    perSample: Int, columns: Int, of count: Int, in scenarios: Scenarios
  ) -> (some: Int, all: Int)? {
    let block = SampleColumns.block
    if !scenarios.isSampled { return perSample * count <= 4_000_000 ? (1, 1) : nil }
    func whole(_ samples: Int) -> Int { max(block, samples / block * block) }
    guard perSample * count <= 60_000 else { return nil }
    let work = max(1, perSample * count)
    let some = min(scenarios.count, whole(min(8 * block, 3_000_000 / work)))
    let all = min(scenarios.count, whole(min(60_000_000 / work, 8_000_000 / max(1, columns))))
    return (some, max(some, all))
  }

  /// Whether the document may be read once more for each of so many numbers.
  static func mayReread(nodes: Int, of count: Int) -> Bool { nodes * count <= 100_000 }

  /// Whether the number with that place may be held by reading the document again for each value.
  static func mayReread(_ index: Int, nodes: Int, scenarios: Scenarios) -> Bool {
    let perValue = nodes * (scenarios.isSampled ? 40 : max(1, scenarios.count / 16)) + 200
    return (index + 1) * perValue <= 40_000
  }

  /// Whether some values of a chance may be held.
  static func mayHold(_ values: Int, nodes: Int, scenarios: Scenarios) -> Bool {
    values * nodes * scenarios.count <= (scenarios.isSampled ? 10_000_000 : 400_000)
  }
}

extension ValuedTree {
  /// Which options depend on a node of the graph.
  func options(dependingOn node: SampleGraph.NodeID) -> Set<Int> {
    let dependents = beliefs.graph.dependents(of: [node])
    func depends(_ number: BeliefNumber?) -> Bool {
      if case .sampled(let node, _)? = number?.content { dependents.contains(node) } else { false }
    }
    let isInChances = beliefs.chances.contains { $0.rows.contains { $0.probabilities.contains { depends($0) } } }
    func isReached(_ index: Int) -> Bool {
      let node = nodes[index]
      if depends(node.amount?.number) || depends(node.probability) { return true }
      if case .named = node.kind, isInChances { return true }
      return node.children.contains(where: isReached)
    }
    return Set(roots.indices.filter { isReached(roots[$0]) })
  }
}
