import Diagnostics

/// Finds in a text of CommonMark what that does not know: `[[links]]`, `~~struck~~` words and bare addresses.
struct TextMarks {
  enum Mark {
    /// Whether the brackets are `LiteralMark`s, so that the link is to be shown as it is written.
    case wikiLink(isVerbatim: Bool)
    case strikethrough, address
  }

  private let text: UnsafeBufferPointer<UInt8>
  /// Whether control characters are `LiteralMark`s.
  private let isMasked: Bool
  private var index = 0

  init(_ text: UnsafeBufferPointer<UInt8>, isMasked: Bool) {
    self.text = text
    self.isMasked = isMasked
  }

  /// The next mark and where it stands, its brackets or tildes included.
  mutating func next() -> (mark: Mark, range: Range<Int>)? {
    let least = index
    while index < text.count {
      if index + EightBytes.count <= text.count, let base = text.baseAddress {
        let bytes = EightBytes(base + index)
        let marks = bytes.equal(UInt8(ascii: "[")) | bytes.equal(UInt8(ascii: "~")) | bytes.equal(UInt8(ascii: ":"))
        if marks | bytes.equal(LiteralMark.bracket) == 0 {
          index += EightBytes.count
          continue
        }
      }
      let end = min(index + EightBytes.count, text.count)
      while index < end {
        if let (mark, range) = mark(at: index, from: least) {
          index = range.upperBound
          return (mark, range)
        }
        index += 1
      }
    }
    return nil
  }

  @inline(__always)
  private func mark(at index: Int, from least: Int) -> (Mark, Range<Int>)? {
    switch text[index] {
    case UInt8(ascii: "["):
      Self.endOfLink(text, index).map { (.wikiLink(isVerbatim: false), index..<$0) }
    case LiteralMark.bracket where isMasked:
      Self.endOfLink(text, index).map { (.wikiLink(isVerbatim: true), index..<$0) }
    case UInt8(ascii: "~"): endOfStruck(index).map { (.strikethrough, index..<$0) }
    case UInt8(ascii: ":"): address(index, from: least).map { (.address, $0) }
    default: nil
    }
  }

  /// Behind `]]` of `[[slug]]`.
  private static func endOfLink(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
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
  private func endOfStruck(_ start: Int) -> Int? {
    let tilde = UInt8(ascii: "~")
    guard start + 2 < text.count, text[start + 1] == tilde, text[start + 2] != tilde else { return nil }
    if text[start + 2].isWhiteSpace || (start > 0 && text[start - 1] == tilde) { return nil }
    var index = start + 2
    while index < text.count, text[index] != tilde { index += 1 }
    guard index + 1 < text.count, text[index + 1] == tilde, !text[index - 1].isWhiteSpace else { return nil }
    return index + 2 < text.count && text[index + 2] == tilde ? nil : index + 2
  }

  /// From `http` or `https` before a colon to the end of the address, without the punctuation behind it.
  private func address(_ colon: Int, from least: Int) -> Range<Int>? {
    guard colon >= least + 4, colon + 3 < text.count, text[colon + 1] == UInt8(ascii: "/"),
      text[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    var scheme = colon
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    while scheme > 0, colon - scheme < 6, letters ~= text[scheme - 1] | 0x20 { scheme -= 1 }
    let name = text[scheme..<colon]
    guard scheme >= least, name.elementsEqual("http".utf8) || name.elementsEqual("https".utf8) else { return nil }
    var end = colon + 3
    var open = 0
    while end < text.count, !text[end].isWhiteSpace, text[end] != UInt8(ascii: "<") {
      if text[end] == UInt8(ascii: "(") { open += 1 }
      if text[end] == UInt8(ascii: ")") { open -= 1 }
      if open < 0 { break }
      end += 1
    }
    while end > colon + 3, Self.endsSentence(text[end - 1]) { end -= 1 }
    return end > colon + 3 ? scheme..<end : nil
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
