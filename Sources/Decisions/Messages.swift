import Diagnostics
import Quantities

/// What trees have to say, in alphabetical order.
extension Diagnostic {
  static func amountsDisagree(
    _ unit: Quantity.Unit, at span: SourceSpan, with other: Quantity.Unit, firstLine: Int
  ) -> Diagnostic {
    let hint =
      unit == .one || other == .one
      ? "give every amount its unit; only a bare 0 fits any"
      : "define a rate in Beliefs, such as 'rate = 1.08 USD / 1 EUR', and multiply by it"
    return Diagnostic(
      "amounts-disagree", "this amount is \(unit.inWords), the one in line \(firstLine) is \(other.inWords)", at: span,
      hint: hint)
  }

  static func amountTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic("amount-too-large", "the amount is too large to be added to others", at: span)
  }

  static func duplicateLabel(_ label: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "duplicate-label", "'\(label)' already stands in line \(firstLine)", at: span,
      hint: "two branches of one fork need two names")
  }

  static func emptyItem(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-item", "this item has no text", at: span,
      hint: "a lone '-', '+' or '*' before an item makes an empty one around it")
  }

  static func emptyOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-options", "there is nothing to choose from", at: span,
      hint: "list the options, such as '- Do nothing (status quo): 0 USD'")
  }

  static func itemIndentedTooFar(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "item-indented-too-far", "markdown reads this line as part of the item above", at: span,
      label: "looks like an item", hint: "indent an item by two spaces more than the one it belongs to")
  }

  static func missingLabel(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "missing-label", "this item has no label", at: span, hint: "an item reads '[probability] label [: amount]'")
  }

  static func mixedBranches(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "mixed-branches", "some branches here have a probability and this one has none", at: span,
      hint: "a chance gives each branch one ('else' takes what is left); a choice gives none")
  }

  static func negativeProbability(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic("negative-probability", "the probability \(NumberText.exactPercent(value)) is below 0%", at: span)
  }

  static func nothingLeft(_ sum: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nothing-left", "the other branches already sum to \(NumberText.exactPercent(sum))", at: span,
      label: "would be negative")
  }

  static func optionWithProbability(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "option-with-probability", "an option is chosen, it has no probability", at: span,
      hint: "if this belongs to the label, put the label in quotes")
  }

  static func probabilityAboveOne(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "probability-above-one", "the probability \(NumberText.exactPercent(value)) is above 100%", at: span,
      hint: "if this belongs to the label, put the label in quotes")
  }

  static func probabilitySum(_ sum: Double, of label: String, at span: SourceSpan) -> Diagnostic {
    let off = NumberText.exactPercent(abs(1 - sum))
    return Diagnostic(
      "probability-sum", "the probabilities under '\(label)' sum to \(NumberText.exactPercent(sum))", at: span,
      label: sum < 1 ? "\(off) missing" : "\(off) too much",
      hint: sum < 1 ? "name what else may happen: '- else …' takes what is left" : nil)
  }

  static func probabilityWithUnit(_ value: Quantity, at span: SourceSpan) -> Diagnostic {
    Diagnostic("probability-with-unit", "a probability is a plain number, not \(value.short())", at: span)
  }

  static func resemblesAmount(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "resembles-amount", "this item has no amount, but its label looks like one", at: span,
      hint: "set the amount apart with ': ', as in 'Plan A: 5 USD', or put the label in quotes")
  }

  static func resemblesProbability(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "resembles-probability", "this item has no probability, but its label looks like one", at: span,
      hint: "write '50% label', '0.5 label', '1/2 label' or '(p) label'; a label in quotes is only a label")
  }

  static func sameChance(_ label: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "same-chance", "the chance under '\(label)' looks like the one in line \(firstLine): is it the same?", at: span,
      hint: "if both turn on one event, what compares the options needs to know: those figures are left out",
      severity: .warning)
  }

  static func secondRest(at span: SourceSpan) -> Diagnostic {
    Diagnostic("second-else", "only one branch can take what is left", at: span)
  }

  static func secondStatusQuo(first: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("second-status-quo", "'\(first)' is already the status quo", at: span)
  }

  static func similarChance(_ label: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "similar-chance",
      "the chance under '\(label)' has the branches of the one in line \(firstLine) with other probabilities", at: span,
      hint: "they count as two events: if they are one, chance of being best, regret and perfect information are off",
      severity: .warning)
  }

  static func treeTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic("tree-too-deep", "the tree is more than \(limit) levels deep", at: span)
  }

  static func withoutStatusQuo(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "no-status-quo", "no option is marked as the status quo: what happens if you change nothing?", at: span,
      hint: "mark it, as in '- Keep the lease (status quo): 0 USD'", severity: .warning)
  }

  static func wrappedItem(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrapped-item", "an item of the tree is one line long", at: span,
      hint: "join the lines, or leave a blank line before a note")
  }
}
