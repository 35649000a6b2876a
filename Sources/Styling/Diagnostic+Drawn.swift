package import Diagnostics

extension Diagnostic {
  /// The diagnostic as a person sees it: the message, the line with the place marked, what it has to do with below it,
  /// the hint.
  ///
  ///     error[duplicate-name]: 'depth' is already defined
  ///      --> drill.md:14:1
  ///        |
  ///     14 | depth = 2 metre
  ///        | ^^^^^
  ///      9 | depth = 1 metre
  ///        | ----- first defined here
  ///        = help: one name has one value: choose another name
  package func drawn(in source: SourceText? = nil) -> [StyledText] {
    let alarm: StyledText.Role = severity == .error ? .bad : .warning
    var lines = [
      StyledText("\(severity.rawValue)[\(code)]", alarm) + StyledText(": ") + StyledText(visible(message), .strong)
    ]
    var margin = ""
    if let source, let span {
      let place = source.position(at: span.start)
      let drawing = Drawing(source: source, places: [place.line] + related.map { source.line(at: $0.span.start) })
      margin = String(repeating: " ", count: drawing.digits)
      // A line feed in the name of a file begins no line of ours.
      let name = visible(source.name).replacing("\n", with: "\u{FFFD}")
      lines.append(StyledText("\(margin)--> ", .dim) + StyledText("\(name):\(place.line):\(place.column)"))
      lines.append(StyledText("\(margin) |", .dim))
      var last = drawing.marked(span, "^", label, alarm)
      lines += last
      for other in related {
        let next = drawing.marked(other.span, "-", other.text, .plain)
        // A line that is not cut otherwise is drawn once, with all its places below it.
        lines += next[0] == last[0] ? next.dropFirst() : next[...]
        last = next
      }
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
}

/// Lines of a text with places in them marked, their numbers one below the other.
private struct Drawing {
  let source: SourceText
  /// How many digits the greatest number of a line has.
  let digits: Int

  init(source: SourceText, places lines: [Int]) {
    self.source = source
    digits = String(lines.max() ?? 0).count
  }

  /// The line and, below it, marks under the span as far as it is on that line.
  func marked(_ span: SourceSpan, _ mark: String, _ label: String?, _ role: StyledText.Role) -> [StyledText] {
    let line = source.line(at: span.start)
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
    let marks = String(repeating: mark, count: max(1, TerminalWidth.of(place)))
    let number = String(line)
    let margin = String(repeating: " ", count: digits - number.count)
    return [
      StyledText("\(margin)\(number) | ", .dim) + StyledText(before + place + after),
      StyledText("\(String(repeating: " ", count: digits)) | ", .dim)
        + StyledText(indent + marks + (label.map { " " + visible($0) } ?? ""), role),
    ]
  }

  private static let context = 90
}

/// What a line looks like here: tabs as spaces, and no control character that a terminal would obey.
private func shown(_ text: String) -> String {
  visible(text.replacing("\t", with: "    "))
}
