import Diagnostics
import SeededChance
import Testing

/// Lines and columns of texts in every kind of line ending and with every width of character.
struct SourceTextTests {
  @Test(
    arguments: [
      ("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\nb", [0, 2]), ("a\r\nb\r\n", [0, 3, 6]), ("a\rb", [0, 2]),
      ("\n\r\n\r", [0, 1, 3, 4]), ("a\r\r\nb", [0, 2, 4]),
    ] as [(String, [Int])])
  func `a line ends in LF, CRLF or CR`(text: String, starts: [Int]) {
    #expect(SourceText(name: "", text: text).lineStarts == starts)
  }

  @Test(
    arguments: [
      (0, 1, 1, 1), (2, 2, 3, 2), (5, 5, 6, 5), (9, 6, 10, 7), (11, 8, 12, 9), (13, 8, 14, 10), (14, 9, 15, 11),
    ] as [(Int, Int, Int, Int)])
  func `columns count characters, bytes or units of UTF-16`(
    offset: Int, characters: Int, bytes: Int, utf16: Int
  ) {
    // ä is two bytes, 😀 four and two units, é an e with a mark of two bytes.
    let source = SourceText(name: "", text: "x\nä = 😀 e\u{301}+")
    func column(_ unit: SourcePosition.Unit) -> SourcePosition { source.position(at: offset + 2, in: unit) }
    #expect(column(.characters) == SourcePosition(line: 2, column: characters))
    #expect(column(.bytes) == SourcePosition(line: 2, column: bytes))
    #expect(column(.utf16) == SourcePosition(line: 2, column: utf16))
  }

  @Test func `an offset beyond the end is at the end`() {
    let source = SourceText(name: "", text: "ab\ncd")
    for unit in SourcePosition.Unit.allCases {
      #expect(source.position(at: 99, in: unit) == SourcePosition(line: 2, column: 3))
    }
  }

  @Test func `a text that is not UTF-8 has places all the same`() {
    let source = SourceText(name: "", bytes: [0x61, 0xE4, 0x62, 0x0A, 0xFF])
    #expect(source.position(at: 2) == SourcePosition(line: 1, column: 3))
    #expect(source.position(at: 5, in: .utf16) == SourcePosition(line: 2, column: 2))
  }

  @Test(arguments: UInt64(0)..<200)
  func `every place of a text is where counting finds it`(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let alphabet = ["a", "ü", "漢", "😀", "e\u{301}", "👨‍👩‍👧", "\t", "\n", "\r\n", "\r", " "]
    let text = (0..<40).map { _ in alphabet[Int(chance.next() % UInt64(alphabet.count))] }.joined()
    let source = SourceText(name: "", text: text)
    var (line, column) = (1, 1)
    var before = ""
    var offset = 0
    for character in text {
      #expect(source.position(at: offset) == SourcePosition(line: line, column: column))
      #expect(source.position(at: offset, in: .utf16).column == before.utf16.count + 1)
      #expect(source.position(at: offset, in: .bytes).column == before.utf8.count + 1)
      offset += String(character).utf8.count
      column += 1
      before.append(character)
      if character.isNewline { (line, column, before) = (line + 1, 1, "") }
    }
    #expect(source.position(at: offset) == SourcePosition(line: line, column: column))
  }
}
