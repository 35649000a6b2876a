import Decisions
import Diagnostics
import Foundation
import Knowledge
import Markdown
import SeededChance
import Testing

/// The examples of the documentation, the library and the corpora of wrong documents with some of their bytes changed:
/// they are read or refused, at places inside the text, and nothing falls over.
struct MutatedDocumentTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  static let files = [
    "Docs/Examples", "Templates/library", "Tests/KnowledgeTests/Wrong", "Tests/DecisionTests/Wrong",
  ].flatMap { folder in
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())) ?? []).sorted()
      .map { "\(folder)/\($0)" }
  }
  static let examples = files.filter { $0.hasPrefix("Docs/Examples") }

  @Test func `there are examples`() {
    #expect(Self.examples.count >= 5 && Self.files.count > 150)
  }

  private static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: file)))
  }

  @Test(arguments: UInt64(0)..<400)
  func `an example with some bytes changed is read or refused`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let file = Self.examples[Int(seed) % Self.examples.count]
    var bytes = try Self.bytes(file)
    for _ in 0..<Int.random(in: 1...8, using: &generator) { Self.mutate(&bytes, using: &generator) }
    try Self.check(bytes, file)
  }

  @Test(arguments: UInt64(0)..<600)
  func `any other document with some bytes changed is read or refused`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let file = Self.files[Int(seed) % Self.files.count]
    var bytes = try Self.bytes(file)
    for _ in 0..<Int.random(in: 0...4, using: &generator) { Self.mutate(&bytes, using: &generator) }
    try Self.check(bytes, file)
  }

  /// Documents that are all predictions, evidence and outcome, where most lines have a form.
  @Test(arguments: UInt64(0)..<300)
  func `a record with some bytes changed is read or refused`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let bet = RandomBet(using: &generator)
    var bytes = Array(bet.text(Spelling(using: &generator)).utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&bytes, using: &generator) }
    try Self.check(bytes, "bet")
  }

  private static func check(_ bytes: [UInt8], _ file: String) throws {
    let source = SourceText(name: file, bytes: bytes)
    do throws(DocumentErrors) {
      let document = try DocumentReader.read(source)
      _ = Summary(document, kind: .decision)
      _ = TrackRecord(of: Decision.reading(document).value)
      _ = Model(document).faults
      let changed = try DocumentReader.read(
        SourceText(name: file, bytes: document.setting([("chosen", "x: # \"y\""), ("new", "z")])))
      #expect(changed.header.text("chosen") == "x: # \"y\"" && changed.header.text("new") == "z")
      let decision = try Decision(document)
      for line in decision.outcome { #expect(line.span.end <= bytes.count) }
      for prediction in decision.predictions { #expect(prediction.span.end <= bytes.count) }
      let score = try decision.scored(sampling: .init(count: 4096))
      #expect(score.options.allSatisfy { $0.expected.isFinite && $0.standardDeviation.isFinite })
      #expect(score.options.allSatisfy { (0...1).contains($0.chanceOfLoss) && (0...1).contains($0.chanceOfBest ?? 0) })
      for warning in score.warnings { #expect((warning.span?.end ?? 0) <= bytes.count, "\(warning.code)") }
    } catch {
      for fault in error.diagnostics {
        #expect((fault.span?.end ?? 0) <= error.source.bytes.count, "\(fault.code)")
        #expect(!fault.drawn(in: error.source).isEmpty && fault.code != .follows)
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
