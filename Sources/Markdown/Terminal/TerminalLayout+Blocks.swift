import Diagnostics
import Styling

extension TerminalLayout {
  // MARK: Text

  mutating func drawParagraph(_ block: MarkdownTree.Block) {
    text.clear()
    text.append(block.inlines, of: tree, words, role)
    drawText()
  }

  /// Draws the text in lines.
  ///
  /// - Parameter level: What a heading's first line begins with: so many `#`.
  /// - Returns: the columns of the longest line, where `measures` asks for it.
  @discardableResult
  mutating func drawText(level: Int = 0, measures: Bool = false) -> Int {
    let bytes = text.bytes
    var start = 0
    while start < bytes.count, bytes[start].isWhiteSpace { start += 1 }
    if start == bytes.count { return 0 }
    beginBlock()
    let lead = level == 0 ? 0 : level + 1
    let room = width - frame.indent - lead
    var lines = LineBreaker(
      bytes, upTo: bytes.count, width: room - frame.overhang, hasBreaks: text.hasBreaks)
    var columns = 0
    var segment = 0
    var isFirst = true
    while start < bytes.count {
      let line = lines.line(from: start)
      beginLine()
      if lead > 0 {
        if isFirst { canvas.append("#", times: level, .dim) }
        canvas.append(spaces: isFirst ? 1 : lead)
        isFirst = false
      }
      segment = drawSegments(start..<line.end, from: segment)
      canvas.endLine()
      if measures { columns = max(columns, TextColumns.of(UnsafeBufferPointer(rebasing: bytes[start..<line.end]))) }
      start = line.next
      lines.width = room
    }
    return columns
  }

  /// Draws a part of the text with its roles.
  ///
  /// - Returns: the segment that the part ends in, where a part behind it may begin.
  @inline(__always)
  @discardableResult
  mutating func drawSegments(_ range: Range<Int>, from first: Int) -> Int {
    var segment = first
    var start = range.lowerBound
    while text.segments[segment].end <= start, segment + 1 < text.segments.count { segment += 1 }
    while start < range.upperBound {
      let end = min(range.upperBound, text.segments[segment].end)
      canvas.append(UnsafeBufferPointer(rebasing: text.bytes[start..<end]), text.segments[segment].role)
      start = end
      if start < range.upperBound { segment += 1 }
    }
    return segment
  }

  mutating func drawHeading(_ block: MarkdownTree.Block, _ level: Int) {
    text.clear()
    text.append(block.inlines, of: tree, words, .heading)
    let columns = drawText(level: level > 2 ? level : 0, measures: level <= 2)
    if columns == 0 { return }
    beginLine()
    let drawn = min(columns, width - frame.indent)
    if level == 1 {
      canvas.append("━", times: drawn, .heading)
    } else {
      canvas.append("─", times: drawn, .dim)
    }
    canvas.endLine()
  }

  // MARK: What is drawn as it is

  /// Comments are not shown; other HTML is.
  mutating func drawHTML(_ block: MarkdownTree.Block) {
    var rest = words[block.words][...]
    while true {
      let trimmed = rest.drop(while: \.isWhiteSpace)
      guard trimmed.starts(with: "<!--".utf8) else { break }
      var end = trimmed.startIndex + 4
      while end < trimmed.endIndex, !trimmed[end...].starts(with: "-->".utf8) { end += 1 }
      rest = trimmed[min(end + 3, trimmed.endIndex)...]
    }
    drawLines(UnsafeBufferPointer(rebasing: rest), indent: 0, .dim)
  }

  /// Lines that are not wrapped, without the empty ones around them.
  mutating func drawLines(_ lines: UnsafeBufferPointer<UInt8>, indent: Int, _ role: StyledText.Role) {
    var end = lines.count
    while end > 0, lines[end - 1].isWhiteSpace { end -= 1 }
    var start = 0
    var index = 0
    while index < end, lines[index].isWhiteSpace {
      index += 1
      if lines[index - 1] == 0x0A { start = index }
    }
    if start >= end { return }
    beginBlock()
    while start < end {
      let feed = lines[start..<end].firstIndex(of: 0x0A) ?? end
      if feed == start {
        frame.drawBlank(&canvas)
      } else {
        beginLine()
        canvas.append(spaces: indent)
        appendLine(UnsafeBufferPointer(rebasing: lines[start..<feed]), role)
        canvas.endLine()
      }
      start = feed + 1
    }
  }

  /// A line with tabs as spaces up to the next of every fourth column.
  private mutating func appendLine(_ line: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) {
    text.clear()
    var rest = line[...]
    while let tab = rest.firstIndex(of: 0x09) {
      let start = text.count
      text.append(verbatim: UnsafeBufferPointer(rebasing: rest[..<tab]), role)
      // What stands before is a multiple of four.
      let columns = TextColumns.of(UnsafeBufferPointer(rebasing: text.bytes[start...]))
      text.buffer.append(UInt8(ascii: " "), times: 4 - columns % 4)
      rest = rest[(tab + 1)...]
    }
    text.append(verbatim: UnsafeBufferPointer(rebasing: rest), role)
    canvas.append(text.bytes, role)
  }
}
