/// A text that is being typed, and where in it the cursor stands.
///
/// It counts in characters as a person sees them. Control characters never enter it, but line breaks do, from a paste.
struct LineBuffer: Equatable {
  private(set) var characters: [Character] = []
  /// How many characters stand before the cursor.
  private(set) var cursor = 0

  init() {}

  /// A text with the cursor at its end.
  init(_ text: String) {
    insert(text)
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var count: Int { characters.count }

  func text(_ range: Range<Int>) -> String {
    String(characters[range])
  }

  /// Puts the cursor before a character, or as near as there is one.
  mutating func move(to position: Int) {
    cursor = min(max(0, position), count)
  }

  /// Puts a text in place of some characters, and the cursor behind it.
  ///
  /// What is then side by side may become one character (a letter and its accent, two halves of a flag): the cursor
  /// stands behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    let head = String(characters[..<range.lowerBound]) + text.typable
    let scalars = head.unicodeScalars.count
    characters = Array(head + String(characters[range.upperBound...]))
    cursor = 0
    var passed = 0
    while passed < scalars {
      passed += characters[cursor].unicodeScalars.count
      cursor += 1
    }
  }

  mutating func insert(_ text: String) {
    replace(cursor..<cursor, with: text)
  }

  /// Takes characters out.
  ///
  /// - Returns: what they were.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = text(range)
    replace(range, with: "")
    return removed
  }

  /// Swaps the characters on both sides of the cursor and steps over them; at the end, the last two.
  mutating func transpose() {
    let right = min(cursor, count - 1)
    guard right > 0 else { return }
    replace(right - 1..<right + 1, with: String([characters[right], characters[right - 1]]))
  }
}
