import Quantities
import Uncertainty

/// What a person's record of forecasts says of how sure they should be.
package struct Recalibration: Hashable, Sendable {
  /// Probabilities become pᵇ/Σpᵇ: below 1 the person was too sure, above 1 not sure enough.
  package var exponent: Double
  /// Ranges become so many times as wide about their median, on their own scale; at least 1.
  package var widening: Double
  /// How many probabilities and how many ranges the record has.
  package var forecasts: Int
  package var intervals: Int

  /// One forecast of a probability for each of some values, and which came.
  package struct Forecast: Hashable, Sendable {
    package var probabilities: [Double]
    package var outcome: Int

    package init(probabilities: [Double], outcome: Int) {
      self.probabilities = probabilities
      self.outcome = outcome
    }
  }

  /// The exponent of greatest posterior density, with a prior about 1 of standard deviation ½: a short record changes
  /// little. The logarithmic score is convex in it, so that halving finds it.
  ///
  /// - Parameter scores: for each range the standard normal number of what came: Φ⁻¹ of its place in the range's distribution. If
  ///   the ranges were right they have the variance 1; ten ranges that were right are added to the record.
  package init(forecasts: [Forecast], scores: [Double]) {
    self.forecasts = forecasts.count
    intervals = scores.count
    var (low, high) = (0.05, 5.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Self.slope(at: middle, forecasts) > 0 { high = middle } else { low = middle }
    }
    exponent = forecasts.isEmpty ? 1 : (low + high) / 2
    let squares = scores.reduce(0) { $0 + min(9, $1 * $1) }
    widening = max(1, ((10 + squares) / Double(10 + scores.count)).squareRoot())
  }

  private static func slope(at exponent: Double, _ forecasts: [Forecast]) -> Double {
    forecasts.reduce((exponent - 1) / 0.25) { sum, forecast in
      // A wrong certainty would outweigh everything else.
      let logs = forecast.probabilities.map { Elementary.log(min(max($0, 1e-4), 1 - 1e-4)) }
      let weights = logs.map { Elementary.exp(exponent * $0) }
      let whole = weights.reduce(0, +)
      let mean = zip(logs, weights).reduce(0) { $0 + $1.0 * $1.1 } / whole
      return sum + mean - logs[forecast.outcome]
    }
  }

  /// Whether it would change anything.
  package var isChange: Bool { abs(exponent - 1) > 1e-6 || widening > 1 + 1e-6 }

  /// Some probabilities that sum to 1, recalibrated.
  func applied(to probabilities: [ScenarioValues]) -> [ScenarioValues] {
    guard abs(exponent - 1) > 1e-6 else { return probabilities }
    let powers = probabilities.map { column in
      column.map { $0 <= 0 ? 0 : Elementary.exp(exponent * Elementary.log($0)) }
    }
    let whole = ScenarioValues.sum(of: powers.map { (.one(1), $0) })
    return powers.map { .share($0, of: whole) }
  }
}

/// A score with beliefs recalibrated to the person's record.
package struct RecalibratedScore: Sendable {
  package var recalibration: Recalibration
  /// The expected payoff of each option, in the order of the document.
  package var expected: [Double]
  package var bestIndex: Int
}

extension ValuedTree {
  /// What the options are worth where the person's record corrects probabilities and ranges; likelihoods stay.
  func recalibrated(_ recalibration: Recalibration, _ context: ScoreContext) -> RecalibratedScore? {
    guard recalibration.isChange, let written else { return nil }
    var tree = self
    if recalibration.widening > 1 {
      let valued = written.tree.valued(
        with: beliefs.widened(by: recalibration.widening), source: written.source, in: written.unit)
      guard let wider = valued.tree else { return nil }
      tree = wider
    }
    guard
      let sampled = try? tree.sampled(context.sampling, evidence: context.evidence, recalibration: recalibration)
    else { return nil }
    let rolled = RollBack(sampled).rolled()
    guard rolled.mass > 0, let best = rolled.best else { return nil }
    return RecalibratedScore(recalibration: recalibration, expected: rolled.worths, bestIndex: best)
  }
}
