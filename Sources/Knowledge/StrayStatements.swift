import Diagnostics

extension FieldReader {
  /// Statements under Beliefs that stand outside of a `how` block, where nothing would read them: the first of each
  /// paragraph, list item or other block.
  mutating func strayStatements() {
    guard let section = document.section("Beliefs") else { return }
    for block in section.blocks {
      switch block {
      case .code(let info, let content) where info.isEmpty: stray(in: content)
      case .other(let span): stray(in: span)
      case .list(_, let outline): for item in outline.items { stray(in: item.text) }
      case .heading, .code: break
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
