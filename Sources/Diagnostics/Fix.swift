/// A change of a text that mends what a diagnostic tells of, such as putting `rig` for `rgi`.
package struct Fix: Hashable, Sendable {
  /// What it does, for a menu: `write 'rig'`.
  package let title: String
  /// What is put in place of what, in the order of the text, no two at one place.
  package let edits: [TextEdit]
  /// Whether it says what was written, in the way that is understood; false where it guesses what was meant, so that a
  /// person has to agree.
  package let isSafe: Bool

  package init(_ title: String, edits: [TextEdit], isSafe: Bool) {
    self.title = title
    self.edits = edits.sorted { $0.span < $1.span }
    self.isSafe = isSafe
  }

  /// The text with its edits made.
  package func applied(to source: SourceText) -> SourceText {
    var bytes = source.bytes
    for edit in edits.reversed() { bytes.replaceSubrange(edit.span.range, with: Array(edit.replacement.utf8)) }
    return SourceText(name: source.name, bytes: bytes)
  }
}

/// A stretch of a text and what is to stand in its place; an empty stretch is where something is put in.
package struct TextEdit: Hashable, Sendable {
  package let span: SourceSpan
  package let replacement: String

  package init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}
