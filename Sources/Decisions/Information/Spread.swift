import Quantities
import Uncertainty

/// Where the values of a belief lie, the evidence included.
struct Spread: Sendable {
  let mean: Double
  /// The 5% and the 95%.
  let ends: (low: Double, high: Double)
  /// The only values that it takes, in ascending order; nil where these are many.
  let atoms: [Double]?
  private let distribution: Distribution?
  /// Values in ascending order with the share of each and all above; empty where the distribution is known.
  private let sorted: [Double]
  private let above: [Double]

  private static let mostAtoms = 64

  init(_ belief: ScenarioTree.Belief, _ tree: ScenarioTree, _ plain: RollBack.Result) {
    let values: [Double] = if case .each(let values) = belief.column { values } else { [belief.column[0]] }
    var distinct: Set<Double> = []
    for value in values where distinct.count <= Self.mostAtoms { distinct.insert(value) }
    atoms = distinct.count <= Self.mostAtoms ? distinct.sorted() : nil
    // Evidence that bears on the belief makes another distribution of it.
    let isEven = tree.scenarios.isSampled && plain.weight.constant != nil
    let estimate = tree.scenarios.mean(belief.column, under: plain.weight)
    if isEven, let distribution = belief.distribution, distribution.quantile(0.05).isFinite,
      distribution.quantile(0.95).isFinite
    {
      self.distribution = distribution
      (sorted, above) = ([], [])
      let (low, high) = (distribution.quantile(0.05), distribution.quantile(0.95))
      // What rounding leaves of a number is not told.
      func clean(_ value: Double) -> Double {
        let room = 1e-14 * min(high - low, .greatestFiniteMagnitude)
        return Decimals.shortest(between: value - room, and: value + room)
      }
      mean = clean(distribution.mean.flatMap { $0.isFinite ? $0 : nil } ?? distribution.quantile(0.5))
      ends = (clean(low), clean(high))
    } else {
      distribution = nil
      let order = values.indices.sorted { values[$0] < values[$1] }
      let total = tree.scenarios.total(plain.weight)
      var rest = 0.0
      var above = Array(repeating: 0.0, count: order.count)
      for place in order.indices.reversed() {
        rest += plain.weight[order[place]] / total
        above[place] = min(1, rest)
      }
      sorted = order.map { values[$0] }
      self.above = above
      mean = estimate.isFinite ? estimate : sorted[sorted.count / 2]
      ends = (Self.quantile(0.05, sorted, above), Self.quantile(0.95, sorted, above))
    }
  }

  private static func quantile(_ level: Double, _ sorted: [Double], _ above: [Double]) -> Double {
    // The first value with no more than the rest above it.
    var (low, high) = (0, sorted.count - 1)
    while low < high {
      let middle = (low + high) / 2
      let beyond = middle + 1 < above.count ? above[middle + 1] : 0
      if beyond <= 1 - level + 1e-12 { high = middle } else { low = middle + 1 }
    }
    return sorted[low]
  }

  /// Values to look at: quantiles, closer in the tails, and what lies as far out as one in a million.
  func grid(_ count: Int) -> [Double] {
    if let atoms { return atoms }
    let tails = [1e-6, 1e-5, 1e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01]
    let inner = count - 2 * tails.count
    var levels = tails + tails.map { 1 - $0 }
    levels += (1...inner).map { Double($0) / Double(inner + 1) }
    var points = levels.map { distribution?.quantile($0) ?? Self.quantile($0, sorted, above) }
    points.append(mean)
    if distribution == nil { points += [sorted[0], sorted[sorted.count - 1]] }
    return Set(points.filter(\.isFinite)).sorted()
  }

  /// How much lies above a value.
  func share(above value: Double, isIncluded: Bool) -> Double {
    if value == .infinity { return 0 }
    if value == -.infinity { return 1 }
    if let distribution {
      let at = distribution.isDiscrete ? distribution.cumulative(value) - distribution.cumulative(value.nextDown) : 0
      return min(1, max(0, 1 - distribution.cumulative(value) + (isIncluded ? at : 0)))
    }
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isIncluded ? sorted[middle] >= value : sorted[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low < above.count ? above[low] : 0
  }
}
