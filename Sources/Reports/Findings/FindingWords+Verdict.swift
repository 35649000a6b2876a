import Decisions
import Diagnostics
import Quantities
import Styling

/// What is said in sentences.
extension FindingWords {
  static func best(_ lead: Finding.Lead) -> StyledText {
    var sentence = StyledText("Best by expected value: ") + StyledText(visible(lead.option), .strong)
    if let second = lead.runnerUp, let margin = lead.margin {
      if margin.value == 0 {
        sentence += StyledText(", level with \(visible(second))")
        if lead.isStatusQuo { sentence += StyledText(": nothing speaks for a change") }
      } else {
        sentence += StyledText(", ") + margin.styled() + StyledText(" ahead of \(visible(second))")
      }
      if let over = lead.overStatusQuo {
        sentence += StyledText(", ") + over.styled() + StyledText(" ahead of the status quo")
      }
    }
    return sentence + StyledText(".")
  }

  static func tooClose(_ margin: Estimate) -> StyledText {
    let error = margin.standardError ?? 0
    return StyledText("Too close to call", .warning) + StyledText(": the margin is known to ± ")
      + Estimate(error, margin.unit, error: error).styled()
      + StyledText(". More samples may tell, or it hardly matters.")
  }

  static func uncertainty(_ cost: Finding.UncertaintyCost) -> StyledText {
    let difference = cost.difference
    let size = Estimate(abs(difference.value), difference.unit, error: difference.standardError)
    return StyledText("With every belief at its mean \(visible(cost.option)) would seem worth ") + cost.atMeans.styled()
      + StyledText(": the uncertainty itself \(difference.value < 0 ? "costs" : "is worth") ") + size.styled()
      + StyledText(".")
  }

  static func withoutKellyShare(_ options: [String]) -> StyledText {
    let labels = options.map { visible($0) }
    let names = labels.count < 4 ? FigureText.list(labels) : "\(labels[0]) and \(labels.count - 1) others"
    return StyledText(
      "No Kelly share of \(names): no bound is known for what \(labels.count == 1 ? "it" : "they") may cost.")
  }

  static func corrected(_ correction: Finding.Correction) -> StyledText {
    let record = correction.recalibration
    var corrections: [String] = []
    switch correction.probabilities {
    case .lessExtreme: corrections.append("probabilities less extreme")
    case .moreExtreme: corrections.append("probabilities more extreme")
    case nil: break
    }
    if let widening = correction.widening {
      corrections.append("ranges \(NumberText.short(widening, digits: 3)) times as wide")
    }
    let counts = [(record.forecasts, "probability", "probabilities"), (record.intervals, "range", "ranges")]
    let sources = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    let why = corrections.joined(separator: ", ")
    let sentence = StyledText("Corrected by your record of \(sources.joined(separator: " and ")) (\(why)), ")
    let option = visible(correction.option)
    guard let lead = correction.lead else {
      return sentence + StyledText("still \(option): ") + correction.expected.styled() + StyledText(".")
    }
    return sentence + StyledText("it would be ") + StyledText(option, .strong) + StyledText(", ") + lead.styled()
      + StyledText(" ahead of \(visible(correction.uncorrected)).")
  }

  /// What stands in the tree without a name is not asked about.
  static func unnamedRanges(_ count: Int) -> StyledText {
    let what =
      count == 1 ? "1 uncertain number in the tree has" : "\(count) uncertain numbers in the tree have"
    let them = count == 1 ? "it" : "them"
    return StyledText("\(what) no name: name \(them) in Beliefs to see what knowing \(them) is worth.", .dim)
  }

  static func unexamined(_ names: [String]) -> StyledText {
    let shown = names.prefix(6).map { visible($0) }.joined(separator: ", ")
    let more = names.count > 6 ? " and \(names.count - 6) more" : ""
    return StyledText(
      "Not examined for what would change the answer, since it would take too long: \(shown)\(more).", .dim)
  }

  static func safer(_ safer: Finding.SaferThan) -> StyledText {
    let names = safer.over.prefix(4).map { visible($0) }
    return StyledText("Whoever dislikes risk, a little or much, prefers ")
      + StyledText(visible(safer.option), .strong) + StyledText(" to \(FigureText.list(names)).")
  }
}
