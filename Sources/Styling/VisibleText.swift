/// The text with control characters replaced and changes of direction shown, so that what a document or the name of a
/// file holds can neither drive a terminal nor pass for something else. Tabs and line feeds stay.
package func visible(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return VisibleText.isHarmless(bytes) ? text : String(decoding: VisibleText.harmless(bytes[...]), as: UTF8.self)
}

/// The one filter for everything that is shown to a person, on both streams.
package enum VisibleText {
  /// Whether nothing has to be replaced: a quick look.
  package static func isHarmless(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let byte = text[index]
        if byte < 0x20 ? byte != 0x09 && byte != 0x0A : byte == 0x7F { return false }
        if byte == 0xC2 || byte == 0xE2, width(text, at: index) > 0 { return false }
        index += 1
      }
      return true
    }
  }

  /// Control characters as U+FFFD, changes of direction as `<U+202E>`.
  package static func harmless(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    bytes.withUnsafeBufferPointer { text in
      var index = 0
      while index < text.count {
        let byte = text[index]
        let width = width(text, at: index)
        if width == 3 {
          let scalar = 0x2000 + UInt32(text[index + 1] & 0x3F) << 6 + UInt32(text[index + 2] & 0x3F)
          result += Array("<U+\(String(scalar, radix: 16, uppercase: true))>".utf8)
          index += 3
        } else if width > 0 {
          result += Array("\u{FFFD}".utf8)
          index += width
        } else {
          result.append(byte)
          index += 1
        }
      }
    }
    return result
  }

  /// The bytes of the character at an offset where it is to be replaced, else 0.
  private static func width(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0x09, 0x0A: 0
    case 0x00...0x1F, 0x7F: 1
    case 0xC2: index + 1 < text.count && (0x80...0x9F).contains(text[index + 1]) ? 2 : 0
    case 0xE2 where index + 2 < text.count:
      switch (text[index + 1], text[index + 2]) {
      case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): 3
      default: 0
      }
    default: 0
    }
  }
}

extension StyledText {
  /// The text as it may be written to a terminal.
  package var harmless: StyledText {
    if VisibleText.isHarmless(utf8) { return self }
    var result = StyledText()
    var start = 0
    for run in runs {
      result.append(utf8: VisibleText.harmless(utf8[start..<run.end]), run.role)
      start = run.end
    }
    return result
  }
}
