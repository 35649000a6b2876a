import Diagnostics
import Styling

/// Texts of a document are taken in eight bytes at a time; only what means something is looked at.
extension TerminalText {
  /// Appends text as it is, but for control characters, which become U+FFFD so that no document drives a terminal.
  mutating func append(verbatim text: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) {
    append(text, role, isProse: false)
  }

  /// Appends text in which `[[links]]`, `~~struck~~` words and bare addresses are marked.
  mutating func append(prose text: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) {
    append(text, role, isProse: role != .link)
  }

  @inline(__always)
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role, isProse: Bool) {
    guard let start = text.baseAddress else { return }
    buffer.reserve(text.count + 8)
    var index = 0
    // From here on what was read is what was written.
    var unchanged = 0
    while index < text.count {
      // The last eight bytes may begin with some that are written already.
      let new = min(text.count - index, 8)
      if index + new - 8 >= unchanged {
        let word = UnsafeRawPointer(start + index + new - 8).loadUnaligned(as: UInt64.self)
        if !Self.isSpecial(word) {
          buffer.store(word, new: new)
          index += new
          continue
        }
      }
      let end = index + new
      while index < end {
        let byte = start[index]
        switch byte {
        case LiteralMark.bracket:
          if isProse, let end = endOfLink(text, index) {
            mark(role)
            append(verbatim: UnsafeBufferPointer(rebasing: text[index..<end]), .link)
            index = end
          } else {
            index += appendControl(text, at: index)
          }
          unchanged = index
        case 0x00...0x1F, 0x7F, 0xC2, 0xE2:
          index += appendControl(text, at: index)
          unchanged = index
        case UInt8(ascii: "["), UInt8(ascii: "~"), UInt8(ascii: ":"):
          if isProse, let after = appendMarked(text, at: index, role) {
            index = after
            unchanged = after
          } else {
            buffer.append(byte)
            index += 1
          }
        default:
          buffer.append(byte)
          index += 1
        }
      }
      buffer.reserve(text.count - min(index, text.count) + 8)
    }
    mark(role)
  }

  /// Whether one of eight bytes is a control character, may begin one, or may begin something marked.
  @inline(__always)
  private static func isSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // The highest bit of a byte is set where the byte is less than n, or equal to a byte: Bit Twiddling Hacks.
    func equal(_ byte: UInt8) -> UInt64 {
      let difference = word ^ (ones &* UInt64(byte))
      return (difference &- ones) & ~difference
    }
    let control = (word &- ones &* 0x20) & ~word
    let marks = equal(UInt8(ascii: "[")) | equal(UInt8(ascii: "~")) | equal(UInt8(ascii: ":"))
    return (control | marks | equal(0x7F) | equal(0xC2) | equal(0xE2)) & highs != 0
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
      if let original = LiteralMark.original(text[index]) {
        buffer.append(original)
      } else {
        buffer.append("\u{FFFD}")
      }
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

  // MARK: What CommonMark does not know

  /// - Returns: the offset behind what was appended, or nil where nothing is marked here.
  private mutating func appendMarked(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int, _ role: StyledText.Role
  ) -> Int? {
    switch text[index] {
    case UInt8(ascii: "["):
      guard let end = endOfLink(text, index) else { return nil }
      mark(role)
      append(link: UnsafeBufferPointer(rebasing: text[index..<end]))
      return end
    case UInt8(ascii: "~"):
      guard let end = endOfStruck(text, index) else { return nil }
      mark(role)
      append(verbatim: UnsafeBufferPointer(rebasing: text[(index + 2)..<(end - 2)]), .strike)
      return end
    default:
      guard let (scheme, end) = address(text, index) else { return nil }
      mark(role, upTo: buffer.count - scheme)
      append(verbatim: UnsafeBufferPointer(rebasing: text[index..<end]), .link)
      return end
    }
  }

  /// `[[slug]]` as it is, `[[slug|text]]` as `text ([[slug]])`.
  private mutating func append(link: UnsafeBufferPointer<UInt8>) {
    let inside = link[2..<(link.count - 2)]
    guard let bar = inside.firstIndex(of: UInt8(ascii: "|")), bar > 2, bar + 1 < inside.endIndex else {
      return append(verbatim: link, .link)
    }
    let slugEnd = inside[bar - 1] == UInt8(ascii: "\\") ? bar - 1 : bar
    append(verbatim: UnsafeBufferPointer(rebasing: inside[(bar + 1)...]), .link)
    buffer.append(" ([[")
    mark(.dim)
    append(verbatim: UnsafeBufferPointer(rebasing: inside[..<slugEnd]), .dim)
    buffer.append("]])")
    mark(.dim)
  }

  /// Behind `]]` of `[[slug]]`.
  private func endOfLink(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start + 1 < text.count, text[start + 1] == text[start] else { return nil }
    var index = start + 2
    while index < text.count, text[index] != UInt8(ascii: "]"), text[index] != UInt8(ascii: "["),
      text[index] != LiteralMark.bracket
    {
      index += 1
    }
    guard index > start + 2, index + 1 < text.count else { return nil }
    return text[index] == UInt8(ascii: "]") && text[index + 1] == UInt8(ascii: "]") ? index + 2 : nil
  }

  /// Behind the second `~~` of `~~struck~~`, as far as it is in one piece.
  private func endOfStruck(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let tilde = UInt8(ascii: "~")
    guard start + 2 < text.count, text[start + 1] == tilde, text[start + 2] != tilde else { return nil }
    if text[start + 2].isWhiteSpace || (start > 0 && text[start - 1] == tilde) { return nil }
    var index = start + 2
    while index < text.count, text[index] != tilde { index += 1 }
    guard index + 1 < text.count, text[index + 1] == tilde, !text[index - 1].isWhiteSpace else { return nil }
    return index + 2 < text.count && text[index + 2] == tilde ? nil : index + 2
  }

  /// The length of `http` or `https` before a colon, and the end of the address, without the punctuation behind it.
  private func address(_ text: UnsafeBufferPointer<UInt8>, _ colon: Int) -> (scheme: Int, end: Int)? {
    guard colon >= 4, colon + 3 < text.count, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    var scheme = colon
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    while scheme > 0, colon - scheme < 6, letters ~= text[scheme - 1] | 0x20 { scheme -= 1 }
    let name = text[scheme..<colon]
    guard name.elementsEqual("http".utf8) || name.elementsEqual("https".utf8) else { return nil }
    var end = colon + 3
    var open = 0
    while end < text.count, !text[end].isWhiteSpace, text[end] != UInt8(ascii: "<") {
      if text[end] == UInt8(ascii: "(") { open += 1 }
      if text[end] == UInt8(ascii: ")") { open -= 1 }
      if open < 0 { break }
      end += 1
    }
    while end > colon + 3, Self.endsSentence(text[end - 1]) { end -= 1 }
    return end > colon + 3 ? (colon - scheme, end) : nil
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
