/// One thing that is wrong with a text or with what was asked: a stable code, what, where, and what to do.
///
/// Words live in each module's `Messages.swift` as static functions, so that the place that finds a mistake gives only
/// facts: `throw Diagnostic.unknownName("rgi", at: span, near: ["rig"])`.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning }

  /// A stable name such as `unknown-name`, for people to look up and programs to match.
  package let code: String
  package let severity: Severity
  /// What is wrong, in lower case without a full stop, quoting what was typed.
  package let message: String
  /// Where, in the bytes of the text; nil where it is nowhere in particular.
  package let span: SourceSpan?
  /// A few words to stand beside the marked place.
  package let label: String?
  /// What to do about it.
  package var hint: String?

  package init(
    _ code: String, _ message: String, at span: SourceSpan? = nil, label: String? = nil, hint: String? = nil,
    severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.label = label
    self.hint = hint
  }
}

/// What is wrong with one text, all of it at once, in the order of the text.
package struct DocumentErrors: Error, Sendable {
  package let source: SourceText
  package let diagnostics: [Diagnostic]

  package init(in source: SourceText, _ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a fault needs something that is wrong")
    self.source = source
    self.diagnostics = diagnostics.enumerated().sorted {
      ($0.element.span?.start ?? -1, $0.offset) < ($1.element.span?.start ?? -1, $1.offset)
    }.map(\.element)
  }
}
