import Diagnostics
import Foundation
import Knowledge
import SeededChance
import Testing

@testable import Store

struct SearchMatchTests {
  private let store: Store

  init() throws {
    let machine = try Machine()
    // To read, a store that is not there is an empty one in memory, which is quick to fill.
    store = try machine.store(.reading)
    let texts = [
      "# Zebra\nA café near the naïve résumé. Über alles: Straße.\n",
      "# About stripes\nThe zebra's stripes AND the zebra OR nothing NOT here. NEAR(a b)\n",
      "# 同步 and 数据库\n使用同步数据。カタカナ も。ภาษาไทย\n",
      "# C++ notes\nPrefer C++ to C. Not c# or .NET; foo_bar, a->b, 50%, #42, e-mail@x.org, 3.14.\n",
      "---\ntags: [striped, größe]\nslug: special-slug\n---\n# Second-order thinking\nfirst order; what's next? “quoted”\n",
    ]
    for text in texts { try machine.write(text, in: store) }
    let old = try machine.write("# Old\nvanishing words\n", in: store).revision
    try machine.write("# New\nstaying words\n", after: [old], in: store)
  }

  @Test(arguments: [
    ("zebra", ["zebra", "about-stripes"]), ("ZEBRA", ["zebra", "about-stripes"]), ("cafe", ["zebra"]),
    ("café", ["zebra"]), ("cafe\u{301}", ["zebra"]),
    ("resume naive", ["zebra"]), ("straße", ["zebra"]), ("zeb", []), ("zeb*", ["zebra", "about-stripes"]), ("*", []),
    ("stripes zebra", ["about-stripes"]),
    ("\"zebra or\"", ["about-stripes"]), ("\"or zebra\"", []), ("AND", ["about-stripes", "同步-and-数据库"]),
    ("NOT here", ["about-stripes"]), ("NEAR(a b)", ["about-stripes"]),
    ("同步", ["同步-and-数据库"]), ("数据", ["同步-and-数据库"]), ("步数", ["同步-and-数据库"]), ("据库 同步", ["同步-and-数据库"]),
    ("タカ", ["同步-and-数据库"]), ("ไทย", ["同步-and-数据库"]), ("不", []),
    ("C++", ["c-notes"]), ("c#", ["c-notes"]), (".net", ["c-notes"]), ("foo_bar", ["c-notes"]), ("50%", ["c-notes"]),
    ("#42", ["c-notes"]), ("#43", []), ("42", ["c-notes"]), ("3.14", ["c-notes"]), ("e-mail@x.org", ["c-notes"]),
    ("->", ["c-notes"]), ("second-order", ["second-order-thinking"]), ("\"second order\"", ["second-order-thinking"]),
    ("order-second", []), ("what's", ["second-order-thinking"]), ("what’s", ["second-order-thinking"]),
    ("striped", ["second-order-thinking"]), ("special-slug", ["second-order-thinking"]), ("tags", []),
    ("\"unclosed", []), ("“quoted”", ["second-order-thinking"]), ("(zebra", ["zebra", "about-stripes"]),
    ("zebra:", ["zebra", "about-stripes"]),
    ("title:zebra", []), ("-zebra", []), ("^zebra", []), ("vanishing", []), ("staying", ["new"]), ("", []),
    (" \t\n", []), ("\0", []), ("\"\"\"", ["second-order-thinking"]),
  ])
  func `a search finds what a person means`(typed: String, slugs: [String]) throws {
    let result = try store.search(typed, limit: nil)
    let expected = slugs.map { $0 == "second-order-thinking" ? "special-slug" : $0 == "new" ? "old" : $0 }
    #expect(Set(result.found.map(\.slug)) == Set(expected))
    #expect(result.total == expected.count)
  }

  @Test func `a title counts more than a text`() throws {
    #expect(try store.search("zebra", limit: nil).found.first?.slug == "zebra")
    #expect(try store.search("zebra", limit: 1).found.map(\.slug) == ["zebra"])
    #expect(try store.search("zebra", limit: 1).total == 2)
    #expect(try store.search("zebra", kind: .decision, limit: nil).total == 0)
  }

  @Test(arguments: [
    ("stripes", "stripes"), ("数据", "数据"), ("->", "->"), ("cafe", "café"), ("\"first order\"", "first order"),
  ])
  func `a snippet marks what was found`(typed: String, mark: String) throws {
    let snippet = try #require(try store.search(typed, limit: nil).found.first?.snippet)
    let marks = snippet.parts.filter(\.isMatch).map(\.text)
    #expect(marks.joined(separator: " ") == mark || marks.contains(mark))
    #expect(!snippet.plain.contains("\n"))
  }

  @Test(arguments: UInt64(0)..<300)
  func `any string is a legal search, and counts what it finds`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "zebra", "order", "C", "++", "\"", "'", "*", "(", ")", "-", "+", "^", ":", "{", "}", "~", "%", "_", "\\", "\0",
      "AND", "OR", "NOT", "NEAR(", " ", " ", " ", "同", "步",
      "é", "e\u{301}", "🙂", "👩‍👩‍👧", "\u{200D}", "\n", "#", ".", ",", "a", "title", "\u{10FFFF}", "\u{1}", "ß", "ﬁ", "²",
      "“", "’", "\u{FE0F}", "ไทย",
    ]
    let typed = (0..<Int.random(in: 1...12, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
    }.joined()
    for kind in [nil, Kind.model, .decision] {
      let all = try store.search(typed, kind: kind, limit: nil)
      #expect(all.total == all.found.count)
      let some = try store.search(typed, kind: kind, limit: 1)
      #expect(some.total == all.total && some.found.map(\.slug) == all.found.prefix(1).map(\.slug))
    }
  }

  @Test func `so is a long one`() throws {
    let words = (0..<2000).map { "word\($0)" }.joined(separator: " ")
    #expect(try store.search(words, limit: nil).total == 0)
    #expect(try store.search(String(repeating: "zebra ", count: 5000), limit: nil).total == 2)
    #expect(try store.search(String(repeating: "同", count: 30_000), limit: nil).total == 0)
    #expect(try store.search((0..<2000).map { "#\($0)" }.joined(separator: " "), limit: nil).total == 0)
    #expect(try store.search(String(repeating: "x", count: 1_000_000), limit: nil).total == 0)
    #expect(try store.search(String(repeating: "C++ ", count: 3000), limit: nil).total == 1)
    // Empty phrases, and a quote that “quoted” has.
    #expect(try store.search(String(repeating: "\"", count: 3001), limit: nil).total == 1)
  }
}
