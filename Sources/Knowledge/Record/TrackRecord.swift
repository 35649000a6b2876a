package import Decisions
import Diagnostics
import Formulas
import Quantities
import Uncertainty

/// What a person forecast in decisions that were taken, and what came: predictions, named chances and branches without
/// a name with an outcome.
package struct TrackRecord: Sendable {
  package private(set) var forecasts: [Recalibration.Forecast] = []
  /// For each range the standard normal number of what came.
  package private(set) var scores: [Double] = []
  /// How many of the ranges held what came between their ends, and how many should have.
  package private(set) var hits = 0

  package init() {}

  package var recalibration: Recalibration { Recalibration(forecasts: forecasts, scores: scores) }

  /// Adds another record behind this one.
  package static func += (record: inout TrackRecord, other: TrackRecord) {
    record.forecasts += other.forecasts
    record.scores += other.scores
    record.hits += other.hits
  }

  /// What a decision's Outcome says; of corrections the last counts. A forecast that is somebody else's is left out.
  package init(of decision: Decision) {
    var last: [String: OutcomeLine] = [:]
    for line in decision.outcome { last[line.subject] = line }
    for prediction in decision.predictions where prediction.author == nil {
      switch (prediction.belief, last[prediction.subject]?.meaning) {
      case (.probability(let probability), .came(_, let came)):
        forecasts.append(.init(probabilities: [probability, 1 - probability], outcome: came ? 0 : 1))
      case (.range, .lies(_, let placement)):
        // A range that has no value in some sample says nothing.
        guard let place = try? placement.probability(), place.isFinite else { continue }
        scores.append(Distribution.normal(mean: 0, sd: 1).quantile(min(max(place, 1e-6), 1 - 1e-6)))
        if (0.05...0.95).contains(place) { hits += 1 }
      default: continue
      }
    }
    for chance in decision.chances where chance.parents.isEmpty {
      guard let value = decision.known.values[chance.name], let came = chance.values.firstIndex(of: value) else {
        continue
      }
      let probabilities = chance.rows[0].probabilities.compactMap(\.exact)
      guard probabilities.count == chance.values.count else { continue }
      forecasts.append(.init(probabilities: probabilities, outcome: came))
    }
    for fork in decision.happened {
      forecasts.append(.init(probabilities: fork.probabilities, outcome: fork.came))
    }
  }
}
