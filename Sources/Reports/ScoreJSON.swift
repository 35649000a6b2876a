import Decisions
import Diagnostics
import Quantities

/// A score as other programs read it. What this version does not compute is null.
public enum ScoreJSON {
  /// - Parameters:
  ///   - decision: the slug, or the name of the file.
  ///   - revision: the name of the revision scored; nil for a file.
  ///   - line: the line of a place in the document.
  public static func answer(
    _ score: Score, decision: String, revision: String?, line: (SourceSpan) -> Int
  ) -> JSON {
    func quantity(_ value: Double?) -> JSON { JSON(value.map { Quantity($0, score.unit) }) }
    return .answer([
      ("decision", .string(decision)), ("revision", JSON(revision)), ("method", "exact"), ("samples", nil),
      ("seed", nil), ("best", .string(score.best.label)), ("bestUnderRisk", nil), ("margin", quantity(score.margin)),
      ("marginOverStatusQuo", quantity(score.marginOverStatusQuo)),
      ("options", .array(score.options.map { option($0, unit: score.unit) })),
      (
        "information",
        .object([("perfect", quantity(score.perfectInformation)), ("perBelief", nil), ("tests", nil)])
      ),
      ("flips", nil), ("tornado", nil), ("dominance", nil), ("indifferent", .bool(score.isIndifferent)),
      ("recalibrated", nil),
      (
        "warnings",
        .array(
          score.warnings.map { warning in
            .object([
              ("code", .string(warning.code)), ("message", .string(warning.message)),
              ("line", warning.span.map { .integer(line($0)) } ?? .null),
            ])
          })
      ),
    ])
  }

  private static func option(_ option: Score.Option, unit: Quantity.Unit) -> JSON {
    .object([
      ("label", .string(option.label)), ("statusQuo", .bool(option.isStatusQuo)),
      ("expected", JSON(Quantity(option.expected, unit))), ("sd", .number(option.standardDeviation)),
      ("p5", .number(option.p5)), ("p50", .number(option.p50)), ("p95", .number(option.p95)),
      ("chanceOfLoss", .number(option.chanceOfLoss)), ("chanceOfBest", JSON(option.chanceOfBest)),
      ("regret", JSON(option.regret)), ("returnOnStake", JSON(option.returnOnStake)), ("kelly", nil),
      ("certaintyEquivalent", nil), ("worst", path(option.worst)), ("best", path(option.best)),
      (
        "policy",
        .array(
          option.policy.map { step in
            .object([("after", .array(step.after.map { .string($0) })), ("choose", .string(step.choose))])
          })
      ),
    ])
  }

  private static func path(_ path: Score.Path) -> JSON {
    .object([
      ("path", .array(path.labels.map { .string($0) })), ("payoff", .number(path.payoff)),
      ("probability", .number(path.probability)),
    ])
  }
}
