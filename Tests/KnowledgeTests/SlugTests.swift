import Diagnostics
import Foundation
import Knowledge
import SeededChance
import Testing

struct SlugTests {
  @Test(arguments: [
    ("Drill the north block?", "drill-the-north-block"), ("  C++ & Go!  ", "c-go"), ("What's next", "whats-next"),
    ("Größe 12", "größe-12"),
    ("同步", "同步"), ("", "untitled"), ("???", "untitled"), ("a--b", "a-b"), ("A_b", "a-b"), ("d12", "d-12"),
    ("p1", "p-1"), ("x12", "x12"), ("D12 and more", "d12-and-more"),
    ("O’Neill", "oneill"), ("50%", "50"), ("ÉTÉ", "été"), ("a\u{301}b", "áb"),
  ])
  func `a title makes a slug`(title: String, slug: String) {
    #expect(Slug(title: title).text == slug)
    #expect(Slug(slug)?.text == slug)
  }

  @Test(arguments: [
    "", "A", "a b", "-a", "a-", "a--b", "a_b", "d12", "m1", "a/b", "a'b", "a.md", String(repeating: "a", count: 201),
  ])
  func `what is written otherwise is none`(text: String) {
    #expect(Slug(text) == nil)
  }

  @Test(arguments: UInt64(0)..<200)
  func `every title makes a slug that is one`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("aBcß dİéÅ12-_'’.,!?同步ﬁǅ\u{301}\u{200D}🙂Ⅷ²ªµd")
    let title = String(
      (0..<Int.random(in: 0...80, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) })
    let slug = Slug(title: title)
    #expect(Slug(slug.text) == slug, "\(title) makes \(slug)")
    #expect(slug.text.utf8.count < 120)
    #expect(Slug(slug.numbered(2).text)?.text == "\(slug)-2")
  }

  @Test(arguments: [
    String(repeating: "如何在不确定的情况下", count: 12), String(repeating: "a", count: 150),
    "GPU " + String(repeating: "집군", count: 60), String(repeating: "e\u{301}", count: 90),
    "x" + String(repeating: "\u{301}", count: 200), "как " + String(repeating: "ж", count: 120),
    "? " + String(repeating: "ก็", count: 60),
  ])
  func `a title with a letter has a slug of it`(title: String) {
    let slug = Slug(title: title)
    #expect(slug.text != "untitled" && slug.text.utf8.count < 100)
    #expect(Slug(slug.text) == slug)
    let letters = title.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars
    #expect(letters.contains { $0 == slug.text.unicodeScalars.first })
  }

  @Test func `what looks the same is the same slug`() {
    #expect(Slug(title: "Cafe\u{301}").text.utf8.elementsEqual("caf\u{E9}".utf8))
    #expect(Slug("cafe\u{301}").map { Array($0.text.utf8) } == Array("caf\u{E9}".utf8))
    #expect(ModelReference("cafe\u{301}@1f3a").slug.utf8.elementsEqual("caf\u{E9}".utf8))
    let link = Link(target: "cafe\u{301}#Part", span: SourceSpan(0, 0))
    #expect(link.slug.utf8.elementsEqual("caf\u{E9}".utf8))
  }

  @Test func `a long title makes a slug of whole words`() {
    let slug = Slug(title: String(repeating: "word ", count: 60)).text
    #expect(slug.utf8.count < 100 && slug.split(separator: "-").allSatisfy { $0 == "word" })
    #expect(Slug(String(repeating: "a", count: 200)) != nil)
  }
}
