import Foundation
import Knowledge
import SeededChance
import Testing

@testable import Store

/// Searches over made-up documents in several scripts, against looking through every text.
struct SearchDifferentialTests {
  private static let latin = [
    "gpu", "H100", "Straße", "Łódź", "smørrebrød", "café", "cafe\u{301}", "rate", "2026", "a",
  ]
  private static let others = ["同步", "数据库", "タグ", "한국", "역사를", "ภาษาไทย", "ភាសា", "данные", "מילים", "𠮷野家"]
  private static let gaps = [" ", "\n", ", ", "", "-", " — ", "。", "(", "\n\n"]

  private static func text(using generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...14, using: &generator)).map { _ in
      let words = Bool.random(using: &generator) ? latin : others
      return (words.randomElement(using: &generator) ?? "") + (gaps.randomElement(using: &generator) ?? "")
    }.joined()
  }

  /// Letters as a person compares them, by other means than the program's.
  private static func fold(_ text: String) -> String {
    let plain = text.lowercased().replacing("ß", with: "ss").replacing("ł", with: "l").replacing("ø", with: "o")
    var result = ""
    for scalar in plain.decomposedStringWithCanonicalMapping.unicodeScalars
    where !(0x0300...0x036F).contains(scalar.value) {
      result.unicodeScalars.append(scalar)
    }
    return result.precomposedStringWithCanonicalMapping
  }

  private static func isSpelled(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic && scalar.value < 0x0E00 || ("0"..."9").contains(scalar)
  }

  /// Whether a text contains a word: whole where it is spelled with letters, anywhere where it is not.
  private static func contains(_ text: String, _ word: String) -> Bool {
    let (text, word) = (Array(fold(text).unicodeScalars), Array(fold(word).unicodeScalars))
    guard word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      let end = start + word.count
      guard text[start..<end].elementsEqual(word) else { return false }
      let isBegun = start == 0 || !isSpelled(word[0]) || !isSpelled(text[start - 1])
      let isEnded = end == text.count || !isSpelled(word[word.count - 1]) || !isSpelled(text[end])
      return isBegun && isEnded
    }
  }

  @Test(arguments: UInt64(0)..<12)
  func `what contains the words is found, and nothing else`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let machine = try Machine()
    let store = try machine.store(.reading)
    var texts: [String: String] = [:]
    for number in 0..<24 {
      let body = Self.text(using: &generator)
      let saved = try machine.write("# Number \(number)\n\n\(body)\n", in: store, seed: seed &* 100 + UInt64(number))
      texts[saved.revision.slug] = body
    }
    for _ in 0..<40 {
      let count = Int.random(in: 1...3, using: &generator)
      var words = (0..<count).map { _ in (Self.latin + Self.others).randomElement(using: &generator) ?? "" }
      // A part of a word, where the script has no spaces.
      if Bool.random(using: &generator), let last = words.last, Self.others.prefix(6).contains(last) {
        words[count - 1] = String(last.dropFirst(Int.random(in: 0..<last.count, using: &generator)))
      }
      let expected = texts.filter { text in words.allSatisfy { Self.contains(text.value, $0) } }.map(\.key)
      let found = try store.search(words.joined(separator: " "), limit: nil)
      #expect(Set(found.found.map(\.slug)) == Set(expected), "\(words)")
      #expect(found.total == expected.count)
    }
  }

  /// Any text is a query, and finds the document that it is the text of.
  @Test(arguments: UInt64(0)..<12)
  func `a text that is pasted finds its document`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let machine = try Machine()
    let store = try machine.store(.reading)
    for number in 0..<6 {
      let symbols = [
        "- -5*3 EUR", "`a->b`", "C++ \"quoted\" OR -not", "#42 | 50%", "[[x]] [y](z)", "…", "re\u{AD}port",
      ]
      let lines = (0..<4).map { _ in
        (symbols.randomElement(using: &generator) ?? "") + " " + Self.text(using: &generator)
      }
      let body = "# Paste \(number)\n\n" + lines.joined(separator: "\n") + "\n"
      let text = "---\nkind: model\ntags: [a, b]\n---\n" + body
      let saved = try machine.write(text, in: store, seed: seed &* 100 + UInt64(number))
      for query in [text, body, text.replacing("\n", with: " ")] {
        #expect(try store.search(query, limit: nil).found.contains { $0.slug == saved.revision.slug }, "\(query)")
      }
    }
  }

  @Test(arguments: ["标签", "タグ", "한국", "zebra", "данные", "ป้าย", "Łódź"])
  func `titles lead, then what has it most often`(word: String) throws {
    let machine = try Machine()
    let store = try machine.store(.reading)
    try machine.write("# \(word)\n\nabout files\n", in: store)
    for count in 1...40 {
      let uses = Array(repeating: word, count: count % 4 + 1)
      try machine.write("# Other \(count)\n\n\(uses.joined(separator: ", ")) is used here.\n", in: store)
    }
    let found = try store.search(word, limit: 20).found
    #expect(found.first?.title == word)
    let uses = try store.search(word, limit: nil).found.dropFirst().map { item in
      item.snippet.plain.replacing(word, with: "¦").count { $0 == "¦" }
    }
    #expect(uses == uses.sorted(by: >))
  }

  @Test(arguments: [
    ("gpu OR kobe", ["one", "two"]), ("gpu OR kobe -tokyo", ["one"]), ("-tokyo shared", ["one", "three"]),
    ("shared -\"kobe tokyo\"", ["one", "three"]), ("shared gpu OR nothing", ["one"]), ("-gpu", []), ("OR", []),
    ("gpu OR", []), ("shared -shared", []), ("lodz", ["three"]), ("strasse", ["three"]), ("smorrebrod", ["three"]),
    ("oeuvre", ["three"]), ("étude", ["three"]), ("unbelievable", ["three"]), ("un believ", ["three"]),
    ("\"un believ able\"", ["three"]), ("quentin", ["two"]), ("author: quentin", []), ("ＧＰＵ", ["one"]),
    ("caf", []), ("(gpu)", ["one"]),
  ])
  func `words are read as people write them`(typed: String, slugs: [String]) throws {
    let machine = try Machine()
    let store = try machine.store(.reading)
    try machine.write("# One\nshared gpu\n", in: store)
    try machine.write("---\nauthor: Quentin\n---\n# Two\nshared kobe tokyo\n", in: store)
    try machine.write(
      "# Three\nshared Łódź Straße smørrebrød œuvre &eacute;tude un**believ**able café\n", in: store)
    #expect(try Set(store.search(typed, limit: nil).found.map(\.slug)) == Set(slugs))
  }

  /// Each is a second at most on any machine that is not asleep; squares of these numbers take minutes.
  @Test func `a search takes no longer for words that are many`() throws {
    let machine = try Machine()
    let store = try machine.store(.reading)
    let line = "the quick brown fox and the lazy dog of the house if\n"
    let text = "# Long\n" + String(repeating: line, count: 5000)
    try machine.write(text, in: store)
    let clock = ContinuousClock()
    let queries = [
      "if", "if the", Array(repeating: "the", count: 5000).joined(separator: " "), text,
      (0..<5000).map { "the\($0)" }.joined(separator: " "),
    ]
    for query in queries {
      let time = try clock.measure { _ = try store.search(query, limit: 20) }
      #expect(time < .seconds(10), "\(query.prefix(20)) took \(time)")
    }
  }
}
