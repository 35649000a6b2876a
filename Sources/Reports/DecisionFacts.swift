package import Decisions
import Diagnostics
package import Knowledge
import Quantities

/// What a report or a postmortem says about one decision: the facts, before any words.
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
}
