import Diagnostics
import Styling
import Testing

@testable import Markdown

/// What the tree of a text holds, written out: blocks one below the other, each with its inlines.
@Suite struct TreeTests {
  private func drawn(_ text: String) -> String {
    let tree = MarkdownTree(Array(text.utf8)[...])
    var lines: [String] = []
    var open: [Int] = []
    for (index, block) in tree.blocks.enumerated() {
      while let last = open.last, tree.blocks[last].end <= index { open.removeLast() }
      let words = block.words.isEmpty ? "" : " " + tree.text(block.words).debugDescription
      lines.append(
        String(repeating: "  ", count: open.count) + name(block.kind, tree) + words + inlines(block.inlines, tree))
      open.append(index)
    }
    return lines.joined(separator: "\n")
  }

  private func name(_ kind: MarkdownTree.Block.Kind, _ tree: MarkdownTree) -> String {
    switch kind {
    case .paragraph: "paragraph"
    case .heading(let level): "heading \(level)"
    case .quote: "quote"
    case .list(let list):
      switch list.marker {
      case .bullet(let mark): "list \(Character(Unicode.Scalar(mark)))\(list.isTight ? "" : " loose")"
      case .number(let first, let isParenthesis):
        "list \(first)\(isParenthesis ? ")" : ".")\(list.isTight ? "" : " loose")"
      }
    case .item(let task): task.map { "item \($0)" } ?? "item"
    case .code(let code): code.isFenced ? "fence \(tree.text(code.info))" : "code"
    case .html: "html"
    case .thematicBreak: "rule"
    case .table(let columns): "table \(tree.alignments[columns].map { "\($0)" }.joined(separator: " "))"
    case .row: "row"
    case .cell: "cell"
    case .overfull: "overfull"
    }
  }

  /// ` <kind words …>` for each inline, what it holds inside.
  private func inlines(_ range: Range<Int>, _ tree: MarkdownTree) -> String {
    var result = ""
    var open: [Int] = []
    for index in range {
      while let end = open.last, end <= index {
        open.removeLast()
        result += ">"
      }
      let inline = tree.inlines[index]
      result += " "
      switch inline.kind {
      case .text: result += tree.text(inline.words).debugDescription
      case .softBreak: result += "/"
      case .lineBreak: result += "//"
      default:
        result += "<\(inline.kind)"
        if !inline.words.isEmpty { result += " " + tree.text(inline.words) }
        if let title = tree.title(of: index) { result += " '\(title)'" }
        open.append(inline.end)
      }
    }
    return result + String(repeating: ">", count: open.count)
  }

  @Test func blocks() {
    #expect(
      drawn("# A *b*\n\n> c\n> d\n\n- e\n- [x] f\n\n  g\n\n3) h\n***\n```how x\ni\n```\n    j\n\n<p>k\n") == """
        heading 1 "A " <emphasis "b">
        quote
          paragraph "c" / "d"
        list - loose
          item
            paragraph "e"
          item done
            paragraph "f"
            paragraph "g"
        list 3)
          item
            paragraph "h"
        rule
        fence how x "i\\n"
        code "j\\n"
        html "<p>k\\n"
        """)
  }

  @Test func inlines() {
    #expect(
      drawn("a **b _c_** `d` ~~e~~ [f](g 'h') ![i](j) [[k|l]] https://m.n. <o@p.q> <r>\\\ns &amp; \\*") == """
        paragraph "a " <strong "b " <emphasis "c">> " " <code d> " " <strikethrough "e"> " " <link g 'h' "f"> " " \
        <image j "i"> " " <wikiLink k|l> " " <address https://m.n> ". " <link mailto:o@p.q "o@p.q"> " " <html <r>> // \
        "s & *"
        """)
  }

  @Test func tablesHoldRowsOfCells() {
    #expect(
      drawn("- x\n  | a | *b* |\n  |:-|-:|\n  | 1 |\n  | `\\|` | 2 | 3 |\n") == """
        list -
          item
            paragraph "x"
            table left right
              row
                cell "a"
                cell <emphasis "b">
              row
                cell "1"
              row
                cell <code |>
                cell "2"
                overfull "2 | 3"
        """)
  }

  @Test func whatMeansNothingIsText() {
    #expect(drawn("[[a]b] ~~ c~~ `d http: [e]\n") == "paragraph \"[[a]b] ~~ c~~ `d http: [e]\"")
    #expect(drawn("") == "")
    #expect(drawn("[a]: b\n") == "")
    #expect(drawn("- [y] a\n- [ ]\n") == "list -\n  item\n    paragraph \"[y] a\"\n  item\n    paragraph \"[ ]\"")
  }

  @Test func headingsHaveNamesWithoutMarks() {
    let tree = MarkdownTree(Array("## *Options* ~~a~~ [[b]] `c` &amp;\n".utf8)[...])
    #expect(tree.text(of: tree.blocks[0].inlines) == "Options ~~a~~ [[b]] c &")
  }

  /// What libcmark is given no longer is the text, but the tree says what was written.
  @Test func whatIsBeyondTheLimitsIsTextAsItWasWritten() {
    let text = String(repeating: "> ", count: 300) + "a"
    let tree = MarkdownTree(Array(text.utf8)[...])
    let quotes = tree.blocks.count { if case .quote = $0.kind { true } else { false } }
    #expect(quotes == MarkdownLimits.deepest)
    #expect(tree.blocks.last.map { tree.text(of: $0.inlines) } == String(text.dropFirst(2 * quotes)))
  }
}
