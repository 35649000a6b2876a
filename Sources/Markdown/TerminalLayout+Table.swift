import Ccmark
import Diagnostics

/// Tables are drawn with thin rules below the header and between columns, and where rows take several lines, between
/// rows, too:
///
///     name │  bf16 │ note
///     ─────┼───────┼──────
///     h100 │ 989.4 │ dense
extension TerminalLayout {
  /// What is in a cell: a part of the layout's text.
  private struct CellText {
    var range: Range<Int>
    /// The first of the text's segments that may hold it.
    var segment: Int
    /// The columns of its longest line.
    var columns: Int
  }

  mutating func draw(_ table: TableScanner.Table) {
    if !table.before.isEmpty { drawBefore(table) }
    let columns = table.alignments.count
    let cells = cellTexts(table)
    var natural = [Int](repeating: 0, count: columns)
    var words = [Int](repeating: 0, count: columns)
    for row in table.rows {
      for column in 0..<row.count {
        let cell = cells[row.first + column]
        natural[column] = max(natural[column], cell.columns)
        if cell.columns > words[column] { words[column] = max(words[column], longestWord(cell.range)) }
      }
    }
    let room = width - frame.indent - 3 * (columns - 1)
    let widths = ColumnWidths.fitting(natural: natural, words: words, room: room)
    let wraps = text.hasBreaks || zip(natural, widths).contains { $0 > $1 }
    beginBlock()
    for row in table.rows {
      if row.line == 1 || (row.line > 1 && wraps) { drawRule(widths, isStrong: row.line == 1) }
      draw(row, of: cells, widths, table.alignments)
    }
    if table.rows.count == 1 { drawRule(widths, isStrong: true) }
  }

  /// The lines of the paragraph that stand before the table.
  private mutating func drawBefore(_ table: TableScanner.Table) {
    var lines: [UInt8] = []
    for range in table.before {
      lines += source[range]
      lines.append(0x0A)
    }
    let tree = CommonMark(lines)
    guard let paragraph = cmark_node_first_child(tree.root) else { return }
    text.clear()
    withExtendedLifetime(tree) {
      text.append(inlinesOf: paragraph, role, skipping: frame.isTaskPending ? 4 : 0)
    }
    drawText()
    requestGap()
  }

  // MARK: Cells

  private mutating func cellTexts(_ table: TableScanner.Table) -> [CellText] {
    let tree = inlines(table)
    defer { withExtendedLifetime(tree) {} }
    var node = tree.flatMap { cmark_node_first_child($0.root) }
    text.clear()
    let header = table.rows[0].count
    var texts: [CellText] = []
    texts.reserveCapacity(table.cells.count)
    for (index, cell) in table.cells.enumerated() {
      let start = text.count
      let segment = max(0, text.segments.count - 1)
      let role = index < header ? .strong : self.role
      if cell.isPlain {
        text.append(prose: UnsafeBufferPointer(rebasing: source[cell.start..<cell.end]), role)
      } else if let heading = node {
        text.append(inlinesOf: heading, role)
        node = cmark_node_next(heading)
      }
      let range = start..<text.count
      texts.append(CellText(range: range, segment: segment, columns: columns(range)))
    }
    return texts
  }

  /// The cells that are more than text, each parsed as a heading: what is in a heading is on one line and no block.
  private func inlines(_ table: TableScanner.Table) -> CommonMark? {
    var headings: [UInt8] = []
    for cell in table.cells where !cell.isPlain {
      headings += "# ".utf8
      headings += cell.unescaped(source[cell.start..<cell.end])
      headings += " #\n".utf8
    }
    return headings.isEmpty ? nil : CommonMark(headings)
  }

  private func columns(_ range: Range<Int>) -> Int {
    let part = UnsafeBufferPointer(rebasing: text.bytes[range])
    if !text.hasBreaks { return TextColumns.of(part) }
    return part.split(separator: 0x0A).map { TextColumns.of(UnsafeBufferPointer(rebasing: $0)) }.max() ?? 0
  }

  private func longestWord(_ range: Range<Int>) -> Int {
    var longest = 0
    for word in text.bytes[range].split(whereSeparator: \.isWhiteSpace) {
      longest = max(longest, TextColumns.of(UnsafeBufferPointer(rebasing: word)))
    }
    return longest
  }

  // MARK: Lines

  private mutating func drawRule(_ widths: [Int], isStrong: Bool) {
    beginLine()
    for (column, width) in widths.enumerated() {
      if column > 0 { canvas.append(isStrong ? "─┼─" : "╌┼╌", .dim) }
      canvas.append(isStrong ? "─" : "╌", times: width, .dim)
    }
    canvas.endLine()
  }

  private mutating func draw(
    _ row: TableScanner.Row, of cells: [CellText], _ widths: [Int], _ alignments: [MarkdownTable.Alignment]
  ) {
    var starts = (0..<row.count).map { cells[row.first + $0].range.lowerBound }
    var isFirst = true
    while isFirst || starts.indices.contains(where: { starts[$0] < cells[row.first + $0].range.upperBound }) {
      isFirst = false
      beginLine()
      for column in widths.indices {
        if column > 0 { canvas.append(" │ ", .dim) }
        guard column < row.count else {
          canvas.append(spaces: widths[column])
          continue
        }
        let cell = cells[row.first + column]
        starts[column] = drawLine(of: cell, from: starts[column], widths[column], alignments[column])
      }
      canvas.endLine()
    }
  }

  /// Draws a line of a cell.
  ///
  /// - Returns: where its next begins.
  private mutating func drawLine(
    of cell: CellText, from start: Int, _ width: Int, _ alignment: MarkdownTable.Alignment
  ) -> Int {
    if start >= cell.range.upperBound {
      canvas.append(spaces: width)
      return start
    }
    var lines = LineBreaker(
      text.bytes, upTo: cell.range.upperBound, width: width, hasBreaks: text.hasBreaks, cutsWords: true)
    let line = lines.line(from: start)
    let columns = TextColumns.of(UnsafeBufferPointer(rebasing: text.bytes[start..<line.end]))
    let free = max(0, width - columns)
    let before =
      switch alignment {
      case .unspecified, .left: 0
      case .center: free / 2
      case .right: free
      }
    canvas.append(spaces: before)
    drawSegments(start..<line.end, from: cell.segment)
    canvas.append(spaces: free - before)
    return line.next
  }
}
