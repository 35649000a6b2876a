import Styling

/// How a line that is being edited lies on the rows of a terminal.
///
/// Every line ends with room for the cursor: behind one that fills its row comes an empty row, as the terminal would
/// otherwise keep the cursor on the last column.
struct LineLayout {
  struct Row {
    var text = ""
    /// Where the cursor is after it, in columns.
    var columns = 0
    /// Whether the text goes on in the next row without a line break.
    var isWrapped = false
  }

  private(set) var rows: [Row] = []
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0

  /// - Parameter lead: the columns of the first row that something else has.
  init(_ text: [Character], cursor: Int, lead: Int, columns: Int) {
    var row = Row(columns: lead)
    for (index, character) in text.enumerated() {
      let width = TerminalWidth.of(character)
      let breaks = character.isNewline
      if breaks ? row.columns >= columns : row.columns > 0 && row.columns + width > columns {
        row.isWrapped = true
        rows.append(row)
        row = Row()
      }
      if index == cursor { (cursorRow, cursorColumn) = (rows.count, min(row.columns, columns - 1)) }
      if breaks {
        rows.append(row)
        row = Row()
      } else {
        row.text.append(character)
        row.columns += width
      }
    }
    if row.columns >= columns {
      row.isWrapped = true
      rows.append(row)
      row = Row()
    }
    if cursor >= text.count { (cursorRow, cursorColumn) = (rows.count, row.columns) }
    rows.append(row)
  }

  /// Whether a row's end must be written as a line break, because the terminal does not wrap there by itself.
  func endsByBreak(_ row: Int) -> Bool {
    !rows[row].isWrapped || rows[row + 1].text.isEmpty
  }
}
