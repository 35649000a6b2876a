import Diagnostics
import Foundation
import Knowledge
import SeededChance
import Testing

struct HeaderSettingTests {
  /// A random header, and what becomes of its lines when some keys are set.
  private struct RandomHeader {
    struct Part {
      var key: String?
      /// What stands before the value, the value, and what stands behind it.
      var lead: String
      var value: String
      var tail: String
    }

    var parts: [Part] = []
    let ending: String

    init(using generator: inout SplitMix64) {
      ending = ["\n", "\r\n"].randomElement(using: &generator) ?? "\n"
      for number in 0..<Int.random(in: 0...8, using: &generator) {
        if Int.random(in: 0..<4, using: &generator) == 0 {
          // Behind a block, an indented line would belong to it.
          let isBehindBlock = parts.last.map { $0.value.hasPrefix("|") || $0.value.hasPrefix(">") } ?? false
          let lines = ["# größer", "", "   "] + (isBehindBlock ? [] : ["  # a: b"])
          parts.append(Part(key: nil, lead: lines.randomElement(using: &generator) ?? "", value: "", tail: ""))
        }
        let key = ["k\(number)", "ключ\(number)", "two words \(number)"].randomElement(using: &generator) ?? ""
        let typed = ["\(key):", "\"\(key)\":", "\(key) :"].randomElement(using: &generator) ?? ""
        let values = [
          "plain text", "no", "12:30", "\"quoted # : \\\"\"", "'it''s'", "[a, \"b\"]", "{a: b}", "x#y", "70k USD",
          "одно",
          "|\(ending)  text\(ending)  # text", ">\(ending)  text", "plain\(ending)  and more",
        ]
        let value = values.randomElement(using: &generator) ?? ""
        let isBlock = value.hasPrefix("|") || value.hasPrefix(">")
        let tails = isBlock ? [""] : ["", "  ", " # why: \"so\"", "\t# tab"]
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
          parts.append(
            Part(key: key, lead: typed, value: "", tail: ["", " ", " # why"].randomElement(using: &generator) ?? ""))
        case 1:
          let comment = ["", " # why"].randomElement(using: &generator) ?? ""
          parts.append(Part(key: key, lead: typed, value: "", tail: comment + "\(ending)- a\(ending)- b # why"))
        default:
          let lead = typed + ([" ", "   "].randomElement(using: &generator) ?? " ")
          parts.append(Part(key: key, lead: lead, value: value, tail: tails.randomElement(using: &generator) ?? ""))
        }
      }
    }

    func text(setting changes: [String: String] = [:], adding added: [String] = []) -> String {
      let lines = parts.map { part in
        guard let key = part.key, let new = changes[key] else { return part.lead + part.value + part.tail }
        if !part.value.isEmpty { return part.lead + "\"\(new)\"" + part.tail }
        // A list on the lines below gives way; a comment on the key's line stays.
        return part.lead + " \"\(new)\"" + (part.tail.components(separatedBy: ending).first ?? "")
      }
      return
        (["---"] + lines + added.map { "\($0): \"\(changes[$0] ?? "")\"" } + ["---", "# Title", "", "k1: text", ""])
        .joined(separator: ending)
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func `setting keys changes what it must and nothing else`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let header = RandomHeader(using: &generator)
    let before = try document(header.text())
    #expect(before.header.entries.map(\.key) == header.parts.compactMap(\.key))

    let keys = header.parts.compactMap(\.key).filter { _ in Bool.random(using: &generator) }
    let added = ["new", "ещё"].filter { _ in Bool.random(using: &generator) }
    let changes = (keys + added).shuffled(using: &generator).map { (key: $0, value: "value of \($0)") }
    let after = before.setting(changes)
    let expected = header.text(
      setting: Dictionary(uniqueKeysWithValues: changes.map { ($0.key, $0.value) }),
      adding: changes.map(\.key).filter(added.contains))
    #expect(after.text.utf8.elementsEqual(expected.utf8), "\(after.text)\n\nis not\n\n\(expected)")

    let read = try document(after)
    for change in changes { #expect(read.header.text(change.key) == change.value) }
    for entry in before.header.entries where !keys.contains(entry.key) {
      #expect(read.header[entry.key]?.value == entry.value)
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `any value that is set is read again`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array(
      "ab \"'\\:#-[]{}|>&*!%@`,\t\n\r\u{1}\u{7F}\u{85}\u{9F}\u{A0}\u{2028}\u{2029}\u{FEFF}é同🙂\u{FFFD}\u{FFFE}\u{10FFFF}"
        .unicodeScalars)
    // The reader of YAML takes a mark of byte order off the beginning of a scalar.
    var value = String.UnicodeScalarView("x".unicodeScalars)
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      value.append(alphabet.randomElement(using: &generator) ?? " ")
    }
    let typed = String(value)
    let after = try document("---\nkey: old # why\nlast: 1\n---\n").setting([("key", typed), ("new", typed)])
    let header = try document(after).header
    #expect(header.text("key").map { Array($0.utf8) } == Array(typed.utf8))
    #expect(header.text("new").map { Array($0.utf8) } == Array(typed.utf8))
    #expect(header.text("last") == "1")
    #expect(after.count { $0 == UInt8(ascii: "\n") } == 5)
  }

  @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func `a document without a header gets one`(ending: String, mark: String) throws {
    let text = mark + ["# Title", "", "text"].joined(separator: ending)
    let after = try document(text).setting([("a", "1"), ("b", "2")])
    #expect(
      after
        == Array((mark + ["---", "a: \"1\"", "b: \"2\"", "---", "# Title", "", "text"].joined(separator: ending)).utf8))
    #expect(try document(after).header.text("b") == "2")
  }

  @Test func `an empty document gets a header, too`() throws {
    #expect(try document("").setting([("a", "1")]).text == "---\na: \"1\"\n---\n")
    #expect(try document("---\n---").setting([("a", "1")]).text == "---\na: \"1\"\n---")
  }

  @Test func `setting nothing changes nothing`() throws {
    let text = "---\r\na: 1 # b\r\n---\r\ntext"
    #expect(try document(text).setting([]).text == text)
  }
}
