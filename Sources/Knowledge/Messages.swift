import Diagnostics
import Quantities

/// What documents have to say, in alphabetical order.
extension Diagnostic {
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

  static func caseWithoutExpectation(_ title: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "case-without-expectation", "the case '\(title)' computes but expects nothing", at: span,
      hint: "write what must hold: 'expect x = 5 ± 1%', 'expect x in 4 to 6' or 'expect x > 3'")
  }

  static func duplicateSection(_ name: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "duplicate-section", "the section '\(name)' already stands in line \(firstLine)", at: span,
      hint: "only the first would be read: put both into one")
  }

  static func otherKind(_ kind: Kind, expected: Kind, at span: SourceSpan?) -> Diagnostic {
    Diagnostic("other-kind", "the document says it is a \(kind.rawValue), not a \(expected.rawValue)", at: span)
  }

  static func payoffInOtherUnit(_ payoff: Quantity.Unit, _ tree: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    return Diagnostic(
      "payoff-in-other-unit",
      "the payoff is \(payoff.inWords), the payoffs under Options are \(tree == .one ? "plain numbers" : tree.inWords)",
      at: span)
  }

  static func postmortemWithoutDecision(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "postmortem-without-decision", "the postmortem does not say of which decision", at: span,
      hint: "add 'decision: slug' to the header")
  }

  static func stakeInOtherUnit(_ stake: Quantity.Unit, _ tree: Quantity.Unit, at span: SourceSpan?) -> Diagnostic {
    return Diagnostic(
      "stake-in-other-unit",
      "the stake is \(stake.inWords), the payoffs are \(tree == .one ? "plain numbers" : tree.inWords)",
      at: span)
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
