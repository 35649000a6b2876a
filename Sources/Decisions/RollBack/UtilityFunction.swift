import Quantities
import Uncertainty

/// What a decision maker goes by.
enum UtilityFunction: Sendable {
  case expectedValue
  /// Exponential utility u(x) = −exp(−x/R) with the risk tolerance R: what counts is the certainty equivalent
  /// −R ln E[exp(−x/R)] (Howard 1971).
  case exponential(riskTolerance: Double)

  /// What a chance is worth to him in every scenario.
  func combined(_ branches: [(probability: ScenarioValues, value: ScenarioValues)]) -> ScenarioValues {
    switch self {
    case .expectedValue: return ScenarioValues.sum(of: branches.map { (weight: $0.probability, value: $0.value) })
    case .exponential(let tolerance):
      if branches.allSatisfy({ $0.probability.constant != nil && $0.value.constant != nil }) {
        return .one(
          Self.equivalent(branches.map { ($0.probability[0], $0.value[0]) }, tolerance))
      }
      // Around the least value in each scenario, so that nothing is too large for a number.
      let least = branches.dropFirst().reduce(branches[0].value) { ScenarioValues.combining($0, $1.value, min) }
      let losses = ScenarioValues.sum(
        of: branches.map { branch in
          (branch.probability, ScenarioValues.combining(least, branch.value) { Self.loss(($0 - $1) / tolerance) })
        })
      return ScenarioValues.combining(least, losses) { $0 - tolerance * Self.equivalent($1) }
    }
  }

  /// What a column is worth to him over all scenarios.
  func worth(_ column: ScenarioValues, under weights: ScenarioValues, in scenarios: Scenarios) -> Double {
    guard case .exponential(let tolerance) = self, case .each(let values) = column else {
      return scenarios.mean(column, under: weights)
    }
    let least = values.min() ?? 0
    let losses = ScenarioValues.each(values.map { Self.loss((least - $0) / tolerance) })
    return least - tolerance * Self.equivalent(scenarios.mean(losses, under: weights))
  }

  /// By how much rounding may move what a chance of some values is worth, besides what the values are off by.
  func off(_ values: [Double]) -> Double {
    guard case .exponential(let tolerance) = self, let least = values.min(), let most = values.max() else { return 0 }
    // Of values that are close to each other for the tolerance the logarithm is a series, and keeps their digits.
    return most - least < 1e-5 * tolerance ? 1e-14 * (most - least) : 1e-15 * tolerance
  }

  /// Around the least value, so that nothing is too large for a number.
  private static func equivalent(_ branches: [(probability: Double, value: Double)], _ tolerance: Double) -> Double {
    let possible = branches.filter { $0.probability > 0 }
    guard let least = possible.map(\.value).min() else { return 0 }
    var sum = CompensatedSum()
    var whole = CompensatedSum()
    for branch in possible {
      sum.add(branch.probability * loss((least - branch.value) / tolerance))
      whole.add(branch.probability)
    }
    return least - tolerance * equivalent(sum.value / whole.value)
  }

  /// exp(x) − 1 for x of at most 0, to all digits near 0: a tolerance that is large against the payoffs is no risk.
  private static func loss(_ x: Double) -> Double {
    x > -1e-5 ? x * (1 + x / 2 * (1 + x / 3)) : Elementary.exp(x) - 1
  }

  /// ln(1 + x) for x above −1, to all digits near 0.
  private static func equivalent(_ x: Double) -> Double {
    if x > -1e-5 { return x * (1 - x * (0.5 - x / 3)) }
    return Elementary.log(max(1 + x, .leastNormalMagnitude))
  }
}
