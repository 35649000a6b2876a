import Decisions
import Diagnostics
import Formulas

extension FieldReader {
  /// Statements under Beliefs that stand outside of a `how` block, where nothing would read them: the first of each
  /// paragraph, list item or other block.
  mutating func strayStatements() {
    guard let section = document.section("Beliefs") else { return }
    for block in section.blocks {
      switch block {
      case .code(let info, let content) where info.isEmpty: stray(in: content)
      case .code(let info, let content) where info != "how" && info.lowercased() == "how":
        let fence = fence(before: content)
        let word = SourceSpan(max(fence.start, fence.end - info.utf8.count), fence.end)
        faults.append(.blockOutside(info, word: document.source[word] == info ? word : nil, at: fence))
      case .other(let span): stray(in: span)
      case .list(_, let outline): for item in outline.items { stray(in: item.text) }
      case .heading, .code: break
      }
    }
  }

  /// The line that opens a block.
  private func fence(before content: SourceSpan) -> SourceSpan {
    let source = document.source
    return source.trimmed(source.span(ofLine: max(1, source.line(at: content.start) - 1)))
  }

  /// Blocks of the language where nothing reads them: among the options, and elsewhere where a name that is missing is
  /// defined in one.
  mutating func strayBlocks() {
    let missing = faults.contains { $0.code == .unknownName }
    for section in document.sections {
      let name = section.heading.text.lowercased()
      guard name != "beliefs", missing || name == "options" else { continue }
      for block in section.blocks {
        guard case .code(let info, let content) = block, info.lowercased() == "how" else { continue }
        let program = Program(document.source, in: [content])
        let isWanted = program.definedNames.contains { defined in
          faults.contains { $0.code == .unknownName && $0.span.map { document.source[$0] } == defined }
        }
        if name == "options" || isWanted { faults.append(.blockOutside("how", at: fence(before: content))) }
      }
    }
  }

  /// Headings, tables and lines under Options that were meant as options and that nothing reads.
  func unreadOptions(_ section: Section) -> [Diagnostic] {
    let source = document.source
    return section.blocks.compactMap { block in
      switch block {
      case .heading(let heading): return .headingAmongOptions(heading.text, at: heading.span)
      case .other(let span):
        let lines = (source.line(at: span.start)...source.line(at: max(span.start, span.end - 1))).map {
          source.trimmed(source.span(ofLine: $0))
        }
        if lines.count > 1, source[lines[0]].contains("|"), source[lines[1]].contains("-"),
          source[lines[1]].allSatisfy({ " |:-".contains($0) })
        {
          return .tableAmongOptions(at: lines[0])
        }
        return UnreadLines.item(in: span, of: source).map { .lineOutsideList(in: "Options", at: $0) }
      case .code(let info, let content) where info.isEmpty:
        return UnreadLines.item(in: content, of: source).map { .lineOutsideList(in: "Options", at: $0) }
      case .code, .list: return nil
      }
    }
  }

  private mutating func stray(in span: SourceSpan) {
    let source = document.source
    for line in source.line(at: span.start)...max(source.line(at: span.start), source.line(at: span.end)) {
      let whole = source.span(ofLine: line)
      let place = source.trimmed(SourceSpan(max(whole.start, span.start), min(whole.end, span.end)))
      guard place.count > 0, Self.isStatement(source[place]) else { continue }
      return faults.append(.statementOutside(source[place], at: place))
    }
  }

  /// `cost = 20k EUR`, `cost: EUR = 20k EUR`, `chance oil = dry 50%, wet 50%`, `test core given oil`, and no sentence.
  private static func isStatement(_ line: String) -> Bool {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard let first = words.first else { return false }
    if words.count > 2, ["chance", "test", "unit", "input", "output"].contains(first) {
      return words[2] == "=" || words[2] == "given"
    }
    func isName(_ word: Substring) -> Bool {
      word.first.map { $0.isLetter || $0 == "_" } ?? false
        && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    if words.count > 2, isName(first), words[1] == "=" { return true }
    // With a unit: `cost: EUR = …`.
    return words.count > 3 && first.last == ":" && isName(first.dropLast()) && words[2] == "="
  }
}
