import Diagnostics
import Styling
import Testing

@testable import Markdown

/// Whatever a document holds, its letters and digits are shown in their order, and no number runs into another.
@Suite struct NothingLostTests {
  private static let firsts = ["a", "foo", "漢字", "é", "한국", "x_y"]
  private static let words = ["a", "foo", "5", "12", "3", "漢字", "é", "한국", "x_y", "e\u{301}"]
  private static let marks = [
    "*", "**", "_", "`", "``", "[", "]", "](", ")", "(", "\\", "&", "<", ">", "|", "~~", "$", "$$", "[[a]]", " ", " ",
    "-",
    "+", "%", "^", "\u{202E}", "\u{7}", "\u{85}", "\u{3}",
  ]
  private static let starts = [
    "", "", "- ", "  - ", "> ", "* ", "- [ ] ", "# ", "### ", "[^a]: ", "    ", "| ", "## Options\n- ", "## Notes\n",
  ]
  private static let lines = ["", "", "---", "|-|-|", "```", "***", "===", "~~~"]

  private func document(_ seed: UInt64, marks: [String]) -> String {
    var generator = SplitMix(state: seed)
    return (0..<Int.random(in: 1...12, using: &generator)).map { _ -> String in
      if Int.random(in: 0..<5, using: &generator) == 0 { return Self.lines.randomElement(using: &generator) ?? "" }
      let pieces = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
        (Bool.random(using: &generator) ? Self.words : marks).randomElement(using: &generator) ?? ""
      }
      // Items are numbered anew and fences have no words behind them, so lines begin with letters.
      let first = Self.firsts.randomElement(using: &generator) ?? ""
      return (Self.starts.randomElement(using: &generator) ?? "") + first + pieces.joined()
    }.joined(separator: "\n") + "\n"
  }

  private func letters(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
  }

  /// Without what stands for a change of direction.
  private func shown(_ text: StyledText) -> String { text.plain.replacing("<U+202E>", with: "") }

  @Test(arguments: UInt64(0)..<500)
  func lettersAndDigitsAreShownInOrder(_ seed: UInt64) {
    for marksStay in [true, false] {
      let text = document(seed, marks: Self.marks)
      // Wide enough for tables: cells of several lines stand beside each other.
      let drawn = TerminalRenderer.render(Array(text.utf8), width: 1000, marksStay: marksStay)
      #expect(letters(shown(drawn)) == letters(text), "\(text.debugDescription)")
      let controls = drawn.plain.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
      }
      #expect(controls.isEmpty)
    }
  }

  /// Where marks stay, a paragraph reads as it was written.
  @Test(arguments: UInt64(0)..<300)
  func marksStayWhereTheyAreWritten(_ seed: UInt64) {
    var generator = SplitMix(state: seed)
    let marks = [
      "*", "**", "_", "`", "[", "]", "](", ")", "\\", "&", "&amp;", "<", ">", "~~", "$", "(", "!", "%", "|", "\\|",
    ]
    let line =
      "x"
      + (0..<12).map { _ in
        (Bool.random(using: &generator) ? ["a", "5", "12", "b c"] : marks).randomElement(using: &generator) ?? ""
      }.joined() + "x"
    #expect(TerminalRenderer.render(Array(line.utf8), width: 200, marksStay: true).plain == line + "\n")
    let option = "## Options\n- \(line)\n"
    #expect(TerminalRenderer.render(Array(option.utf8), width: 200).plain.hasSuffix("• \(line)\n"))
  }

  @Test(arguments: [
    ("-5*3*2", "-5*3*2"), ("f[1](2)", "f[1](2)"), ("(a)*b*(c)", "(a)*b*(c)"), ("5~~3~~2", "5~~3~~2"),
    ("a *b* c", "a b c"), ("**b**", "b"), ("这是**重要**的", "这是重要的"), ("[a](b)", "a (b)"),
    ("[[s|Title]]", "Title ([[s]])"), ("[[s]]", "[[s]]"), ("\\[[h]]", "[[h]]"),
    ("$a\\,b_{1}c_{2}$", "$a\\,b_{1}c_{2}$"),
    ("$$a \\\\ b$$", "$$a \\\\ b$$"), ("\\(x^2\\)", "\\(x^2\\)"), ("\\[not\\]", "[not]"),
    ("costs $5 and $6", "costs $5 and $6"),
    ("x[^1]", "x[^1]"), ("[^1]: one\n[^2]: two", "[^1]: one\n[^2]: two"),
    ("> [!note] Title\n> text\n> more", "│ [!note] Title\n│ text more"), ("$$\na\nb\n$$", "$$\na\nb\n$$"),
  ])
  func marksThatMeanSomethingElse(_ markdown: String, _ drawn: String) {
    #expect(TerminalRenderer.render(Array(markdown.utf8), width: 80).plain == drawn + "\n")
  }

  /// What opens again and again and is never closed takes no more than its length.
  @Test(arguments: ["`[[a|", "$$ $a [ * _ ` \\( \\[ ", "[[a", "$a ", "*5", "\\[x_"])
  func marksThatNothingClosesTakeNoLonger(_ mark: String) {
    let text = Array(String(repeating: mark, count: 20_000).utf8)
    let clock = ContinuousClock()
    for marksStay in [true, false] {
      let time = clock.measure { _ = TerminalRenderer.render(text, width: 80, marksStay: marksStay) }
      #expect(time < .seconds(5), "\(mark)")
    }
  }

  @Test(arguments: [
    ("# Buy 2*3*4 boards?", "Buy 2*3*4 boards?"), ("# R&amp;D \\*x\\* ##", "R&D *x*"), ("# Learn C \\#", "Learn C #"),
    ("#  `a*b`  ", "`a*b`"), ("# \\&amp; x", "&amp; x"), ("One *two*\n===", "One *two*"), ("# C#", "C#"), ("# #", ""),
    ("# [a](b) &eacute;", "[a](b) é"), ("# `\\*` \\`", "`\\*` `"),
  ])
  func titlesKeepTheirMarks(_ markdown: String, _ title: String) throws {
    let document = try DocumentReader.read(SourceText(name: "-", text: markdown + "\n"))
    #expect(document.title?.text == title)
  }
}
