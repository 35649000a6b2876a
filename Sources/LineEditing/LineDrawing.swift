import Styling

/// The size of a terminal in characters.
struct TerminalSize: Equatable {
  var columns: Int
  var rows: Int
}

/// Draws a line that is being edited, and remembers what stands on the terminal so as to draw over it.
///
/// A line that is longer than a row is wrapped by the terminal, so that it can be copied whole; of one that is longer
/// than the screen, the rows around the cursor are shown. Only these codes are used, which every terminal knows: `CR`,
/// `LF`, `CUU` (`ESC [ n A`), `CUF` (`ESC [ n C`), `CUP` (`ESC [ H`) and `ED` (`ESC [ J`).
struct LineDrawing {
  let prompt: StyledText
  /// What a styled text looks like on this terminal, in bytes.
  let paint: (StyledText) -> [UInt8]

  /// The columns that each line on the terminal takes, up to a break.
  private var lines: [Int] = []
  /// The line that the cursor is on, and how many columns of it are before.
  private var cursor = (line: 0, column: 0)
  /// The first row that is shown of those that there are.
  private var top = 0

  init(prompt: StyledText, paint: @escaping (StyledText) -> [UInt8]) {
    self.prompt = prompt
    self.paint = paint
  }

  /// What to write for the line as it is now.
  mutating func draw(_ state: LineState, on size: TerminalSize) -> [UInt8] {
    let shown = state.shown
    return draw(shown.lead.map { StyledText($0, .dim) } ?? prompt, shown.text, shown.cursor, on: size).bytes
  }

  /// What to write for an effect of a key.
  mutating func perform(_ effect: LineState.Effect, of state: LineState, on size: TerminalSize) -> [UInt8] {
    switch effect {
    case .redraw: return draw(state, on: size)
    case .ring: return draw(state, on: size) + [0x07]
    case .clearScreen:
      forget()
      return Array("\u{1B}[H\u{1B}[2J".utf8) + draw(state, on: size)
    case .list(let candidates):
      let list = CandidateTable.lines(candidates, in: size).map { $0 + "\r\n" }.joined()
      return leave(state, on: size) + Array(list.utf8) + draw(state, on: size)
    case .done(.interrupted): return leave(state, on: size, mark: "^C")
    case .done, .suspend, .quit: return leave(state, on: size)
    }
  }

  /// Leaves the line as it is, and begins below it.
  private mutating func leave(_ state: LineState, on size: TerminalSize, mark: String = "") -> [UInt8] {
    let text = state.buffer.characters + Array(mark)
    let (bytes, layout) = draw(prompt, text, text.count, on: size)
    forget()
    let last = layout.rows.count - 1
    let isBelow = last > 0 && layout.rows[last].columns == 0 && layout.rows[last - 1].isWrapped
    return bytes + (isBelow ? [] : Array("\r\n".utf8))
  }

  private mutating func forget() {
    lines = []
    cursor = (0, 0)
    top = 0
  }

  private mutating func draw(
    _ lead: StyledText, _ text: [Character], _ position: Int, on size: TerminalSize
  ) -> (bytes: [UInt8], layout: LineLayout) {
    let columns = max(2, size.columns)
    // A prompt that leaves no room is wrapped like what is typed, without its colours.
    let isPainted = lead.width < columns
    let plain = isPainted ? [] : Array(lead.plain.typable)
    let layout = LineLayout(
      plain + text, cursor: plain.count + position, lead: isPainted ? lead.width : 0, columns: columns)

    var bytes = back(columns)
    let shown = window(of: layout, height: max(1, size.rows))
    lines = [0]
    for row in shown {
      if row == 0, isPainted { bytes += paint(lead) }
      bytes += Array(layout.rows[row].text.utf8)
      if row == layout.cursorRow { cursor = (lines.count - 1, lines[lines.count - 1] + layout.cursorColumn) }
      lines[lines.count - 1] += layout.rows[row].isWrapped ? columns : layout.rows[row].columns
      if row < shown.upperBound - 1, layout.endsByBreak(row) {
        bytes += Array("\r\n".utf8)
        lines.append(0)
      }
    }
    let up = shown.upperBound - 1 - layout.cursorRow
    bytes += Array(((up > 0 ? "\u{1B}[\(up)A" : "") + "\r").utf8)
    if layout.cursorColumn > 0 { bytes += Array("\u{1B}[\(layout.cursorColumn)C".utf8) }
    return (bytes, layout)
  }

  /// Goes back to where the line begins on the terminal, and clears from there.
  ///
  /// Where the terminal's width has changed, it has wrapped its lines anew, as most do.
  private func back(_ columns: Int) -> [UInt8] {
    let above = lines.prefix(cursor.line).reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    let up = above + cursor.column / columns
    return Array(("\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J").utf8)
  }

  /// The rows that fit on the screen, with that of the cursor; they stay the same as long as they can.
  private mutating func window(of layout: LineLayout, height: Int) -> Range<Int> {
    top = min(max(top, layout.cursorRow - height + 1), layout.cursorRow, max(0, layout.rows.count - height))
    return top..<min(layout.rows.count, top + height)
  }
}
