import Decisions
import Diagnostics
import Quantities
import Styling

/// What a score says to one who goes by a risk tolerance: what to take, and the later choices that the certainty
/// equivalents take for granted.
enum RiskText {
  static func lines(_ score: Score) -> [StyledText] {
    guard let careful = score.bestUnderRisk, let play = careful.underRisk else { return [] }
    var lines: [StyledText] = []
    let isOther = careful.label != score.best.label
    if let equivalent = careful.certaintyEquivalent, equivalent.isFinite, isOther || play.policy != careful.policy {
      lines.append(
        StyledText("At your risk tolerance: ") + StyledText(visible(careful.label), .strong)
          + StyledText(", as good as ")
          + ScoreTable.amount(equivalent, in: score, error: play.equivalentError) + StyledText(" for certain.")
          + StyledText(play.policy.isEmpty ? "" : " Then choose:"))
      lines += ScoreTable.steps(play.policy)
      if play.policy != careful.policy { lines += [figures(play, of: careful, score)] }
    }
    // The others whose equivalents belong to choices that nobody would look for.
    for option in score.ranked where option.label != careful.label {
      guard let play = option.underRisk, play.policy != option.policy, option.certaintyEquivalent?.isFinite ?? false
      else { continue }
      lines.append(StyledText("The certainty equivalent of \(visible(option.label)) is that of:"))
      lines += ScoreTable.steps(play.policy) + [figures(play, of: option, score)]
    }
    return lines
  }

  /// What comes of a play that is not the one in the table.
  private static func figures(_ play: RiskPlay, of option: Score.Option, _ score: Score) -> StyledText {
    StyledText("  Played so, \(visible(option.label)) is expected to pay ", .dim)
      + ScoreTable.amount(play.expected, in: score, error: play.standardError)
      + StyledText(
        ": sd \(ScoreTable.number(play.standardDeviation)), 5% \(ScoreTable.number(play.p5)), "
          + "50% \(ScoreTable.number(play.p50)), 95% \(ScoreTable.number(play.p95)), "
          + "loss \(NumberText.percent(play.chanceOfLoss)).", .dim)
  }
}
