import Diagnostics
import Styling
import Testing

@testable import Markdown

/// Texts that keep parsers of markdown busy. Each is drawn here at 200 KB within seconds, in a build without
/// optimization; without `MarkdownLimits`, several take minutes or all memory.
@Suite struct PathologicalTests {
  static let size = 200_000

  struct Nasty: CustomTestStringConvertible {
    let testDescription: String
    let text: String

    init(_ name: String, _ text: String) {
      testDescription = name
      self.text = text
    }
  }

  /// A name and a text for every way to be nasty that is known.
  static let texts: [Nasty] = [
    Nasty("nested emphasis", around("*a **a ", "b", " a** a*")),
    Nasty("closers without openers", filled("a_ ")),
    Nasty("openers without closers", filled("_a ")),
    Nasty("mismatched emphasis", filled("*a_ ")),
    Nasty("alternating emphasis", filled("*_")),
    Nasty("emphasis in words", filled("*a_b")),
    Nasty("multiples of three", "a**b" + filled("c* ")),
    Nasty("link closers", filled("a]")),
    Nasty("link openers", filled("[a")),
    Nasty("link openers and emphasis", filled("[ a_")),
    Nasty("nested brackets", around("[", "a", "]")),
    Nasty("nested links", around("[", "a", "](b)")),
    Nasty("images left open", filled("![[]()")),
    Nasty("images left open, then links", around("![", "x", "[a](b)")),
    Nasty("images in what looks like HTML", filled("]<![CDATA[]([]()")),
    Nasty("links without end", filled("[a](b")),
    Nasty("links without end in angles", filled("[a](<b")),
    Nasty("links with blanks", filled("[a](\n")),
    Nasty("titles without end", filled("[a](b \"c")),
    Nasty("backticks of growing length", (1..<630).map { "e" + String(repeating: "`", count: $0) }.joined()),
    Nasty("comments without end", "x" + filled("<!--")),
    Nasty("instructions without end", "x" + filled("<?")),
    Nasty("declarations without end", "x" + filled("<!A ")),
    Nasty("character data without end", "x" + filled("<![CDATA[")),
    Nasty("tags without end", "x" + filled("<a b=\"")),
    Nasty("comment blocks", filled("a\n<!--\n")),
    Nasty("quotes on a line", filled(">") + "a"),
    Nasty("quotes on a line, then lines", filled(">", 2) + "a\n" + filled("b\n", 2)),
    Nasty("lists on a line", filled("- ") + "a"),
    Nasty("lists of all sorts on a line", filled("- + * 1. 1) ") + "a"),
    Nasty("lists on a line, then blank lines", filled("- ", 2) + "a\n" + filled("\n", 2)),
    Nasty("stairs, then blank lines", stairs("  ", 300) + filled("\n", 2)),
    Nasty("stairs of tabs", stairs("\t", 600)),
    Nasty("lists and emphasis", filled("1. ", 2) + filled("*a*b", 2)),
    Nasty("lists ended by carriage returns", String(filled("- ", 2) + "a\r" + filled("\r", 2))),
    Nasty("definitions", (0..<8000).map { "[\($0)]: u\n" }.joined() + "\n" + filled("[0] ", 2)),
    Nasty("one definition, used", "[a]: " + filled("b", 2) + "\n\n" + filled("[a]", 2)),
    Nasty("two labels", filled("[x][y]")),
    Nasty("definitions without end", filled("[a]: <b\n")),
    Nasty("entities without end", filled("&#0")),
    Nasty("escapes", filled("\\")),
    Nasty("hard breaks", filled("a\\\n")),
    Nasty("hard breaks, escapes and zeros", filled("a\\\n\\*\0\\\n")),
    Nasty("links over lines", filled("[a](\nb) ")),
    Nasty("links over lines and entities", filled("[a](\nb) &amp;\0")),
    Nasty("images in images over lines", around("![", "a", "](\nb)")),
    Nasty("code over lines", filled("`a\n``b\n")),
    Nasty("rules", filled("* ")),
    Nasty("a long rule", filled("*")),
    Nasty("headings", filled("# a\n===\n")),
    Nasty("hashes", "# a" + filled(" #")),
    Nasty("fences", filled("```\n")),
    Nasty("blank lines", filled("\n")),
    Nasty("blank lines in code", "    a\n" + filled("\n") + "    b"),
    Nasty("spaces", "a" + filled(" ") + "b"),
    Nasty("one word", filled("a")),
    Nasty("zeros", filled("\0")),
    Nasty("tables", filled("|a|b|\n|-|-|\n\n")),
    Nasty("delimiter rows", filled("|-|\n|-|-|\n")),
    Nasty("a wide table", filled("|a", 2) + "\n" + filled("|-", 2)),
    Nasty("a wide table with short rows", filled("|a", 4) + "\n" + filled("|-", 4) + "\n" + filled("a\n", 2)),
    Nasty("escaped bars", "|a|\n|-|\n" + filled("\\|")),
    Nasty("wiki links left open", filled("[[a")),
    Nasty("struck words left open", filled("~~a ")),
    Nasty("addresses", filled("http://")),
    Nasty("marks upon a letter", "a" + filled("\u{301}")),
    Nasty("joined emoji", filled("👩‍👩‍👧‍👦")),
    Nasty("ideographs", filled("漢")),
  ]

  @Test(arguments: texts)
  func isDrawnInTime(_ nasty: Nasty) {
    let clock = ContinuousClock()
    var drawn = StyledText()
    let time = clock.measure { drawn = TerminalRenderer.render(Array(nasty.text.utf8), width: 80) }
    #expect(time < .seconds(4))
    #expect(drawn.utf8.count < 40 * Self.size)
    #expect(drawn.isEmpty || drawn.utf8.last == 0x0A)
  }

  // MARK: What libcmark is given instead

  /// The copy that libcmark is given, or nil where it is given the text itself.
  private func masked(_ text: String) -> [UInt8]? {
    Array(text.utf8).withUnsafeBufferPointer { text in
      let limits = MarkdownLimits(of: text)
      return limits.areKept ? nil : limits.masked(text)
    }
  }

  @Test func nestingIsBounded() throws {
    let text = String(repeating: "> ", count: 1000) + "a"
    let copy = try #require(masked(text))
    #expect(copy.count == text.utf8.count)
    #expect(copy.withUnsafeBufferPointer { MarkdownLimits(of: $0).depth } == MarkdownLimits.deepest)
    // One mark less makes text of all that is behind it.
    #expect(zip(copy, text.utf8).filter { $0 != $1 }.count == 1)
    #expect(copy.firstIndex(of: MarkdownLimits.mask) == 2 * MarkdownLimits.deepest)
  }

  @Test(arguments: ["- ", "1. ", ">", "> - ", "+\t"])
  func whatIsNotNestedTooDeepStaysAsItIs(_ mark: String) {
    #expect(masked(String(repeating: mark, count: MarkdownLimits.deepest / mark.utf8.count) + "a") == nil)
    #expect(masked(Self.stairs("  ", 200) + "\n\n" + Self.stairs("\t", 200)) == nil)
  }

  @Test func theMoreBlankLinesTheLessDepth() throws {
    let text = Self.stairs("  ", 100) + String(repeating: "\n", count: 500_000)
    let copy = try #require(masked(text))
    #expect(copy.withUnsafeBufferPointer { MarkdownLimits(of: $0).depth } < 25)
  }

  @Test func imagesLeftOpenAreBounded() throws {
    let copy = try #require(masked(String(repeating: "![[]()", count: 2000) + "\n\n" + "![[]() ![]"))
    #expect(copy.count { $0 == MarkdownLimits.mask } == 2000 - MarkdownLimits.openImages)
    #expect(masked(String(repeating: "![a](b) ", count: 5000)) == nil)
    #expect(masked(String(repeating: "[![a](b)](c) ", count: 5000)) == nil)
    #expect(masked(String(repeating: "![`a`](b)\n\n", count: 5000)) == nil)
  }

  @Test func codeIsNeverMasked() {
    let dense = String(repeating: "*_\"&![[]()", count: 60_000)
    let lists = String(repeating: "- ", count: 400) + "x"
    let text = "\(dense)\n\n```\n\(dense)\n\(lists)\n```\n\n    \(lists)\n\n\(lists)\n"
    let drawn = TerminalRenderer.render(Array(text.utf8), width: 80).plain
    let isFencedCodeKept = drawn.contains("\n    \(dense)\n    \(lists)\n")
    let isIndentedCodeKept = drawn.contains("\n\n    \(lists)\n\n")
    let isTextMasked = masked(text)?.contains(MarkdownLimits.mask) ?? false
    #expect(isFencedCodeKept && isIndentedCodeKept && isTextMasked)
    // What is drawn is what was written.
    #expect(!drawn.contains("^"))
  }

  @Test func anOrdinaryTextIsTakenAsItIs() {
    let line = "Some *words* with `code`, [links](https://example.com) and ![images](i.png).\n"
    #expect(masked(String(repeating: line + "\n- a\n  - b\n", count: 200)) == nil)
    #expect(masked("") == nil)
  }

  /// What is counted eight bytes at a time is what one counts byte by byte.
  @Test(arguments: UInt64(0)..<100)
  func marksAreCountedRight(_ seed: UInt64) {
    var generator = SplitMix(state: seed)
    let pieces = [
      "a", "!", "![", "\n", "\r", "\r\n", "*", "`", "é", "漢", "\0", "/", "0", "Z", "[", "a", "{", " ", "\t", "\u{80}",
    ]
    let text = (0..<Int.random(in: 0...90, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
    }
    let bytes = Array(text.joined().utf8)
    let limits = bytes.withUnsafeBufferPointer { MarkdownLimits(of: $0) }
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)) {
        starts.append(index + 1)
      }
    }
    #expect(limits.lines.starts == starts)
    #expect(limits.images == zip(bytes, bytes.dropFirst()).count { $0 == UInt8(ascii: "!") && $1 == UInt8(ascii: "[") })
    #expect(limits.marks >= bytes.count { MarkdownLimits.weight($0) > 0 })
    #expect(limits.marks <= bytes.count { (0x21...0x2F).contains($0) || (0x5B...0x60).contains($0) })
  }

  // MARK: Texts

  /// So many bytes of the same, or a fraction of them.
  static func filled(_ part: String, _ fraction: Int = 1) -> String {
    String(repeating: part, count: size / fraction / part.utf8.count)
  }

  static func around(_ before: String, _ middle: String, _ after: String) -> String {
    filled(before, 2) + middle + filled(after, 2)
  }

  static func stairs(_ indent: String, _ count: Int) -> String {
    (0..<count).map { String(repeating: indent, count: $0) + "- a\n" }.joined()
  }
}
