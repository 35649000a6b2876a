/// A terminal of some columns and rows that knows the codes the line editor writes, and complains of any other.
struct TestScreen {
  struct Row: Equatable {
    var cells: [Character] = []
    /// Whether the terminal went on in the next row by itself.
    var isWrapped = false
  }

  private(set) var columns: Int
  let height: Int
  private(set) var rows = [Row()]
  private(set) var row = 0
  private(set) var column = 0
  private(set) var bells = 0
  private(set) var complaints: [String] = []
  /// How many rows have gone off the top.
  private var gone = 0

  init(columns: Int, height: Int = 100) {
    self.columns = columns
    self.height = height
  }

  /// A wide character takes a second cell, which holds this.
  private static let behind = Character("\u{0}")

  static func width(_ character: Character) -> Int {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x300...0x36F, 0x200D: 0
    case 0x3000...0x9FFF, 0x1F1E6...0x1FAFF: 2
    default: 1
    }
  }

  /// What a person sees, a line for each row, without the blanks behind.
  var text: [String] {
    rows[gone...].map { row in
      var cells = row.cells.filter { $0 != Self.behind }
      while cells.last == " " { cells.removeLast() }
      return String(cells)
    }
  }

  var cursor: (row: Int, column: Int) { (row - gone, min(column, columns - 1)) }

  mutating func show(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      switch character {
      case "\r\n": newLine()
      case "\r": column = 0
      case "\n": complaints.append("LF without CR")
      case "\u{7}": bells += 1
      case "\u{1B}":
        guard rest.popFirst() == "[" else { return complaints.append("ESC without [") }
        let parameter = rest.prefix { $0.isNumber }
        rest.removeFirst(parameter.count)
        code(rest.popFirst() ?? " ", Int(parameter))
      default: put(character)
      }
    }
  }

  /// The lines are wrapped anew, as most terminals do.
  mutating func resize(to columns: Int) {
    var new: [Row] = [Row()]
    var place = (row: 0, column: 0)
    for (index, old) in rows.enumerated() {
      if index == row {
        let at = new[new.count - 1].cells.count + column
        place = (new.count - 1 + at / columns, at % columns)
      }
      new[new.count - 1].cells += old.cells
      if old.isWrapped { continue }
      while new[new.count - 1].cells.count > columns {
        let last = new[new.count - 1].cells
        new[new.count - 1] = Row(cells: Array(last[..<columns]), isWrapped: true)
        new.append(Row(cells: Array(last[columns...])))
      }
      if index < rows.count - 1 { new.append(Row()) }
    }
    while new.count <= place.row { new.append(Row()) }
    self.columns = columns
    rows = new
    (row, column) = place
  }

  private mutating func newLine() {
    row += 1
    column = 0
    if row == rows.count { rows.append(Row()) }
    gone = max(gone, rows.count - height)
  }

  private mutating func put(_ character: Character) {
    let width = Self.width(character)
    if character.unicodeScalars.contains(where: { $0.value < 0x20 }) { complaints.append("control character") }
    if column + width > columns, column > 0 {
      rows[row].isWrapped = true
      newLine()
    }
    while rows[row].cells.count < column { rows[row].cells.append(" ") }
    rows[row].cells.removeSubrange(column..<max(column, min(rows[row].cells.count, column + width)))
    if width == 0 {
      // It stands on what is before it.
      if column > 0 { rows[row].cells[column - 1] = Character(String(rows[row].cells[column - 1]) + String(character)) }
      return
    }
    rows[row].cells.insert(contentsOf: [character] + (width == 2 ? [Self.behind] : []), at: column)
    column += width
  }

  private mutating func code(_ final: Character, _ parameter: Int?) {
    switch (final, parameter) {
    case ("A", let count?) where count > 0: row = max(gone, row - count)
    case ("C", let count?) where count > 0: column = min(columns - 1, column + count)
    case ("H", nil): (row, column) = (gone, 0)
    case ("J", nil):
      rows.removeSubrange((row + 1)...)
      rows[row] = Row(cells: Array(rows[row].cells.prefix(column)))
    case ("J", 2): for index in rows.indices[gone...] { rows[index] = Row() }
    default: complaints.append("ESC [ \(parameter.map { "\($0)" } ?? "") \(final)")
    }
  }
}
