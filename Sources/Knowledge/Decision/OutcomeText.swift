import Decisions
package import Diagnostics
package import Quantities

/// One line under Outcome as it is written, by the grammar
///
///     - [DATE] SUBJECT = VALUE [— NOTE]
///
/// SUBJECT is `payoff`, `prediction N`, a belief, or `happened`, whose value is the label of a branch or a path. A line
/// without `=` is a note of the person's own.
package struct OutcomeText: Sendable {
  package var date: CivilDate?
  /// What the line is about, as it is written; all of a line without `=`.
  package var subject: String
  /// Where that stands.
  var place: SourceSpan
  /// Where the value stands; nil of a line without `=`.
  package var value: SourceSpan?
  package var note: String?
  /// The line.
  package var span: SourceSpan
  /// The text that it stands in.
  let source: SourceText

  /// Takes a line apart.
  ///
  /// - Throws: what keeps it from being a line of an outcome, whatever that is about.
  init(_ source: SourceText, _ whole: SourceSpan) throws(Diagnostic) {
    self.source = source
    self.span = whole
    var (span, note) = LineNote.parted(source, whole)
    self.note = note
    date = CivilDate(source[span].prefix(10))
    if date != nil { span = source.trimmed(SourceSpan(span.start + 10, span.end)) }
    let text = source[span]
    if date != nil, text.hasPrefix(":") { throw .outcomeForm("no colon stands behind the date", at: whole) }
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      subject = text
      place = span
      return
    }
    let offset = span.start + text.utf8.distance(from: text.startIndex, to: mark)
    value = source.trimmed(SourceSpan(offset + 1, span.end))
    place = source.trimmed(SourceSpan(span.start, offset))
    subject = source[place]
  }
}

extension FieldReader {
  /// The lines under Outcome, in the order of the text; what is wrong with one is told at the line.
  mutating func outcome() -> [OutcomeText] {
    let lines = SectionLines("Outcome", of: document)
    return lines.items.compactMap { item in
      do throws(Diagnostic) {
        return try OutcomeText(lines.source, item.span)
      } catch {
        faults.append(error)
        return nil
      }
    }
  }
}
