import Ccmark
import Diagnostics

/// Tables stand in paragraphs for libcmark, so that their cells are parsed by themselves.
extension TreeBuilder {
  /// Adds what stands in a paragraph with a table: a paragraph of the lines before it, and the table.
  ///
  /// - Parameter skipped: the bytes to leave out at the beginning, such as the box of a task.
  mutating func add(_ table: TableScanner.Table, skipping skipped: Int) {
    if !table.before.isEmpty { add(before: table, skipping: skipped) }
    let first = tree.alignments.count
    tree.alignments += table.alignments
    let index = tree.blocks.count
    append(
      .table(columns: first..<tree.alignments.count), table.start..<(table.lineEnds.last ?? table.start))
    let cells = table.rows.flatMap { table.cells[$0.first..<($0.first + $0.count)] + ($0.overfull.map { [$0] } ?? []) }
    parse(headings(cells)) { builder, root in
      var heading = cmark_node_first_child(root)
      var line = 0
      for (row, end) in zip(table.rows, table.lineEnds) {
        let place = builder.tree.blocks.count
        let start = row.count > 0 ? table.cells[row.first].start : end
        builder.append(.row, start..<max(start, end))
        for cell in table.cells[row.first..<(row.first + row.count)] { builder.add(cell, .cell, &heading, &line) }
        if let cell = row.overfull { builder.add(cell, .overfull, &heading, &line) }
        builder.tree.blocks[place].end = builder.tree.blocks.count
      }
    }
    tree.blocks[index].end = tree.blocks.count
  }

  private mutating func add(before table: TableScanner.Table, skipping skipped: Int) {
    var text: [UInt8] = []
    for range in table.before {
      text += parsed[range]
      text.append(0x0A)
    }
    let start = table.before[0].lowerBound
    let span = start..<max(start, table.before[table.before.count - 1].upperBound)
    parse(text) { builder, root in
      var inlines: Range<Int>?
      if let paragraph = cmark_node_first_child(root) {
        let places = InlinePlaces(builder.parsed, table.before, firstLine: 1, firstColumn: 1)
        inlines = builder.add(inlinesOf: paragraph, span, places, skipping: skipped)
      }
      builder.append(.paragraph, span, inlines: inlines)
    }
  }

  /// The cells that are more than text, each as a heading: what is in a heading is on one line and no block.
  private func headings(_ cells: [TableScanner.Cell]) -> [UInt8] {
    var headings: [UInt8] = []
    for cell in cells where !cell.isPlain {
      headings += "# ".utf8
      headings += TableScanner.Cell.unescaped(parsed[cell.start..<cell.end])
      headings += " #\n".utf8
    }
    return headings
  }

  private mutating func add(
    _ cell: TableScanner.Cell, _ kind: MarkdownTree.Block.Kind, _ heading: inout OpaquePointer?, _ line: inout Int
  ) {
    let span = cell.start..<cell.end
    var inlines = tree.inlines.count..<tree.inlines.count
    if cell.isPlain {
      add(text: UnsafeBufferPointer(rebasing: parsed[span]), at: cell.start, span)
      inlines = inlines.lowerBound..<tree.inlines.count
    } else if let node = heading {
      heading = cmark_node_next(node)
      line += 1
      // Before the cell stands `# ` in the heading.
      let places = InlinePlaces(parsed, [(cell.start - 2)..<cell.end], firstLine: line, firstColumn: 1)
      inlines = add(inlinesOf: node, span, places)
    }
    append(kind, span, inlines: inlines)
  }

  private mutating func parse(_ text: [UInt8], _ body: (inout TreeBuilder, OpaquePointer?) -> Void) {
    if text.isEmpty { return body(&self, nil) }
    text.withUnsafeBufferPointer { text in
      CommonMark.parse(text, MarkdownLimits(of: text)) { root, _ in body(&self, root) }
    }
  }
}
