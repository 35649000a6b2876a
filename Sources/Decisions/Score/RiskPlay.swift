import Quantities
import Uncertainty

/// What an option comes to for one who goes by a risk tolerance: what he chooses later, and what that brings.
package struct RiskPlay: Sendable {
  package var policy: [PolicyStep]
  /// The expected payoff of that play, which is no more than the best one's.
  package var expected: Double
  /// Of that, where it is an estimate.
  package var standardError: Double?
  package var standardDeviation: Double
  package var p5: Double
  package var p50: Double
  package var p95: Double
  package var chanceOfLoss: Double
  package var worst: Score.Path
  package var best: Score.Path
  /// What its certainty equivalent is known to, where that is an estimate.
  package var equivalentError: Double?
  /// Whether the certainty equivalent rests on a few of the worst samples, and so is too high.
  var isTooHigh: Bool
}

/// What the options are worth to one who plays by a risk tolerance.
struct RiskFigures: Sendable {
  var equivalents: [Double]
  var plays: [RiskPlay]
  /// The option with the greatest certainty equivalent; of those that are level the one that is best by expected value.
  var best: Int
}

extension ValuedTree {
  /// Rolls back with exponential utility: at every choice the greatest certainty equivalent is taken.
  ///
  /// - Parameter known: the options under the best play.
  func underRisk(
    _ tolerance: Double, _ plain: RollBack.Result, _ known: [Score.Option], _ tree: ScenarioTree
  ) -> RiskFigures {
    var roller = RollBack(tree)
    roller.preference = .exponential(riskTolerance: tolerance)
    let rolled = roller.rolled()
    let reaches = beliefs.graph.reaches()
    let options = rolled.options.compactMap { $0 }
    let equivalents = options.indices.map { index in
      // Where the tail is heavier than utility can bear, samples would only hide it.
      let moment = reach(options[index], tree, reaches)?.lowMoment
      return moment.map { $0 > 1 / tolerance } ?? true ? rolled.worths[index] : -.infinity
    }
    let equal = EqualPayoffs(options, in: tree)
    let plays = options.indices.map { index in
      let losses = WeightedLosses(rolled.values[index], rolled.weight, tolerance, in: tree.scenarios)
      let policy = options[index].policy()
      if policy == known[index].policy { return RiskPlay(known[index], losses) }
      let play = OptionOutcome(options[index], in: tree, weight: rolled.weight, mass: rolled.mass, equal: equal)
      let value = options[index].expectedValue(in: tree)
      return RiskPlay(
        policy: policy, expected: tree.scenarios.mean(value, under: rolled.weight),
        standardError: tree.scenarios.standardError(value, under: rolled.weight),
        standardDeviation: play.payoffs.standardDeviation, p5: play.quantile(0), p50: play.quantile(1),
        p95: play.quantile(2),
        chanceOfLoss: min(1, play.payoffs.chance(below: 0)), worst: play.worst, best: play.best,
        equivalentError: losses?.error, isTooHigh: losses?.restOnFew ?? false)
    }
    let best = Rounding.best(of: equivalents, off: rolled.off, preferred: plain.best)
    return RiskFigures(equivalents: equivalents, plays: plays, best: best)
  }
}

extension RiskPlay {
  /// Where the best play is his, too.
  fileprivate init(_ option: Score.Option, _ losses: WeightedLosses?) {
    self.init(
      policy: option.policy, expected: option.expected, standardError: option.standardError,
      standardDeviation: option.standardDeviation, p5: option.p5, p50: option.p50, p95: option.p95,
      chanceOfLoss: option.chanceOfLoss, worst: option.worst, best: option.best, equivalentError: losses?.error,
      isTooHigh: losses?.restOnFew ?? false)
  }
}

/// The mean of exp(−x/R), as far as samples tell it.
private struct WeightedLosses {
  /// Whether a handful of samples decides it.
  let restOnFew: Bool
  /// The standard error of the certainty equivalent.
  let error: Double?

  /// Fewer equally weighty samples than that are a handful.
  private static let fewest = 200.0
  /// So many samples at one amount are no accident: the amount is a cap or a floor, and how probable it is, known.
  private static let fewestAtOne = 20

  /// - Parameter values: what the option is worth in every scenario to one who goes by the tolerance: what happens by
  ///   chance within a scenario is in it with its probability, and rests on no sample.
  init?(_ values: ScenarioValues, _ weights: ScenarioValues, _ tolerance: Double, in scenarios: Scenarios) {
    guard scenarios.isSampled, case .each(let samples) = values, let least = samples.min() else { return nil }
    let losses = samples.indices.map { index in
      weights[index] * Elementary.exp((least - samples[index]) / tolerance)
    }
    let sum = losses.reduce(0, +)
    var squares = losses.reduce(0) { $0 + $1 * $1 }
    let mean = sum / Double(losses.count)
    error = scenarios.standardError(.each(losses), under: .one(1)).map { tolerance * $0 / mean }
    // The effective size of weighted samples (Kish 1965); of few samples none needs to be among the worst to be few.
    let fewest = min(Self.fewest, Double(losses.count) / 5)
    if sum * sum < fewest * squares {
      var counts: [Double: (count: Int, squares: Double)] = [:]
      for (value, loss) in zip(samples, losses) {
        counts[value, default: (0, 0)].count += 1
        counts[value, default: (0, 0)].squares += loss * loss
      }
      for atom in counts.values where atom.count >= Self.fewestAtOne { squares -= atom.squares }
    }
    restOnFew = sum * sum < fewest * max(0, squares)
  }
}

extension RolledNode {
  /// The expected payoff from here on in every scenario, under the play as it is.
  func expectedValue(in tree: ScenarioTree) -> ScenarioValues {
    let amount = tree.nodes[node].amount
    if let chosen { return amount + children[chosen].expectedValue(in: tree) }
    let branches = children.filter { $0.probability.constant != 0 }
    if branches.isEmpty { return amount }
    return amount + ScenarioValues.sum(of: branches.map { ($0.probability, $0.expectedValue(in: tree)) })
  }
}
