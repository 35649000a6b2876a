import Foundation
import Knowledge
import SeededChance
import Testing

struct ThreeWayMergeTests {
  private func merge(_ base: [UInt8], _ mine: [UInt8], _ theirs: [UInt8]) -> ThreeWayMerge {
    ThreeWayMerge(base: base, mine: mine, theirs: theirs, mineName: "mine", theirsName: "theirs")
  }

  @Test(arguments: UInt64(0)..<300)
  func `where one side changed nothing, the other's text is the result`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let base = RandomLines.text(using: &generator)
    let changed = RandomLines.text(using: &generator)
    for result in [merge(base, changed, base), merge(base, base, changed), merge(base, changed, changed)] {
      #expect(result.text == changed)
      #expect(result.conflicts == 0)
      #expect(result.marks(in: result.text) == [])
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func `no line that a side wrote is lost, and both sides are treated alike`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let base = (0..<Int.random(in: 1...12, using: &generator)).map { "line \($0)\n" }
    let mine = RandomLines.edited(base, by: "mine", using: &generator)
    let theirs = RandomLines.edited(base, by: "theirs", using: &generator)
    func bytes(_ lines: [String]) -> [UInt8] { Array(lines.joined().utf8) }
    let result = merge(bytes(base), bytes(mine), bytes(theirs))
    let lines = Set(RandomLines.lines(result.text).map { $0.text + "\n" })
    #expect(lines.isSuperset(of: Set(mine).subtracting(base)))
    #expect(lines.isSuperset(of: Set(theirs).subtracting(base)))
    #expect(lines.isSuperset(of: Set(base).intersection(mine).intersection(theirs)))
    let swapped = merge(bytes(base), bytes(theirs), bytes(mine))
    #expect(result.conflicts == swapped.conflicts)
    #expect(result.marks(in: result.text).count == 4 * result.conflicts)
    if result.conflicts == 0 {
      let kept = Set(base).intersection(mine).intersection(theirs)
      #expect(lines.intersection(base) == kept)
      #expect(result.text == swapped.text)
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `edits in different places are both taken`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let base = (0..<20).map { "line \($0)\n" }
    let first = Int.random(in: 0..<18, using: &generator)
    let second = Int.random(in: (first + 2)..<20, using: &generator)
    var (mine, theirs, both) = (base, base, base)
    func edit(_ side: inout [String], _ line: Int, _ name: String) {
      let text = ["\(name)\n", "", "\(name)\n\(name) too\n", "\(base[line])\(name)\n"]
      side[line] = text[(Int(seed) + line) % 4]
    }
    edit(&mine, first, "mine")
    edit(&theirs, second, "theirs")
    edit(&both, first, "mine")
    edit(&both, second, "theirs")
    let result = merge(Array(base.joined().utf8), Array(mine.joined().utf8), Array(theirs.joined().utf8))
    #expect(result.text.text == both.joined())
    #expect(result.conflicts == 0)
  }

  @Test func `what both changed is shown, each side under its name`() {
    let result = merge(Array("a\nb\nc".utf8), Array("a\nmine\nc".utf8), Array("a\ntheirs\nc".utf8))
    #expect(result.conflicts == 1)
    #expect(result.text.text == "a\n<<<<<<< mine\nmine\n||||||| before\nb\n=======\ntheirs\n>>>>>>> theirs\nc")
    #expect(result.marks(in: result.text) == [2, 4, 6, 8])
    let last = merge(Array("a".utf8), Array("mine".utf8), Array("theirs".utf8))
    #expect(last.text.text == "<<<<<<< mine\nmine\n||||||| before\na\n=======\ntheirs\n>>>>>>> theirs\n")
  }

  @Test func `without a text in common everything differs`() {
    let result = merge([], Array("a\n".utf8), Array("b\n".utf8))
    #expect(result.conflicts == 1)
    #expect(merge([], Array("a\n".utf8), Array("a\n".utf8)).text.text == "a\n")
    #expect(merge([], [], []).text.isEmpty)
  }

  @Test func `neighbouring lines changed by one side each are settled`() {
    let result = merge(Array("a\nb\n".utf8), Array("x\nb\n".utf8), Array("a\ny\n".utf8))
    #expect(result.text.text == "x\ny\n" && result.conflicts == 0)
  }

  @Test func `what is left of a mark is one, and a line of the texts is none`() {
    let result = merge(Array("a\n".utf8), Array("b\n".utf8), Array("c\n".utf8))
    #expect(result.marks(in: Array("<<<<<<<\n=======\n>>>>>>>x\n>>>>>>> \ntext <<<<<<< \n".utf8)) == [1, 2, 4])
    #expect(result.marks(in: Array("Title\n========\n".utf8)) == [])
    // Texts about merges and headings with such lines below them: the marks are longer than any of theirs.
    let mine = Array("Title\n=======\n<<<<<<< HEAD\nmine\n".utf8)
    let theirs = Array("Title\n=======\n<<<<<<< HEAD\ntheirs\n".utf8)
    let merged = merge(Array("Title\n=======\n".utf8), mine, theirs)
    #expect(merged.text.text.contains("\n<<<<<<<< mine\n"))
    #expect(merged.marks(in: mine) == [] && merged.marks(in: merged.text).count == 4)
    #expect(merge(mine, mine, theirs).marks(in: theirs) == [])
  }
}
