import Quantities
import Uncertainty

/// What comes of an option under a play of what is chosen later.
struct OptionOutcome: Sendable {
  /// Of the payoff, over scenarios and paths.
  var payoffs: PayoffDistribution
  /// The least and the greatest payoff with their probabilities; where samples are drawn, of what paths pay on average.
  var worst: Score.Path
  var best: Score.Path
  /// What the samples leave open of the 5%, 50% and 95%; nil where they are exact.
  var quantileErrors: [Double]?
  private static let levels = [0.05, 0.5, 0.95]

  /// The 5%, the 50% or the 95%; 0 where samples leave not even its sign, and the others are on both sides of 0.
  func quantile(_ place: Int) -> Double {
    let values = Self.levels.map(payoffs.quantile)
    let isBetween = values[..<place].allSatisfy { $0 <= 0 } && values[(place + 1)...].allSatisfy { $0 >= 0 }
    return isBetween && abs(values[place]) <= quantileErrors?[place] ?? 0 ? 0 : values[place]
  }

  /// More points than that are not sorted: fewer scenarios do. Of very many options fewer are held.
  private static func mostPoints(_ tree: ScenarioTree) -> Int { min(150_000, 3_000_000 / max(1, tree.roots.count)) }

  /// - Parameters:
  ///   - weight: the weight of every scenario.
  ///   - mass: the sum of the weights.
  ///   - equal: what rounding alone tells apart.
  init(_ option: RolledNode, in tree: ScenarioTree, weight: ScenarioValues, mass: Double, equal: EqualPayoffs) {
    var paths = 0
    option.forEachOutcome(in: tree) { _, payoff, _, _ in
      if case .each = payoff { paths += 1 }
    }
    // Whole blocks of samples stand for all.
    let count = tree.scenarios.count
    let block = SampleColumns.block
    let isSampled = tree.scenarios.isSampled
    let most = Self.mostPoints(tree)
    let used =
      isSampled && paths * count > most ? min(count, max(block, most / paths / block * block)) : count
    let share = isSampled ? Double(count) / Double(used) : 1
    var points: [PayoffDistribution.Point] = []
    var worst = Extreme(isLeast: true)
    var best = Extreme(isLeast: false)
    var blocks = BlockQuantiles(count: isSampled ? used / block : 0)
    option.forEachOutcome(in: tree) { labels, payoff, probability, _ in
      if count == 1 {
        let amount = equal[payoff[0]]
        points.append(.init(value: amount, probability: probability[0]))
        worst.see(labels, amount, probability[0])
        best.see(labels, amount, probability[0])
        return
      }
      let weights = weight * probability
      let chance = tree.scenarios.total(weights) / mass
      guard chance > 0 else { return }
      switch payoff {
      case .one(let value):
        let amount = equal[value]
        points.append(.init(value: amount, probability: chance))
        worst.see(labels, amount, chance)
        best.see(labels, amount, chance)
      case .each(let values):
        points.reserveCapacity(points.count + used)
        for scenario in 0..<used {
          points.append(.init(value: equal[values[scenario]], probability: weights[scenario] / mass * share))
        }
        points += Self.outliers(values, weights, after: used, of: count, mass: mass)
        if isSampled {
          let mean = tree.scenarios.mean(payoff, under: weights)
          let error = tree.scenarios.standardError(payoff, under: weights)
          worst.see(labels, mean, chance, error)
          best.see(labels, mean, chance, error)
        } else {
          let possible = (0..<count).filter { weights[$0] > 0 }.map { equal[values[$0]] }
          if let least = possible.min() { worst.see(labels, least, chance) }
          if let most = possible.max() { best.see(labels, most, chance) }
        }
      }
      blocks.add(payoff, weights)
    }
    let total = isSampled ? points.reduce(0) { $0 + $1.probability } : 1
    payoffs = PayoffDistribution(points, total: total)
    quantileErrors = isSampled && paths > 0 ? blocks.errors(Self.levels, payoffs, samples: used) : nil
    let nowhere = Score.Path(labels: [option.label], payoff: payoffs.mean, probability: 1)
    self.worst = worst.path ?? nowhere
    self.best = best.path ?? nowhere
    if !isSampled, let least = payoffs.points.first, let most = payoffs.points.last {
      // In all scenarios in which it comes, and on all paths to it.
      self.worst.probability = min(1, least.probability)
      self.best.probability = min(1, most.probability)
    }
  }

  /// What lies outside of all that a part of the samples has, in the others: rare and far away, it must not be lost.
  private static func outliers(
    _ values: [Double], _ weights: ScenarioValues, after used: Int, of count: Int, mass: Double
  ) -> [PayoffDistribution.Point] {
    guard used < count, let least = values[..<used].min(), let most = values[..<used].max() else { return [] }
    return (used..<count).compactMap { scenario in
      let value = values[scenario]
      guard value < least || value > most else { return nil }
      return .init(value: value, probability: weights[scenario] / mass)
    }
  }

  /// The path to the least or the greatest payoff that was seen so far, and how many others end in the same.
  private struct Extreme {
    let isLeast: Bool
    var path: Score.Path?

    mutating func see(_ labels: [String], _ payoff: Double, _ probability: Double, _ error: Double? = nil) {
      if let known = path, known.payoff == payoff {
        path?.others += 1
        path?.probability = min(1, known.probability + probability)
      } else if path.map({ isLeast ? payoff < $0.payoff : payoff > $0.payoff }) ?? true {
        path = Score.Path(labels: labels, payoff: payoff, probability: probability, standardError: error)
      }
    }
  }
}

/// How far quantiles scatter between blocks of samples, each stratified by itself.
private struct BlockQuantiles {
  let count: Int
  private var ways: [(payoff: ScenarioValues, weight: ScenarioValues)] = []

  init(count: Int) { self.count = count }

  mutating func add(_ payoff: ScenarioValues, _ weight: ScenarioValues) {
    if count > 0 { ways.append((payoff, weight)) }
  }

  /// The standard error of each quantile; of few blocks from the samples around it, which errs on the safe side.
  func errors(_ levels: [Double], _ payoffs: PayoffDistribution, samples: Int) -> [Double] {
    guard count >= 8 else {
      return levels.map { level in
        let step = (level * (1 - level) / Double(max(1, samples))).squareRoot()
        return (payoffs.quantile(min(1, level + step)) - payoffs.quantile(max(0, level - step))) / 2
      }
    }
    let size = SampleColumns.block
    var found = levels.map { _ in [Double]() }
    for block in 0..<count {
      var points: [PayoffDistribution.Point] = []
      for way in ways {
        if let value = way.payoff.constant, let weight = way.weight.constant {
          points.append(.init(value: value, probability: weight * Double(size)))
        } else {
          for scenario in block * size..<(block + 1) * size {
            points.append(.init(value: way.payoff[scenario], probability: way.weight[scenario]))
          }
        }
      }
      let total = points.reduce(0) { $0 + $1.probability }
      guard total > 0 else { continue }
      let own = PayoffDistribution(points, total: total)
      for (index, level) in levels.enumerated() { found[index].append(own.quantile(level)) }
    }
    return found.map { quantiles in
      let mean = quantiles.reduce(0, +) / Double(quantiles.count)
      let squares = quantiles.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(max(1, quantiles.count - 1)) / Double(quantiles.count)).squareRoot()
    }
  }
}
