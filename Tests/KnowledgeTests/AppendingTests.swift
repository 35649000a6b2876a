import Knowledge
import Testing

struct AppendingTests {
  @Test(arguments: [
    ("# T\n## Outcome\n- a\n", "# T\n## Outcome\n- a\n+\n"),
    ("# T\n## Outcome\n- a", "# T\n## Outcome\n- a\n+\n"),
    ("# T\n## Outcome\n- a\n\n\n## Next\ntext\n", "# T\n## Outcome\n- a\n+\n\n\n## Next\ntext\n"),
    ("## Outcome\n", "## Outcome\n+\n"),
    ("## Outcome", "## Outcome\n+\n"),
    ("## Outcome\n\n\n## Next\n", "## Outcome\n+\n\n\n## Next\n"),
    ("## outcome ##\n- a\n# Further\n", "## outcome ##\n- a\n+\n# Further\n"),
    ("Outcome\n-------\n- a\n", "Outcome\n-------\n- a\n+\n"),
    ("## Outcome\n- a   \n   \n", "## Outcome\n- a   \n+\n   \n"),
    ("# T\ntext\n", "# T\ntext\n\n## Outcome\n+\n"),
    ("# T\ntext", "# T\ntext\n\n## Outcome\n+\n"),
    ("# T\n```\n## Outcome\n```\n", "# T\n```\n## Outcome\n```\n\n## Outcome\n+\n"),
    (
      "---\nkind: decision\n---\n## Outcome\n- a\n## Outcome\n- b\n",
      "---\nkind: decision\n---\n## Outcome\n- a\n+\n## Outcome\n- b\n"
    ),
  ])
  func `lines go behind what the section holds`(before: String, after: String) throws {
    for ending in ["\n", "\r\n"] {
      let text = before.replacing("\n", with: ending)
      // A document of one line has no ending to follow.
      let used = before.contains("\n") ? ending : "\n"
      let appended = try document(text).appending(["+"], to: "Outcome")
      #expect(appended == Array(after.replacing("\n", with: used).utf8), "\(appended.text)")
      #expect(try document(appended).section("OUTCOME") != nil)
    }
  }

  @Test func `several lines stay in order`() throws {
    #expect(try document("## A\nx\n").appending(["- 1", "- 2"], to: "A").text == "## A\nx\n- 1\n- 2\n")
  }
}
