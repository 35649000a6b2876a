import Diagnostics
import Foundation
import Knowledge
import Markdown
import Testing

/// A verb that changes a header changes those lines and no other byte.
@Suite struct HeaderEditTests {
  private func document(_ text: String) throws -> Document {
    try DocumentReader.read(SourceText(name: "-", text: text))
  }

  private func set(_ text: String, _ key: String, _ value: String) throws -> String {
    String(decoding: try document(text).setting([(key, value)]), as: UTF8.self)
  }

  @Test(arguments: [
    ("---\nslug: a\n---\n# T\n", "---\nslug: \"b\"\n---\n# T\n"),
    (
      "---\r\nslug: a  # why\r\nother:  [x ,y]\r\n---\r\n# T\r\n",
      "---\r\nslug: \"b\"  # why\r\nother:  [x ,y]\r\n---\r\n# T\r\n"
    ),
    ("---\nslug: 'it''s'\n---\n", "---\nslug: \"b\"\n---\n"),
    ("---\nslug: \"a \\\" # b\" # c\n---\n", "---\nslug: \"b\" # c\n---\n"),
    ("---\nslug:\nkind: model\n---\n", "---\nslug: \"b\"\nkind: model\n---\n"),
    ("---\n\"slug\": a\n---\n", "---\n\"slug\": \"b\"\n---\n"),
    ("---\nslug :   a\n---\n", "---\nslug :   \"b\"\n---\n"),
    ("---\nkind: model   \n\n# note\n---\nbody", "---\nkind: model   \n\n# note\nslug: \"b\"\n---\nbody"),
    ("# T\r\nbody", "---\r\nslug: \"b\"\r\n---\r\n# T\r\nbody"),
    ("\u{FEFF}# T\n", "\u{FEFF}---\nslug: \"b\"\n---\n# T\n"),
    ("", "---\nslug: \"b\"\n---\n"),
    ("---\ntags:\n  - a\n  - b\nslug: a\nzü: ü\n---\n", "---\ntags:\n  - a\n  - b\nslug: \"b\"\nzü: ü\n---\n"),
  ])
  func setting(text: String, expected: String) throws {
    #expect(try set(text, "slug", "b") == expected)
    #expect(try document(expected).header.text("slug") == "b")
  }

  @Test(arguments: ["plain", "with \"quotes\" and \\", "tab\tand\nline", "# no comment", "é 🙂 \u{7}", ": -", ""])
  func valuesReadBack(value: String) throws {
    let text = try set("---\nkind: model\n---\n# T\n", "note", value)
    let header = try document(text).header
    #expect(header["note"]?.value == .text(value))
    #expect(header.text("kind") == "model")
  }

  @Test(arguments: [
    ("# T\n", "# T\n\n## Outcome\n- x\n"), ("# T", "# T\n\n## Outcome\n- x\n"),
    ("# T\n\n## Outcome\n- w\n\n## Next\n", "# T\n\n## Outcome\n- w\n- x\n\n## Next\n"),
    ("# T\n## outcome\n## Next\n", "# T\n## outcome\n- x\n## Next\n"),
    ("# T\r\n## Outcome\r\n- w", "# T\r\n## Outcome\r\n- w\r\n- x\r\n"),
  ])
  func appending(text: String, expected: String) throws {
    #expect(String(decoding: try document(text).appending(["- x"], to: "Outcome"), as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("no: no\n", "no", "no"), ("at: 12:30\n", "at", "12:30"), ("on: 2026-11-23\n", "on", "2026-11-23"),
    ("n: 0x1F\n", "n", "0x1F"), ("t: ~\n", "t", "~"), ("t: true\n", "t", "true"),
  ])
  func scalarsAreText(line: String, key: String, value: String) throws {
    #expect(try document("---\n\(line)---\n").header.text(key) == value)
  }
}
