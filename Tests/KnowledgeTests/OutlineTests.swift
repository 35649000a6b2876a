import Decisions
import Diagnostics
import Knowledge
import SeededChance
import Testing

extension Outline {
  /// Every item at any depth, in order.
  var flattened: [Item] {
    func all(_ items: [Item]) -> [Item] { items.flatMap { [$0] + all($0.children) } }
    return all(items)
  }
}

struct OutlineTests {
  /// The items of a section of lists, indented by depth.
  private func shape(_ text: String) throws -> String {
    let document = try document("## S\n" + text)
    func lines(_ items: [Outline.Item], _ depth: Int) -> [String] {
      items.flatMap { item in
        [String(repeating: ".", count: depth) + document.source[item.text]]
          + item.continuation.map { String(repeating: ".", count: depth) + "+" + document.source[$0] }
          + lines(item.children, depth + 1)
      }
    }
    return lines(document.sections.first?.outline.items ?? [], 0).joined(separator: "\n")
  }

  @Test(arguments: [
    ("- a\n- b", "a\nb"), ("- a\n  - b\n    - c\n- d", "a\n.b\n..c\nd"), ("- a\n\t- b\n\t\t- c", "a\n.b\n..c"),
    ("-\ta\n\t-\tb", "a\n.b"), ("1. a\n   - b\n2. c", "a\n.b\nc"), ("10) a\n    * b", "a\n.b"),
    ("- a\n\n  - b\n\n- c", "a\n.b\nc"),
    ("- a\n\ntext between\n\n- b", "a\nb"), ("- a\n* b\n+ c", "a\nb\nc"), ("- a\n  b\n  c", "a\n+b\n+c"),
    ("- a\nlazy", "a\n+lazy"),
    ("- a\n      - b", "a\n+- b"), ("- **a** `b: c` *d*: 1 * 2", "**a** `b: c` *d*: 1 * 2"), ("-   wide  ", "wide"),
    ("- größer: ä\n  - 同步", "größer: ä\n.同步"), ("- \n- b", "\nb"), ("-\n  a", "a"), ("- - a", "\n.a"),
    ("- a\n\n  a note\n\n  - b", "a\n.b"),
    ("- a\n  - b\n\n    - c\n  1. d", "a\n.b\n..c\n.d"), ("> - a", ""), ("- > a", ""), ("- # a\n  - b", "# a\n.b"),
    ("- ```\n  a\n  ```", ""), (" - a\n  - b\n   - c", "a\nb\nc"),
    ("- a\u{A0}\n- b\\\n  c", "a\u{A0}\nb\\\n+c"), ("- [x] a", "[x] a"), ("- *\n- +", "\n.\n\n."),
  ])
  func `an outline is the lists as they stand`(text: String, expected: String) throws {
    #expect(try shape(text) == expected)
    #expect(try shape(text.replacing("\n", with: "\r\n")) == expected)
    #expect(try shape(text.replacing("\n", with: "\r")) == expected)
  }

  /// A random nested list written in random ways.
  @Test(arguments: UInt64(0)..<200)
  func `however a list is written, its items are what stands behind the marks`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let words = [
      "a", "größer", "同步", "`x: y`", "*em* ph", "50% of it: -3 * 2", "[[link]]", "<b>", "a_b_c", "🙂", "“q”", "x | y",
    ]
    let endings = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"]].randomElement(using: &generator) ?? []
    var text = ""
    var expected: [String] = []
    func list(_ depth: Int, _ indent: String) {
      let mark = (["-", "*", "+", "1."] + (depth == 0 ? ["7)"] : ["1)"])).randomElement(using: &generator) ?? "-"
      for number in 0..<Int.random(in: 1...3, using: &generator) {
        let words = "n\(number) " + (words.randomElement(using: &generator) ?? "")
        let gap = [" ", "  ", "\t"].randomElement(using: &generator) ?? " "
        let ending = endings.randomElement(using: &generator) ?? "\n"
        text +=
          indent + mark + (indent.contains("\t") || depth > 0 ? " " : gap) + words
          + (["", "  "].randomElement(using: &generator) ?? "") + ending
        if Int.random(in: 0..<5, using: &generator) == 0 { text += ending }
        expected.append(String(repeating: ".", count: depth) + words)
        // Content behind a tab begins at column 4, else behind the mark and its gap.
        let width = depth == 0 && gap == "\t" ? 4 : mark.count + (depth == 0 ? gap.count : 1)
        if depth < 4, Bool.random(using: &generator) { list(depth + 1, indent + String(repeating: " ", count: width)) }
      }
    }
    list(0, "")
    #expect(try shape(text) == expected.joined(separator: "\n"), "\(text)")
  }
}
