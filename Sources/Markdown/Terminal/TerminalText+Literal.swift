import Diagnostics
import Styling

/// Texts of a document are taken in eight bytes at a time; only what means something is looked at.
extension TerminalText {
  /// Appends text as it is, but for control characters, which become U+FFFD so that no document drives a terminal.
  @inline(__always)
  mutating func append(verbatim text: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) {
    guard let start = text.baseAddress else { return mark(role) }
    buffer.reserve(text.count + 8)
    var index = 0
    // From here on what was read is what was written.
    var unchanged = 0
    while index < text.count {
      // The last eight bytes may begin with some that are written already.
      let new = min(text.count - index, 8)
      if index + new - 8 >= unchanged {
        let last = start + index + new - 8
        if !Self.isSpecial(EightBytes(last)) {
          buffer.store(UnsafeRawPointer(last).loadUnaligned(as: UInt64.self), new: new)
          index += new
          continue
        }
      }
      let end = index + new
      while index < end {
        let byte = start[index]
        switch byte {
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2:
          index += appendControl(text, at: index)
          unchanged = index
        default:
          buffer.append(byte)
          index += 1
        }
      }
      buffer.reserve(text.count - min(index, text.count) + 8)
    }
    mark(role)
  }

  /// Whether one of eight bytes is a control character or may begin one.
  @inline(__always)
  private static func isSpecial(_ bytes: EightBytes) -> Bool {
    bytes.less(than: 0x20) | bytes.equal(0x7F) | bytes.equal(0xC2) | bytes.equal(0xE2) != 0
  }

  /// - Returns: how many bytes were read.
  private mutating func appendControl(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch text[index] {
    case 0x09, 0x0A, 0x0D:
      buffer.append(UInt8(ascii: " "))
      return 1
    case 0xC2:
      guard index + 1 < text.count, text[index + 1] < 0xA0 else {
        buffer.append(0xC2)
        return 1
      }
      buffer.append("\u{FFFD}")
      return 2
    case 0xE2:
      if let shown = directionControl(text, at: index) {
        buffer.append("<U+20")
        buffer.append(Self.hexadecimal(shown >> 4))
        buffer.append(Self.hexadecimal(shown & 0xF))
        buffer.append(">")
        return 3
      }
      buffer.append(0xE2)
      return 1
    default:
      buffer.append("\u{FFFD}")
      return 1
    }
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
  }

  /// The last two digits of a character that turns the direction of text, U+202A to U+202E and U+2066 to U+2069.
  private func directionControl(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt8? {
    guard index + 2 < text.count else { return nil }
    switch (text[index + 1], text[index + 2]) {
    case (0x80, 0xAA...0xAE): return 0x2A + (text[index + 2] - 0xAA)
    case (0x81, 0xA6...0xA9): return 0x66 + (text[index + 2] - 0xA6)
    default: return nil
    }
  }
}
