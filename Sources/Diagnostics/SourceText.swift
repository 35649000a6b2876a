/// A text with the name it goes by in messages, and where its lines begin.
///
/// Lines end in LF, CRLF or CR, as CommonMark has it; columns count characters, not bytes, both from 1.
package struct SourceText: Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// The offset of each line's first byte; always at least one line.
  package let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        // Eight bytes of which none is below 0x10 (Bit Twiddling Hacks) end no line.
        if offset + 8 <= buffer.count, let base = buffer.baseAddress {
          let word = UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self)
          if (word &- 0x1010_1010_1010_1010) & ~word & 0x8080_8080_8080_8080 == 0 {
            offset += 8
            continue
          }
        }
        defer { offset += 1 }
        let byte = buffer[offset]
        let endsLine =
          byte == UInt8(ascii: "\n")
          || byte == UInt8(ascii: "\r") && (offset + 1 == buffer.count || buffer[offset + 1] != UInt8(ascii: "\n"))
        if endsLine { starts.append(offset + 1) }
      }
    }
    lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same text under another name.
  package func named(_ name: String) -> SourceText {
    SourceText(name: name, bytes: bytes)
  }

  package subscript(span: SourceSpan) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
  }

  /// The 1-based number of the line that holds an offset.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// A line without its ending, for a 1-based number.
  package func span(ofLine line: Int) -> SourceSpan {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceSpan(start, end)
  }

  /// A stretch without the white space at its two ends.
  package func trimmed(_ span: SourceSpan) -> SourceSpan {
    var start = span.start
    var end = span.end
    while start < end, bytes[start].isWhiteSpace { start += 1 }
    while end > start, bytes[end - 1].isWhiteSpace { end -= 1 }
    return SourceSpan(start, end)
  }
}

extension UInt8 {
  /// Whether an ASCII byte is a space, a tab or a line ending.
  package var isWhiteSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
  }
}
