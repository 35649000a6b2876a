import Diagnostics
import Knowledge
import SeededChance
import Testing

struct SectionTests {
  @Test func `sections are what stands under headings of level two`() throws {
    let document = try document(
      """
      before
      # First title
      # Second title
      ## One ##
      text of one

      ### Inner
      ## Two `code` *and* [link](x)
      - item
      > ## no section
      # Ends it
      outside
         ## Indented
      Set
      below
      -----
      last
      """)
    #expect(document.title?.text == "First title")
    #expect(document.sections.map(\.heading.text) == ["One", "Two code and link", "Indented", "Set below"])
    let bodies = document.sections.map { document.source[$0.body] }
    #expect(bodies == ["text of one\n\n### Inner\n", "- item\n> ## no section\n", "", "last"])
    let headings = document.sections.map { document.source[$0.heading.span] }
    #expect(headings == ["## One ##", "## Two `code` *and* [link](x)", "   ## Indented", "Set\nbelow\n-----"])
    #expect(document.section("two CODE and link") != nil && document.section("two") == nil)
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["", "---\nkind: model\n---\n"])
  func `blocks are where they stand`(ending: String, header: String) throws {
    let text =
      (header + """
        # T
        ## S
        para one
        para two

        ### Step *one*

        1. first
           more of first
        2. second
        ~~~how extra words
        a = 1

        b = "``` # "
        ~~~
          ```
          not how
          ```
            indented code
        """).replacing("\n", with: ending)
    let document = try document(text)
    let section = try #require(document.sections.first)
    var seen: [String] = []
    for block in section.blocks {
      switch block {
      case .heading(let heading): seen.append("heading \(heading.level): \(heading.text)")
      case .list(let isOrdered, let outline):
        seen.append("list \(isOrdered): " + outline.items.map { document.source[$0.text] }.joined(separator: " | "))
        #expect(outline.items[0].continuation.map { document.source[$0] } == ["more of first"])
      case .code(let info, let content):
        seen.append("code \(info): \(document.source[content].replacing(ending, with: "/"))")
      case .other(let span): seen.append("other: \(document.source[span].replacing(ending, with: "/"))")
      }
    }
    #expect(
      seen == [
        "other: para one/para two", "heading 3: Step *one*", "list true: first | second",
        "code how: a = 1//b = \"``` # \"", "code :   not how", "other:     indented code",
      ])
    #expect(section.formulaBlocks.map { document.source[$0].replacing(ending, with: "/") } == ["a = 1//b = \"``` # \""])
  }

  @Test(arguments: [
    ("```how\na = 1", "a = 1"), ("```how\n```", ""), ("```how", ""), ("```how\n\n```", ""),
    ("~~~~how\n~~~\n~~~~", "~~~"),
    ("```how\na\n````", "a"), ("  ```how\n  a\n  ```", "  a"), ("```how\na\n\n", "a"), ("``` how x\na\n```", "a"),
  ])
  func `a fenced block holds the lines between its fences`(text: String, content: String) throws {
    let document = try document("## S\n\(text)\n")
    let block = try #require(document.sections.first?.formulaBlocks.first)
    #expect(document.source[block].trimmed == content.trimmed)
    #expect(document.source[block].hasPrefix(content.isEmpty ? "" : content.prefix(1)))
  }

  @Test(arguments: UInt64(0)..<300)
  func `whatever the text, places lie within it`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "# ", "## ", "### ", "- ", "* ", "1. ", "> ", "\n", "\n", "\r\n", "\r", "\t", "  ", "    ", "```how\n", "```",
      "~~~", "---", "---\n",
      "===\n", "[[", "]]", "`", "``", "a", "é", "同🙂", ": ", "<!--", "-->", "<div>", "\\", "*", "_", "[x]: y", "&amp;",
      "\0", "\u{FEFF}", "key: v\n",
    ]
    let text = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
    }.joined()
    let source = SourceText(name: "random", text: text)
    guard let document = try? document(source.bytes) else { return }
    #expect(document.source.bytes == source.bytes)
    func check(_ span: SourceSpan) {
      #expect(span.end <= source.bytes.count && String(validating: source.bytes[span.range], as: UTF8.self) != nil)
    }
    for link in document.links {
      check(link.span)
      #expect(source[link.span].hasPrefix("[[") && source[link.span].hasSuffix("]]"))
    }
    for section in document.sections {
      check(section.heading.span)
      check(section.body)
      #expect(section.heading.span.end <= section.body.start || section.body.isEmpty)
      for item in section.outline.flattened {
        check(item.text)
        for line in item.continuation { check(line) }
        #expect(
          source[item.text] == source[item.text].trimmed || source[item.text].contains("\u{FEFF}")
            || source[item.text].contains("\0"))
      }
      for block in section.formulaBlocks { check(block) }
    }
    for entry in document.header.entries {
      check(entry.keySpan)
      check(entry.valueSpan)
    }
    _ = try? Entry(document, kind: .decision)
    _ = Summary(document, kind: .decision)
  }
}
