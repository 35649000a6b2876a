import Ccmark
package import Diagnostics

/// A table of GitHub Flavored Markdown (section 4.10 of its specification), every cell with its place.
///
///     | name | bf16  |
///     |:-----|------:|
///     | h100 | 989.4 |
///
/// Each row has as many cells as the header: what is missing is empty, what is too much is left out.
package struct MarkdownTable: Sendable, Hashable {
  package enum Alignment: Sendable, Hashable { case unspecified, left, center, right }

  package struct Cell: Sendable, Hashable {
    /// The source of the cell without the space around it, `\|` being `|`; its other marks are still there.
    package var text: String
    /// Where that stands; for an empty cell, an empty place before the next bar or at the end of the line.
    package var span: SourceSpan
  }

  /// One for each column.
  package var alignments: [Alignment]
  package var header: [Cell]
  package var rows: [[Cell]]
  /// From the first line's content to the end of the last line.
  package var span: SourceSpan

  /// All tables of a text, in quotes and lists, too.
  ///
  /// Directories are offsets as the slice counts them: those of the whole array it was taken from.
  package static func all(in markdown: ArraySlice<UInt8>) -> [MarkdownTable] {
    all(in: markdown, parsed: CommonMark(markdown))
  }

  package static func all(in markdown: [UInt8]) -> [MarkdownTable] {
    all(in: markdown[...])
  }

  /// The tables of a text that is parsed already.
  static func all(in markdown: ArraySlice<UInt8>, parsed tree: CommonMark) -> [MarkdownTable] {
    defer { withExtendedLifetime(tree) {} }
    return markdown.withUnsafeBufferPointer { text in
      let scanner = TableScanner(text, tree.lines)
      var tables: [MarkdownTable] = []
      let iterator = cmark_iter_new(tree.root)
      defer { cmark_iter_free(iterator) }
      var quotes = 0
      while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
        guard let node = cmark_iter_get_node(iterator) else { continue }
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE: quotes += event == CMARK_EVENT_ENTER ? 1 : -1
        case CMARK_NODE_PARAGRAPH where event == CMARK_EVENT_ENTER:
          if let table = scanner.table(in: node, quotes: quotes) {
            tables.append(MarkdownTable(table, of: text, at: markdown.startIndex))
          }
        default: continue
        }
      }
      return tables
    }
  }

  private init(_ table: TableScanner.Table, of text: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let rows = table.rows.map { row in
      (0..<table.alignments.count).map { column -> Cell in
        guard column < row.count else {
          let end = table.lineEnds[row.line] + offset
          return Cell(text: "", span: SourceSpan(end, end))
        }
        let cell = table.cells[row.first + column]
        return Cell(text: cell.source(in: text), span: SourceSpan(cell.start + offset, cell.end + offset))
      }
    }
    alignments = table.alignments
    header = rows[0]
    self.rows = Array(rows.dropFirst())
    span = SourceSpan(table.start + offset, (table.lineEnds.last ?? table.start) + offset)
  }
}
