/// What stands at the end of a prediction's line: `by 2027-02-01`, `#hiring`, `(by mia)`.
///
/// A `length` is in bytes of UTF-8, counted from the end of the text.
enum LineEnd {
  /// `(by mia)`: whose forecast it is.
  static func author(_ text: String) -> (name: String, length: Int)? {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), text[open...].hasPrefix("(by ") else { return nil }
    let name = text[open...].dropFirst(4).dropLast()
    guard !name.isEmpty, !name.contains(")") else { return nil }
    return (String(name).trimmed, text[open...].utf8.count)
  }

  /// `#hiring` at the beginning of the text or behind white space.
  static func tag(_ text: String) -> (name: String, length: Int)? {
    guard let mark = text.lastIndex(of: "#") else { return nil }
    let name = text[mark...].dropFirst()
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "_/-".contains($0) }) else { return nil }
    if mark > text.startIndex, !text[text.index(before: mark)].isWhitespace { return nil }
    return (String(name), text[mark...].utf8.count)
  }

  /// `by 2027-02-01` behind white space.
  static func deadline(_ text: String) -> (date: String, length: Int)? {
    let date = text.suffix(10)
    guard date.utf8.count == 10, isDate(date) else { return nil }
    let before = text.dropLast(10)
    guard before.hasSuffix("by "), before.dropLast(3).last?.isWhitespace ?? false else { return nil }
    return (String(date), 13)
  }

  /// The last `by 2027-02-01` within a text, in words of its own.
  static func deadline(
    within text: String
  ) -> (date: Range<String.Index>, whole: Range<String.Index>)? {
    var found: (date: Range<String.Index>, whole: Range<String.Index>)?
    var rest = text[...]
    while let by = rest.firstRange(of: "by ") {
      let end = text.index(by.upperBound, offsetBy: 10, limitedBy: text.endIndex) ?? text.endIndex
      let isWord = by.lowerBound == text.startIndex || !isPartOfWord(text[text.index(before: by.lowerBound)])
      let isEnded = end == text.endIndex || !isPartOfWord(text[end])
      if isWord, isEnded, isDate(text[by.upperBound..<end]) {
        found = (by.upperBound..<end, by.lowerBound..<end)
      }
      rest = text[by.upperBound...]
    }
    return found
  }

  /// Whether a text has the form of a date; whether there is such a day, its reader tells.
  static func isDate(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10
      && bytes.indices.allSatisfy { index in
        index == 4 || index == 7
          ? bytes[index] == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
      }
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
