/// Shares the columns of a terminal among the columns of a table.
enum ColumnWidths {
  /// - Parameters:
  ///   - natural: What each column would take on one line.
  ///   - words: The longest word of each, up to which it is not to be cut if that can be helped.
  ///   - room: What there is for all.
  static func fitting(natural: [Int], words: [Int], room: Int) -> [Int] {
    if natural.reduce(0, +) <= room { return natural.map { max(1, $0) } }
    let least = words.map { min($0, 24) }
    if least.reduce(0, +) <= room { return shared(room, least, natural) }
    return shared(room, natural.map { min($0, 3) }, natural)
  }

  /// Raises all columns together from what they have at least, until each has what it wants or the room is used up.
  private static func shared(_ room: Int, _ least: [Int], _ wanted: [Int]) -> [Int] {
    // The greatest level at which all fits: each column gets the level, but no less and no more than its bounds.
    func widths(_ level: Int) -> [Int] {
      zip(least, wanted).map { max(1, $0, min($1, level)) }
    }
    var low = 0
    var high = room
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(middle).reduce(0, +) <= room { low = middle } else { high = middle - 1 }
    }
    var result = widths(low)
    var left = room - result.reduce(0, +)
    for column in result.indices where left > 0 && result[column] < wanted[column] && result[column] >= low {
      result[column] += 1
      left -= 1
    }
    return result
  }
}
