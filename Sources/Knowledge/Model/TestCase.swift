import Decisions
package import Diagnostics
package import Quantities

/// A case under "Test Cases": a level-3 heading and what follows it up to the next.
package struct TestCase: Sendable {
  /// The heading without what stands in parentheses at its end.
  package var title: String
  /// When it was written; nil where the heading does not say.
  package var written: CivilDate?
  /// Whether its outcome was known when it was written.
  package var isHindsight: Bool
  package var heading: SourceSpan
  /// From the end of the heading to the next case or the end of the section.
  package var body: SourceSpan
  /// Its formulas; a case without is narrative.
  package var formulas: [SourceSpan]
  /// What a person said of it, in the order of the text.
  package var judgements: [Judgement]

  package var isNarrative: Bool { formulas.isEmpty }

  static func all(in section: Section, of source: SourceText) -> [TestCase] {
    var cases: [TestCase] = []
    for block in section.blocks {
      switch block {
      case .heading(let heading) where heading.level == 3: cases.append(TestCase(heading))
      case .code(info: "how", let content):
        if !cases.isEmpty { cases[cases.count - 1].formulas.append(content) }
      case .list(_, let outline):
        guard !cases.isEmpty else { continue }
        for item in outline.items {
          if let judgement = Judgement(source[item.text]) { cases[cases.count - 1].judgements.append(judgement) }
        }
      default: continue
      }
    }
    for index in cases.indices {
      cases[index].body.end = index + 1 < cases.count ? cases[index + 1].heading.start : section.body.end
    }
    return cases
  }

  private init(_ heading: Heading) {
    self.heading = heading.span
    body = SourceSpan(heading.span.end, heading.span.end)
    title = heading.text
    isHindsight = false
    formulas = []
    judgements = []
    guard heading.text.hasSuffix(")"), let open = heading.text.lastIndex(of: "(") else { return }
    let notes = heading.text[heading.text.index(after: open)...].dropLast().split(separator: ",").map(\.trimmed)
    let date = notes.first.flatMap { CivilDate($0) }
    // Parentheses of another kind belong to the title.
    guard date != nil || notes == ["hindsight"] else { return }
    written = date
    isHindsight = notes.contains("hindsight")
    title = heading.text[..<open].trimmed
  }
}
