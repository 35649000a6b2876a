import Foundation
import Knowledge
import SeededChance
import Testing

/// Differences as `patch` reads them.
struct UnifiedDiffTests {
  /// What `patch` makes of a text, by POSIX; nil where a hunk does not fit.
  private func patched(_ text: [UInt8], by patch: [UInt8]) -> [UInt8]? {
    func lines(_ bytes: [UInt8]) -> [[UInt8]] {
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
      let last = lines.removeLast()
      lines = lines.map { $0 + [UInt8(ascii: "\n")] }
      return last.isEmpty ? lines : lines + [last]
    }
    var patchLines = lines(patch)[...]
    patchLines = patchLines.drop { !$0.starts(with: "@@ ".utf8) }
    let old = lines(text)
    var result: [[UInt8]] = []
    var position = 0
    while let place = patchLines.popFirst() {
      let numbers = String(decoding: place, as: UTF8.self).split { !$0.isNumber }.compactMap { Int($0) }
      guard numbers.count == 4 else { return nil }
      let start = numbers[1] == 0 ? numbers[0] : numbers[0] - 1
      guard start >= position, start <= old.count else { return nil }
      result += old[position..<start]
      position = start
      while let line = patchLines.first, line.first != UInt8(ascii: "@") {
        patchLines.removeFirst()
        var content = Array(line.dropFirst())
        if let next = patchLines.first, next.first == UInt8(ascii: "\\") {
          patchLines.removeFirst()
          content.removeLast()
        }
        if line.first != UInt8(ascii: "+") {
          guard position < old.count, old[position] == content else { return nil }
          position += 1
        }
        if line.first != UInt8(ascii: "-") { result.append(content) }
      }
    }
    return (result + old[position...]).flatMap(\.self)
  }

  @Test(arguments: UInt64(0)..<300)
  func `a difference is a patch, byte for byte`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let lines = ["a", "b", "", "c\r", "é", "e\u{301}", "-", "+x", "@@", "\\ No", "\u{1B}[1m", "x\ry", "  ", "--- a"]
    func text() -> [UInt8] {
      let count = Int.random(in: 0...12, using: &generator)
      let joined = (0..<count).map { _ in lines.randomElement(using: &generator) ?? "" }.joined(separator: "\n")
      return Array((joined + (Bool.random(using: &generator) ? "\n" : "")).utf8)
    }
    let (old, new) = (text(), text())
    let difference = LineDifference(from: old, to: new)
    for context in 0...3 {
      let patch = UnifiedDiff(difference, from: "a", to: "b", context: context).bytes
      #expect(patched(old, by: patch) == new)
      #expect(patch.isEmpty == (old == new))
    }
  }

  @Test(arguments: [
    ("café\n", "cafe\u{301}\n", "only the composition of letters differs", "caf<U+00E9>", "cafe<U+0301>"),
    ("one\n", "one\r\n", "only how the line ends differs", "one", "one␍"),
    ("two\n", "two", "only how the line ends differs", "two", "two"),
    ("a b\n", "a b \n", "only white space differs", "a b", "a b·"),
    ("a b\n", "a\u{A0}b\n", "only white space differs", "a b", "a<U+00A0>b"),
    ("a\n", "\tb\n", nil, "a", "⇥b"),
    ("ab\n", "a\u{200B}b\n", "only characters that cannot be seen differ", "ab", "a<U+200B>b"),
    ("Max\n", "Мax\n", "only the alphabet of letters differs", "Max", "<U+041C>ax"),
    ("a\n", "b\n", nil, "a", "b"),
  ])
  func `lines that look alike are told apart`(old: String, new: String, word: String?, shown: String, other: String) {
    let difference = UnifiedDiff(LineDifference(from: Array(old.utf8), to: Array(new.utf8)), from: "a", to: "b")
    let words = difference.parts.compactMap { part in
      if case .word(let text) = part { text } else { nil }
    }
    #expect(words == (word.map { ["# line 1: \($0)"] } ?? []))
    #expect(LookAlike.revealed(old) == shown)
    #expect(LookAlike.revealed(new) == other)
  }

  @Test func `many lines are named by their places`() {
    let text = (1...9).map { "line \($0)\n" }.joined()
    let other = text.replacing("\n", with: "\r\n")
    let difference = UnifiedDiff(LineDifference(from: Array(text.utf8), to: Array(other.utf8)), from: "a", to: "b")
    #expect(difference.parts.first?.text == "# lines 1 to 9: only how the line ends differs")
  }
}
