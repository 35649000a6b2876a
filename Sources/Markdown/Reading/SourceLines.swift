import Diagnostics

/// Where the lines of a text begin, as libcmark counts them: LF, CR LF and a lone CR each end a line.
struct SourceLines {
  /// The offset of each line's first byte. A line ending at the very end has an empty line behind it here.
  let starts: [Int]
  /// The bytes of the whole text.
  let count: Int

  init(starts: [Int], count: Int) {
    self.starts = starts
    self.count = count
  }

  init(of text: UnsafeBufferPointer<UInt8>) {
    var starts = [0]
    starts.reserveCapacity(text.count / 48 + 16)
    var index = 0
    while index < text.count {
      if index + EightBytes.count <= text.count, let base = text.baseAddress,
        EightBytes(base + index).less(than: 0x0E) == 0
      {
        index += EightBytes.count
        continue
      }
      for index in index..<min(index + EightBytes.count, text.count) where text[index] < 0x0E {
        let byte = text[index]
        if byte == 0x0A || byte == 0x0D && (index + 1 == text.count || text[index + 1] != 0x0A) {
          starts.append(index + 1)
        }
      }
      index += EightBytes.count
    }
    self.init(starts: starts, count: text.count)
  }

  /// The bytes from a 1-based line to another, with the ending of the last.
  func range(from first: some BinaryInteger, to last: some BinaryInteger) -> Range<Int> {
    let start = starts[min(max(Int(first), 1), starts.count) - 1]
    let end = Int(last) < starts.count ? starts[max(Int(last), 0)] : count
    return start..<max(start, end)
  }

  /// Where a 1-based line ends, before its ending.
  func end(of line: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    let range = self.range(from: line, to: line)
    var end = range.upperBound
    if end > range.lowerBound, text[end - 1] == 0x0A { end -= 1 }
    if end > range.lowerBound, text[end - 1] == 0x0D { end -= 1 }
    return end
  }

  /// A line without the marks of so many quotes around it and without the space at its ends.
  func content(of line: Int, quotes: Int, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let range = self.range(from: line, to: line)
    var start = range.lowerBound
    var end = range.upperBound
    func skipSpace() {
      while start < end, text[start].isWhiteSpace { start += 1 }
    }
    skipSpace()
    for _ in 0..<quotes where start < end && text[start] == UInt8(ascii: ">") {
      start += 1
      skipSpace()
    }
    while end > start, text[end - 1].isWhiteSpace { end -= 1 }
    return start..<end
  }
}
