package import Decisions
import Diagnostics
package import Knowledge
import Quantities

/// A decision as a table of many shows it; no text breaks out of its cell.
package struct DecisionRow: TemplateValues {
  var slug: String
  var title: String
  package var state: String
  var how: String?
  var stake: String?
  var decideBy: String?
  var chosen: String?
  var decided: String?
  var payoff: String?
  var best: String?
  var bestExpected: String?
  var takenExpected: String?
  var reviews: [PostmortemPage]

  /// - Parameters:
  ///   - decision: as it stands.
  ///   - chosen: the option that was taken.
  ///   - ranking: of its options, as it was when it was taken; nil where there are none.
  package init(
    _ decision: Decision, slug: String, state: Decision.State, chosen: String?, ranking: Ranking?,
    reviews: [Postmortem]
  ) {
    let cell = FindingMarkdown.cell
    self.slug = slug
    title = cell(decision.document.shownTitle)
    self.state = state.rawValue
    how = (decision.how?.description).map(cell)
    stake = decision.stake?.short()
    decideBy = decision.decideBy?.description
    self.chosen = chosen.map(cell)
    decided = decision.decided?.description
    payoff = decision.payoff?.short()
    best = (ranking?.best.label).map(cell)
    bestExpected = ranking?.best.expected?.text
    takenExpected = ranking?.options.first { $0.label == chosen }?.expected?.text
    self.reviews = reviews.map(PostmortemPage.init)
  }
}
