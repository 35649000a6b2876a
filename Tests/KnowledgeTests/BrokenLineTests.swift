import Decisions
import Diagnostics
import Knowledge
import Markdown
import SeededChance
import Testing

/// A line that is wrong takes away what stands on it, and nothing else.
struct BrokenLineTests {
  @Test(arguments: UInt64(0)..<400)
  func `one wrong line takes nothing else away`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let lines = Self.lines(using: &generator)
    let number = try #require(lines.indices.filter { lines[$0].broken != nil }.randomElement(using: &generator))
    let broken = try #require(lines[number].broken?.randomElement(using: &generator))
    let before = DocumentReader.reading(Self.source(lines.map(\.text)))
    var changed = lines.map(\.text)
    changed[number] = broken
    let after = DocumentReader.reading(Self.source(changed))
    let (whole, rest) = (Decision.reading(before.value), Decision.reading(after.value))
    #expect(before.isValid && whole.isValid, "\(before.diagnostics + whole.diagnostics)")
    let faults = after.diagnostics + rest.diagnostics
    #expect(!faults.isEmpty, "'\(broken)' is taken")
    // A header that is no YAML is wrong somewhere.
    let isOfHeader = number < 8 && !after.isValid
    let faultLines = Set(faults.compactMap { $0.span.map { after.source.line(at: $0.start) } })
    #expect(isOfHeader || faultLines == [number + 1], "'\(broken)': \(faults.map(\.message))")
    // What hangs on a belief goes with it; what is written stays.
    let (all, left) =
      lines[number].isOfBeliefs
      ? (Parts(whole.value.text), Parts(rest.value.text)) : (Parts(whole.value), Parts(rest.value))
    let (expected, found) = (all.besides(line: number + 1), left.besides(line: number + 1))
    #expect(Set(expected).subtracting(found) == [] && Set(found).subtracting(expected) == [], "'\(broken)'")
    #expect(found == expected, "'\(broken)'")
    #expect(expected.count >= 20)
    let kept = Set(whole.value.text.beliefs.definedNames).subtracting(
      lines[number].isOfBeliefs ? ["price", "yield"] : [])
    #expect(kept.isSubset(of: rest.value.text.beliefs.definedNames))
    // What has to be right is refused, with all that is wrong.
    #expect(!Entry.reading(after).isValid, "'\(broken)' is saved")
  }

  private static func source(_ lines: [String]) -> SourceText {
    SourceText(name: "bet.md", text: lines.map { $0 + "\n" }.joined())
  }

  private struct Line {
    var text: String
    /// The same line with something wrong in it; nil where none is broken.
    var broken: [String]?
    var isOfBeliefs = false

    init(_ text: String, broken: [String]? = nil, isOfBeliefs: Bool = false) {
      self.text = text
      self.broken = broken
      self.isOfBeliefs = isOfBeliefs
    }
  }

  /// A decision with a line of every kind, in any numbers, and with what could be wrong on each.
  private static func lines(using generator: inout SplitMix64) -> [Line] {
    func some(_ range: ClosedRange<Int>) -> Range<Int> { 0..<Int.random(in: range, using: &generator) }
    var lines = [
      Line("---"), Line("kind: decision"), Line("stake: 40 USD", broken: ["stake: 40 $$", "stake: \"40 USD"]),
      Line("decide-by: 2026-12-15", broken: ["decide-by: soon"]),
      Line("tags: [a, b]", broken: ["tags: [a, b", "tags: {a"]),
      Line("chosen: Drill"), Line("decided: 2026-01-05", broken: ["decided: 2026-02-31"]), Line("---"),
      Line("# Bet on [[lease#Options]]"), Line("## Beliefs"), Line("```how"), Line("unit token"),
      Line("price = 3 USD", broken: ["price = = 3 USD", "price = 3 $$"], isOfBeliefs: true),
      Line("yield = 2 to 4 USD", broken: ["yield = 2 to", "yield = (2 to 4 USD"], isOfBeliefs: true),
      Line("chance oil = dry 60%, wet 40%"), Line("```"),
      Line(
        "- yield: costs 3 USD to learn", broken: ["- yield: costs 3 $$ to learn", "- yield: costs -3 USD to learn"]),
      Line(""), Line("## Options"), Line("- Drill: -1 USD", broken: ["- Drill: -1 $$", "- Drill: -nothing"]),
      Line("  - oil"), Line("    - dry: 0 USD", broken: ["    - dry: 0 USD +"]), Line("    - wet: 120 USD"),
    ]
    for index in some(0...3) {
      let share = Int.random(in: 1...99, using: &generator)
      lines += [
        Line("- Plan \(index)"),
        Line(
          "  - \(share)% it works: \(index) USD",
          broken: ["  - \(share)% it works: )", "  - 1\(share)00% it works: 1 USD"]),
        Line("  - else it fails: -2 USD", broken: ["  - else it fails: -2 * "]),
      ]
    }
    lines += [Line("- Keep (status quo): 0 USD"), Line("## Predictions")]
    for index in some(0...3) {
      lines.append(
        Line(
          "- \(10 + index)% it rains on day \(index) by 2027-02-0\(index + 1) #weather (by mia)",
          broken: ["- 120% it rains", "- it rains, perhaps", "- 20% to 30% it rains", "- 80% it rains by 2027-02-31"]))
    }
    lines += [
      Line("- output by 2027-12-31: 40 to 90 token", broken: ["- output: 40 to 90 barrell", "- output: 40 to"]),
      Line(
        "  - 2026-12-20: 50 to 70 token — strike",
        broken: ["  - 2026-12-20: fifty — strike", "  - 2026-12-20: 5 to — strike"]),
      Line("## Evidence"),
      Line(
        "- 2026-01-02 oil: dry 20%, wet 50% — core",
        broken: ["- 2026-01-02 oil dry 20%", "- 2026-01-02 oil: dry 20%", "- yesterday oil: dry 20%, wet 50%"]),
      Line("## Checkpoints"), Line("- a note of one's own"),
    ]
    for day in some(1...3) {
      lines.append(
        Line(
          "- 2027-03-0\(day + 1) look at [[well-\(day)]]: stop if dry", broken: ["- 2027-02-3\(day) look: stop if dry"])
      )
    }
    lines += [Line("## Outcome")]
    for day in some(1...3) {
      lines.append(
        Line(
          "- 2026-02-0\(day + 1) payoff = 4\(day) USD — an invoice",
          broken: ["- 2026-02-01 payoff = a lot", "- 2026-02-01: payoff = 4 USD", "- 2026-02-01 payoff = 4 token"]))
    }
    lines += [
      Line("* 2026-02-05 oil = wet", broken: ["* 2026-02-05 oil = moist", "* 2026-02-05 oli = wet"]),
      Line("- a note"), Line("## Log of [[lease@1f3a9c2e]]"), Line("As it came."),
    ]
    return lines
  }
}

/// What was read of a decision, each part with the line on which it stands.
private struct Parts {
  private var all: [(line: Int, what: String)] = []
  private let source: SourceText

  func besides(line: Int) -> [String] { all.filter { $0.line != line }.map { "\($0.line) \($0.what)" } }

  private mutating func add(_ span: SourceSpan, _ what: Any?...) {
    all.append((source.line(at: span.start), what.map { $0.map { "\($0)" } ?? "–" }.joined(separator: " | ")))
  }

  /// What is written.
  init(_ text: DecisionText) {
    source = text.document.source
    for entry in text.document.header.entries { add(entry.keySpan, entry.key, entry.value) }
    for section in text.document.sections { add(section.heading.span, section.heading.text) }
    for link in text.document.links { add(link.span, link.slug, link.section, link.revision) }
    func visit(_ node: Tree.Node) {
      add(
        node.span, node.label, node.note, node.probability.map { source[$0.span] }, node.amount.map { source[$0.span] })
      node.children.forEach(visit)
    }
    text.options?.options.forEach(visit)
    for line in text.predictions {
      add(line.span, line.number, line.text, line.statement, line.deadline, line.tags, line.author)
      for change in line.changes { add(change.span, change.date, change.note) }
    }
    for line in text.evidence { add(line.span, line.date, line.chance, line.note) }
    for line in text.costs { add(line.span, line.belief, line.amount.text) }
    for line in text.outcome { add(line.span, line.date, line.subject, line.value.map { source[$0] }, line.note) }
    for line in text.checkpoints { add(line.span, line.date, line.text) }
  }

  /// What is written, and what it comes to.
  init(_ decision: Decision) {
    self.init(decision.text)
    for line in decision.predictions {
      add(line.span, line.probability, line.range)
      for change in line.changes { add(change.span, source[change.span]) }
    }
    for line in decision.evidence {
      if let span = line.evidence.span { add(span, line.evidence.likelihood) }
    }
    for cost in decision.costs { add(cost.span, cost.amount.short()) }
    for line in decision.outcome { add(line.span, line.subject, line.value, line.quantity?.short()) }
    all.append((0, "\(decision.beliefs) \(decision.chances.map(\.values))"))
    if let bankroll = decision.bankroll { all.append((0, bankroll.short())) }
  }
}
