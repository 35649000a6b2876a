import Diagnostics
import Formulas
import Quantities

/// Finds the flips of every belief.
struct FlipFinder: Sendable {
  let tree: SampledTree
  let valued: ValuedTree
  let plain: Roller.Rolled
  let sampling: Calculation.Sampling
  let evidence: [Evidence]

  /// Samples that a search with many evaluations makes do with.
  private static let fewSamples = 4 * SampleColumns.block
  /// Larger trees are not rolled back hundreds of times over.
  static let mostNodes = 400

  /// Samples know a flip to about a hundredth: looking closer would be for nothing.
  private var precision: (parts: Int, rounds: Int) { isSingle ? (16, 14) : (8, 4) }

  /// Fewer samples are moved to what all of them say of the tree as it stands.
  private var anchor: [Double]? { isSingle ? nil : plain.worths }

  private var isSingle: Bool { tree.scenarios.count == 1 }

  /// The same finder, for a thread of its own.
  var withOwnMemory: FlipFinder {
    FlipFinder(
      tree: tree.withOwnMemory, valued: valued, plain: plain, sampling: sampling, evidence: evidence)
  }

  /// Those of all other beliefs, for which the tree is rolled back again and again.
  func ofOthers() -> [Flip] {
    guard plain.best != nil, tree.roots.count > 1, tree.nodes.count <= Self.mostNodes else { return [] }
    let thin =
      tree.scenarios.isSampled && tree.scenarios.count > Self.fewSamples
      ? (try? valued.sampled(fewer, evidence: evidence)) ?? tree : tree.withOwnMemory
    let unnamed = UnnamedChances(tree, plain).flips { isSingle ? nil : resolution($0, from: $1) }
    return certainNumbers() + chances(thin) + unnamed
  }

  private var fewer: Calculation.Sampling {
    var fewer = sampling
    fewer.count = min(sampling.count, Self.fewSamples)
    return fewer
  }

  // MARK: Numbers

  /// Those of a number that is uncertain, which the curves of what the options are worth given its value tell.
  ///
  /// - Parameter informed: what each option is worth to one who knows the number, less what other numbers do.
  func ofUncertainNumber(_ index: Int, _ smoother: Smoother, _ informed: [Column]) -> [Flip] {
    let belief = tree.beliefs[index]
    guard let best = plain.best, tree.roots.count > 1, case .each(let values) = belief.column else { return [] }
    let curves = informed.map { smoother.fit(plain.weight * $0, isCrossed: false).curve }
    let current = tree.scenarios.mean(belief.column, under: plain.weight)
    // Every so many of very many samples tell where the search ends.
    let sorted = stride(from: 0, to: values.count, by: max(1, values.count / 8192)).map { values[$0] }.sorted()
    var points = (0...100).map { sorted[min(sorted.count - 1, (sorted.count * (4 + 992 * $0 / 100)) / 1000)] }
    points.append(current)
    points = Set(points).sorted()
    let search = FlipSearch { points in curves.map { curve in points.map(curve) } }
    return search.nearest(to: current, best: best, among: points).map { found in
      let isAbove = found.at > current
      let beyond = belief.column.map { ($0 > found.at) == isAbove ? 1 : 0 }
      return Flip(
        belief: belief.name, current: current, at: found.at, unit: belief.unit, isShare: belief.isShare,
        option: tree.nodes[tree.roots[found.option]].label,
        probability: tree.scenarios.mean(beyond, under: plain.weight),
        // The curve itself is known to no better than a part of the belief's spread.
        resolution: tree.scenarios.isSampled ? max(Samples.sd(values) / 300, resolution(found, from: current)) : nil)
    }
  }

  /// How far off a flip may be: the error of the margin, by how fast the margin shrinks on the way there.
  ///
  /// - Parameter rolled: the tree on fewer samples at a value of the belief, where it was searched on these.
  private func resolution(
    _ found: FlipSearch.Found, from current: Double,
    _ rolled: ((_ at: Double) -> (Roller.Rolled, Scenarios)?)? = nil
  ) -> Double {
    guard let best = plain.best else { return 0 }
    func margin(_ rolled: Roller.Rolled) -> Column { rolled.values[best] - rolled.values[found.option] }
    var errors = [tree.scenarios.standardError(margin(plain), under: plain.weight) ?? 0]
    if let rolled, let (here, scenarios) = rolled(current), let (there, _) = rolled(found.at) {
      errors.append(scenarios.standardError(margin(there) - margin(here), under: there.weight) ?? 0)
    }
    let size = plain.worths[best] - plain.worths[found.option]
    let error = errors.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return size > 0 ? error * abs(found.at - current) / size : 0
  }

  private func certainNumbers() -> [Flip] {
    guard let best = plain.best else { return [] }
    let numbers = valued.beliefs.numbers.filter { $0.isWritten && $0.number.exact != nil && $0.number.exact != 0 }
    return numbers.prefix(isSingle ? 40 : 8).flatMap { belief -> [Flip] in
      guard let current = belief.number.exact,
        let varied = valued.supplying(belief.name, in: belief.number.unit)
      else { return [] }
      let points = Self.points(about: current, isShare: belief.isShare, isFew: !isSingle)
      var isImpossible = false
      let search = FlipSearch(precision: precision, anchor: anchor) { points in
        if isImpossible { return plain.worths.map { worth in points.map { _ in worth } } }
        do {
          return try worths(of: varied, at: points)
        } catch {
          // Beyond some value there is no such tree: probabilities would no longer sum to 1.
          isImpossible = true
          return plain.worths.map { worth in points.map { _ in worth } }
        }
      }
      let found = search.nearest(to: current, best: best, among: points)
      if isImpossible { return [] }
      return found.map {
        Flip(
          belief: belief.name, current: current, at: $0.at, unit: belief.number.unit, isShare: belief.isShare,
          option: tree.nodes[tree.roots[$0.option]].label, probability: nil,
          resolution: isSingle ? nil : resolution($0, from: current) { rolled(varied, at: $0) })
      }
    }
  }

  /// What each option is worth where the supplied number has some values.
  private func worths(of varied: ValuedTree, at points: [Double]) throws(Diagnostic) -> [[Double]] {
    if isSingle {
      let many = try varied.sampled(sampling, evidence: evidence, supplied: .each(points))
      var roller = Roller(many)
      roller.knowledge = .scenario
      return roller.rolled().values.map { value in points.indices.map { value[$0] } }
    }
    var all = plain.worths.map { _ in [Double]() }
    for point in points {
      let one = try varied.sampled(fewer, evidence: evidence, supplied: .held(point))
      for (option, worth) in Roller(one).rolled().worths.enumerated() { all[option].append(worth) }
    }
    return all
  }

  private func rolled(_ varied: ValuedTree, at point: Double) -> (Roller.Rolled, Scenarios)? {
    guard let one = try? varied.sampled(fewer, evidence: evidence, supplied: .held(point)) else { return nil }
    return (Roller(one).rolled(), one.scenarios)
  }

  /// From nothing to a hundred times, or from 0% to 100%, the current value among them.
  private static func points(about current: Double, isShare: Bool, isFew: Bool) -> [Double] {
    let steps = isFew ? 10 : 50
    var points: [Double]
    if isShare, (0...1).contains(current) {
      points = (0...(2 * steps)).map { Double($0) / Double(2 * steps) }
    } else {
      points = [0] + (-steps...steps).map { current * Elementary.exp(4.605170185988092 * Double($0) / Double(steps)) }
      points.removeAll { $0 != 0 && abs($0 / current - 1) < 1e-9 }
    }
    points.append(current)
    return Set(points).sorted()
  }

  // MARK: Chances

  private func chances(_ thin: SampledTree) -> [Flip] {
    guard let best = plain.best else { return [] }
    return tree.network.chances.indices.flatMap { index -> [Flip] in
      let chance = tree.network.chances[index]
      guard chance.parents.isEmpty, chance.values.count > 1 else { return [] }
      // The evidence about it is part of what is believed now.
      let weight = tree.scenarios.weights * tree.network.joint(tree.network.nothing)
      let parts = zip(chance.rows[0], chance.likelihood).map { $0 * .one($1) }
      let whole = Column.sum(of: parts.map { (.one(1), $0) })
      let current = parts.map { tree.scenarios.mean(Column.share($0, of: whole), under: weight) }
      return chance.values.indices.prefix(chance.values.count == 2 ? 1 : .max).flatMap { value -> [Flip] in
        guard current[value] < 1 else { return [] }
        let row: (Double) -> [Double] = { point in
          chance.values.indices.map { other in
            other == value ? point : current[other] * (1 - point) / (1 - current[value])
          }
        }
        let vary: (inout SampledTree, [Column]) -> Void = { tree, row in
          tree.network.chances[index].likelihood = chance.likelihood.map { _ in 1 }
          tree.network = tree.network.replacing(index, rows: [row])
        }
        let search = FlipSearch(precision: precision, anchor: anchor) { points in
          let rows = points.map(row)
          return self.worths(thin, points.count) { tree, point in
            vary(
              &tree,
              chance.values.indices.map { other in point.map { .one(rows[$0][other]) } ?? .each(rows.map { $0[other] })
              })
          }
        }
        let rolled: (Double) -> (Roller.Rolled, Scenarios)? = { point in
          var one = thin
          vary(&one, row(point).map { .one($0) })
          return (Roller(one).rolled(), one.scenarios)
        }
        let steps = isSingle ? 40 : 20
        let points = Set((0...steps).map { Double($0) / Double(steps) } + [current[value]]).sorted()
        return search.nearest(to: current[value], best: best, among: points).map { found in
          Flip(
            belief: "\(chance.name) = \(chance.values[value])", current: current[value], at: found.at, unit: .one,
            isShare: true, option: tree.nodes[tree.roots[found.option]].label,
            probability: beyond(value, of: index, found.at, current[value]),
            resolution: isSingle ? nil : resolution(found, from: current[value], rolled))
        }
      }
    }
  }

  /// The chance that an uncertain probability lies beyond a value, its own evidence included.
  private func beyond(_ value: Int, of index: Int, _ at: Double, _ current: Double) -> Double? {
    let chance = tree.network.chances[index]
    let parts = zip(chance.rows[0], chance.likelihood).map { $0 * .one($1) }
    let column = Column.share(parts[value], of: Column.sum(of: parts.map { (.one(1), $0) }))
    guard case .each = column else { return nil }
    return tree.scenarios.mean(column.map { ($0 > at) == (at > current) ? 1 : 0 }, under: plain.weight)
  }

  /// What each option is worth in some variations of a tree.
  ///
  /// - Parameter vary: makes one variation by its number, or all at once, each a scenario, where that is nil.
  private func worths(
    _ tree: SampledTree, _ count: Int, vary: (inout SampledTree, _ point: Int?) -> Void
  ) -> [[Double]] {
    if tree.scenarios.count == 1 {
      var many = SampledTree(
        nodes: tree.nodes, roots: tree.roots, network: tree.network,
        scenarios: Scenarios(count: count, weights: .one(1 / Double(count)), isSampled: false), beliefs: [],
        unit: tree.unit)
      vary(&many, nil)
      var roller = Roller(many)
      roller.knowledge = .scenario
      return roller.rolled().values.map { value in (0..<count).map { value[$0] } }
    }
    var all = tree.roots.map { _ in [Double]() }
    for point in 0..<count {
      var one = tree
      vary(&one, point)
      for (option, worth) in Roller(one).rolled().worths.enumerated() { all[option].append(worth) }
    }
    return all
  }
}

extension FlipFinder {
  /// What a number does to the expected payoff of the best option.
  ///
  /// - Parameter informed: what each option is worth to one who knows the number, less what other numbers do.
  func swing(_ index: Int, _ smoother: Smoother, _ informed: [Column]) -> Swing? {
    let belief = tree.beliefs[index]
    guard let best = plain.best, case .each(let values) = belief.column else { return nil }
    let curve = smoother.fit(plain.weight * informed[best], isCrossed: false).curve
    let mass = smoother.fit(plain.weight, isCrossed: false).curve
    let (low, high) = ends(values)
    return Swing(
      belief: belief.name, low: .init(at: low, expected: curve(low) / mass(low)),
      high: .init(at: high, expected: curve(high) / mass(high)), unit: belief.unit, isShare: belief.isShare)
  }

  /// The 5% and the 95% of a number.
  private func ends(_ values: [Double]) -> (low: Double, high: Double) {
    if tree.scenarios.isSampled, plain.weight.constant != nil {
      var column = values
      let found = Samples.quantiles([0.05, 0.95], of: &column)
      return (found[0], found[1])
    }
    let points = values.indices.map { Distribution.Point(value: values[$0], probability: plain.weight[$0]) }
    let law = Distribution(points, total: points.reduce(0) { $0 + $1.probability })
    return (law.quantile(0.05), law.quantile(0.95))
  }

  /// What beliefs and chances do to the expected payoff of the best option, the greatest first.
  func tornado(_ ofNumbers: [Swing]) -> [Swing] {
    guard let best = plain.best else { return [] }
    var swings = ofNumbers
    for (index, chance) in tree.network.chances.enumerated() where !chance.isTest {
      let ends = chance.values.indices.compactMap { value -> (label: String, expected: Double)? in
        var known = tree.network.nothing
        known[index] = value
        let rolled = Roller(tree).rolled(known: known)
        return rolled.mass > 0 ? (chance.values[value], rolled.worths[best]) : nil
      }
      guard let low = ends.min(by: { $0.expected < $1.expected }),
        let high = ends.max(by: { $0.expected < $1.expected })
      else { continue }
      swings.append(
        Swing(
          belief: chance.name, low: .init(label: low.label, expected: low.expected),
          high: .init(label: high.label, expected: high.expected), unit: .one, isShare: false))
    }
    if tree.nodes.count <= Self.mostNodes { swings += UnnamedChances(tree, plain).swings() }
    let size = abs(plain.worths[best])
    return swings.filter { $0.width > 1e-12 * size }.sorted { $0.width > $1.width }
  }
}
