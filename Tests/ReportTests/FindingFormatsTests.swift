import Decisions
import Diagnostics
import Formulas
import Foundation
import Knowledge
import Reports
import Testing

/// What the text says, the JSON has and the report says.
struct FindingFormatsTests {
  /// A person who has been too sure of probabilities and of ranges.
  private static let record = Recalibration(
    forecasts: (0..<20).map { .init(probabilities: [0.9, 0.1], outcome: $0 % 2) },
    scores: (0..<20).map { $0 % 2 == 0 ? 2.5 : -2.5 })

  private func scored(_ seed: UInt64) throws -> (Decision, Score) {
    let decision = try read(RandomBet(seed: seed).text)
    return (
      decision,
      try decision.scored(
        sampling: .init(count: seed % 3 == 0 ? 256 : 2048, seed: seed, threads: 1),
        recalibration: seed % 4 == 0 ? Self.record : nil)
    )
  }

  /// Words one blank apart, without the marks of markdown and tables.
  private func bare(_ text: String) -> String {
    text.replacing("**", with: "").replacing("|", with: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ").lowercased()
  }

  /// The lines of the text that say something: all but title, method and table.
  private func said(_ score: Score) -> [String] {
    let lines = ScoreTable.lines(score, title: "Bet", note: nil).map(\.plain)
    let table = 3 + score.options.count + 1
    return lines.dropFirst(table).map(bare).filter { !$0.isEmpty }
  }

  @Test(arguments: UInt64(0)..<150)
  func `every line of the text is in the JSON`(seed: UInt64) throws {
    let (decision, score) = try scored(seed)
    let answer = ScoreAnswer(
      ScoredDecision(name: "bet", decision: decision, revision: nil, version: .taken, score: score), draws: nil)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.json.text.utf8)) as? [String: Any])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["code"] as? String } == score.findings.map(\.code.rawValue))
    let texts = findings.flatMap { finding -> [String] in
      let items = finding["items"] as? [[String: Any]] ?? []
      return ([finding["text"]] + items.map { $0["text"] }).compactMap { ($0 as? String).map(bare) }
    }
    let lines = said(score)
    #expect(lines.count > 2)
    for line in lines { #expect(texts.contains { $0.contains(line) }, "\(line)\n\(texts)") }
    // And nothing is said there that the text does not say, but headings that it can do without.
    let text = lines.joined(separator: " ")
    for own in texts where own != "paths, and what each pays" && own != "how ranges were read" {
      // Rows stand between what goes before them and after them.
      for part in own.replacing(". ", with: ".\n").replacing(": played", with: ":\nplayed").split(separator: "\n") {
        #expect(text.contains(part), "\(part)\n\(text)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<150)
  func `every line of the text is in the report`(seed: UInt64) throws {
    let (decision, score) = try scored(seed)
    let written = try report(decision, score)
    let page = written.split(separator: "\n").map {
      bare(String($0.hasPrefix("- ") || $0.hasPrefix("## ") ? $0.drop { $0 == "#" || $0 == "-" } : $0))
    }
    for line in said(score) {
      // Evidence is told in the section of its name, in one sentence for each chance.
      let line = line.replacing("what the evidence says of", with: "what it says of")
      #expect(page.contains { $0.contains(line) }, "\(line)\n\(written)")
    }
    for warning in score.warnings { #expect(page.contains { $0.contains(bare(warning.message)) }) }
    // The figures of the table, option by option.
    let rows = ScoreTable.lines(score, title: "Bet", note: nil).map(\.plain)[4..<(4 + score.options.count)]
    for row in rows {
      let cells = row.replacing("▸", with: " ").split(separator: "  ").map { bare(String($0)) }.filter { !$0.isEmpty }
      let own = try #require(page.first { $0.hasPrefix(cells[0] + " ") && $0.contains("%") }, "\(cells)\n\(written)")
      for cell in cells { #expect(own.contains(cell), "\(cell) in \(own)") }
    }
  }

  /// A test that none of the decisions says much to would prove nothing.
  @Test func `the decisions say all there is to say`() throws {
    var seen = try (UInt64(0)..<150).reduce(into: Set<Finding.Code>()) { seen, seed in
      seen.formUnion(try scored(seed).1.findings.map(\.code))
    }
    seen.formUnion(try read("## Options\n- A: 2 USD\n- B: 1 USD\n").scored().findings.map(\.code))
    let level = "## Beliefs\n```how\nx = normal(0, 9)\ny = normal(0, 9)\n```\n## Options\n- A: x\n- B: y\n"
    seen.formUnion(try read(level).scored(sampling: .init(count: 256)).findings.map(\.code))
    // Of small trees everything is examined.
    #expect(Set(Finding.Code.allCases).subtracting(seen) == [.notExamined])
  }

  @Test func `of a large tree it is told what was not examined`() throws {
    let options = (0..<202).map { "- Option \($0)\n  - 50% up: \($0) USD\n  - 50% down: -\($0) USD" }
    let decision = try read("## Options\n\(options.joined(separator: "\n"))\n")
    let score = try decision.scored()
    let told =
      "Not examined for what would change the answer, since it would take too long: 202 chances without a name."
    #expect(score.findings.map(\.code).contains(.notExamined))
    #expect(ScoreTable.lines(score, title: "Many", note: nil).map(\.plain).contains(told))
    #expect(try report(decision, score).contains(told))
    #expect(ScoreJSON.answer(score, decision: "many", revision: nil, in: decision.document.source).text.contains(told))
  }

  /// One roll-back tells of the options what the whole score tells.
  @Test(arguments: UInt64(0)..<150)
  func `a ranking agrees with the score`(seed: UInt64) throws {
    let decision = try read(RandomBet(seed: seed).text)
    let sampling = Calculation.Sampling(count: 512, seed: seed, threads: 1)
    let (score, ranking) = (try decision.scored(sampling: sampling), try decision.ranked(sampling: sampling))
    #expect(ranking.best.label == score.best.label)
    #expect(ranking.options.map(\.label) == score.options.map(\.label))
    for (ranked, option) in zip(ranking.options, score.options) {
      #expect(ranked.expected?.value == (option.lacksMean ? nil : option.expected))
      #expect(ranked.expected?.standardError == option.standardError)
    }
  }
}
