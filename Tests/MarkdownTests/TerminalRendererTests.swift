import Diagnostics
import Markdown
import Styling
import Testing

/// What documents look like without colour.
@Suite struct TerminalRendererTests {
  private func drawn(_ markdown: String, width: Int = 40) -> String {
    TerminalRenderer.render(Array(markdown.utf8), width: width).plain
  }

  // MARK: Headings and paragraphs

  @Test func headings() {
    #expect(
      drawn("# One\ntext\n## Two *b*\nthree\n===\n### Four\n###### Six `c`") == """
        One
        ━━━

        text

        Two b
        ─────

        three
        ━━━━━

        ### Four

        ###### Six c

        """)
  }

  @Test func longHeadingsHang() {
    #expect(
      drawn("### a heading of more than a line\n# a heading of more than a line", width: 20) == """
        ### a heading of
            more than a line

        a heading of more
        than a line
        ━━━━━━━━━━━━━━━━━

        """)
  }

  @Test func paragraphsAreWrapped() {
    #expect(
      drawn("One two three four five\nsix seven eight.\n\n\nNext  \nline\\\nline", width: 20) == """
        One two three four
        five six seven
        eight.

        Next
        line
        line

        """)
  }

  @Test func wordsLongerThanALineAreNotCut() {
    #expect(
      drawn("see https://example.com/a/b/c/d/e/f/g for more", width: 20) == """
        see
        https://example.com/a/b/c/d/e/f/g
        for more

        """)
  }

  @Test func aLineMayBeExactlyFull() {
    #expect(drawn("aaaaaaaaaa bbbbbbbbb cc", width: 20) == "aaaaaaaaaa bbbbbbbbb\ncc\n")
    #expect(drawn("aaaaaaaaaa bbbbbbbbbb", width: 20) == "aaaaaaaaaa\nbbbbbbbbbb\n")
  }

  @Test func nothing() {
    #expect(drawn("") == "")
    #expect(drawn(" \n\n\t\n") == "")
    #expect(drawn("<!-- only\n\na comment -->\n") == "")
    #expect(drawn("[a]: b\n") == "")
  }

  // MARK: Inlines

  @Test func inlines() {
    #expect(
      drawn("*a* **b** `c  d` ~~e~~ [f](g) [h](h) <http://i.j>", width: 200)
        == "a b c  d e f (g) h http://i.j\n")
    #expect(drawn("<k@l.m> ![n](o) ![](p) [[q#r s]] &amp; \\*") == "k@l.m n p [[q#r s]] & *\n")
  }

  @Test func htmlInATextIsShownButForComments() {
    #expect(drawn("a<br>b <!-- c --> d <kbd>e</kbd>\n<br />f") == "a\nb d <kbd>e</kbd>\nf\n")
  }

  // MARK: Lists

  @Test func lists() {
    #expect(
      drawn("- a\n  b\n- c\n  * d\n    + e\n      - f\n\n    g\n1) h\n2) i") == """
        • a b
        • c
          ◦ d

            ▪ e
              ▪ f

            g

        1) h
        2) i

        """)
  }

  @Test func numbersAreAlignedOnTheRight() {
    #expect(drawn("9. a\n9. b\n   - c\n   9. d") == " 9. a\n10. b\n    • c\n    9. d\n")
  }

  @Test func looseListsAreSpaced() {
    #expect(drawn("- a\n\n- b\n\n  c\n- d") == "• a\n\n• b\n\n  c\n\n• d\n")
  }

  @Test func tasks() {
    #expect(
      drawn("- [ ] open\n- [x] done *well* and with so much to say\n- [y] none\n- [](a)\n1. [X] first", width: 30)
        == """
        ☐ open
        ☑ done well and with so much
          to say
        • [y] none
        • a

        1. ☑ first

        """)
  }

  @Test func emptyItems() {
    #expect(drawn("-\n- a\n-\n\nb") == "•\n• a\n•\n\nb\n")
  }

  @Test func marksOfItemsBeginningOnOneLine() {
    #expect(drawn("- 1. > a\n     > b\n\n  c") == "• 1. │ a b\n\n  c\n")
  }

  // MARK: Quotes, code, HTML, rules

  @Test func quotes() {
    #expect(
      drawn("> a quote that is long enough for two\n>\n> > b\n>\n> - c\n\nd\n>e", width: 24) == """
        │ a quote that is long
        │ enough for two
        │
        │ │ b
        │
        │ • c

        d

        │ e

        """)
  }

  @Test func codeIsNotWrapped() {
    #expect(
      drawn("a\n```how\n\nx = 1    # longer than a line\n\n\n\ty\n```\n    z\n- b\n  ~~~\n  c\n  ~~~", width: 20) == """
        a

            x = 1    # longer than a line


                y

            z

        • b
              c

        """)
  }

  @Test func htmlBlocks() {
    #expect(
      drawn("a\n\n<!-- b -->\n\nc\n\n<!-- d -->\n<!-- e\n-->\n\n<div>\n <p>f\n</div>")
        == "a\n\nc\n\n<div>\n <p>f\n</div>\n")
  }

  @Test func rules() {
    #expect(drawn("a\n\n***\n> ---\n", width: 20) == "a\n\n────────────────────\n\n│ ──────────────────\n")
  }

  // MARK: Tables

  @Test func tables() {
    #expect(
      drawn(
        "| name | bf16 | note |\n|:--|--:|:-:|\n| h100 | 989.4 | `a\\|b` **c** |\n| a100 | 312 |\n| x\\|y | [z](u) | |")
          == """
          name │  bf16 │ note
          ─────┼───────┼──────
          h100 │ 989.4 │ a|b c
          a100 │   312 │
          x|y  │ z (u) │

          """)
  }

  @Test func cellsAreWrapped() {
    let text = "intro\n| a | b |\n|---|---|\n| one two three four | five six seven |\n| 8 | https://example.com/9 |"
    #expect(
      drawn(text, width: 24) == """
        intro

        a           │ b
        ────────────┼───────────
        one two     │ five six
        three four  │ seven
        ╌╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌╌
        8           │ https://ex
                    │ ample.com/
                    │ 9

        """)
  }

  @Test func tablesInListsAndQuotes() {
    #expect(
      drawn("- > | a | b |\n  > |---|--:|\n  > | c | 1 |\n- | d |\n  |---|\n- [x] e\n  | f |\n  |--:|") == """
        • │ a │ b
          │ ──┼──
          │ c │ 1
        • d
          ─
        ☑ e

          f
          ─

        """)
  }

  // MARK: Characters

  @Test func wideCharactersAndMarks() {
    #expect(
      drawn("ｆｕｌｌ ｗｉｄｔｈ e\u{301}e\u{301} 👩‍👩‍👧‍👦👩‍👩‍👧‍👦", width: 20)
        == "ｆｕｌｌ ｗｉｄｔｈ\ne\u{301}e\u{301} 👩‍👩‍👧‍👦👩‍👩‍👧‍👦\n")
    #expect(drawn("# 漢字 é") == "漢字 é\n━━━━━━\n")
    #expect(drawn("|漢字|é|\n|--|--|\n|a|👍|") == "漢字 │ é\n─────┼───\na    │ 👍\n")
  }

  @Test func chineseIsBrokenAnywhereButBeforePunctuation() {
    #expect(drawn("使用者可以在這裡寫字，而且\n沒有空白。", width: 22) == "使用者可以在這裡寫字，\n而且沒有空白。\n")
    #expect(drawn("使用者可以在這裡寫，而且", width: 20) == "使用者可以在這裡寫，\n而且\n")
    #expect(drawn("使用者可以在這裡寫字，而", width: 20) == "使用者可以在這裡寫\n字，而\n")
  }

  @Test func noDocumentDrivesTheTerminal() {
    #expect(
      drawn("a\u{1B}[31mb\u{9B}31m\u{7F} [c](d\u{7}) `e\u{8}`\n\n    \u{1B}c\n\n<p>\u{1B}")
        == "a�[31mb�31m� c (d�) e�\n\n    �c\n\n<p>�\n")
    #expect(TerminalRenderer.render([0x61, 0xFF, 0x9B, 0x62, 0xC3], width: 20).plain == "a��b�\n")
  }

  // MARK: Depth and width

  @Test func deepNestingStaysReadable() {
    let text = drawn(String(repeating: "> ", count: 200) + "quoted and long enough to be wrapped", width: 40)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 40 })
    let words = text.replacing("│ ", with: "").replacing("\n", with: " ")
    #expect(words == "quoted and long enough to be wrapped ")
    let list = drawn((0..<60).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(), width: 40)
    #expect(list.split(separator: "\n").count == 60)
    #expect(list.split(separator: "\n").allSatisfy { $0.count <= 40 && $0.hasSuffix(" a") })
  }

  @Test(arguments: [Int.min, -1, 0, 1, 19, 1_000_000])
  func anyWidthWillDo(_ width: Int) {
    let markdown = "# a\n- b c d e f g h i j k l m n\n\n| o | p |\n|---|---|\n| q r s t u v w x y z | 0 |\n\nb"
    let text = drawn(markdown, width: width)
    #expect(text.contains("• b c d"))
  }
}
