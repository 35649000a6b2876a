/// One thing that is wrong with a text or with what was asked: a stable code, what, where, and what to do.
///
/// Words live in each module's `Messages.swift` as static functions, so that the place that finds a mistake gives only
/// facts: `throw Diagnostic.unknownName("rgi", at: span, near: ["rig"])`.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable { case error, warning }

  /// A stable name such as `unknown-name`, for people to look up and programs to match.
  public let code: String
  public let severity: Severity
  /// What is wrong, in lower case without a full stop, quoting what was typed.
  public let message: String
  /// Where, in the bytes of the text; nil where it is nowhere in particular.
  public let span: SourceSpan?
  /// A few words to stand beside the marked place.
  public let label: String?
  /// What to do about it.
  public var hint: String?

  public init(
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
public struct Faults: Error, Sendable {
  public let source: SourceText
  public let diagnostics: [Diagnostic]

  public init(in source: SourceText, _ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a fault needs something that is wrong")
    self.source = source
    self.diagnostics = diagnostics.enumerated().sorted {
      ($0.element.span?.start ?? -1, $0.offset) < ($1.element.span?.start ?? -1, $1.offset)
    }.map(\.element)
  }
}
