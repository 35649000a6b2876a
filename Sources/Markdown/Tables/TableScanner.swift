import Diagnostics

/// Finds tables in the source of paragraphs, for CommonMark has none.
///
///     table     = header NEWLINE delimiter (NEWLINE row)*     — with as many cells in the header as in the delimiter row
///     delimiter = ['|'] mark ('|' mark)* ['|']                mark = [':'] '-'+ [':']
///     row       = ['|'] cell ('|' cell)* ['|']                cell = (escaped | any but '|')*
///
/// A paragraph may have other lines before a table; all lines behind the delimiter row are rows.
struct TableScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines

  /// More cells that rows do not have are not made up: a table that lacks as many is no table.
  private static let mostMissingCells = 100_000

  init(_ text: UnsafeBufferPointer<UInt8>, _ lines: SourceLines) {
    self.text = text
    self.lines = lines
  }

  struct Table {
    var alignments: [MarkdownTable.Alignment] = []
    /// The cells of all rows one after the other, the header first.
    var cells: [Cell] = []
    var rows: [Row] = []
    /// Where the lines of the rows end, without the space there.
    var lineEnds: [Int] = []
    /// Where the header's line begins.
    var start = 0
    /// The contents of the paragraph's lines before the table.
    var before: [Range<Int>] = []
  }

  struct Row {
    /// The place of its first cell among all.
    var first: Int
    var count: Int
    /// Its last cell with what the row has beyond the header's cells.
    var overfull: Cell?
  }

  struct Cell {
    var start: Int
    var end: Int
    /// Whether there is nothing in it that CommonMark would read as more than text.
    var isPlain: Bool

    /// The bytes with `\|` as `|`: that alone is undone before anything else is read, even in code.
    static func unescaped(_ bytes: some Collection<UInt8>) -> [UInt8] {
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      for byte in bytes {
        if byte == UInt8(ascii: "|"), result.last == UInt8(ascii: "\\") { result.removeLast() }
        result.append(byte)
      }
      return result
    }
  }

  /// The table in a paragraph, which begins at a column of its first line and stands in so many quotes.
  func table(inLines lines: ClosedRange<Int>, column: Int, quotes: Int) -> Table? {
    let (first, last) = (lines.lowerBound, lines.upperBound)
    guard last > first, let delimiter = (first + 1...last).first(where: mayBeDelimiter) else { return nil }
    func content(_ line: Int) -> Range<Int> {
      let content = self.lines.content(of: line, quotes: quotes, in: text)
      if line > first { return content }
      // Before the first line may stand anything, such as the mark of a list item.
      return min(self.lines.starts[line - 1] + column, content.upperBound)..<content.upperBound
    }
    for line in delimiter...last where mayBeDelimiter(line) {
      guard var table = table(header: content(line - 1), delimiter: content(line)) else { continue }
      table.before = (first..<(line - 1)).map(content)
      for row in (line + 1)..<(last + 1) where !append(content(row), to: &table) { return nil }
      return table
    }
    return nil
  }

  /// A quick look, so that paragraphs of prose cost next to nothing.
  private func mayBeDelimiter(_ line: Int) -> Bool {
    var hasMark = false
    for byte in text[lines.starts[line - 1]...] {
      switch byte {
      case UInt8(ascii: "-"): hasMark = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: ":"): continue
      case 0x0A, 0x0D: return hasMark
      default: return false
      }
    }
    return hasMark
  }

  private func table(header: Range<Int>, delimiter: Range<Int>) -> Table? {
    var marks = Table()
    _ = append(delimiter, to: &marks)
    var table = Table(start: header.lowerBound)
    for mark in marks.cells {
      guard let alignment = alignment(mark) else { return nil }
      table.alignments.append(alignment)
    }
    // Cells beyond the delimiter's would be left out, so they are counted with one more allowed.
    table.alignments.append(.unspecified)
    _ = append(header, to: &table)
    table.alignments.removeLast()
    return table.cells.count == table.alignments.count ? table : nil
  }

  private func alignment(_ mark: Cell) -> MarkdownTable.Alignment? {
    var start = mark.start
    var end = mark.end
    let isLeft = start < end && text[start] == UInt8(ascii: ":")
    if isLeft { start += 1 }
    let isRight = start < end && text[end - 1] == UInt8(ascii: ":")
    if isRight { end -= 1 }
    guard start < end, text[start..<end].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
    return isLeft ? (isRight ? .center : .left) : (isRight ? .right : .unspecified)
  }

  /// - Returns: false where rows lack so many cells that someone means harm.
  private func append(_ line: Range<Int>, to table: inout Table) -> Bool {
    let bar = UInt8(ascii: "|")
    let first = table.cells.count
    var index = line.lowerBound
    if index < line.upperBound, text[index] == bar { index += 1 }
    while index < line.upperBound, table.alignments.isEmpty || table.cells.count - first < table.alignments.count {
      var cell = Cell(start: index, end: index, isPlain: true)
      while index < line.upperBound, text[index] != bar {
        if Self.isMark(text[index]) { cell.isPlain = false }
        if text[index] == UInt8(ascii: "\\"), index + 1 < line.upperBound { index += 1 }
        index += 1
      }
      cell.end = min(index, line.upperBound)
      while cell.start < cell.end, text[cell.start].isWhiteSpace { cell.start += 1 }
      while cell.end > cell.start, text[cell.end - 1].isWhiteSpace { cell.end -= 1 }
      if cell.start == cell.end { cell.start = min(index, line.upperBound) }
      cell.end = max(cell.start, cell.end)
      table.cells.append(cell)
      index += 1
    }
    var row = Row(first: first, count: table.cells.count - first)
    if index < line.upperBound, row.count > 0,
      text[index..<line.upperBound].contains(where: { !$0.isWhiteSpace && $0 != bar })
    {
      var end = line.upperBound
      while text[end - 1].isWhiteSpace || text[end - 1] == bar { end -= 1 }
      row.overfull = Cell(start: table.cells[table.cells.count - 1].start, end: end, isPlain: false)
    }
    table.rows.append(row)
    table.lineEnds.append(line.upperBound)
    return table.rows.count * table.alignments.count - table.cells.count <= Self.mostMissingCells
  }

  /// Whether a byte can begin more than text, in CommonMark or in what is marked besides.
  @inline(__always)
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
      UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "!"):
      true
    default: false
    }
  }
}
