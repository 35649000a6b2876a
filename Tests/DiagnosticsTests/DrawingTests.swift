import Diagnostics
import Foundation
import Styling
import Testing

/// Diagnostics as a person sees them, to the letter.
struct DrawingTests {
  static let code = Diagnostic.Code("some-code")

  /// A diagnostic of the places of some words of a text, drawn in it.
  private static func drawn(
    _ text: String, at word: String, label: String? = nil, related: [(String, String)] = [], hint: String? = nil
  ) throws -> String {
    let source = SourceText(name: "drill.md", text: text)
    func span(_ word: String) throws -> SourceSpan {
      let range = try #require(text.range(of: word, options: .backwards))
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return SourceSpan(start, start + word.utf8.count)
    }
    let labels = try related.map { Diagnostic.Label(try span($0.0), $0.1) }
    let diagnostic = Diagnostic(
      code, "what is wrong", at: try span(word), label: label, related: labels, hint: hint)
    return diagnostic.drawn(in: source).map(\.plain).joined(separator: "\n")
  }

  @Test func `one place`() throws {
    #expect(
      try Self.drawn("a = 1\ndepth = 2 meter\n", at: "meter", label: "not a unit", hint: "did you mean 'metre'?") == """
        error[some-code]: what is wrong
         --> drill.md:2:11
          |
        2 | depth = 2 meter
          |           ^^^^^ not a unit
          = help: did you mean 'metre'?
        """)
  }

  @Test func `a place and one that has to do with it`() throws {
    let lines = (1...14).map { $0 == 9 ? "rig = 1" : $0 == 14 ? "rig  = 2" : "" }
    #expect(
      try Self.drawn(
        lines.joined(separator: "\n"), at: "rig  ", related: [("rig = 1", "first defined here")], hint: "two\nlines")
          == """
          error[some-code]: what is wrong
            --> drill.md:14:1
             |
          14 | rig  = 2
             | ^^^^^
           9 | rig = 1
             | ------- first defined here
             = help: two
                     lines
          """)
  }

  @Test func `places on one line are marked below it`() throws {
    #expect(
      try Self.drawn("f(x: 1, y: 2)", at: "y", label: "this", related: [("x", "that"), ("2", "and that")]) == """
        error[some-code]: what is wrong
         --> drill.md:1:9
          |
        1 | f(x: 1, y: 2)
          |         ^ this
          |   - that
          |            - and that
        """)
  }

  @Test func `wide characters, marks and tabs are marked as wide as they are`() throws {
    #expect(
      try Self.drawn("漢字\te\u{301} = 😀漢 + 1", at: "😀漢", label: "here") == """
        error[some-code]: what is wrong
         --> drill.md:1:8
          |
        1 | 漢字    e\u{301} = 😀漢 + 1
          |             ^^^^ here
        """)
  }

  @Test func `a line that is too long is cut around the place`() throws {
    let long = String(repeating: "x", count: 200)
    let lines = try Self.drawn("\(long) here \(long)", at: "here").split(separator: "\n")
    #expect(lines[1] == " --> drill.md:1:202")
    #expect(lines[3] == "1 | …\(String(repeating: "x", count: 88)) here \(String(repeating: "x", count: 88))…")
    #expect(lines[4] == "  | \(String(repeating: " ", count: 90))^^^^")
  }

  @Test func `a place at the end of a line or of the text is marked once`() throws {
    let source = SourceText(name: "a.md", text: "ab\ncd")
    for (offset, line) in [(2, "1 | ab"), (5, "2 | cd")] {
      let place = SourceSpan(offset, offset)
      let drawn = Diagnostic(Self.code, "nothing here", at: place).drawn(in: source).map(\.plain)
      #expect(drawn.suffix(2) == [line, "  |   ^"])
    }
  }

  @Test func `without a text or a place only the words are drawn`() {
    let source = SourceText(name: "a.md", text: "ab")
    let drawn = ["error[some-code]: what is wrong", "= help: this"]
    #expect(Diagnostic(Self.code, "what is wrong", hint: "this").drawn(in: source).map(\.plain) == drawn)
    let placed = Diagnostic(Self.code, "what is wrong", at: SourceSpan(0, 1), hint: "this")
    #expect(placed.drawn().map(\.plain) == drawn)
  }
}
