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
    for index in text.indices {
      let byte = text[index]
      if byte == 0x0A || byte == 0x0D && (index + 1 == text.count || text[index + 1] != 0x0A) {
        starts.append(index + 1)
      }
    }
    self.init(starts: starts, count: text.count)
  }

  /// The bytes from a 1-based line to another, with the ending of the last.
  func range(from first: some BinaryInteger, to last: some BinaryInteger) -> Range<Int> {
    let start = starts[min(max(Int(first), 1), starts.count) - 1]
    let end = Int(last) < starts.count ? starts[max(Int(last), 0)] : count
    return start..<max(start, end)
  }
}
