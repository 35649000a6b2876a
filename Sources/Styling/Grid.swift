import Diagnostics

/// Text in aligned columns, for the terminal.
package struct Grid {
  package enum Alignment: Sendable { case left, right }

  private let alignments: [Alignment]
  private let gap: Int
  private var rows: [[StyledText]] = []

  package init(_ alignments: [Alignment], gap: Int = 2) {
    self.alignments = alignments
    self.gap = gap
  }

  package mutating func add(_ row: [StyledText]) {
    precondition(row.count == alignments.count, "a row has as many cells as the grid has columns")
    rows.append(row)
  }

  /// The lines, each as wide as it must be.
  ///
  /// - Parameters:
  ///   - width: what they should fit into: the last column may be cut for it.
  ///   - elastic: a column of names that is cut first.
  package func lines(width: Int? = nil, elastic: Int? = nil) -> [StyledText] {
    var rows = self.rows
    var widths = alignments.indices.map { column in self.rows.map { $0[column].width }.max() ?? 0 }
    if let width, let elastic {
      let excess = widths.reduce(gap * (widths.count - 1), +) - width
      if excess > 0 {
        widths[elastic] = max(min(widths[elastic], 12), widths[elastic] - excess)
        for index in rows.indices { rows[index][elastic] = rows[index][elastic].cut(to: widths[elastic]) }
      }
    }
    let space = StyledText(String(repeating: " ", count: gap))
    return rows.map { row in
      var line = StyledText()
      for (column, cell) in row.enumerated() {
        // An empty last cell leaves no blanks at the end.
        if row[column...].allSatisfy(\.isEmpty) { break }
        if column > 0 { line.append(space) }
        let isLast = column == row.count - 1
        if alignments[column] == .right {
          line.append(cell.padded(to: widths[column], onLeft: true))
        } else if isLast {
          line.append(width.map { cell.cut(to: max(10, $0 - line.width)) } ?? cell)
        } else {
          line.append(cell.padded(to: widths[column]))
        }
      }
      return line.withoutTrailingSpace
    }
  }
}

extension StyledText {
  /// The text cut to so many columns, with an ellipsis where something is missing.
  package func cut(to width: Int) -> StyledText {
    if self.width <= width { return self }
    var result = StyledText()
    var used = 0
    var start = 0
    for run in runs {
      for character in String(decoding: utf8[start..<run.end], as: UTF8.self) {
        let columns = TerminalWidth.of(character)
        if used + columns > width - 1 {
          result.append("…", run.role)
          return result
        }
        used += columns
        result.append(String(character), run.role)
      }
      start = run.end
    }
    return result
  }

  /// The text without blanks at its end.
  package var withoutTrailingSpace: StyledText {
    let blanks = utf8.reversed().prefix { $0 == UInt8(ascii: " ") }.count
    if blanks == 0 { return self }
    var result = StyledText()
    var start = 0
    for run in runs {
      result.append(utf8: utf8[start..<max(start, min(run.end, utf8.count - blanks))], run.role)
      start = run.end
    }
    return result
  }
}
