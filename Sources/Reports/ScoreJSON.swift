package import Decisions
package import Diagnostics
import Quantities

/// A score as other programs read it. What does not apply is null.
package enum ScoreJSON {
  /// - Parameters:
  ///   - decision: the slug, or the name of the file.
  ///   - revision: the name of the revision scored; nil for a file.
  ///   - stated: what else is known of the decision.
  ///   - source: the text that was scored.
  package static func answer(
    _ score: Score, decision: String, revision: String?, stated: [(key: String, value: JSON)] = [],
    in source: SourceText
  ) -> JSON {
    func quantity(_ value: Double?, error: Double? = nil) -> JSON {
      amount(value, score.unit, error: error, isSampled: score.method == .monteCarlo)
    }
    let figures: [(key: String, value: JSON)] = [
      ("decision", .string(decision)), ("revision", JSON(revision)), ("method", .string(score.method.rawValue)),
      ("samples", score.samples.map { .integer($0) } ?? .null),
      ("seed", score.seed.map { .integer(Int(truncatingIfNeeded: $0)) } ?? .null), ("best", .string(score.best.label)),
      ("bestUnderRisk", JSON(score.bestUnderRisk?.label)),
      ("margin", quantity(score.margin, error: score.marginError)),
      ("marginOverStatusQuo", quantity(score.marginOverStatusQuo, error: score.marginOverStatusQuoError)),
      ("options", .array(score.options.map { option($0, score) })), ("information", information(score)),
      ("flips", .array(score.flips.map { .object(members($0)) })),
      ("notExamined", .array(score.unexamined.map { .string($0) })),
      ("tornado", .array(score.tornado.map { swing($0, score.unit) })),
      (
        "dominance",
        score.dominance.map { all in
          .array(
            all.map {
              .object([
                ("option", .string($0.option)), ("over", .string($0.over)), ("order", .string($0.order.rawValue)),
              ])
            })
        } ?? .null
      ),
      ("atMeanBeliefs", quantity(score.expectedAtMeans)), ("indifferent", .bool(score.isIndifferent)),
      ("tooCloseToCall", .bool(score.isTooCloseToCall)), ("recalibrated", recalibrated(score)),
      ("evidence", .array(score.updates.map(update))),
      ("payoffs", payoffs(score)),
      // Of a tree that nobody draws the options say enough.
      ("tree", score.nodeCount <= 5000 ? .array(score.picture.map(node)) : .null),
      ("warnings", .array(score.warnings.map { warning($0, in: source) })),
    ]
    // Everything that the other formats say.
    return .answer(figures + stated + [("findings", .array(score.findings.map(FindingJSON.object)))])
  }

  private static func warning(_ warning: Diagnostic, in source: SourceText) -> JSON {
    let place = warning.span.map {
      DiagnosticJSON.place($0, in: source) + DiagnosticJSON.marks(of: warning, in: source)
    }
    return .object(
      [
        ("code", .string(warning.code.name)), ("message", .string(warning.message)), ("question", JSON(warning.hint)),
      ] + (place ?? [("line", .null)]))
  }

  private static func amount(_ value: Double?, _ unit: Quantity.Unit, error: Double? = nil, isSampled: Bool) -> JSON {
    guard let value, value.isFinite else { return .null }
    var members: [(key: String, value: JSON)] = [
      ("value", .number(value)), ("unit", unit == .one ? .null : .string(unit.symbol)),
    ]
    if isSampled, let error { members.append(("standardError", .number(error))) }
    return .object(members)
  }

  private static func option(_ option: Score.Option, _ score: Score) -> JSON {
    .object([
      ("label", .string(option.label)), ("statusQuo", .bool(option.isStatusQuo)),
      (
        "expected",
        amount(
          option.lacksMean ? nil : option.expected, score.unit, error: option.standardError,
          isSampled: score.method == .monteCarlo)
      ),
      ("sd", option.lacksSD ? .null : .number(option.standardDeviation)), ("p5", .number(option.p5)),
      ("p50", .number(option.p50)),
      ("p95", .number(option.p95)), ("chanceOfLoss", .number(option.chanceOfLoss)),
      ("chanceOfBest", JSON(option.chanceOfBest)), ("regret", JSON(option.regret)),
      ("returnOnStake", JSON(option.returnOnStake)), ("kelly", JSON(option.kelly)),
      ("kellyAbsence", JSON(option.kellyShare.flatMap(absence))),
      ("certaintyEquivalent", JSON(option.certaintyEquivalent.flatMap { $0.isFinite ? $0 : nil })),
      ("worst", path(option.worst, hasMean: !option.lacksMean)),
      ("best", path(option.best, hasMean: !option.lacksMean)),
      ("policy", policy(option.policy)), ("policyUnderRisk", option.underRisk.map { policy($0.policy) } ?? .null),
      ("underRisk", option.underRisk.map { risk($0, score) } ?? .null),
    ])
  }

  private static func policy(_ steps: [PolicyStep]) -> JSON { .array(steps.map { .object(members($0)) }) }

  static func members(_ step: PolicyStep) -> [(key: String, value: JSON)] {
    [("after", .array(step.after.map { .string($0) })), ("choose", .string(step.choose))]
  }

  /// What comes of the play that a certainty equivalent belongs to.
  private static func risk(_ play: RiskPlay, _ score: Score) -> JSON {
    .object([
      (
        "expected", amount(play.expected, score.unit, error: play.standardError, isSampled: score.method == .monteCarlo)
      ),
      ("sd", .number(play.standardDeviation)), ("p5", .number(play.p5)), ("p50", .number(play.p50)),
      ("p95", .number(play.p95)), ("chanceOfLoss", .number(play.chanceOfLoss)), ("worst", path(play.worst)),
      ("best", path(play.best)),
    ])
  }

  /// Why a stake has no Kelly share.
  private static func absence(_ share: KellyShare) -> String? {
    switch share {
    case .share: nil
    case .unboundedLoss: "unbounded-loss"
    case .nothingToLose: "nothing-to-lose"
    case .nothingAtStake: "nothing-at-stake"
    }
  }

  private static func path(_ path: Score.Path, hasMean: Bool = true) -> JSON {
    .object(members(path, hasMean: hasMean))
  }

  static func members(_ path: Score.Path, hasMean: Bool) -> [(key: String, value: JSON)] {
    [
      ("path", .array(path.labels.map { .string($0) })), ("payoff", hasMean ? .number(path.payoff) : .null),
      ("probability", .number(path.probability)), ("others", .integer(path.others)),
    ]
  }

  private static func information(_ score: Score) -> JSON {
    let isSampled = score.method == .monteCarlo
    func quantity(_ value: Double?, error: Double? = nil) -> JSON {
      amount(value, score.unit, error: error, isSampled: isSampled)
    }
    return .object([
      ("perfect", quantity(score.perfectInformation, error: score.perfectInformationError)),
      (
        "perBelief",
        .array(
          score.information.beliefs.map { belief in
            .object([
              ("name", .string(belief.name)), ("value", quantity(belief.value, error: belief.standardError)),
              ("cost", quantity(belief.cost)), ("net", quantity(belief.cost.map { belief.value - $0 })),
            ])
          })
      ),
      (
        "perChance",
        .array(
          score.information.unnamed.map { chance in
            .object([
              ("name", .string(chance.name)), ("value", quantity(chance.value, error: chance.standardError)),
            ])
          })
      ), ("unnamedRanges", .integer(score.unnamedRanges)),
      (
        "tests",
        .array(
          score.information.tests.map { test in
            let net = test.value.flatMap { value in test.cost.map { value - $0 } }
            return .object([
              ("name", .string(test.name)), ("value", quantity(test.value, error: test.standardError)),
              ("cost", quantity(test.cost)),
              ("net", quantity(net)),
            ])
          })
      ),
    ])
  }

  /// How the payoffs of all options are spread, over one axis.
  private static func payoffs(_ score: Score) -> JSON {
    guard let (low, high) = ScorePictures.axis(score) else { return .null }
    return .object([
      ("low", .number(low)), ("high", .number(high)),
      (
        "options",
        .array(
          score.options.map { option in
            .object([
              ("label", .string(option.label)),
              ("shares", .array(option.histogram(from: low, to: high, bins: 40).map { .number($0) })),
            ])
          })
      ),
    ])
  }

  static func members(_ flip: Flip) -> [(key: String, value: JSON)] {
    var at = place(flip.at, flip.unit, isDate: flip.isDate)
    if let error = flip.resolution, case .object(let members) = at {
      at = .object(members + [("standardError", .number(error))])
    }
    return [
      ("belief", .string(flip.belief)), ("current", place(flip.current, flip.unit, isDate: flip.isDate)), ("at", at),
      ("side", flip.isAbove ? "above" : "below"), ("option", .string(flip.option)),
      ("probability", JSON(flip.probability)),
    ]
  }

  /// A value of a belief; dates as `run` and `calc` write them.
  private static func place(_ value: Double, _ unit: Quantity.Unit, isDate: Bool) -> JSON {
    guard isDate else { return JSON(Quantity(value, unit)) }
    return .object([("value", JSON(CivilDate.text(days: value))), ("unit", "date")])
  }

  private static func swing(_ swing: Swing, _ unit: Quantity.Unit) -> JSON {
    func end(_ end: Swing.End) -> JSON {
      .object([
        ("at", end.at.map { place($0, swing.unit, isDate: swing.isDate) } ?? .null), ("label", JSON(end.label)),
        ("expected", JSON(Quantity(end.expected, unit))),
      ])
    }
    return .object([("belief", .string(swing.belief)), ("low", end(swing.low)), ("high", end(swing.high))])
  }

  private static func recalibrated(_ score: Score) -> JSON {
    guard let again = score.recalibrated else { return .null }
    return .object([
      ("exponent", .number(again.recalibration.exponent)), ("widening", .number(again.recalibration.widening)),
      ("forecasts", .integer(again.recalibration.forecasts)), ("intervals", .integer(again.recalibration.intervals)),
      ("best", .string(score.options[again.bestIndex].label)),
      (
        "options",
        .array(
          zip(score.options, again.expected).map { option, expected in
            .object([("label", .string(option.label)), ("expected", JSON(Quantity(expected, score.unit)))])
          })
      ),
    ])
  }

  private static func update(_ update: Score.Update) -> JSON {
    .object([
      ("belief", .string(update.chance)),
      ("values", .array(update.values.indices.map { .object(members(update, $0)) })),
    ])
  }

  /// One value of a chance before and after the evidence.
  static func members(_ update: Score.Update, _ index: Int) -> [(key: String, value: JSON)] {
    [
      ("value", .string(update.values[index])), ("prior", .number(update.prior[index])),
      ("posterior", .number(update.posterior[index])),
    ]
  }

  private static func node(_ node: PlayedNode) -> JSON {
    let kind: JSON =
      switch node.kind {
      case .end: "end"
      case .chance: "chance"
      case .choice: "choice"
      }
    return .object([
      ("label", .string(node.label)), ("kind", kind), ("probability", JSON(node.probability)),
      ("amount", .number(node.amount)), ("expected", .number(node.expected)), ("taken", .bool(node.isTaken)),
      ("children", .array(node.children.map(self.node))),
    ])
  }
}
