import Diagnostics
import Foundation
import Knowledge
import Markdown
import Testing

/// Whatever a person would take for a header is read as one, or is named; what is none is text.
struct HeaderBoundsTests {
  @Test(arguments: [
    "---\nslug: x\n---\n", "\n\n---\nslug: x\n---\n", "  \n---\nslug: x\n---\n", " ---\nslug: x\n---\n",
    "   ---\n   slug: x\n   ---\n", "-----\nslug: x\n-----\n", "----\nslug: x\n---\n", "---\nslug: x\n-----\n",
    "---\nSlug: x\n---\n", "---\nSLUG : x\n---\n", "---\nslug: x\n...\n", "---\n# a comment\n\nslug: x\n---\n",
    "---\n\"slug\": x\n---\n", "---\n? slug\n: x\n---\n", "---\n  slug: x\n---\n", "\u{FEFF}\n---\nslug: x\n---\n",
    "---\n!!str slug: x\n---\n",
  ])
  func `a header is read however it begins`(text: String) throws {
    for ending in ["\n", "\r\n", "\r"] {
      let read = try document((text + "# Title\n").replacingOccurrences(of: "\n", with: ending))
      #expect(read.header.text("slug") == "x")
      #expect(read.title?.text == "Title")
      try DocumentReader.checkForm(of: read)
      let renamed = try document(read.setting([("slug", "y")]))
      #expect(renamed.header.text("slug") == "y" && renamed.title?.text == "Title")
      #expect(renamed.header.entries.count == 1)
    }
  }

  @Test(arguments: [
    "+++\nkind = \"model\"\n+++\n", ";;;\nslug: x\n;;;\n", "kind: model\n", "Slug: x\n\ntext\n",
    "```yaml\nkind: model\n```\n",
    "~~~\ntags: [a]\n~~~\n", "—\nkind: model\n—\n", "—-\nslug: x\n—-\n", "***\nkind: model\n***\n",
    "===\nslug: x\n===\n",
    "# Title\n---\nkind: model\n---\n", "text\n\n---\nkind: decision\nslug: x\n---\n", "{\n\"kind\": \"model\"\n}\n",
    "<!--\nkind: model\n-->\n", "---\nkind decision\n---\n", "    ---\nkind: model\n    ---\n", "- kind: model\n",
  ])
  func `what looks like a header is named`(text: String) throws {
    let document = try document(text + "# T\n")
    #expect(document.header.entries.isEmpty)
    let faults = #expect(throws: DocumentErrors.self) { try DocumentReader.checkForm(of: document) }
    #expect(faults?.diagnostics[0].code == .headerMisplaced)
  }

  @Test(arguments: [
    "", "# Title\n", "---\n\ntext\n", "---\ntext\n---\nmore\n", "***\n\nNote: so\n\n***\n", "-----\ntext\n-----\n",
    "- a\n- b\n", "What kind: of model?\n", "+++\ntext\n+++\n", "# A\n\n```yaml\nkind: model\n```\n", "Note: a text\n",
    "> kind: model of thought\n", "---\n- a\n- b\n---\n", "    ---\na: 1\n    ---\n",
  ])
  func `a text without a header is a text`(text: String) throws {
    let document = try document(text)
    #expect(document.header.span == nil && document.header.entries.isEmpty)
    try DocumentReader.checkForm(of: document)
  }

  @Test(arguments: [
    ("---\n# Title only\n---\n\nbody\n", "Title only"), ("---\n\n# A\n\n---\n# B\n", "A"), ("-----\n# A\n-----\n", "A"),
    ("\n---\n# A\n---\n", "A"),
  ])
  func `a heading between two rules is a heading`(text: String, title: String) throws {
    #expect(try document(text).title?.text == title)
  }

  @Test(arguments: [
    ("Risk-Tolerance", "risk-tolerance"), ("risk_tolerance", "risk-tolerance"), ("riskTolerance", "risk-tolerance"),
    ("risk tolerance", "risk-tolerance"), ("Stake", "stake"), ("TAGS", "tags"), ("Decide_By", "decide-by"),
    ("fooledBy", "fooled-by"), ("Slug", "slug"),
  ])
  func `a key is read however it is written`(written: String, key: String) throws {
    let document = try document("---\nother: 1\n\(written): x\n---\n# T\n")
    #expect(document.header.text(key) == "x")
    #expect(document.setting([(key, "y")]).text == "---\nother: 1\n\(written): \"y\"\n---\n# T\n")
    #expect(try fault(of: "---\n\(written): x\n\(key): y\n---\n") == .duplicateKey)
  }

  @Test func `where two keys are alike only to somebody who reads neither, both stay`() throws {
    #expect(try document("---\nMy-Key: 1\nmy_key: 2\n---\n").header.entries.map(\.key) == ["My-Key", "my_key"])
  }

  @Test(
    arguments: [
      ("tags: [a, [b]]", .valueForm), ("tags: {a: b}", .valueForm), ("tags:\n- a: b", .valueForm),
      ("slug: [a]", .valueForm), ("kind: {a: b}", .valueForm), ("causes: [[a]]", .valueForm),
      ("title: [a, b]", .valueForm),
      ("tags: [a, b]", nil), ("tags: a, b", nil), ("tags:", nil), ("other: {a: [b]}", nil),
    ] as [(String, Diagnostic.Code?)])
  func `a value that nobody can read is named`(line: String, code: Diagnostic.Code?) throws {
    let document = try document("---\n\(line)\n---\n# T\n")
    var found: Diagnostic.Code?
    do throws(DocumentErrors) { _ = try Entry(document, kind: .model) } catch { found = error.diagnostics[0].code }
    #expect(found == code)
  }

  @Test func `tags are words on one line, once each`() throws {
    let tags = try document("---\ntags: [\"a\\nb\", \"cafe\\u0301\", café, \"\", \" x  y \", a b]\n---\n").header.tags
    #expect(tags.map { Array($0.utf8) } == ["a b", "caf\u{E9}", "x y"].map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("---\ntitle: From the header\n---\n# From a heading\n", "From a heading"),
    ("---\ntitle: From the header\n---\ntext\n", "From the header"), ("---\nTitle: \"a\\n b\"\n---\n", "a  b"),
    ("#\n", "My note"),
    ("text\n", "My note"), ("## Second\n", "My note"),
  ])
  func `a title is the heading, else the header's, else the file's name`(text: String, title: String) throws {
    for path in ["notes/My note.md", "My note.markdown", "/a/b/My note.MD", "My note"] {
      let document = try DocumentReader.read(SourceText(name: path, text: text))
      #expect(document.shownTitle == title)
      #expect(Summary(document, kind: .model).title == title)
    }
    let piped = try DocumentReader.read(SourceText(name: "-", text: text))
    #expect(piped.shownTitle == (title == "My note" ? "Untitled" : title))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x23, 0], "utf-16"), ([0xFE, 0xFF, 0, 0x23], "utf-16"), ([0xFF, 0xFE, 0, 0], "utf-32"),
      ([0x63, 0xE9], "latin1"),
    ] as [([UInt8], String)])
  func `the hint names the encoding`(bytes: [UInt8], encoding: String) throws {
    let faults = #expect(throws: DocumentErrors.self) { try document(bytes) }
    #expect(faults?.diagnostics[0].hint?.contains("-f \(encoding) ") ?? false)
  }
}
