import Diagnostics
import Quantities

/// What trees have to say, in alphabetical order.
extension Diagnostic {
  static func amountTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .amountTooLarge, "the amount is too large to be added to others", at: span,
      hint: "count in larger units, or check its suffix")
  }

  static func amountsDisagree(
    _ unit: Quantity.Unit, at span: SourceSpan, with other: Quantity.Unit, first: SourceSpan
  ) -> Diagnostic {
    let hint =
      unit == .one || other == .one
      ? "give every amount its unit; only a bare 0 fits any"
      : unit.currency != nil && other.currency != nil
        ? "give a rate in Beliefs, with your number: 'unit \(unit.symbol) = … \(other.symbol)'"
        : factorHint(from: unit, to: other)
    return Diagnostic(
      .amountsDisagree, "this amount is \(unit.inWords), another is \(other.inWords)", at: span,
      related: [Label(first, "the other")],
      hint: hint)
  }

  /// What an amount is multiplied by to be one in another unit: `… * 60 USD/hour`, `… * 1 month`.
  private static func factorHint(from unit: Quantity.Unit, to other: Quantity.Unit) -> String {
    let factor = other.times(unit, to: Exponent(-1)).unit
    // A price has a number of its own; a time or a count is one of it.
    let isPrice = factor.parts.contains { $0.exponent.numerator < 0 }
    return "multiply by what one is worth in the other, such as '… * \(factor.following(isPrice ? "60" : "1"))'"
  }

  static func chanceBesideOthers(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chanceBesideOthers, "'\(name)' is a named chance, which stands alone below what it follows", at: span,
      hint: "put it under an item of its own; a label in quotes is only a label")
  }

  static func chanceWithoutValues(_ name: String, values: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chanceWithoutValues, "'\(name)' is a chance: what happens for each of its values?", at: span,
      hint: "list \(values.map { "'\($0)'" }.joined(separator: ", ")) below it, or 'any'")
  }

  static func duplicateLabel(_ label: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateLabel, "'\(label)' stands here already", at: span, related: [Label(first, "the first")],
      hint: "two branches of one fork need two names")
  }

  static func emptyItem(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptyItem, "this item has no text", at: span,
      hint: "a lone '-', '+' or '*' before an item makes an empty one around it")
  }

  static func emptyOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptyOptions, "there is nothing to choose from", at: span,
      hint: "list the options, such as '- Do nothing (status quo): 0 USD'")
  }

  static func impossibleEvidence(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .impossibleEvidence, "by these beliefs the evidence could not have been seen", at: span,
      hint: "what was seen has a likelihood of 0% under everything that was thought possible")
  }

  static func itemIndentedTooFar(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .itemIndentedTooFar, "markdown reads this line as part of the item above", at: span,
      label: "looks like an item", hint: "indent an item by two spaces more than the one it belongs to")
  }

  static func itemIndentedTooLittle(by width: Int, at span: SourceSpan) -> Diagnostic {
    let words = [2: "two", 3: "three", 4: "four", 5: "five"]
    return Diagnostic(
      .itemIndentedTooLittle, "markdown reads this item as one beside the item above, not below it", at: span,
      hint: "to put it below, indent it by \(words[width] ?? "\(width)") spaces more than that one")
  }

  static func itemOutsideList(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .itemOutsideList, "this line is not read: it is no item of the list", at: span,
      label: "looks like an item", hint: "items begin with '- '; a note that is no item stands apart as a sentence")
  }

  static func missingLabel(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingLabel, "this item has no label", at: span, hint: "an item reads '[probability] label [: amount]'")
  }

  /// - Parameter place: where the label stands, if it is written plainly.
  static func mixedBranches(_ label: String, label place: SourceSpan?, at span: SourceSpan) -> Diagnostic {
    let words = label.split(separator: " ", maxSplits: 1)
    let first = words.first.map(String.init) ?? ""
    let meant: String? =
      words.count < 2
      ? nil
      : first.lowercased() == "else" || first.lowercased() == "otherwise"
        ? "else \(words[1])" : Double(first) != nil ? "\(first)% \(words[1])" : nil
    return Diagnostic(
      .mixedBranches, "some branches here have a probability and this one has none", at: span,
      advice: meant.map { .meant($0, at: place) }
        ?? "a chance gives each branch one ('else' takes what is left, '(p)' is a formula); a choice gives none")
  }

  static func negativeProbability(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .negativeProbability, "the probability \(NumberText.exactPercent(value)) is below 0%", at: span,
      hint: "a probability lies between 0% and 100%; a formula is bounded with 'max(0, …)'")
  }

  /// - Parameter place: where the label stands, if it is written plainly.
  static func noSuchValue(
    _ label: String, of name: String, values: [String], label place: SourceSpan?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .noSuchValue, "'\(name)' has no value '\(label)'", at: span,
      advice: NearestName.of(label, among: values).map { .meant($0, at: place) }
        ?? "its values are \(values.joined(separator: ", ")); 'any' stands for those that are not listed")
  }

  static func nothingLeft(_ sum: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nothingLeft, "the other branches already sum to \(NumberText.exactPercent(sum))", at: span,
      label: "would be negative",
      hint: "the probabilities beside 'else' leave it something above 0%, or 0%")
  }

  static func othersAboveOne(share: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nothingLeft, "in \(NumberText.percent(share)) of the samples the other branches sum to more than 100%",
      at: span, label: "would be negative",
      hint: "shares that sum to 100% in every sample come from 'dirichlet': s = dirichlet([5, 3, 2]), then '(s[1]) …'")
  }

  static func observedTwice(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .observedTwice, "the test '\(name)' has been seen already on the way here", at: span,
      hint: "a second test is declared as another one, with its own chances given what it tells of")
  }

  static func optionWithProbability(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionWithProbability, "an option is chosen, it has no probability", at: span,
      hint: "if this belongs to the label, put the label in quotes")
  }

  /// - Parameter isWritten: whether it is written as a number.
  static func probabilityAboveOne(_ value: Double, isWritten: Bool, at span: SourceSpan) -> Diagnostic {
    let quotes = "if this belongs to the label, put the label in quotes"
    let percent = "\(NumberText.short(value))%"
    return Diagnostic(
      .probabilityAboveOne, "the probability \(NumberText.exactPercent(value)) is above 100%", at: span,
      advice: value < 2 || value > 100
        ? Advice(quotes)
        : isWritten
          ? Advice("did you mean \(percent)? \(quotes)", writing: percent)
          : Advice("did you mean \(percent)? \(quotes)"))
  }

  static func probabilityInSamples(share: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .probabilityInSamples, "this is no probability in \(NumberText.percent(share)) of the samples", at: span,
      hint: "probabilities lie between 0% and 100%: a range such as '20% to 30%' does, a normal may not")
  }

  static func probabilitySum(_ sum: Double, of label: String, at span: SourceSpan) -> Diagnostic {
    let off = NumberText.exactPercent(abs(1 - sum))
    return Diagnostic(
      .probabilitySum, "the probabilities under '\(label)' sum to \(NumberText.exactPercent(sum))", at: span,
      label: sum < 1 ? "\(off) missing" : "\(off) too much",
      hint: sum < 1 ? "name what else may happen: '- else …' takes what is left" : nil)
  }

  static func probabilityWithUnit(_ value: Quantity?, in unit: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    let found = value.map { $0.short() } ?? unit.inWords
    return Diagnostic(
      .probabilityWithUnit, "a probability is a plain number, not \(found)", at: span,
      hint: "as in '30%', '0.3', '1/3', or '(p)' with p a share")
  }

  static func resemblesAmount(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .resemblesAmount, "this item has no amount, but its label looks like one", at: span,
      hint: "set the amount apart with ': ', as in 'Plan A: 5 USD', or put the label in quotes")
  }

  static func outcomesWithoutProbability(_ labels: [String], at span: SourceSpan) -> Diagnostic {
    let shown = labels.prefix(2).map { "'\($0)'" }
    return Diagnostic(
      .resemblesChance, "\(shown.joined(separator: " and ")) \(shown.count == 1 ? "stands" : "stand") as a choice",
      at: span,
      hint: "what is not chosen but happens has probabilities, as in '60% \(labels[0])' beside 'else …'; "
        + "labels in quotes are only labels"
    )
  }

  /// - Parameter place: where the label stands, if it is written plainly.
  static func resemblesChance(
    _ label: String, near name: String?, label place: SourceSpan?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .resemblesChance, "'\(label)' stands where a named chance does, but is none", at: span,
      advice: name.map { .meant($0, at: place).and(" a label in quotes is only a label") }
        ?? "a label in quotes is only a label")
  }

  static func valuesWithoutChance(_ labels: [String], of chance: String, at span: SourceSpan) -> Diagnostic {
    let values = labels.prefix(2).map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      .resemblesChance, "below this item \(values) stand as a choice, but they are values of '\(chance)'", at: span,
      hint: "put an item '\(chance)' between; labels in quotes are only labels")
  }

  /// - Parameter place: where the label stands, if it is written plainly.
  static func resemblesShare(
    _ name: String, _ label: String, label place: SourceSpan?, at span: SourceSpan
  ) -> Diagnostic {
    let words = "a formula stands in parentheses: '(\(name)) …'; a label in quotes is only a label"
    return Diagnostic(
      .resemblesProbability, "'\(label)' begins with '\(name)', which is a probability", at: span,
      advice: Advice(
        words, writing: "(\(name))", at: place.map { SourceSpan($0.start, $0.start + name.utf8.count) }))
  }

  /// - Parameters:
  ///   - meant: the label as it was probably meant.
  ///   - place: where the label and its note stand, if they are written plainly.
  static func resemblesProbability(meant: String?, label place: SourceSpan?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .resemblesProbability, "this item has no probability, but its label looks like one", at: span,
      advice: meant.map { .meant($0, at: place).and(" a label in quotes is only a label") }
        ?? "write '50% label', '0.5 label', '1/2 label' or '(p) label'; a label in quotes is only a label")
  }

  static func secondRest(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .secondElse, "only one branch can take what is left", at: span,
      hint: "give all others a probability")
  }

  static func secondStatusQuo(first: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .secondStatusQuo, "'\(first)' is already the status quo", at: span,
      hint: "mark the option that changes nothing")
  }

  static func sumInSamples(share: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sumInSamples, "the probabilities do not sum to 100% in \(NumberText.percent(share)) of the samples", at: span,
      hint: "'else' takes what the others leave; shares that sum to 100% come from 'dirichlet(…)'")
  }

  /// - Parameter fitting: how many samples would fit.
  static func tooManyColumns(_ count: Int, samples: Int, bytes: Double, fitting: Int) -> Diagnostic {
    Diagnostic(
      .tooManyColumns,
      "\(count) uncertain numbers of \(samples) samples take \(Int((bytes / 1e6).rounded(.up))) MB", at: nil,
      hint: "draw fewer, such as --samples \(max(1000, fitting / 1000 * 1000))")
  }

  static func tooManyPaths(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyPaths, "the tree comes to more than a million nodes", at: span,
      hint: "each chance below 'any' multiplies them: branch only on what a choice depends on")
  }

  static func tooManyStates(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyStates, "the chances depend on each other in too many ways", at: span,
      hint: "more than 100000 joint values would have to be held: let chances depend on fewer others")
  }

  static func treeTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .treeTooDeep, "the tree is more than \(limit) levels deep", at: span,
      hint: "decide a part of it in a document of its own, and put what it is worth here")
  }

  static func uncoveredValue(_ value: String, of name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .uncoveredValue, "nothing is said for '\(name)' being '\(value)'", at: span,
      hint: "list it, or let '- any' stand for all values that are not listed")
  }

  static func valueWithProbability(_ label: String, of name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .valueWithProbability, "the probability of '\(label)' stands in Beliefs, where '\(name)' is declared",
      at: span,
      hint: "leave it out here")
  }

  static func wrappedItem(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrappedItem, "an item of the tree is one line long", at: span,
      hint: "join the lines, or leave a blank line before a note")
  }
}
