import Decisions
import Knowledge
import Quantities

/// What a template can say of the option that was taken.
struct TakenPage: TemplateValues {
  /// Nil where that has no mean.
  var takenExpected: String?
  var takenRange: String
  var tookBest: Bool
  /// How much less it was expected to bring than the best; nil where it is the best.
  var givenUp: String?
  /// How far the payoff is from what was expected; nil where it is not known.
  var difference: String?

  init(_ taken: Score.Option, payoff: Quantity?, _ score: Score) {
    func amount(_ value: Double, error: Double? = nil) -> String { Estimate(value, score.unit, error: error).text }
    takenRange = "\(NumberText.short(taken.p5)) and \(amount(taken.p95))"
    tookBest = taken.label == score.best.label
    if taken.lacksMean { return }
    takenExpected = amount(taken.expected, error: taken.standardError)
    if !tookBest { givenUp = amount(score.best.expected - taken.expected) }
    guard let payoff = payoff?.converted(to: score.unit) else { return }
    let off = payoff.value - taken.expected
    difference = off == 0 ? "as expected" : amount(abs(off)) + (off > 0 ? " more" : " less") + " than expected"
  }
}
