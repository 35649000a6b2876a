/// Where the inlines of a block stand in what was parsed.
///
/// libcmark counts the columns of a line from the first line's indentation, wherever the line begins, and does not see
/// every line ending inside of links, definitions and before hard breaks. So its lines and columns are read as offsets
/// into the block's content, and a place counts only where the bytes there say the same.
struct InlinePlaces {
  private let parsed: UnsafeBufferPointer<UInt8>
  /// The contents of the lines: without the marks before them, and without their endings.
  private let contents: [Range<Int>]
  /// The first line and the column that the first content begins at, as libcmark counts.
  private let firstLine: Int
  private let firstColumn: Int
  /// By how many lines libcmark is behind.
  private var missed = 0
  /// How many more it may be, as something was read that it does not count.
  private var slack: Int
  /// How often another line is tried than the one where a place should be: no text makes that take long.
  private var trials = 100
  /// The line that was asked for last, the one that its column is in, and the column that this begins with.
  private var last = (first: -1, index: -1, column: 0)

  init(_ parsed: UnsafeBufferPointer<UInt8>, _ contents: [Range<Int>], firstLine: Int, firstColumn: Int) {
    self.parsed = parsed
    self.contents = contents
    self.firstLine = firstLine
    self.firstColumn = firstColumn
    // Definitions of links before the text are no part of the tree.
    let mayDefine =
      contents.count > 1 && !contents[0].isEmpty && parsed[contents[0].lowerBound] == UInt8(ascii: "[")
    slack = mayDefine ? contents.count : 0
  }

  /// That lines may have ended without libcmark having counted them.
  mutating func mayMiss(_ lines: Int) { slack = min(slack + lines, contents.count) }

  /// The offset where libcmark's line and column are, if something is true there.
  mutating func offset(_ line: some BinaryInteger, _ column: some BinaryInteger, where isRight: (Int) -> Bool) -> Int? {
    let (line, column) = (Int(line) - firstLine, Int(column) - firstColumn)
    if let (offset, behind) = offset(line + missed, column), isRight(offset) {
      slack = behind
      return offset
    }
    for lines in (missed...(missed + min(slack, trials))).dropFirst() {
      trials -= 1
      guard let (offset, behind) = offset(line + lines, column) else { return nil }
      if isRight(offset) {
        missed = lines
        slack = behind
        return offset
      }
    }
    return nil
  }

  /// The offset of what libcmark says begins at a line and column.
  mutating func offset(
    of literal: UnsafeBufferPointer<UInt8>, _ line: some BinaryInteger, _ column: some BinaryInteger
  ) -> Int? {
    let parsed = self.parsed
    return offset(line, column) { literal.stand(in: parsed, at: $0) }
  }

  /// An offset of the content, and how many lines behind the line it is.
  private mutating func offset(_ first: Int, _ column: Int) -> (offset: Int, behind: Int)? {
    if column < 0 { return nil }
    if first != last.first || column < last.column { last = (first, first, 0) }
    while contents.indices.contains(last.index) {
      let content = contents[last.index]
      if column - last.column <= content.count {
        return (content.lowerBound + column - last.column, last.index - first)
      }
      // A line ending is one byte of the block's content.
      last.column += content.count + 1
      last.index += 1
    }
    return nil
  }
}
