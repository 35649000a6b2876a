import Diagnostics
import Styling
import Testing

@testable import Markdown

/// Which parts of a document get which roles, and what holds for every drawing.
@Suite struct TerminalRolesTests {
  /// The text with the parts that are not plain in brackets: `[code x]`.
  private func roles(_ markdown: String) -> String {
    let text = TerminalRenderer.render(Array(markdown.utf8), width: 80)
    var result = ""
    var start = 0
    for run in text.runs {
      let part = String(decoding: text.utf8[start..<run.end], as: UTF8.self)
      result += run.role == .plain ? part : "[\(run.role) \(part)]"
      start = run.end
    }
    return result
  }

  @Test func inlines() {
    #expect(roles("a *b* **c *d*** `e` ~~f~~.") == "a [emphasis b] [strong c d] [code e] [strike f].\n")
    #expect(roles("[a *b* `c`](d)") == "[link a b c][dim  (d)]\n")
    #expect(roles("<http://a.b> [[c]]x") == "[link http://a.b] [link [[c]]]x\n")
    #expect(
      roles("https://d.e/f_(g)h), xhttp://i http://j.k.")
        == "[link https://d.e/f_(g)h]), xhttp://i [link http://j.k].\n")
    #expect(roles("`[[a]]` <b>") == "[code [[a]]] [dim <b>]\n")
    #expect(roles("~~a~~ ~~ b~~ ~~~c~~~ a~b~~c") == "[strike a] ~~ b~~ ~~~c~~~ a~b~~c\n")
  }

  @Test func blocks() {
    #expect(roles("# a *b* `c`") == "[heading a b ][code c]\n[heading ━━━━━]\n")
    #expect(roles("### a") == "[dim ###] [heading a]\n")
    #expect(roles("- [x] a\n- b\n  1. c") == "[good ☑ ]a\n[dim • ]b\n  [dim 1. ]c\n")
    #expect(roles("> a *b*") == "[dim │ ][quote a ][emphasis b]\n")
    #expect(roles("```\na\n```") == "    [code a]\n")
    #expect(roles("|a|b|\n|-|-|\n|`c`|d|") == "[strong a][dim  │ ][strong b]\n[dim ──┼──]\n[code c][dim  │ ]d\n")
  }

  /// Pieces of documents, thrown together.
  private static let pieces = [
    "a", "b ", " ", "\n", "\n\n", "- ", "1. ", "> ", "    ", "\t", "# ", "```\n", "*", "**", "_", "`", "[", "]", "](",
    ")", "![", "[[a]]", "~~", "<b>", "<!--", "-->", "<br>", "|", "|a|b|\n", "|-|-|\n", "---\n", "\\", "&amp;", "漢字",
    "é", "e\u{301}", "👩‍👩‍👧", "\u{1B}", "\u{85}", "\r", "\r\n", "https://a.b/c", "[ ] ", "- [x] ",
    "long-word-that-is-not-cut", "\0",
  ]

  private func document(_ seed: UInt64) -> String {
    var generator = SplitMix(state: seed)
    return (0..<Int.random(in: 1...80, using: &generator)).map { _ in
      Self.pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  @Test(arguments: UInt64(0)..<400)
  func everyDrawingIsTidy(_ seed: UInt64) {
    let markdown = document(seed)
    let text = TerminalRenderer.render(Array(markdown.utf8), width: 24 + Int(seed % 60))
    #expect(text.runs.last?.end ?? 0 == text.utf8.count)
    if text.isEmpty { return }
    let lines = text.plain.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true && lines.dropLast().last?.isEmpty == false, "one line feed at the end")
    #expect(!lines.contains { $0.last == " " }, "no space at the end of a line")
    #expect(!lines.joined().contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }, "no control character")
    let hasCode = ["```", "    ", "\t", "<"].contains { markdown.contains($0) }
    #expect(hasCode || !text.plain.contains("\n\n\n"), "never two empty lines")
  }

  @Test(arguments: UInt64(0)..<400)
  func columnsAreThoseOfTheTerminal(_ seed: UInt64) {
    let text = document(seed).unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    let string = String(String.UnicodeScalarView(text))
    let columns = Array(string.utf8).withUnsafeBufferPointer(TextColumns.of)
    #expect(columns == TerminalWidth.of(string))
  }

  @Test func columnsOfEveryScalar() {
    for value in UInt32(0xA0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let columns = Array(String(scalar).utf8).withUnsafeBufferPointer(TextColumns.of)
      if columns != TerminalWidth.of(String(scalar)) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }
}

/// Steele, Lea and Flood 2014, so that a failing seed fails again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
