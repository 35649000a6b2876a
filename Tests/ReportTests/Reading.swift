import Decisions
import Diagnostics
import Formulas
import Foundation
import Knowledge
import Markdown
import Reports
import Templates
import Testing

/// A decision read from the text of a document.
func read(_ text: String) throws -> Decision {
  try Decision(DocumentReader.read(SourceText(name: "test.md", text: text)))
}

/// A file of `Docs/Examples`.
func example(_ name: String) throws -> Decision {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return try read(try String(contentsOf: root.appending(path: "Docs/Examples/\(name)"), encoding: .utf8))
}

/// The report of a decision as `how report` writes it.
func report(_ decision: Decision, _ score: Score) throws -> String {
  let facts = DecisionFacts(
    decision: decision, believed: decision, chosen: decision.chosen, slug: "test", state: decision.state,
    score: score, scoredRevision: nil)
  let text = try #require(builtInTemplate("reports/decision.mustache"))
  return try Template(text, name: "decision").filled(facts.pages)
}

/// A template as the program brings it.
func builtInTemplate(_ path: String) -> String? { Templates.text(path) }

/// The answers of some formulas.
func answers(_ text: String, count: Int = 4096) throws -> (outputs: [Answer], readings: [RangeReading]) {
  let calculation = Calculation(
    Program(SourceText(name: "formula", text: text)), sampling: .init(count: count, seed: 1, threads: 1))
  return (try calculation.answers().outputs, calculation.readings)
}
