package import Diagnostics

extension Diagnostic {
  /// The diagnostic as a person sees it: the message, the line with the place marked, the hint.
  ///
  ///     error[unknown-unit]: unknown unit 'meter'
  ///      --> drill.md:14:19
  ///        |
  ///     14 | depth = 2 meter
  ///        |           ^^^^^ not a unit
  ///        = help: did you mean 'metre'?
  package func drawn(in source: SourceText? = nil) -> [StyledText] {
    let alarm: StyledText.Role = severity == .error ? .bad : .warning
    var lines = [
      StyledText("\(severity.rawValue)[\(code)]", alarm) + StyledText(": ") + StyledText(visible(message), .strong)
    ]
    var margin = ""
    if let source, let span {
      let number = source.line(at: span.start)
      margin = String(repeating: " ", count: String(number).count)
      // A line feed in the name of a file begins no line of ours.
      let name = visible(source.name).replacing("\n", with: "\u{FFFD}")
      lines.append(
        StyledText("\(margin)--> ", .dim) + StyledText("\(name):\(number):\(source.column(at: span.start))"))
      lines.append(StyledText("\(margin) |", .dim))
      lines += marked(span, line: number, of: source, alarm: alarm)
      margin += " "
    }
    if let hint {
      for (index, part) in hint.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let lead = index == 0 ? "\(margin)= help: " : "\(margin)        "
        lines.append(StyledText(lead, .dim) + StyledText(visible(String(part))))
      }
    }
    return lines
  }

  /// The line and, below it, carets under the span as far as it is on that line.
  private func marked(_ span: SourceSpan, line: Int, of source: SourceText, alarm: StyledText.Role) -> [StyledText] {
    let whole = source.span(ofLine: line)
    let start = min(span.start, whole.end)
    let end = max(start, min(span.end, whole.end))
    var before = shown(source[SourceSpan(whole.start, start)])
    var place = shown(source[SourceSpan(start, end)])
    var after = shown(source[SourceSpan(end, whole.end)])
    // A line too long to read is cut around the place.
    if before.count > Self.context { before = "…" + before.suffix(Self.context - 1) }
    if place.count > Self.context { place = place.prefix(Self.context - 1) + "…" }
    if after.count > Self.context { after = after.prefix(Self.context - 1) + "…" }
    let indent = String(repeating: " ", count: TerminalWidth.of(before))
    let carets = String(repeating: "^", count: max(1, TerminalWidth.of(place)))
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    return [
      StyledText("\(number) | ", .dim) + StyledText(before + place + after),
      StyledText("\(margin) | ", .dim)
        + StyledText(indent + carets + (label.map { " " + visible($0) } ?? ""), alarm),
    ]
  }

  private static let context = 90
}

/// What a line looks like here: tabs as spaces, and no control character that a terminal would obey.
private func shown(_ text: String) -> String {
  visible(text.replacing("\t", with: "    "))
}
