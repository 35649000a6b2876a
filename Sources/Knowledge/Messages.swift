import Diagnostics
import Quantities

/// What documents have to say, in alphabetical order.
extension Diagnostic {
  /// Likelihoods of some values, for a hint.
  private static func example(_ values: [String]) -> String {
    values.enumerated().map { "\($1) \(20 + 30 * $0 % 80)%" }.joined(separator: ", ")
  }

  static func ambiguousBranch(_ typed: String, _ paths: [String], at span: SourceSpan?) -> Diagnostic {
    let list = paths.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (paths.count > 6 ? ", …" : "")
    return Diagnostic(
      "ambiguous-branch", "'\(typed)' could be \(paths.count) branches", at: span, hint: "one of \(list)")
  }

  static func ambiguousOption(_ typed: String, _ labels: [String]) -> Diagnostic {
    let list = labels.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic("ambiguous-option", "'\(typed)' could be \(labels.count) options", hint: "one of \(list)")
  }

  static func badDate(_ text: String, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "bad-date", "'\(text)' is not a date", at: span, label: "for '\(key)'", hint: "write year-month-day: 2027-02-01")
  }

  static func badRating(_ text: String, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "bad-rating", "'\(text)' is not a judgement of '\(key)'", at: span, hint: "1 is bad, 3 neither, 5 is good")
  }

  static func badSlug(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "bad-slug", "'\(text)' cannot be a slug", at: span,
      hint: "lower-case words joined by '-', such as '\(Slug(title: text))'")
  }

  static func bankroll(_ value: Quantity, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "bankroll", "a bankroll of \(value.short()) leaves nothing to stake", at: span,
      hint: "it is all that you could put at risk")
  }

  static func blockOutside(_ info: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "block-outside", "nothing reads this block", at: span,
      hint: info == "how"
        ? "blocks are read in Beliefs: put it below a heading '## Beliefs'"
        : "a block of the language begins with '```how', in lower case")
  }

  static func caseWithoutExpectation(_ title: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "case-without-expectation", "the case '\(title)' computes but expects nothing", at: span,
      hint: "write what must hold: 'expect x = 5 ± 1%', 'expect x in 4 to 6' or 'expect x > 3'")
  }

  static func changeForm(isProbability: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "change-form", "this is not how a change of mind is written", at: span,
      hint: "as in '- 2026-12-20: \(isProbability ? "60%" : "50k to 70k barrel") — what changed it'")
  }

  static func changeWithoutDate(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "change-form", "a change of mind has a date", at: span, hint: "as in '- 2026-12-20: 60% — what changed it'")
  }

  static func costForm(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "cost-form", "this is not how the cost of learning is written", at: span,
      hint: "as in '- \(name): costs 10k USD to learn'")
  }

  static func costOfCertain(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "cost-of-certain", "'\(name)' is certain: there is nothing to learn about it", at: span,
      hint: "give it a range, as in '20k to 30k USD', or leave the line out")
  }

  static func costOfComputed(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "cost-of-computed", "'\(name)' follows from other beliefs", at: span,
      hint: "say what it costs to learn about those that it is computed from")
  }

  static func costOfUnknown(_ name: String, near names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "cost-of-unknown", "there is no belief '\(name)' to learn about", at: span,
      hint: NearestName.hint(name, among: names))
  }

  static func duplicateSection(_ name: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "duplicate-section", "the section '\(name)' already stands in line \(firstLine)", at: span,
      hint: "only the first would be read: put both into one")
  }

  static func evidenceForUnknown(_ name: String, near names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "evidence-for-unknown", "there is no chance '\(name)' that this could be evidence about", at: span,
      hint: NearestName.hint(name, among: names) ?? "declare it in Beliefs with 'chance \(name) = …'")
  }

  static func evidenceColon(_ line: String, at span: SourceSpan) -> Diagnostic {
    let rest = line.dropFirst(10).drop { $0 == ":" || $0 == " " }
    return Diagnostic(
      "evidence-form", "no colon stands behind the date of evidence", at: span,
      hint: "as in '- \(line.prefix(10)) \(rest)'")
  }

  static func evidenceForm(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "evidence-form", "this is not how evidence is written", at: span,
      hint: "as in '- 2026-11-30 oil: dry 20%, wet 50% — core sample': how likely it was under each value")
  }

  static func headerInOtherUnit(
    _ key: String, _ own: Quantity.Unit, _ tree: Quantity.Unit, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "header-in-other-unit",
      "the \(key) is \(own.inWords), the payoffs are \(tree == .one ? "plain numbers" : tree.inWords)", at: span,
      hint: own == .one
        ? "as in '12k \(tree.symbol)'"
        : tree == .one
          ? "leave the unit out, or give every payoff one"
          : own.currency != nil && tree.currency != nil
            ? "give a rate in Beliefs, with your number: 'unit \(own.symbol) = … \(tree.symbol)'"
            : "say what one is worth, with your number: '… * \(tree.times(own, to: Exponent(-1)).unit.following("60"))'"
    )
  }

  static func headingAmongOptions(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "heading-among-options", "a heading is no option: nothing reads '\(text)'", at: span,
      hint: "options are the items of one list: write '- \(text)' with its items indented below it")
  }

  static func impossibleLikelihood(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "impossible-likelihood", "'\(text)' is no probability", at: span,
      hint: "a likelihood lies between 0% and 100%; over all values they need not sum to anything")
  }

  static func likelihoodForm(_ text: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "likelihood-form", "'\(text)' is no value with a likelihood", at: span,
      hint: "as in '\(example(values))'" + (values.count == 2 ? ", or '3:1'" : "") + "; the source stands behind ' — '")
  }

  static func likelihoodMissing(_ value: String, of chance: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "likelihood-missing", "how likely was it if '\(chance)' is '\(value)'?", at: span,
      hint: "every value has a likelihood, 0% where it could not have been seen")
  }

  static func likelihoodOfName(_ name: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "likelihood-of-name", "names are not read here: '\(name)'", at: span,
      hint: "a likelihood is a number, as in '80%'")
  }

  static func likelihoodOfNothing(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "likelihood-of-nothing", "under no value could this have been seen", at: span,
      hint: "something that was not thought of is true: add it to the values")
  }

  static func likelihoodOfUnknown(
    _ value: String, of chance: String, values: [String], at span: SourceSpan?
  ) -> Diagnostic {
    let near = NearestName.of(value, among: values).map { "did you mean '\($0)'? " } ?? ""
    return Diagnostic(
      "likelihood-of-unknown", "'\(chance)' has no value '\(value)'", at: span,
      hint: near + "its values are \(values.joined(separator: ", "))")
  }

  static func likelihoodTwice(_ value: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "likelihood-twice", "'\(value)' has two likelihoods", at: span,
      hint: "a likelihood for each value, once")
  }

  static func lineOutsideList(in section: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "line-outside-list", "this line is not read: \(section) is a list", at: span, hint: "begin it with '- '")
  }

  static func negativeCost(_ name: String, _ amount: Quantity, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "negative-cost", "to learn about '\(name)' cannot cost \(amount.short())", at: span,
      hint: "what one pays is above 0; what brings something besides is an option")
  }

  static func notInRange(
    _ prediction: Prediction, _ value: String, _ fault: Diagnostic, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "not-in-range", "'\(value)' is no outcome of '\(prediction.text)': \(fault.message)", at: span,
      hint: "as in '\(prediction.subject) = …' with one number in the unit of the range, or 'unknown'")
  }

  static func notYesOrNo(_ subject: String, _ value: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic("not-yes-or-no", "'\(subject)' is yes, no or unknown, not '\(value)'", at: span)
  }

  static func otherKind(_ kind: Kind, expected: Kind, at span: SourceSpan?) -> Diagnostic {
    Diagnostic("other-kind", "the document says it is a \(kind.rawValue), not a \(expected.rawValue)", at: span)
  }

  static func outcomeForm(_ why: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "outcome-form", "this is not how an outcome is written: \(why)", at: span,
      hint: "as in '- 2027-02-01 payoff = 45k USD — the last invoice is in'")
  }

  static func outcomeInOtherUnit(
    _ name: String, _ own: Quantity.Unit, _ unit: Quantity.Unit, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "outcome-in-other-unit", "this is \(own.inWords), '\(name)' is \(unit.inWords)", at: span)
  }

  static func outcomeValue(_ value: String, of chance: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    let near = NearestName.of(value, among: values).map { "did you mean '\($0)'? " } ?? ""
    return Diagnostic(
      "outcome-value", "'\(chance)' has no value '\(value)'", at: span,
      hint: near + "its values are \(values.joined(separator: ", ")); 'unknown' is an answer, too")
  }

  static func payoffInOtherUnit(_ payoff: Quantity, _ tree: Quantity.Unit, at span: SourceSpan?) -> Diagnostic {
    let (own, isPlain) = (payoff.unit, payoff.unit == .one)
    return Diagnostic(
      "payoff-in-other-unit",
      "the payoff is \(own.inWords), the payoffs under Options are \(tree == .one ? "plain numbers" : tree.inWords)",
      at: span,
      hint: isPlain
        ? "as in payoff = \(Quantity(payoff.value, tree).short())"
        : tree == .one
          ? "as in payoff = \(Quantity(payoff.value, .one).short())"
          : own.currency != nil && tree.currency != nil
            ? "give a rate in Beliefs, with your number: 'unit \(own.symbol) = … \(tree.symbol)'" : nil)
  }

  static func postmortemWithoutDecision(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "postmortem-without-decision", "the postmortem does not say of which decision", at: span,
      hint: "add 'decision: slug' to the header")
  }

  static func predictionForm(meant: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "prediction-form", "this prediction has neither a probability nor a range", at: span,
      hint: meant.map { "did you mean '\($0)'?" }
        ?? "a probability stands first, as in '80% it ships by 2027-02-01'; a range last, as in 'output: 40k to 90k barrel'"
    )
  }

  static func predictionProbability(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "prediction-probability", "'\(text)' is no probability", at: span,
      hint: "a probability lies between 0% and 100%")
  }

  static func predictionOfCertain(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "prediction-range", "'\(text)' is no range", at: span,
      hint: "as in '40k to 90k barrel': what comes should lie in it nine times out of ten")
  }

  static func predictionOfRange(_ text: String, _ statement: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "prediction-range", "'\(text)' is a range of probabilities, and this comes true or not", at: span,
      hint: "what would you bet on it? One probability, such as the middle of the range")
  }

  static func quotedLine(in section: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "quoted-line", "'>' makes this a quotation: nothing of it is read", at: span,
      hint: section == "Predictions" ? "a probability is one number, as in '95% it snows'" : "leave the '>' out")
  }

  static func ratioOfMany(_ chance: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "ratio-of-many", "a likelihood ratio is for a chance with two values; '\(chance)' has \(values.count)", at: span,
      hint: "as in '\(example(values))'")
  }

  static func riskTolerance(_ value: Quantity, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "risk-tolerance", "a risk tolerance of \(value.short()) is none", at: span,
      hint: "about the amount X at which you would just accept an even chance to win X or lose half of it")
  }

  static func secondCost(_ name: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "second-cost", "line \(firstLine) says already what it costs to learn about '\(name)'", at: span,
      hint: "keep the line that counts")
  }

  static func statementOutside(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "statement-outside", "'\(text.prefix(40))' is read by nobody: it stands outside of a formula block", at: span,
      hint: "put it between a line '```how' and a line '```'")
  }

  static func tableAmongOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "table-among-options", "a table is no list of options: nothing reads it", at: span,
      hint: "an item for each row, as in '- Buy: -12k USD'")
  }

  static func unknownBranch(_ typed: String, among labels: [String], at span: SourceSpan?) -> Diagnostic {
    var seen: Set<String> = []
    let distinct = labels.filter { seen.insert($0).inserted }
    let list = distinct.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (distinct.count > 12 ? ", …" : "")
    return Diagnostic(
      "unknown-branch", "no branch of what was taken is called '\(typed)'", at: span,
      hint: NearestName.hint(typed, among: distinct)
        ?? (distinct.isEmpty ? "it has no branches: 'payoff = …' says how it went" : "one of \(list)"))
  }

  static func unknownKind(_ text: String, at span: SourceSpan?) -> Diagnostic {
    let kinds = Kind.allCases.map(\.rawValue)
    return Diagnostic(
      "unknown-kind", "'\(text)' is no kind of document", at: span,
      hint: NearestName.hint(text, among: kinds) ?? "one of \(kinds.joined(separator: ", "))")
  }

  static func unknownOption(_ label: String, among labels: [String], at span: SourceSpan?) -> Diagnostic {
    let list = labels.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      "unknown-option", "no option is called '\(label)'", at: span,
      hint: NearestName.hint(label, among: labels)
        ?? (labels.isEmpty ? "the document lists no options" : "one of \(list)"))
  }

  static func unknownOutcome(_ subject: String, among names: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "unknown-outcome",
      "'\(subject)' is neither the payoff, a prediction nor a belief of this decision", at: span,
      hint: NearestName.hint(subject, among: names)
        ?? "one of \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : ""), or 'happened' and a branch"
    )
  }

  static func valueForm(_ key: String, isList: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "value-form", isList ? "'\(key)' is more than a list of words" : "'\(key)' has one value, not several", at: span,
      hint: isList ? "as in '\(key): [one, two]'" : "as in '\(key): value'")
  }

  static func withoutKind(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "without-kind", "the document does not say what it is", at: span,
      hint: "add 'kind: decision' (or model, postmortem) to a header between two lines of '---'")
  }

  static func withoutOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "without-options", "there are no options to score", at: span, hint: "list them under a heading '## Options'")
  }
}
