import Foundation
import Fuzzing
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
private let names = ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Tests/Corpus")) ?? [])
  .filter { $0.hasSuffix(".case") }.sorted()

/// What `make fuzz` found once, and a little of what it would try.
@Suite(.serialized) struct FuzzTests {
  @Test func `there are cases that were found`() { #expect(!names.isEmpty) }

  @Test(arguments: names)
  func `what was found once is mended`(name: String) throws {
    let text = try String(contentsOfFile: "\(root)/Tests/Corpus/\(name)", encoding: .utf8)
    let fuzzCase = try #require(FuzzCase(text))
    #expect(try FuzzRun(root: root).fault(of: fuzzCase) == nil)
  }

  @Test(arguments: FuzzGenerator.Subject.allCases)
  func `a few cases of each subject hold`(subject: FuzzGenerator.Subject) throws {
    let run = try FuzzRun(root: root)
    for seed in UInt64(0)..<25 {
      var generator = FuzzGenerator(seed: seed, corpus: run.corpus)
      let fuzzCase = generator.next(subject)
      let fault = try run.fault(of: fuzzCase)
      #expect(fault == nil, "\(subject) \(seed):\n\(fuzzCase.text)")
    }
  }

  @Test(arguments: UInt64(0)..<50)
  func `a case is its text`(seed: UInt64) throws {
    let corpus = FuzzCorpus(root: root)
    for subject in FuzzGenerator.Subject.allCases {
      var generator = FuzzGenerator(seed: seed, corpus: corpus)
      let fuzzCase = generator.next(subject)
      #expect(FuzzCase(fuzzCase.text) == fuzzCase)
    }
  }
}
