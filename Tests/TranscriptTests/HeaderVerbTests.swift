import Foundation
import Testing

/// Through the verbs themselves: a document that was accepted can be renamed and decided, and keeps every other byte.
@Suite struct HeaderVerbTests {
  static let headers = [
    "---\nslug: one\n---\n", "\n---\nSlug: one # why\nStake: 5 USD\n---\n",
    "-----\n? slug\n: one\nhow: none # x\n-----\n",
    "---\n  slug: |-\n    one\n  chosen: |\n  zü: ü\n---\n",
    "---\nkind: decision\n\"slug\" : 'one'   # c\nx: {a: [b]}\n...\n",
    "---\n# a\nslug:\n  # b\n  one # c\n[a, b]: c\nother: &o x\nthird: *o\n---\n",
    "---\nslug: !!str one\ndecided:\n# end\n---\n",
    "---\n{slug: one}\n---\n", "---\nslug: &s one\nx: *s\n---\n", "+++\nslug = \"one\"\n+++\n",
    "---\nslug: one\nSLUG: one\n---\n",
  ]

  @Test(arguments: headers, ["\n", "\r\n"])
  func `what is saved can be renamed and decided`(header: String, ending: String) throws {
    let machine = try OwnMachine()
    let body = "# One\n\n## Options\n- A: 1 USD\n- B: 0\n"
    let text = (header + body).replacingOccurrences(of: "\n", with: ending)
    try machine.write(text, to: "one.md")
    let saved = machine.how(["new", "decision", "--from", "one.md"])
    if saved.code != 0 {
      #expect(saved.code == 65 && saved.errors.contains(" --> one.md:"))
      return
    }
    func stored(_ slug: String) -> String { machine.how(["show", slug, "--format", "markdown"]).output }
    #expect(machine.how(["rename", "one", "two"]).code == 0)
    // The old name stands where the new one stands, and nothing else is different.
    let renamed = stored("two")
    #expect(difference(text, renamed) <= 4, "\(renamed)")
    #expect(machine.how(["decide", "two", "A"]).code == 0)
    let decided = stored("two")
    #expect(decided.contains("\"A\"") && decided.contains("\"2026-11-23\""))
    for line in renamed.split(whereSeparator: \.isNewline) where !line.contains("decided") && !line.contains("chosen") {
      #expect(decided.contains(line), "'\(line)' is gone")
    }
    #expect(decided.hasSuffix(body.replacingOccurrences(of: "\n", with: ending)))
  }

  /// How many lines of one text are not in the other, and the other way round.
  private func difference(_ one: String, _ other: String) -> Int {
    func lines(_ text: String) -> [Substring] { text.split(separator: /\r\n|\n/, omittingEmptySubsequences: false) }
    return lines(one).difference(from: lines(other)).count
  }
}
