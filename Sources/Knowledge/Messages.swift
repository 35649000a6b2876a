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
      .ambiguousBranch, "'\(typed)' could be \(paths.count) branches", at: span, hint: "one of \(list)")
  }

  static func ambiguousOption(_ typed: String, _ labels: [String]) -> Diagnostic {
    let list = labels.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(.ambiguousOption, "'\(typed)' could be \(labels.count) options", hint: "one of \(list)")
  }

  static func badDate(_ text: String, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badDate, "'\(text)' is not a date", at: span, label: "for '\(key)'", hint: "write year-month-day: 2027-02-01")
  }

  static func badRating(_ text: String, key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .badRating, "'\(text)' is not a judgement of '\(key)'", at: span, hint: "1 is bad, 3 neither, 5 is good")
  }

  static func badSlug(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .badSlug, "'\(text)' cannot be a slug", at: span,
      advice: Advice(
        "lower-case words joined by '-', such as '\(Slug(title: text))'", writing: "\(Slug(title: text))"))
  }

  static func bankroll(_ value: Quantity, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .bankroll, "a bankroll of \(value.short()) leaves nothing to stake", at: span,
      hint: "it is all that you could put at risk")
  }

  /// - Parameter word: where the name of the language stands, in another case.
  static func blockOutside(_ info: String, word: SourceSpan? = nil, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .blockOutside, "nothing reads this block", at: span,
      advice: info == "how"
        ? "blocks are read in Beliefs: put it below a heading '## Beliefs'"
        : Advice("a block of the language begins with '```how', in lower case", writing: "how", at: word))
  }

  static func caseWithoutExpectation(_ title: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .caseWithoutExpectation, "the case '\(title)' computes but expects nothing", at: span,
      hint: "write what must hold: 'expect x = 5 ± 1%', 'expect x in 4 to 6' or 'expect x > 3'")
  }

  static func changeForm(isProbability: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .changeForm, "this is not how a change of mind is written", at: span,
      hint: "as in '- 2026-12-20: \(isProbability ? "60%" : "50k to 70k barrel") — what changed it'")
  }

  static func changeWithoutDate(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .changeForm, "a change of mind has a date", at: span, hint: "as in '- 2026-12-20: 60% — what changed it'")
  }

  static func costForm(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .costForm, "this is not how the cost of learning is written", at: span,
      hint: "as in '- \(name): costs 10k USD to learn'")
  }

  static func costOfCertain(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .costOfCertain, "'\(name)' is certain: there is nothing to learn about it", at: span,
      hint: "give it a range, as in '20k to 30k USD', or leave the line out")
  }

  static func costOfComputed(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .costOfComputed, "'\(name)' follows from other beliefs", at: span,
      hint: "say what it costs to learn about those that it is computed from")
  }

  static func costOfUnknown(_ name: String, near names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .costOfUnknown, "there is no belief '\(name)' to learn about", at: span,
      advice: NearestName.advice(name, among: names, at: SourceSpan(span.start, span.start + name.utf8.count)))
  }

  static func duplicateSection(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateSection, "there are two sections '\(name)'", at: span, related: [Label(first, "the first")],
      hint: "only the first would be read: put both into one")
  }

  /// - Parameter place: where the name stands.
  static func evidenceForUnknown(
    _ name: String, near names: [String], name place: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .evidenceForUnknown, "there is no chance '\(name)' that this could be evidence about", at: span,
      advice: NearestName.advice(name, among: names, at: place) ?? "declare it in Beliefs with 'chance \(name) = …'")
  }

  static func evidenceColon(_ line: String, at span: SourceSpan) -> Diagnostic {
    let meant = "\(line.prefix(10)) \(line.dropFirst(10).drop { $0 == ":" || $0 == " " })"
    return Diagnostic(
      .evidenceForm, "no colon stands behind the date of evidence", at: span,
      advice: Advice("as in '- \(meant)'", writing: meant, isSafe: true))
  }

  static func evidenceForm(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .evidenceForm, "this is not how evidence is written", at: span,
      hint: "as in '- 2026-11-30 oil: dry 20%, wet 50% — core sample': how likely it was under each value")
  }

  static func headerInOtherUnit(
    _ key: String, _ own: Quantity.Unit, _ tree: Quantity.Unit, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .headerInOtherUnit,
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
      .headingAmongOptions, "a heading is no option: nothing reads '\(text)'", at: span,
      hint: "options are the items of one list: write '- \(text)' with its items indented below it")
  }

  static func impossibleLikelihood(_ text: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .impossibleLikelihood, "'\(text)' is no probability", at: span,
      hint: "a likelihood lies between 0% and 100%; over all values they need not sum to anything")
  }

  static func likelihoodForm(_ text: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .likelihoodForm, "'\(text)' is no value with a likelihood", at: span,
      hint: "as in '\(example(values))'" + (values.count == 2 ? ", or '3:1'" : "") + "; the source stands behind ' — '")
  }

  static func likelihoodMissing(_ value: String, of chance: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .likelihoodMissing, "how likely was it if '\(chance)' is '\(value)'?", at: span,
      hint: "every value has a likelihood, 0% where it could not have been seen")
  }

  static func likelihoodOfName(_ name: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .likelihoodOfName, "names are not read here: '\(name)'", at: span,
      hint: "a likelihood is a number, as in '80%'")
  }

  static func likelihoodOfNothing(at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .likelihoodOfNothing, "under no value could this have been seen", at: span,
      hint: "something that was not thought of is true: add it to the values")
  }

  static func likelihoodOfUnknown(
    _ value: String, of chance: String, values: [String], at span: SourceSpan?
  ) -> Diagnostic {
    let all = "its values are \(values.joined(separator: ", "))"
    let place = span.map { SourceSpan($0.start, $0.start + value.utf8.count) }
    return Diagnostic(
      .likelihoodOfUnknown, "'\(chance)' has no value '\(value)'", at: span,
      advice: NearestName.advice(value, among: values, at: place)?.and(" \(all)") ?? Advice(all))
  }

  static func likelihoodTwice(_ value: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .likelihoodTwice, "'\(value)' has two likelihoods", at: span,
      hint: "a likelihood for each value, once")
  }

  static func lineOutsideList(in section: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .lineOutsideList, "this line is not read: \(section) is a list", at: span,
      advice: Advice(
        "begin it with '- '", edits: [TextEdit(SourceSpan(span.start, span.start), "- ")], title: "begin it with '- '"))
  }

  static func negativeCost(_ name: String, _ amount: Quantity, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .negativeCost, "to learn about '\(name)' cannot cost \(amount.short())", at: span,
      hint: "what one pays is above 0; what brings something besides is an option")
  }

  static func notInRange(
    _ prediction: Prediction, _ value: String, _ fault: Diagnostic, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .notInRange, "'\(value)' is no outcome of '\(prediction.text)': \(fault.message)", at: span,
      hint: "as in '\(prediction.subject) = …' with one number in the unit of the range, or 'unknown'")
  }

  static func notYesOrNo(_ subject: String, _ value: String, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(.notYesOrNo, "'\(subject)' is yes, no or unknown, not '\(value)'", at: span)
  }

  static func otherKind(_ kind: Kind, expected: Kind, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(.otherKind, "the document says it is a \(kind.rawValue), not a \(expected.rawValue)", at: span)
  }

  static func outcomeForm(_ why: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outcomeForm, "this is not how an outcome is written: \(why)", at: span,
      hint: "as in '- 2027-02-01 payoff = 45k USD — the last invoice is in'")
  }

  static func branchNotYes(_ branch: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .outcomeForm, "'\(branch)' is a branch: '\(value)' does not say what happened instead",
      hint: "name the branch that did happen")
  }

  static func outcomeInOtherUnit(
    _ name: String, _ own: Quantity.Unit, _ unit: Quantity.Unit, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .outcomeInOtherUnit, "this is \(own.inWords), '\(name)' is \(unit.inWords)", at: span)
  }

  static func outcomeValue(_ value: String, of chance: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    let all = "its values are \(values.joined(separator: ", ")); 'unknown' is an answer, too"
    return Diagnostic(
      .outcomeValue, "'\(chance)' has no value '\(value)'", at: span,
      advice: NearestName.advice(value, among: values)?.and(" \(all)") ?? Advice(all))
  }

  static func payoffInOtherUnit(_ payoff: Quantity, _ tree: Quantity.Unit, at span: SourceSpan?) -> Diagnostic {
    let (own, isPlain) = (payoff.unit, payoff.unit == .one)
    return Diagnostic(
      .payoffInOtherUnit,
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
      .postmortemWithoutDecision, "the postmortem does not say of which decision", at: span,
      hint: "add 'decision: slug' to the header")
  }

  /// - Parameters:
  ///   - meant: the statement as it was probably meant.
  ///   - place: where it stands, if it is written plainly.
  static func predictionForm(meant: String?, label place: SourceSpan?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .predictionForm, "this prediction has neither a probability nor a range", at: span,
      advice: meant.map { .meant($0, at: place) }
        ?? "a probability stands first, as in '80% it ships by 2027-02-01'; a range last, as in 'output: 40k to 90k barrel'"
    )
  }

  static func predictionProbability(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .predictionProbability, "'\(text)' is no probability", at: span,
      hint: "a probability lies between 0% and 100%")
  }

  static func predictionOfCertain(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .predictionRange, "'\(text)' is no range", at: span,
      hint: "as in '40k to 90k barrel': what comes should lie in it nine times out of ten")
  }

  static func predictionOfRange(_ text: String, _ statement: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .predictionRange, "'\(text)' is a range of probabilities, and this comes true or not", at: span,
      hint: "what would you bet on it? One probability, such as the middle of the range")
  }

  static func quotedLine(in section: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .quotedLine, "'>' makes this a quotation: nothing of it is read", at: span,
      hint: section == "Predictions" ? "a probability is one number, as in '95% it snows'" : "leave the '>' out")
  }

  static func ratioOfMany(_ chance: String, values: [String], at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .ratioOfMany, "a likelihood ratio is for a chance with two values; '\(chance)' has \(values.count)", at: span,
      hint: "as in '\(example(values))'")
  }

  static func riskTolerance(_ value: Quantity, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .riskTolerance, "a risk tolerance of \(value.short()) is none", at: span,
      hint: "about the amount X at which you would just accept an even chance to win X or lose half of it")
  }

  static func secondCost(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .secondCost, "what it costs to learn about '\(name)' is said already", at: span,
      related: [Label(first, "said here")],
      hint: "keep the line that counts")
  }

  static func statementOutside(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .statementOutside, "'\(text.prefix(40))' is read by nobody: it stands outside of a formula block", at: span,
      hint: "put it between a line '```how' and a line '```'")
  }

  static func tableAmongOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tableAmongOptions, "a table is no list of options: nothing reads it", at: span,
      hint: "an item for each row, as in '- Buy: -12k USD'")
  }

  static func isNotWhole(_ slug: String, _ revision: Revision) -> Diagnostic {
    Diagnostic(
      .textDamaged,
      "'\(slug)' @\(revision.ordinal) (\(revision.name.short)) is not what was saved: its hash differs",
      hint: "'how show \(slug)@\(revision.ordinal)' shows it as it is, 'how restore' goes back to a revision before it")
  }

  static func unknownBranch(_ typed: String, among labels: [String], at span: SourceSpan?) -> Diagnostic {
    var seen: Set<String> = []
    let distinct = labels.filter { seen.insert($0).inserted }
    let list = distinct.prefix(12).map { "'\($0)'" }.joined(separator: ", ") + (distinct.count > 12 ? ", …" : "")
    return Diagnostic(
      .unknownBranch, "no branch of what was taken is called '\(typed)'", at: span,
      advice: NearestName.advice(typed, among: distinct)
        ?? (distinct.isEmpty ? "it has no branches: 'payoff = …' says how it went" : "one of \(list)"))
  }

  static func unknownKind(_ text: String, at span: SourceSpan?) -> Diagnostic {
    let kinds = Kind.allCases.map(\.rawValue)
    return Diagnostic(
      .unknownKind, "'\(text)' is no kind of document", at: span,
      advice: NearestName.advice(text, among: kinds) ?? "one of \(kinds.joined(separator: ", "))")
  }

  static func unknownOption(_ label: String, among labels: [String], at span: SourceSpan?) -> Diagnostic {
    let list = labels.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .unknownOption, "no option is called '\(label)'", at: span,
      // In the header a label may need quotes.
      advice: NearestName.of(label, among: labels).map {
        Advice("did you mean '\($0)'?", writing: YAMLText.quoted($0))
      }
        ?? (labels.isEmpty ? "the document lists no options" : "one of \(list)"))
  }

  /// - Parameter place: where the subject stands.
  static func unknownOutcome(
    _ subject: String, among names: [String], subject place: SourceSpan? = nil, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .unknownOutcome,
      "'\(subject)' is neither the payoff, a prediction nor a belief of this decision", at: span,
      advice: NearestName.of(subject, among: names).map { .meant($0, at: place) }
        ?? "one of \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : ""), or 'happened' and a branch"
    )
  }

  static func outcomeWithoutValue(_ subject: String, _ example: String) -> Diagnostic {
    .usage("what is '\(subject)'?", hint: "as in '\(subject)=\(example)'")
  }

  static func valueForm(_ key: String, isList: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .valueForm, isList ? "'\(key)' is more than a list of words" : "'\(key)' has one value, not several", at: span,
      hint: isList ? "as in '\(key): [one, two]'" : "as in '\(key): value'")
  }

  static func withoutKind(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .withoutKind, "the document does not say what it is", at: span,
      hint: "add 'kind: decision' (or model, postmortem) to a header between two lines of '---'")
  }

  static func withoutOptions(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .withoutOptions, "there are no options to score", at: span, hint: "list them under a heading '## Options'")
  }
}
