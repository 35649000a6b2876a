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

  @Test func `a long title makes a slug of whole words`() {
    let slug = Slug(title: String(repeating: "word ", count: 60)).text
    #expect(slug.utf8.count < 100 && slug.split(separator: "-").allSatisfy { $0 == "word" })
    #expect(Slug(String(repeating: "a", count: 200)) != nil)
  }
}
