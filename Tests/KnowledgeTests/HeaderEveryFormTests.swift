import Diagnostics
import Foundation
import Knowledge
import Markdown
import SeededChance
import Testing

/// Headers in every form: what is accepted can be changed, key by key, and every other byte stays.
struct HeaderEveryFormTests {
  /// Accepted as a text that is to be saved; nil where it is refused.
  private func accepted(_ text: String) -> Document? {
    guard let document = try? document(text), (try? DocumentReader.checkForm(of: document)) != nil else { return nil }
    return document
  }

  @Test(arguments: UInt64(0)..<1500)
  func `a header that is accepted can be changed in any key that verbs write`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let header = RandomHeader(keys: Header.written, using: &generator)
    guard let original = accepted(header.text) else { return }
    let new =
      ["plain", "with \"quotes\" and # marks: '", "größer 🙂", "a, b@1f3a"].randomElement(using: &generator) ?? ""
    for key in Header.written {
      let changed = original.setting([(key, new)])
      let read = try document(changed)
      #expect(read.header.text(key) == new, "\(key) in\n\(header.text)\nis not read back from\n\(changed.text)")
      for entry in original.header.entries where entry != original.header[key] {
        #expect(read.header[entry.key]?.value == entry.value, "\(entry.key) changed with \(key) in\n\(header.text)")
      }
      expectOthersStay(header, key, changed.text, original)
      #expect((try? DocumentReader.checkForm(of: read)) != nil, "\(changed.text)")
    }
    // All at once, as a verb that sets several.
    let all = try document(original.setting(Header.written.map { ($0, "new \($0)") }))
    for key in Header.written { #expect(all.header.text(key) == "new \(key)") }
  }

  /// Every part but the one that was set stands as it was, in its place.
  private func expectOthersStay(_ header: RandomHeader, _ key: String, _ changed: String, _ document: Document) {
    if document.header.span == nil {
      // Rules with nothing between them are text, behind a header of its own.
      #expect(header.parts.allSatisfy { $0.key == nil } && ends(changed, header.text), "\(header.text)")
      return
    }
    let spelled = document.header[key]?.key
    guard let index = header.parts.firstIndex(where: { $0.key == spelled && spelled != nil }) else {
      // A line was added, before the closing rule.
      let all = header.before + header.parts.map(\.text).joined()
      #expect(starts(changed, all) && ends(changed, header.after), "\(key) added to\n\(header.text)\nmakes\n\(changed)")
      return
    }
    let before = header.before + header.parts[..<index].map(\.text).joined()
    let after = header.parts[(index + 1)...].map(\.text).joined() + header.after
    #expect(starts(changed, before) && ends(changed, after), "\(key) set in\n\(header.text)\nmakes\n\(changed)")
    #expect(changed.utf8.count >= before.utf8.count + after.utf8.count)
    let tail = header.parts[index].tail
    #expect(tail.isEmpty || changed.contains(tail + header.ending), "\(tail) is gone from\n\(changed)")
  }

  private func starts(_ text: String, _ lead: String) -> Bool { text.utf8.starts(with: lead.utf8) }
  private func ends(_ text: String, _ tail: String) -> Bool {
    text.utf8.count >= tail.utf8.count && text.utf8.suffix(tail.utf8.count).elementsEqual(tail.utf8)
  }

  @Test func `most forms are accepted`() {
    let count = (UInt64(0)..<500).count { seed in
      var generator = SplitMix64(seed: seed)
      return accepted(RandomHeader(keys: Header.written, using: &generator).text) != nil
    }
    #expect(count > 150, "of 500 headers, \(count) are accepted")
  }
}
