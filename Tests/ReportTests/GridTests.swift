import Diagnostics
import Reports
import Styling
import Testing

struct GridTests {
  private func grid(_ rows: [[String]], _ alignments: [Grid.Alignment]) -> Grid {
    var grid = Grid(alignments)
    for row in rows { grid.add(row.map { StyledText($0) }) }
    return grid
  }

  @Test func `columns are as wide as they must be`() {
    let grid = grid([["a", "1", "x"], ["long", "22", ""], ["é", "3", "you"]], [.left, .right, .left])
    #expect(
      grid.lines().text == """
        a      1  x
        long  22
        é      3  you

        """)
  }

  @Test func `names give way first, then the last column`() {
    let grid = grid(
      [["a name that is rather long", "100", "and words behind it"], ["b", "2", "c"]], [.left, .right, .left])
    #expect(
      grid.lines(width: 40, elastic: 0).text == """
        a name that i…  100  and words behind it
        b                 2  c

        """)
    #expect(
      grid.lines(width: 30, elastic: 0).text == """
        a name that…  100  and words …
        b               2  c

        """)
    // Twelve columns of a name are always left, and ten of what stands last.
    #expect(grid.lines(width: 5, elastic: 0).map(\.plain)[0] == "a name that…  100  and words…")
  }

  @Test func `wide characters count two columns`() {
    let grid = grid([["決定", "x"], ["abcd", "y"]], [.left, .left])
    #expect(grid.lines().text == "決定  x\nabcd  y\n")
    #expect(StyledText("決定する").cut(to: 5).plain == "決定…")
    #expect(StyledText("決定する").cut(to: 4).plain == "決…")
  }

  @Test func `what is cut keeps its roles`() {
    let text = StyledText("one ", .dim) + StyledText("two three", .strong)
    #expect(text.cut(to: 7) == StyledText("one ", .dim) + StyledText("tw…", .strong))
  }

  @Test func `lines are parted with their roles`() {
    let text = StyledText("a\n", .dim) + StyledText("b", .strong) + StyledText("c\n\nd")
    #expect(
      text.linesWithoutEndings == [
        StyledText("a", .dim), StyledText("b", .strong) + StyledText("c"), StyledText(), StyledText("d"),
      ])
  }
}
