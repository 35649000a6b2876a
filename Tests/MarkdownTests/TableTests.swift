import Diagnostics
import Testing

@testable import Markdown

/// The examples of section 4.10 of the specification of GitHub Flavored Markdown, and what they leave open.
@Suite struct TableTests {
  /// The tables of a text, each as its alignments and rows: `<l c r ->` and cells between bars.
  private func tables(_ markdown: String) -> [String] {
    MarkdownTable.all(in: Array(markdown.utf8)).map { table in
      let marks = table.alignments.map { alignment in
        switch alignment {
        case .unspecified: "-"
        case .left: "l"
        case .center: "c"
        case .right: "r"
        }
      }
      let rows = ([table.header] + table.rows).map { $0.map(\.text).joined(separator: "¦") }
      return ([marks.joined()] + rows).joined(separator: "\n")
    }
  }

  /// What the places of a table's cells hold in the source.
  private func places(_ markdown: String) -> [[String]] {
    let bytes = Array(markdown.utf8)
    return MarkdownTable.all(in: bytes).flatMap { table in
      ([table.header] + table.rows).map { $0.map { String(decoding: bytes[$0.span.range], as: UTF8.self) } }
    }
  }

  // MARK: The specification

  @Test func example198() {
    #expect(tables("| foo | bar |\n| --- | --- |\n| baz | bim |\n") == ["--\nfoo¦bar\nbaz¦bim"])
  }

  @Test func example199alignmentAndNoBarsAtTheEnds() {
    #expect(tables("| abc | defghi |\n:-: | -----------:\nbar | baz\n") == ["cr\nabc¦defghi\nbar¦baz"])
  }

  @Test func example200escapedBars() {
    let text = "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n"
    #expect(tables(text) == ["-\nf|oo\nb `|` az\nb **|** im"])
    #expect(places(text) == [["f\\|oo"], ["b `\\|` az"], ["b **\\|** im"]])
  }

  @Test func example201endsBeforeAnotherBlock() {
    #expect(tables("| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n") == ["--\nabc¦def\nbar¦baz"])
  }

  @Test func example202endsAtABlankLine() {
    #expect(tables("| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n") == ["--\nabc¦def\nbar¦baz\nbar¦"])
  }

  @Test func example203asManyCellsInTheHeaderAsInTheDelimiterRow() {
    #expect(tables("| abc | def |\n| --- |\n| bar |\n") == [])
  }

  @Test func example204cellsMissingAndTooMany() {
    let text = "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n"
    #expect(tables(text) == ["--\nabc¦def\nbar¦\nbar¦baz"])
  }

  @Test func example205headerAlone() {
    #expect(tables("| abc | def |\n| --- | --- |\n") == ["--\nabc¦def"])
  }

  // MARK: Beyond

  @Test(arguments: [
    "a | b\n- | -\n", "a | b\n--|-x\n", "a | b\n\n--|--\n", "    a | b\n    --|--\n", "```\na | b\n--|--\n```\n",
    "a\n---\n", "| a |\n| : |\n", "| a |\n|--||\n",
  ])
  func isNoTable(_ text: String) {
    #expect(tables(text) == [])
  }

  @Test(arguments: [
    ("a|b\n-|-\n1|2", "--\na¦b\n1¦2"),
    ("|a|b|\n|:-|-:|\n||2|", "lr\na¦b\n¦2"),
    ("| a |\n|---|\n| \\\\|", "-\na\n\\\\"),
    ("| é漢 | b |\r\n|---|---|\r\n| x | y |\r\n", "--\né漢¦b\nx¦y"),
    ("Some text\n| a | b |\n|---|---|\n| 1 | 2 |\n", "--\na¦b\n1¦2"),
    ("one\ntwo\na | b\n-- | --\n", "--\na¦b"),
    ("- | a |\n  |---|\n  | 1 |\n", "-\na\n1"),
    ("7. > | a |\n   > |---|\n   > | 1 |\n", "-\na\n1"),
    ("> > | a |\n> > |---|\n> > | > 1 |\n", "-\na\n> 1"),
    ("[x]: y\n| a |\n|---|\n", "-\na"),
  ])
  func isOne(_ text: String, _ table: String) {
    #expect(tables(text) == [table])
  }

  @Test func placesAreThoseOfTheWholeArray() throws {
    let lines = [
      "---", "kind: model", "---", "> - | name |  bf16  |", ">   |--|--:|", ">   | h100 | 989.4 |", ">   |  |",
    ]
    let whole = Array(lines.map { $0 + "\n" }.joined().utf8)
    let table = try #require(MarkdownTable.all(in: whole[20...]).first)
    let cells = ([table.header] + table.rows).map { $0.map { String(decoding: whole[$0.span.range], as: UTF8.self) } }
    #expect(cells == [["name", "bf16"], ["h100", "989.4"], ["", ""]])
    #expect(String(decoding: whole[table.span.range], as: UTF8.self).hasPrefix("| name |"))
    #expect(whole[table.span.end] == UInt8(ascii: "\n") && table.span.end == whole.count - 1)
    // An empty cell has its place before its bar, a missing one at the end of its line.
    #expect(table.rows[1].map { $0.span.end - table.span.end } == [-1, 0])
  }

  @Test func severalTables() {
    let text = "| a |\n|---|\n\ntext\n\n| b |\n|---|\n"
    #expect(tables(text) == ["-\na", "-\nb"])
  }
}
