import Diagnostics
import Styling

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

  mutating func drawTable(_ index: Int, _ columns: Range<Int>) {
    text.clear()
    let rows = tree.children(of: index).enumerated().map { number, row in
      cells(of: row, number == 0 ? .strong : role)
    }
    let count = columns.count
    var natural = [Int](repeating: 0, count: count)
    var words = [Int](repeating: 0, count: count)
    for row in rows {
      for (column, cell) in row.enumerated() {
        natural[column] = max(natural[column], cell.columns)
        if cell.columns > words[column] { words[column] = max(words[column], longestWord(cell.range)) }
      }
    }
    let room = width - frame.indent - 3 * (count - 1)
    let widths = ColumnWidths.fitting(natural: natural, words: words, room: room)
    let wraps = text.hasBreaks || zip(natural, widths).contains { $0 > $1 }
    let alignments = Array(tree.alignments[columns])
    beginBlock()
    for (number, row) in rows.enumerated() {
      if number == 1 || (number > 1 && wraps) { drawRule(widths, isStrong: number == 1) }
      draw(row, widths, alignments)
    }
    if rows.count == 1 { drawRule(widths, isStrong: true) }
  }

  // MARK: Cells

  /// The cells of a row; the last holds all that is behind the columns, for nothing that is drawn may be lost.
  private mutating func cells(of row: Int, _ role: StyledText.Role) -> [CellText] {
    var cells: [CellText] = []
    var next = row + 1
    let end = tree.blocks[row].end
    while next < end {
      let block = tree.blocks[next]
      next = block.end
      if next < end, case .overfull = tree.blocks[next].kind { continue }
      let start = text.count
      let segment = max(0, text.segments.count - 1)
      text.append(block.inlines, of: tree, words, role)
      let range = start..<text.count
      cells.append(CellText(range: range, segment: segment, columns: columns(range)))
    }
    return cells
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

  private mutating func draw(_ cells: [CellText], _ widths: [Int], _ alignments: [MarkdownTable.Alignment]) {
    var starts = cells.map(\.range.lowerBound)
    var isFirst = true
    while isFirst || starts.indices.contains(where: { starts[$0] < cells[$0].range.upperBound }) {
      isFirst = false
      beginLine()
      for column in widths.indices {
        if column > 0 { canvas.append(" │ ", .dim) }
        guard column < cells.count else {
          canvas.append(spaces: widths[column])
          continue
        }
        let cell = cells[column]
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
