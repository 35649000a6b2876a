/// One thing that is wrong with a text or with what was asked: a stable code, what, where, and what to do.
///
/// Words live in each module's `Messages.swift` as static functions, so that the place that finds a mistake gives only
/// facts: `throw Diagnostic.unknownName("rgi", at: span, near: ["rig"])`. All its places are in one text, which the
/// diagnostic does not hold.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable { case error, warning }

  package let code: Code
  package let severity: Severity
  /// What is wrong, in lower case without a full stop, quoting what was typed.
  package private(set) var message: String
  /// Where, in the bytes of the text; nil where it is nowhere in particular.
  package private(set) var span: SourceSpan?
  /// A few words to stand beside the marked place.
  package private(set) var label: String?
  /// Other places that it is about, such as where a name was defined first.
  package private(set) var related: [Label]
  /// What to do about it.
  package private(set) var hint: String?
  /// What the hint says, as edits; nil where it cannot be done without knowing more.
  package private(set) var fix: Fix?

  package init(
    _ code: Code, _ message: String, at span: SourceSpan? = nil, label: String? = nil, related: [Label] = [],
    hint: String? = nil, severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.label = label
    self.related = related
    self.hint = hint
  }

  /// The same with what to do about it as words and as edits.
  package init(
    _ code: Code, _ message: String, at span: SourceSpan? = nil, label: String? = nil, related: [Label] = [],
    advice: Advice?, severity: Severity = .error
  ) {
    self.init(code, message, at: span, label: label, related: related, severity: severity)
    advise(advice)
  }

  /// A place beside the one that is wrong, and what it has to do with it.
  package struct Label: Hashable, Sendable {
    package var span: SourceSpan
    package var text: String

    package init(_ span: SourceSpan, _ text: String) {
      self.span = span
      self.text = text
    }
  }
}

extension Diagnostic {
  /// Puts other advice in place of what it has.
  package mutating func advise(_ advice: Advice?) {
    hint = advice?.text
    fix = advice?.fix(at: span)
  }

  /// Adds words to the advice, in a line of their own.
  package mutating func advise(also text: String) {
    hint = hint.map { "\($0)\n\(text)" } ?? text
  }

  package mutating func relate(to place: Label) {
    related.append(place)
  }

  /// The same in other words.
  package func saying(_ message: String) -> Diagnostic {
    var copy = self
    copy.message = message
    return copy
  }

  /// The same told at a place of another text: what stood in the first is left out.
  package func told(at span: SourceSpan?, label: String? = nil) -> Diagnostic {
    Diagnostic(code, message, at: span, label: label, hint: hint, severity: severity)
  }

  /// The same in a part of its text that is shown by itself: what reaches out of it is left out, and a place that does
  /// is cut off.
  package func within(_ part: SourceSpan) -> Diagnostic {
    func moved(_ span: SourceSpan) -> SourceSpan {
      let start = min(max(span.start, part.start), part.end)
      return SourceSpan(start - part.start, min(max(span.end, start), part.end) - part.start)
    }
    func holds(_ span: SourceSpan) -> Bool { part.start <= span.start && span.end <= part.end }
    var copy = self
    copy.span = span.map(moved)
    copy.related = related.filter { holds($0.span) }.map { Label(moved($0.span), $0.text) }
    if let fix {
      let edits = fix.edits.map { TextEdit(moved($0.span), $0.replacement) }
      copy.fix = fix.edits.allSatisfy { holds($0.span) } ? Fix(fix.title, edits: edits, isSafe: fix.isSafe) : nil
    }
    return copy
  }
}
