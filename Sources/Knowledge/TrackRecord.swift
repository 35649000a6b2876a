import Decisions
import Diagnostics
import Formulas
import Quantities

/// What a person forecast in decisions that were taken, and what came: predictions and named chances with an outcome.
public struct TrackRecord: Sendable {
  public private(set) var forecasts: [Recalibration.Forecast] = []
  /// For each range the standard normal number of what came.
  public private(set) var scores: [Double] = []
  /// How many of the ranges held what came between their ends, and how many should have.
  public private(set) var hits = 0

  public init() {}

  public var recalibration: Recalibration { Recalibration(forecasts: forecasts, scores: scores) }

  /// Adds another record behind this one.
  public static func += (record: inout TrackRecord, other: TrackRecord) {
    record.forecasts += other.forecasts
    record.scores += other.scores
    record.hits += other.hits
  }

  /// What a decision's Outcome says; of corrections the last counts.
  public init(of decision: Decision) {
    var last: [String: OutcomeLine] = [:]
    for line in decision.outcome { last[line.subject] = line }
    for (index, text) in decision.predictions.enumerated() {
      guard let outcome = last["prediction \(index + 1)"] else { continue }
      if let probability = Self.probability(text), ["yes", "no"].contains(outcome.value) {
        forecasts.append(
          .init(probabilities: [probability, 1 - probability], outcome: outcome.value == "yes" ? 0 : 1))
      } else if let place = Self.place(of: outcome.value, in: text) {
        scores.append(Law.normal(mean: 0, sd: 1).quantile(min(max(place, 1e-6), 1 - 1e-6)))
        if (0.05...0.95).contains(place) { hits += 1 }
      }
    }
    for chance in decision.tree?.beliefs.chances ?? [] where chance.parents.isEmpty {
      guard let came = last[chance.name], let outcome = chance.values.firstIndex(of: came.value) else { continue }
      let probabilities = chance.rows[0].probabilities.compactMap(\.exact)
      guard probabilities.count == chance.values.count else { continue }
      forecasts.append(.init(probabilities: probabilities, outcome: outcome))
    }
  }

  /// `80% the rig is on site`: the probability that a prediction begins with.
  private static func probability(_ text: String) -> Double? {
    guard let first = text.split(separator: " ").first, first.hasSuffix("%"), let percent = Double(first.dropLast()),
      (0...100).contains(percent)
    else { return nil }
    return percent / 100
  }

  /// `output by 2027-12-31: 40k to 90k barrel`: where in the law of the range something lies.
  private static func place(of value: String, in text: String) -> Double? {
    guard let colon = text.ranges(of: ": ").last else { return nil }
    let program = "range = \(text[colon.upperBound...])\nP(range <= (\(value)))"
    let calculation = Calculation(Program(SourceText(name: "prediction", text: program)))
    guard calculation.faults.isEmpty, let answer = try? calculation.answers().outputs.first,
      case .number(let number) = answer.value
    else { return nil }
    switch number.amount {
    case .exact(let exact): return exact
    case .estimate(let estimate, _): return estimate
    case .uncertain: return nil
    }
  }
}
