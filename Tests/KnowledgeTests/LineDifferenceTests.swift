import Foundation
import Knowledge
import SeededChance
import Testing

struct LineDifferenceTests {
  @Test(arguments: UInt64(0)..<300)
  func `a difference turns the old text into the new`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let old = RandomLines.text(using: &generator)
    let new = RandomLines.text(using: &generator)
    let difference = LineDifference(from: old, to: new)
    let (same, removed) = (
      difference.lines.filter { $0.kind != .added }, difference.lines.filter { $0.kind != .removed }
    )
    #expect(same.flatMap { Array($0.text.utf8) } == old)
    #expect(removed.flatMap { Array($0.text.utf8) } == new)
    #expect(difference.isEmpty == (old == new))
  }

  /// What `patch` does: each hunk says which lines of the old text it stands for.
  @Test(arguments: UInt64(0)..<200)
  func `its hunks apply`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let old = RandomLines.text(using: &generator)
    let new = RandomLines.text(using: &generator)
    let oldLines = LineDifference(from: old, to: old).lines.map { Array($0.text.utf8) }
    for context in 0...3 {
      var result: [[UInt8]] = []
      var position = 0
      for hunk in LineDifference(from: old, to: new).hunks(context: context) {
        let start = hunk.old.count == 0 ? hunk.old.line : hunk.old.line - 1
        result += oldLines[position..<start]
        #expect(hunk.new.line == result.count + (hunk.new.count == 0 ? 0 : 1))
        let before = hunk.lines.filter { $0.kind != .added }.map { Array($0.text.utf8) }
        #expect(before == Array(oldLines[start..<(start + hunk.old.count)]))
        let after = hunk.lines.filter { $0.kind != .removed }.map { Array($0.text.utf8) }
        #expect(after.count == hunk.new.count)
        result += after
        position = start + hunk.old.count
        let edges = [
          hunk.lines.prefix { $0.kind == .same }.count, hunk.lines.reversed().prefix { $0.kind == .same }.count,
        ]
        #expect(edges.allSatisfy { $0 <= context } && hunk.lines.contains { $0.kind != .same })
      }
      result += oldLines[position...]
      #expect(result.flatMap(\.self) == new)
    }
  }

  @Test(arguments: [
    ("a\nb\nc\n", "a\nx\nc\n", 2), ("a\nb\nc\n", "a\nb\nc\nd\n", 1), ("a\nb\n", "b\n", 1), ("a\n", "a", 2),
    ("a\n", "a\r\n", 2), ("é\n", "e\u{301}\n", 2),
    ("", "a\nb\n", 2), ("x\na\nb\nc\ny\n", "a\nb\nc\n", 2), ("a\nb\nc\nd\n", "b\nc\nd\na\n", 2),
  ])
  func `as few lines change as must`(old: String, new: String, changes: Int) {
    #expect(LineDifference(from: Array(old.utf8), to: Array(new.utf8)).lines.count { $0.kind != .same } == changes)
  }

  @Test func `long texts with nothing in common are compared in good time`() {
    let old = Array((0..<20_000).map { "old \($0)\n" }.joined().utf8)
    let new = Array((0..<20_000).map { $0 % 7000 == 3 ? "old \($0)\n" : "new \($0)\n" }.joined().utf8)
    let clock = ContinuousClock()
    var same = 0
    let time = clock.measure { same = LineDifference(from: old, to: new).lines.count { $0.kind == .same } }
    #expect(same == 3)
    #expect(time < .seconds(15))
  }

  @Test func `long texts in another order are compared in good time`() {
    var generator = SplitMix64(seed: 1)
    let lines = (0..<20_000).map { "line \($0)\n" }
    let (old, new) = (Array(lines.joined().utf8), Array(lines.shuffled(using: &generator).joined().utf8))
    let clock = ContinuousClock()
    var result: LineDifference?
    let time = clock.measure { result = LineDifference(from: old, to: new) }
    #expect(result?.lines.filter { $0.kind != .removed }.flatMap { Array($0.text.utf8) } == new)
    #expect(time < .seconds(15))
  }
}
