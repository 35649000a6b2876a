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
    let tree = MarkdownTree(markdown)
    return tree.blocks.indices.compactMap { MarkdownTable(at: $0, in: tree) }
  }

  package static func all(in markdown: [UInt8]) -> [MarkdownTable] {
    all(in: markdown[...])
  }

  /// The table that a block is; nil for any other block.
  init?(at index: Int, in tree: MarkdownTree) {
    guard case .table(let columns) = tree.blocks[index].kind else { return nil }
    let rows = tree.children(of: index).map { row in
      var cells = tree.children(of: row).filter { if case .cell = tree.blocks[$0].kind { true } else { false } }.map {
        let span = tree.blocks[$0].span
        let text = TableScanner.Cell.unescaped(tree.source[span.range])
        return Cell(text: String(decoding: text, as: UTF8.self), span: span)
      }
      let end = tree.blocks[row].span.end
      while cells.count < columns.count { cells.append(Cell(text: "", span: SourceSpan(end, end))) }
      return cells
    }
    alignments = Array(tree.alignments[columns])
    header = rows[0]
    self.rows = Array(rows.dropFirst())
    span = tree.blocks[index].span
  }
}
