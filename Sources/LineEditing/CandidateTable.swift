import Styling

/// What a word may become, in columns one below the other as `ls` shows files.
enum CandidateTable {
  /// - Returns: the rows, no more than there is room for on the screen; the last one says how many are left out.
  static func lines(_ candidates: [String], in size: TerminalSize) -> [String] {
    let names = candidates.map { String($0.typable.map { $0.isNewline ? " " : $0 }) }
    let width = (names.map { TerminalWidth.of($0) }.max() ?? 0) + 2
    // The last column needs no space behind it.
    let across = max(1, (size.columns + 2) / width)
    let down = (names.count + across - 1) / across
    let allowed = max(1, size.rows - 2)
    let rows = (0..<min(down, allowed)).map { row in
      stride(from: row, to: names.count, by: down).map { index in
        index + down < names.count ? StyledText(names[index]).padded(to: width).plain : names[index]
      }.joined()
    }
    if down <= allowed { return rows }
    let left = (0..<names.count).count { $0 % down >= allowed - 1 }
    return rows.dropLast() + ["… and \(left) more"]
  }
}
