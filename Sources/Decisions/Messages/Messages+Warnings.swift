import Diagnostics
import Quantities

/// How one may be fooling oneself, in alphabetical order: what is seen, and a question to ask oneself.
extension Diagnostic {
  static func beyondKelly(_ label: String, share: Double, kelly: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .beyondKelly,
      "the stake is \(NumberText.percent(share)) of the bankroll; for '\(label)' growth is greatest at \(NumberText.percent(kelly))",
      at: span, hint: "could you take a smaller piece of it? Many such bets would end in ruin", severity: .warning)
  }

  static func certainEvidence(_ chance: String, _ value: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .certainEvidence, "after this '\(chance)' can never be '\(value)', whatever else is seen", at: span,
      hint: "could it have been seen all the same, by error or by chance? Then its likelihood is not 0%",
      severity: .warning)
  }

  static func certainProbability(_ value: Double, others: Int, at span: SourceSpan) -> Diagnostic {
    let more = others == 0 ? "" : others == 1 ? ", as is one more" : ", as are \(others) more"
    return Diagnostic(
      .certainProbability, "this is \(value == 0 ? "impossible" : "certain")\(more)", at: span,
      hint: "would you stake everything on it? If not, how probable is it?", severity: .warning)
  }

  static func disagreeingCost(_ test: String, _ cost: Quantity, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .disagreeingCost, "in the tree '\(test)' costs \(cost.short())", at: span,
      hint: "which is right? What the tree charges is what counts", severity: .warning)
  }

  static func dominatedOption(_ label: String, by better: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .dominatedOption, "'\(better)' is better than '\(label)' whatever you feel about risk", at: span,
      hint: "is there something good about it that has no payoff yet?", severity: .warning)
  }

  static func kellyAboveOne(_ label: String, _ kelly: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .kellyAboveOne,
      "by these odds '\(label)' deserves \(NumberText.percent(kelly)) of all you have, borrowed money included",
      at: span, hint: "is it really that good? Half of a guess is a better stake than all of it", severity: .warning)
  }

  static func withoutAlternative(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noAlternative, "there is only one option", at: span,
      hint: "if it were forbidden, what would you do?", severity: .warning)
  }

  /// - Parameter quo: the status quo, where losses are possible and only it cannot be worse than that.
  static func withoutDownside(_ label: String, than quo: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noDownside,
      quo.map { "'\(label)' cannot turn out worse than '\($0)'" } ?? "'\(label)' cannot lose", at: span,
      hint: "it is a year from now and it went badly: what happened?", severity: .warning)
  }

  static func withoutMean(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noMean, "the payoff of '\(label)' has no expected value: a few cases outweigh all others", at: span,
      hint: "is a tail too heavy, or does something divide by a number about zero? Keep it within bounds, as with "
        + "'truncate(…)'", severity: .warning)
  }

  static func withoutSpread(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSpread, "the payoff of '\(label)' has no standard deviation: its tails are too heavy", at: span,
      hint: "its quantiles exist; can it really be as great as that?", severity: .warning)
  }

  static func withoutStatusQuo(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noStatusQuo, "no option is marked as the status quo: what happens if you change nothing?", at: span,
      hint: "mark it, as in '- Keep the lease (status quo): 0 USD'", severity: .warning)
  }

  static func withoutUncertainty(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noUncertainty, "every payoff is certain", at: span,
      hint: "which of these numbers would you not bet on? Give it a range, as in '20k to 30k USD'", severity: .warning)
  }

  static func overlappingOptions(_ label: String, _ earlier: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .overlappingOptions, "'\(label)' and '\(earlier)' sound like parts of one another", at: span,
      hint: "could you do both? Then they are no alternatives", severity: .warning)
  }

  /// - Parameter ratio: the spread over the risk tolerance.
  static func rareLosses(_ label: String, ratio: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rareLosses,
      "the certainty equivalent of '\(label)' rests on a few of its worst samples: it may be far less than shown",
      at: span,
      hint: ratio >= 2
        ? "is the risk tolerance right? The payoff spreads over \(NumberText.short(ratio, digits: 2)) times as much"
        : "can its losses be insured or capped? Else draw more with --samples", severity: .warning)
  }

  static func roundProbabilities(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .roundProbabilities, "all \(count) probabilities are round numbers", at: span,
      hint: "are they estimates or figures of speech? How often did it happen to others like you?", severity: .warning)
  }

  static func ruin(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .ruin, "'\(label)' may cost all you have", at: span,
      hint: "could you carry on the next morning? What ends the game is refused at any expected value",
      severity: .warning)
  }

  static func ruinPossible(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .ruinPossible, "nothing bounds what '\(label)' may cost", at: span,
      hint: "is there a limit, such as a contract or a stop? Then write it with 'max' or 'truncate'", severity: .warning
    )
  }

  static func sameChance(_ label: String, at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sameChance, "the chance under '\(label)' looks like one before it: is it the same?", at: span,
      related: [Label(earlier, "the one before")],
      hint: "if both turn on one event, what compares the options needs to know: those figures are left out",
      severity: .warning)
  }

  static func sharedSource(_ source: String, at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sharedSource, "other evidence comes from there, too", at: span, related: [Label(earlier, "from there, too")],
      hint: "does it say anything new, or the same thing twice? Evidence counts as independent", severity: .warning)
  }

  static func similarChance(_ label: String, at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      .similarChance,
      "the chance under '\(label)' has the branches of one before it with other probabilities", at: span,
      related: [Label(earlier, "the one before")],
      hint: "they count as two events: if they are one, chance of being best, regret and perfect information are off",
      severity: .warning)
  }

  static func stakeBeyondBankroll(_ stake: Quantity, _ bankroll: Quantity, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .stakeBeyondBankroll, "the stake of \(stake.short()) is more than the bankroll of \(bankroll.short())",
      at: span,
      hint: "whose money is the rest?", severity: .warning)
  }

  static func sumOrChoice(
    _ labels: [String], below parent: String, amounts: [String], at span: SourceSpan
  ) -> Diagnostic {
    let shown = labels.prefix(2).map { "'\($0)'" }.joined(separator: " and ") + (labels.count > 2 ? " and so on" : "")
    let sum = amounts.map { $0.contains(" to ") ? "(\($0))" : $0 }.joined(separator: " + ")
    return Diagnostic(
      .sumOrChoice, "\(shown) below '\(parent)' are read as a choice, of which the best is taken", at: span,
      hint: "do they add up, or happen by chance?"
        + (amounts.count > 1 ? " What adds up is one amount: ': \(sum.replacing("+ -", with: "- "))'." : "")
        + " What happens has a probability, as in '30% …'. A choice has its labels in quotes", severity: .warning)
  }

  static func unbearableTail(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unbearableTail, "no sum makes up for the worst that '\(label)' may bring: its certainty equivalent is −∞",
      at: span,
      hint: "its losses have a tail too heavy for exponential utility: can they be insured or capped?",
      severity: .warning)
  }

  static func unusedBelief(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unusedBelief, "'\(name)' stands in no amount and no probability", at: span,
      hint: "did you mean it to count? Use its name in the tree, or leave it out", severity: .warning)
  }

  static func unvaluedOption(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unvaluedOption, "'\(label)' has no payoff anywhere", at: span,
      hint: "what does it cost, and what does it bring? If nothing, write ': 0'", severity: .warning)
  }

  static func wrongSign(_ label: String, isCost: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongSign, "'\(label)' sounds like \(isCost ? "a cost, but it adds" : "a gain, but it takes away")", at: span,
      hint: "should the amount be \(isCost ? "negative" : "positive")?", severity: .warning)
  }
}
