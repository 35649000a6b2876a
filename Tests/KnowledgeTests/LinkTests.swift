import Knowledge
import Testing

struct LinkTests {
  @Test(arguments: [
    ("[[drill]]", ["drill"]), ("see [[ drill ]], [[lease]].", ["drill", "lease"]),
    ("[[drill#Options]]", ["drill#Options"]),
    ("[[drill@1f3a9c2e]]", ["drill@1f3a9c2e"]), ("[[drill@1f3a9c2e#Options]]", ["drill@1f3a9c2e#Options"]),
    ("[[größe]]", ["größe"]),
    ("[[]]", []), ("[[ ]]", []), ("[[#Options]]", []), ("[[a\nb]]", []), ("[[a", []), ("[[a]", []), ("[a]]", []),
    ("[[a[[b]]", ["b"]), ("[[[a]]]", ["a"]),
    ("`[[a]]` [[b]]", ["b"]), ("`` ` [[a]] `` [[b]]", ["b"]), ("` [[a]]", ["a"]), ("``[[a]]` [[b]]", ["a", "b"]),
    ("`a\n[[b]]`", []),
    ("```\n[[a]]\n```\n[[b]]", ["b"]), ("    [[a]]\n\n[[b]]", ["b"]), ("<div>\n[[a]]\n</div>\n\n[[b]]", ["b"]),
    ("- [[a]]\n  > [[b]]", ["a", "b"]),
    ("- x\n\n  ```\n  [[a]]\n  ```\n- [[b]]", ["b"]), ("## [[a]]", ["a"]), ("```\n[[a]]", []),
    ("[[\(String(repeating: "x", count: 600))]]", []),
  ])
  func `links stand outside code`(text: String, links: [String]) throws {
    let document = try document("---\nhow: \"[[header]]\"\n---\n" + text)
    let found = document.links.map { link in
      link.slug + (link.revision.map { "@\($0)" } ?? "") + (link.section.map { "#\($0)" } ?? "")
    }
    #expect(found == links)
    for link in document.links { #expect(document.source[link.span].hasPrefix("[[")) }
  }

  @Test func `marks of code without end take no time without end`() throws {
    let runs = (1...3000).map { String(repeating: "`", count: $0) + " " }.joined()
    let clock = ContinuousClock()
    var links: [Link] = []
    let time = try clock.measure { links = try document(runs + "[[a]]").links }
    #expect(links.map(\.slug) == ["a"])
    #expect(time < .seconds(20))
  }
}
