package import Decisions
import Diagnostics
package import Knowledge
import Quantities

/// What a report or a postmortem says about one decision: the facts, in words ready for a template.
package struct DecisionFacts {
  /// The decision as it stands.
  package var decision: Decision
  /// The decision as it was when it was taken, whose beliefs count; else as it stands.
  package var believed: Decision
  /// The option that was taken, as the revision says that is scored.
  package var chosen: String?
  package var slug: String
  package var state: Decision.State
  /// What was scored, nil where there is nothing to score.
  package var score: Score?
  /// The revision whose beliefs count: the first that was taken, else the current one.
  package var scoredRevision: String?
  package var reviews: [Postmortem]

  package init(
    decision: Decision, believed: Decision, chosen: String?, slug: String, state: Decision.State, score: Score?,
    scoredRevision: String?, reviews: [Postmortem] = []
  ) {
    self.decision = decision
    self.believed = believed
    self.chosen = chosen
    self.slug = slug
    self.state = state
    self.score = score
    self.scoredRevision = scoredRevision
    self.reviews = reviews
  }

  /// The option that was taken, as it was scored.
  package var taken: Score.Option? {
    score?.options.first { $0.label == chosen }
  }

  /// Where the payoff fell among what was thought possible; nil until both are known in one unit.
  package var tail: String? {
    guard let score, let taken, let payoff = decision.payoff?.converted(to: score.unit) else { return nil }
    if taken.chance(atMost: payoff.value) == 0 { return "below everything that was thought possible" }
    if taken.chance(atLeast: payoff.value) <= 1e-12 { return "above everything that was thought possible" }
    if payoff.value < taken.p50 {
      return "a payoff this bad or worse had a probability of \(NumberText.percent(taken.chance(atMost: payoff.value)))"
    }
    return
      "a payoff this good or better had a probability of \(NumberText.percent(taken.chance(atLeast: payoff.value)))"
  }

  /// What templates can fill in.
  package var values: [String: Any] {
    var values: [String: Any] = [
      "title": decision.document.shownTitle, "slug": slug, "state": state.rawValue,
      "reviews": reviews.map { Self.values($0) },
    ]
    values["how"] = decision.how?.description
    values["stake"] = decision.stake?.short()
    values["decideBy"] = decision.decideBy?.description
    values["chosen"] = chosen
    values["decided"] = decision.decided?.description
    values["payoff"] = decision.payoff?.short()
    values["tail"] = tail
    values["scoredRevision"] = scoredRevision
    if let score { values.merge(self.values(score)) { $1 } }
    values.merge(documentValues) { $1 }
    return values
  }

  /// The same for the cells of a table.
  package var cells: [String: Any] {
    values.mapValues { value -> Any in
      guard let text = value as? String else { return value }
      return Self.cell(text)
    }
  }

  private func values(_ score: Score) -> [String: Any] {
    func amount(_ value: Double, error: Double? = nil) -> String {
      score.unit.following(ScoreTable.number(value, error: error))
    }
    var values: [String: Any] = [
      "scored": true, "best": score.best.label,
      "bestExpected": amount(score.best.expected, error: score.best.standardError),
      "method": score.samples.map { "on \($0) samples, seed \(score.seed ?? 0)" } ?? "exactly",
      "unit": score.unit.symbol,
      "options": score.ranked.map { option in
        [
          "label": Self.cell(option.label), "isBest": option.label == score.best.label,
          "isTaken": option.label == chosen, "isStatusQuo": option.isStatusQuo,
          "expected": amount(option.expected, error: option.standardError),
          "sd": NumberText.short(option.standardDeviation),
          "p5": NumberText.short(option.p5), "p50": NumberText.short(option.p50),
          "p95": NumberText.short(option.p95), "loss": NumberText.percent(option.chanceOfLoss),
          "chanceOfBest": option.chanceOfBest.map { NumberText.percent($0) } ?? "–",
          "regret": option.regret.map { ScoreTable.number($0, error: score.perfectInformationError) } ?? "–",
        ] as [String: Any]
      },
      "policy": score.best.policy.map { step in
        ["after": step.after.joined(separator: " › "), "choose": step.choose]
      },
      "hasPolicy": !score.best.policy.isEmpty,
      "risk": RiskText.lines(score).map { line in
        let text = line.plain
        return ["line": text.hasPrefix("  after ") ? "- \(text.dropFirst(2))" : text]
      },
      "hasRisk": score.bestUnderRisk != nil && !RiskText.lines(score).isEmpty,
      "evidence": score.updates.map { update in
        [
          "chance": update.chance,
          "values": update.values.indices.map { index in
            "\(update.values[index]) \(NumberText.percent(update.prior[index])) → \(NumberText.percent(update.posterior[index]))"
          }.joined(separator: ", "),
        ]
      },
      "verdict": ScoreTable.verdict(score).map { ["sentence": $0.plain] },
      "tree": ScorePictures.tree(score, width: 100).dropFirst(2).map { ["line": $0.plain] },
      "warnings": score.warnings.map { ["message": $0.message, "question": $0.hint ?? ""] },
      "hasWarnings": !score.warnings.isEmpty,
    ]
    values["margin"] = score.margin.map { amount($0, error: score.marginError) }
    let second = score.ranked.first { $0.label != score.best.label }
    values["runnerUp"] = second?.label
    // Where the status quo is the next best it has been told of.
    if !score.best.isStatusQuo, second?.isStatusQuo == false {
      values["marginOverStatusQuo"] = score.marginOverStatusQuo.map {
        amount($0, error: score.marginOverStatusQuoError)
      }
    }
    values["perfectInformation"] = score.perfectInformation.map { amount($0, error: score.perfectInformationError) }
    if let taken {
      values["takenExpected"] = amount(taken.expected, error: taken.standardError)
      values["takenRange"] = "\(NumberText.short(taken.p5)) and \(amount(taken.p95))"
      values["tookBest"] = taken.label == score.best.label
      values["givenUp"] = taken.label == score.best.label ? nil : amount(score.best.expected - taken.expected)
      if let payoff = decision.payoff?.converted(to: score.unit) {
        let difference = payoff.value - taken.expected
        values["difference"] =
          difference == 0
          ? "as expected" : amount(abs(difference)) + (difference > 0 ? " more" : " less") + " than expected"
      }
    }
    return values
  }

  /// What templates can fill in of a postmortem.
  package static func values(_ review: Postmortem) -> [String: Any] {
    var values: [String: Any] = [
      "title": review.document.shownTitle, "decision": review.decision ?? "",
      "causes": review.causes.joined(separator: ", "), "fooledBy": review.fooledBy.joined(separator: ", "),
      "hasCauses": !review.causes.isEmpty, "wasFooled": !review.fooledBy.isEmpty,
      "sections": review.document.sections.compactMap { section -> [String: Any]? in
        let text = Self.withoutComments(review.document.source[section.body])
        return text.isEmpty ? nil : ["name": section.heading.text, "text": text]
      },
    ]
    values["process"] = review.process.map(String.init)
    values["outcome"] = review.outcome.map(String.init)
    values["square"] = review.square?.words
    return values
  }

  /// A section's text without the comments that a template left for its writer.
  static func withoutComments(_ text: String) -> String {
    var rest = text[...]
    var kept = ""
    while let open = rest.firstRange(of: "<!--"), let close = rest[open.upperBound...].firstRange(of: "-->") {
      kept += rest[..<open.lowerBound]
      rest = rest[close.upperBound...]
    }
    return (kept + rest).trimmed
  }

  /// A text that does not break out of a cell of a table.
  static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
