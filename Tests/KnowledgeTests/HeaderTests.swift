import Diagnostics
import Knowledge
import Testing

struct HeaderTests {
  /// The lines of a header with one key `key`, what it says and where.
  @Test(arguments: [
    ("key: no", "no", "no"), ("key: 12:30", "12:30", "12:30"), ("key: 2026-12-15", "2026-12-15", "2026-12-15"),
    ("key: 1_000", "1_000", "1_000"), ("key: 0x1F", "0x1F", "0x1F"), ("key: ~", "~", "~"),
    ("key: null", "null", "null"),
    ("key: 007", "007", "007"), ("key: 70k USD", "70k USD", "70k USD"), ("key:   wide   ", "wide", "wide"),
    ("key : before", "before", "before"), ("key:\ttab", "tab", "tab"), ("key: a # b", "a", "a"),
    ("key: a#b", "a#b", "a#b"),
    ("key: http://x.y/#z", "http://x.y/#z", "http://x.y/#z"), ("key: größer 🙂", "größer 🙂", "größer 🙂"),
    ("key: \"a: b # c\" # d", "a: b # c", "\"a: b # c\""), ("key: \"a \\\" b\\n\"", "a \" b\n", "\"a \\\" b\\n\""),
    ("key: 'it''s' # d", "it's", "'it''s'"), ("key: \"\"", "", "\"\""), ("key: ''", "", "''"),
    ("\"key\": quoted", "quoted", "quoted"), ("'key': quoted", "quoted", "quoted"),
    ("key: |\n  one\n\n  # two\n", "one\n\n# two\n", "|\n  one\n\n  # two"),
    ("key: >-\n  one\n  two", "one two", ">-\n  one\n  two"),
    ("key: one\n  two # three", "one two", "one\n  two"), ("key:\n  one", "one", "one"),
    ("key: # why\n  one # what", "one", "one"), ("key:\n  # why\n  'one'", "one", "'one'"),
    ("key: \"one\n  two\"", "one two", "\"one\n  two\""),
    ("key: one\n\n  two", "one\ntwo", "one\n\n  two"),
  ])
  func `a scalar is the text that was typed`(line: String, text: String, place: String) throws {
    for (before, after) in [("", ""), ("größe: 1\n", "\nlast: 1"), ("# c\n\n", "\n# c\n\nlast: 1"), ("", "\n# c")] {
      let document = try document("---\n\(before)\(line)\(after)\n---\n")
      let entry = try #require(document.header["key"])
      #expect(entry.value == .text(text))
      #expect(document.source[entry.valueSpan] == place)
      #expect(document.source[entry.keySpan].contains("key"))
      #expect(document.header.text("key") == (text.isEmpty ? nil : text))
    }
  }

  @Test(arguments: ["key:", "key: ", "key: # comment", "key:\n# comment", "key:\n  # comment\n", "key:\n\n"])
  func `an empty value stands behind the colon`(line: String) throws {
    for after in ["", "\nlast: 1"] {
      let document = try document("---\nfirst: 1\n\(line)\(after)\n---\n")
      let entry = try #require(document.header["key"])
      #expect(entry.value == .text(""))
      #expect(entry.valueSpan.isEmpty && document.source.bytes[entry.valueSpan.start - 1] == UInt8(ascii: ":"))
    }
  }

  @Test(arguments: [
    ("key: [a, b]", ["a", "b"], "[a, b]"), ("key: [a, \"b]\", 'c''d'] # e", ["a", "b]", "c'd"], "[a, \"b]\", 'c''d']"),
    ("key: []", [], "[]"), ("key: [no, 12:30]", ["no", "12:30"], "[no, 12:30]"),
    ("key: [a,\n  b]", ["a", "b"], "[a,\n  b]"),
    ("key:\n- a\n- b", ["a", "b"], "- a\n- b"), ("key:\n  - a\n  - \"b # c\"", ["a", "b # c"], "- a\n  - \"b # c\""),
    ("key: # why\n  - a", ["a"], "- a"), ("key: [a, # why ]\n  b]", ["a", "b"], "[a, # why ]\n  b]"),
    ("key: one", ["one"], "one"), ("key:", [], ""),
  ])
  func `a list is its items`(line: String, items: [String], place: String) throws {
    for after in ["", "\nlast: 1", "\n# c\nlast: 1", "\n\n  # c"] {
      let document = try document("---\n\(line)\(after)\n---\n")
      #expect(document.header.list("key") == items)
      let entry = try #require(document.header["key"])
      #expect(document.source[entry.valueSpan] == place)
    }
  }

  @Test(arguments: ["key: {a: 1}", "key:\n  a: 1", "key: [[a]]", "key:\n- - a"])
  func `anything else is kept and not looked into`(line: String) throws {
    let document = try document("---\n\(line)\nlast: 1\n---\n")
    #expect(document.header["key"]?.value == .other)
    #expect(document.header.list("key") == [] && document.header.text("key") == nil)
    #expect(document.header.text("last") == "1")
  }

  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func `lines may end in any way, and a mark may stand before them`(ending: String, mark: String) throws {
    let lines = ["---", "größe: \"ä\" # ö", "tags:", "- a", "- b", "---", "# Title", ""]
    let document = try document(mark + lines.joined(separator: ending))
    #expect(document.header.entries.map(\.key) == ["größe", "tags"])
    #expect(document.header.text("größe") == "ä")
    #expect(document.header.list("tags") == ["a", "b"])
    let places = document.header.entries.map { document.source[$0.valueSpan] }
    #expect(places.map { Array($0.utf8) } == ["\"ä\"", "- a\(ending)- b"].map { Array($0.utf8) })
    #expect(document.title?.text == "Title")
    let span = try #require(document.header.span)
    #expect(document.source.line(at: span.end) == 7)
    #expect(document.header.closing.map { document.source.line(at: $0) } == 6)
  }

  @Test(arguments: [
    "", "# Title\n", "--- \n\nno header\n", "---\nno header", "---\n# only a comment\n---\n",
  ])
  func `a document without a header has none`(text: String) throws {
    let document = try document(text)
    #expect(document.header.span == nil && document.header.entries.isEmpty)
  }

  @Test(arguments: ["---\n---\n", "---\n\n---\n", "---\n---"])
  func `a header may be empty`(text: String) throws {
    let document = try document(text)
    #expect(document.header.entries.isEmpty)
    #expect(document.header.span == SourceSpan(0, text.utf8.count))
  }

  @Test func `entries keep their order and a further document in the header is none`() throws {
    let header = try document("---\nb: 1\na: 2\n\"c d\": 3\n---\na: 4\n---\n").header
    #expect(header.entries.map(\.key) == ["b", "a", "c d"])
    #expect(header.text("a") == "2")
  }
}
