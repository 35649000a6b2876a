import Diagnostics
import Styling
import Testing

/// What documents and names of files hold is shown, and drives no terminal.
@Suite struct VisibleTextTests {
  @Test(arguments: [
    ("plain ü 漢字 “x” — €\t\n", "plain ü 漢字 “x” — €\t\n"), ("a\u{1B}[31mb", "a\u{FFFD}[31mb"),
    ("a\u{9B}31m\u{85}", "a\u{FFFD}31m\u{FFFD}"), ("\0\u{7}\u{C}\r\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a\u{202E}b\u{2066}c", "a<U+202E>b<U+2066>c"), ("\u{2029}\u{2065}\u{A0}", "\u{2029}\u{2065}\u{A0}"),
  ])
  func oneFilterForAll(_ text: String, _ shown: String) {
    #expect(visible(text) == shown)
    #expect((StyledText(text, .strong) + StyledText(text)).harmless.plain == shown + shown)
  }

  @Test func aNameOfAFileBeginsNoLine() {
    let source = SourceText(name: "a\nerror: b\u{1B}.md", text: "x\n")
    let lines = Diagnostic(Diagnostic.Code("code"), "message", at: SourceSpan(0, 1)).drawn(in: source).map(\.plain)
    #expect(lines.contains { $0.contains("a\u{FFFD}error: b\u{FFFD}.md:1:1") })
  }
}
