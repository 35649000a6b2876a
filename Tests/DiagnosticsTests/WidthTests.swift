import Diagnostics
import Styling
import Testing

/// How wide text is, wherever it is set in columns.
struct WidthTests {
  @Test(
    arguments: [
      ("", 0), ("abc", 3), ("ä", 1), ("e\u{301}", 1), ("漢字", 4), ("😀", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("ﾊ", 1),
      ("한국", 4), ("\u{200B}", 0), ("－", 2), ("…", 1),
    ] as [(String, Int)])
  func `a text takes as many columns as a terminal gives it`(text: String, width: Int) {
    #expect(TerminalWidth.of(text) == width)
    #expect(StyledText(text).width == width)
  }

  @Test func `padding fills up to a width and cuts nothing`() {
    #expect(StyledText("漢").padded(to: 4).plain == "漢  ")
    #expect(StyledText("漢", .bad).padded(to: 4, onLeft: true).plain == "  漢")
    #expect(StyledText("abc").padded(to: 2).plain == "abc")
  }
}
