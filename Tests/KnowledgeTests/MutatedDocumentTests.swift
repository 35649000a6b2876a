import Diagnostics
import Foundation
import Knowledge
import Markdown
import SeededChance
import Testing

/// The examples of the documentation with some of their bytes changed: they are read or refused, and nothing falls over.
struct MutatedDocumentTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/Examples")
    .standardized
  static let examples = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test func `there are examples`() {
    #expect(Self.examples.count >= 5)
  }

  @Test(arguments: UInt64(0)..<400)
  func `a document with some bytes changed is read or refused`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let file = Self.examples[Int(seed) % Self.examples.count]
    var bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
    for _ in 0..<Int.random(in: 1...8, using: &generator) { Self.mutate(&bytes, using: &generator) }
    let source = SourceText(name: file, bytes: bytes)
    do throws(Faults) {
      let document = try DocumentReader.read(source)
      _ = Summary(document, kind: .decision)
      let changed = try DocumentReader.read(
        SourceText(name: file, bytes: document.setting([("chosen", "x: # \"y\""), ("new", "z")])))
      #expect(changed.header.text("chosen") == "x: # \"y\"" && changed.header.text("new") == "z")
      let score = try Decision(document).scored()
      #expect(score.options.allSatisfy { $0.expected.isFinite && $0.standardDeviation.isFinite })
      #expect(score.options.allSatisfy { (0...1).contains($0.chanceOfLoss) && (0...1).contains($0.chanceOfBest ?? 0) })
    } catch {
      for fault in error.diagnostics {
        #expect((fault.span?.end ?? 0) <= error.source.bytes.count, "\(fault.code)")
        #expect(!fault.drawn(in: error.source).isEmpty && fault.code != "follows")
      }
    }
  }

  private static func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let pieces = [
      "\n", "\r", "- ", "  ", "%", ": ", "(", ")", "\"", "---\n", "```", "0", "e9", "\u{2028}", "é", "[[", "#", "|",
      "&x ", "*x", "\t", "\0",
    ]
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[place] = UInt8.random(in: 0..<128, using: &generator)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
    case 2, 3: bytes.insert(contentsOf: Array((pieces.randomElement(using: &generator) ?? "").utf8), at: place)
    case 4:
      // A line comes twice, or moves.
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let line = lines[Int.random(in: 0..<lines.count, using: &generator)]
      let other = lines[Int.random(in: 0..<lines.count, using: &generator)].startIndex
      bytes.insert(contentsOf: Array(line) + [UInt8(ascii: "\n")], at: other)
    default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
    }
  }
}
