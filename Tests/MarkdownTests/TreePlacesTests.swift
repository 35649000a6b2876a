import Diagnostics
import Testing

@testable import Markdown

/// Where the parts of a tree stand: the bytes there are what the tree says.
@Suite struct TreePlacesTests {
  private static let pieces = [
    "a", "bc ", " ", "\n", "\n\n", "\n  ", "\n    ", "- ", "1. ", "> ", "\n> ", "\t", "# ", "```\n", "*", "**", "_",
    "`",
    "``", "[", "]", "](u)", "](\nu)", "![", "[[a]]", "[[a|b]]", "~~", "<b>", "<b\nc>", "<!-- x -->", "|", "|a|b|\n",
    "|-|-|\n", "===\n", "\\", "\\\n", "  \n", "&amp;", "&eacute;", "漢字", "é", "\r\n", "https://a.b/c", "- [x] ",
    "\n[a]: u\n", "\0", "<http://x.y>",
  ]

  private func document(_ seed: UInt64) -> [UInt8] {
    var generator = SplitMix(state: seed)
    return Array(
      (0..<Int.random(in: 1...60, using: &generator)).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        .joined().utf8)
  }

  @Test(arguments: UInt64(0)..<600)
  func theBytesAtAPlaceAreWhatTheTreeSays(_ seed: UInt64) {
    // Directories are those of the whole array.
    let lead = Array("---\nkind: model\n---\n".utf8)
    let whole = lead + document(seed)
    let tree = MarkdownTree(whole[lead.count...])
    for block in tree.blocks {
      #expect(block.span.start >= lead.count && block.span.end <= whole.count)
      if case .cell = block.kind { #expect(!whole[block.span.range].contains(0x0A)) }
      for index in block.inlines { check(index, tree, whole) }
    }
    checkNesting(tree)
  }

  private func check(_ index: Int, _ tree: MarkdownTree, _ whole: [UInt8]) {
    let inline = tree.inlines[index]
    guard inline.isExact else { return }
    let bytes = whole[inline.span.range]
    let text = String(decoding: bytes, as: UTF8.self)
    let words = tree.bytes(inline.words)
    switch inline.kind {
    case .text:
      // What is spelled otherwise has an escape, an entity or a zero in it.
      let isSpelled = text.contains("\\") || text.contains("&")
      #expect(words.elementsEqual(bytes) || (!inline.words.isSource && isSpelled), "\(text.debugDescription)")
    case .html, .address: #expect(words.elementsEqual(bytes))
    case .code:
      let ticks = bytes.prefix { $0 == UInt8(ascii: "`") }.count
      #expect(ticks > 0 && bytes.reversed().prefix { $0 == UInt8(ascii: "`") }.count == ticks)
      let inside = String(decoding: bytes.dropFirst(ticks).dropLast(ticks), as: UTF8.self)
      #expect(
        inside.filter { !$0.isWhitespace && $0 != ">" && $0 != "\0" }.contains(
          tree.text(inline.words).filter { !$0.isWhitespace && $0 != ">" && $0 != "\u{FFFD}" }))
    case .softBreak, .lineBreak:
      #expect(text.last?.isNewline == true && text.dropLast().allSatisfy { " \t\\".contains($0) })
    case .emphasis: #expect(text.first == text.last && (text.hasPrefix("*") || text.hasPrefix("_")))
    case .strong: #expect(text.prefix(2) == text.suffix(2) && (text.hasPrefix("**") || text.hasPrefix("__")))
    case .strikethrough: #expect(text.hasPrefix("~~") && text.hasSuffix("~~"))
    case .wikiLink: #expect(text == "[[\(tree.text(inline.words))]]")
    case .link:
      #expect(text.hasPrefix("<") && text.hasSuffix(">") || text.hasPrefix("[") && ")]".contains(text.last ?? " "))
    case .image: #expect(text.hasPrefix("![") && ")]".contains(text.last ?? " "))
    }
  }

  /// What something holds stands in it, one behind the other.
  private func checkNesting(_ tree: MarkdownTree) {
    for (index, inline) in tree.inlines.enumerated() {
      #expect(inline.end > index && inline.end <= tree.inlines.count)
      var child = index + 1
      var before = inline.span.start
      while inline.isExact, child < inline.end {
        let inside = tree.inlines[child]
        if inside.isExact {
          #expect(inside.span.start >= before && inside.span.end <= inline.span.end)
          before = inside.span.end
        }
        child = inside.end
      }
      #expect(child >= inline.end || !inline.isExact)
    }
    for (index, block) in tree.blocks.enumerated() {
      #expect(block.end > index && block.end <= tree.blocks.count)
      for child in tree.children(of: index) { #expect(tree.blocks[child].span.start >= block.span.start) }
    }
  }

  /// Texts as people write them have no place that is not known.
  @Test(arguments: [
    "# A *b* `c`\n\nOne **two _three_**\nfour [five](u 't') ![six](v)\n",
    "- a *b*\n    c `d` **e**\n- > x\n  >   y [l](u) z\n  > *w*\n",
    "a `b\n  c` d *e*\n", "a [b](\n<c> 'd\ne') f `g` *h*\ni *j*\n", "a\\\nb *c*\\\nd *e*\nf", "a  \n b *c*\n",
    "[x]: y\n[z]: w\nfoo *bar* [x]\n", "é *漢* \\* &amp; **&eacute;** [R&amp;D](u)\n", "One *two*\nthree `four`\n===\n",
    "<http://x.y> [[a|b]] ~~c~~ https://d.e/f, <b>g</b> <!-- h -->\n",
    "| a | *b* |\n|---|---|\n| `c` | [d](e) ![f](g) |\n",
    "- [x] a *b* `c`\n- [ ] [[d]]\n", "before *a*\n| b | c |\n|--|--|\n| **d** | e | *f* |\n",
    "\u{FEFF}a *b*\r\nc *d*\r\n",
    "***a*** **b*c*** *__d__*\n", "1. a\n   b *c*\n\n   d\n    e *f*\n",
  ])
  func ordinaryTextsHaveAllTheirPlaces(_ text: String) {
    let whole = Array(text.utf8)
    let tree = MarkdownTree(whole[...])
    #expect(!tree.inlines.isEmpty)
    for (index, inline) in tree.inlines.enumerated() {
      #expect(inline.isExact, "\(inline.kind) \(tree.text(inline.words))")
      check(index, tree, whole)
    }
  }

  @Test func codeHasItsLines() throws {
    let text = "> ~~~ how\n> x = 1\n> ~~~\n\n- ```\n  a\n\n      ```\n    b\n"
    let tree = MarkdownTree(Array(text.utf8)[...])
    let code = tree.blocks.compactMap { block -> String? in
      guard case .code(let code) = block.kind else { return nil }
      return "\(code.isFenced) \(tree.text(code.info))|\(text.utf8.count >= code.content.end)|"
        + String(decoding: tree.source[code.content.range], as: UTF8.self)
    }
    #expect(code == ["true how|true|> x = 1", "true |true|  a\n\n      ```\n    b"])
  }
}
