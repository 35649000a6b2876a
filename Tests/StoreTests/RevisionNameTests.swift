import Foundation
import Knowledge
import SeededChance
import Testing

@testable import Store

/// Names that other stores know: they must never change.
struct RevisionNameTests {
  private let document = DocumentID(bytes: Array(0..<16))

  private func name(
    kind: Kind = .decision, slug: String = "drill-the-north-block", parents: [RevisionName] = [],
    time: Int64 = 1_795_444_027_250, text: String = "# Drill?\n"
  ) throws -> RevisionName {
    RevisionName(
      document: try #require(document), kind: kind, slug: slug, parents: parents, time: Timestamp(milliseconds: time),
      text: Array(text.utf8))
  }

  /// The names were computed with another program.
  @Test func `names are what they have always been`() throws {
    let first = try name()
    #expect("\(first)" == "96c8605c4f82384becc711b256ea22a26ff44bbfda83f329f51968a1e76580a2")
    let second = try name(time: 1_795_444_027_251, text: "")
    #expect("\(second)" == "d377b2e0c7d0ca5bf7ed6f908e9fe424013d9d76283158be24992a9207e75237")
    for parents in [[first, second], [second, first]] {
      let merge = try name(parents: parents, time: 1_795_444_027_252, text: "größer\r\n")
      #expect("\(merge)" == "10a58ac3711f66d237bcf75a75d0daa091a63c6533e5087fc934b27a3cd2ddaa")
      #expect(merge.short == "10a58ac3")
    }
    #expect("\(DocumentID(librarySlug: "decision-making"))" == "bb9daca93b34c20238fd8195cb71f33b")
  }

  @Test func `every part counts`() throws {
    let first = try name()
    let others = [
      try name(kind: .model), try name(slug: "drill"), try name(parents: [first]), try name(time: 1),
      try name(text: "# Drill?"),
      try name(text: "\n# Drill?\n"), try name(slug: "drill\ntime 1"),
    ]
    #expect(Set([first] + others).count == others.count + 1)
  }

  /// The digest over the digests of all lengths up to 300 bytes, computed with another program.
  @Test func `the hash is right for every length about a block`() {
    let digests = (0..<300).flatMap { length in
      SHA256.digest((0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + length) })
    }
    let digest = SHA256.digest(digests).map { String(format: "%02x", $0) }.joined()
    #expect(digest == "d5238871a46ac4a1a75ac3fb19d645b0b3b9e5f35f5f720e2b240d605c6b694e")
  }

  @Test func `chance gives a document its name`() {
    var generator = SplitMix64(seed: 1)
    let names = (0..<100).map { _ in DocumentID(using: &generator) }
    #expect(Set(names).count == 100 && names.allSatisfy { $0.bytes.count == 16 })
    var again = SplitMix64(seed: 1)
    #expect(DocumentID(using: &again) == names[0])
  }
}
