import Decisions
package import Diagnostics
package import Quantities

/// One line under Checkpoints: `- 2027-02-01 first well log: stop if porosity is below 10%`.
package struct Checkpoint: Hashable, Sendable {
  /// When it is to be looked at.
  package var date: CivilDate
  /// What will be looked at, and what would follow.
  package var text: String
  /// The line of the document.
  package var span: SourceSpan
}

extension FieldReader {
  /// The dated lines under Checkpoints; a line that begins with no date is a note of the person's own.
  mutating func checkpoints() -> [Checkpoint] {
    let lines = SectionLines("Checkpoints", of: document)
    return lines.items.compactMap { item in
      let text = lines.source[item.span]
      guard LineEnd.isDate(text.prefix(10)) else { return nil }
      guard let date = CivilDate(text.prefix(10)) else {
        faults.append(
          .badDate(
            String(text.prefix(10)), key: "Checkpoints", at: SourceSpan(item.span.start, item.span.start + 10)))
        return nil
      }
      let rest = text.dropFirst(10).drop { $0 == ":" || $0.isWhitespace }
      return Checkpoint(date: date, text: rest.trimmed, span: item.span)
    }
  }
}
