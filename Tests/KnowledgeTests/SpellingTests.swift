import Decisions
import Diagnostics
import Knowledge
import Markdown
import SeededChance
import Testing

/// The same decision in equivalent spellings: it scores alike and says the same for the record.
struct SpellingTests {
  @Test(arguments: UInt64(0)..<120)
  func `list markers, indentation, line endings, emphasis and a header change nothing`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let bet = RandomBet(using: &generator)
    let plain = try Self.read(bet.text(Spelling()))
    let other = bet.text(Spelling(using: &generator))
    let spelt = try Self.read(other)
    let (one, two) = (try plain.scored(), try spelt.scored())
    #expect(one.options.map(\.label) == two.options.map(\.label), "\(other)")
    #expect(one.options.map(\.expected) == two.options.map(\.expected), "\(other)")
    #expect(one.options.map(\.standardDeviation) == two.options.map(\.standardDeviation))
    #expect(one.options.map(\.best) == two.options.map(\.best) && one.best.policy == two.best.policy)
    #expect(one.flips.map(\.belief) == two.flips.map(\.belief))
    #expect(one.updates.map(\.posterior) == two.updates.map(\.posterior))
    #expect(one.warnings.map(\.code) == two.warnings.map(\.code), "\(other)")
    let (first, second) = (TrackRecord(of: plain), TrackRecord(of: spelt))
    #expect(first.forecasts == second.forecasts && first.scores == second.scores && first.hits == second.hits)
    #expect(first.forecasts.count >= 2 && first.scores.count == 1)
    #expect(plain.payoff == spelt.payoff && plain.state == spelt.state && plain.state == .resolved)
    var (rate, rateOfOther) = (BaseRate(of: "oil"), BaseRate(of: "oil"))
    rate.count(plain)
    rateOfOther.count(spelt)
    #expect(rate.counts == rateOfOther.counts && rate.total == 1)
    // What a list shows is what a command says.
    let document = try document(other)
    #expect(Summary(document, kind: .decision).state == spelt.state)
  }

  private static func read(_ text: String) throws -> Decision { try Decision(document(text)) }
}

/// How a document is written down.
struct Spelling {
  var marker = "- "
  var extraIndent = 0
  var ending = "\n"
  var mark = ""
  var box = ""
  var blankLines = false
  var setext = false

  init() {}

  init(using generator: inout SplitMix64) {
    marker = ["- ", "* ", "+ ", "1. ", "1) ", "-  "].randomElement(using: &generator) ?? "- "
    extraIndent = Int.random(in: 0...2, using: &generator)
    ending = ["\n", "\r\n", "\n"].randomElement(using: &generator) ?? "\n"
    mark = ["", "**", "*", "_", "__", "`", "***"].randomElement(using: &generator) ?? ""
    box = ["", "", "[ ] ", "[x] "].randomElement(using: &generator) ?? ""
    blankLines = Bool.random(using: &generator)
    setext = Bool.random(using: &generator)
  }
}

/// A decision with chances of its own, a named one, predictions, evidence and an outcome.
struct RandomBet {
  struct Node {
    var label: String
    var probability: String?
    var amount: Int?
    var children: [Node] = []
  }

  var options: [Node]
  var evidence: Int
  var came: Bool
  var barrels: Int
  var isWet: Bool

  init(using generator: inout SplitMix64) {
    var count = 0
    func label(_ word: String) -> String {
      count += 1
      return "\(word) \(count)"
    }
    func chance(_ depth: Int) -> [Node] {
      let shares = [[60, 40], [25, 75], [50, 30, 20], [90, 10]].randomElement(using: &generator) ?? [50, 50]
      return shares.enumerated().map { index, share in
        Node(
          label: label("branch"), probability: index + 1 == shares.count ? "else" : "\(share)%",
          amount: Int.random(in: -50...90, using: &generator), children: depth > 0 ? below(depth - 1) : [])
      }
    }
    func choice(_ depth: Int) -> [Node] {
      (0..<Int.random(in: 2...3, using: &generator)).map { _ in
        Node(label: label("act"), amount: Int.random(in: -20...20, using: &generator), children: chance(0))
      }
    }
    func below(_ depth: Int) -> [Node] {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: []
      case 1: choice(depth)
      default: chance(depth)
      }
    }
    options = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      Node(label: label("Plan"), amount: Int.random(in: -9...9, using: &generator), children: chance(2))
    }
    let values = ["dry", "wet"].map { Node(label: $0, amount: Int.random(in: -30...60, using: &generator)) }
    options.insert(Node(label: "Drill", amount: -5, children: [Node(label: "oil", children: values)]), at: 0)
    options.append(Node(label: "Keep (status quo)", amount: 0))
    evidence = Int.random(in: 20...80, using: &generator)
    came = Bool.random(using: &generator)
    barrels = Int.random(in: 20...120, using: &generator)
    isWet = Bool.random(using: &generator)
  }

  func text(_ spelling: Spelling) -> String {
    var lines: [String] = []
    func write(_ node: Node, _ indent: Int) {
      var label = node.label
      // What names a chance is marked like any other label, and a note stands behind the marks.
      let parts = label.split(separator: " (", maxSplits: 1)
      label = spelling.mark + parts[0] + spelling.mark + (parts.count > 1 ? " (" + parts[1] : "")
      let item = (node.probability.map { "\($0) " } ?? "") + label + (node.amount.map { ": \($0) USD" } ?? "")
      lines.append(String(repeating: " ", count: indent) + spelling.marker + spelling.box + item)
      if spelling.blankLines { lines.append("") }
      for child in node.children { write(child, indent + spelling.marker.count + spelling.extraIndent) }
    }
    func section(_ name: String) -> [String] { spelling.setext ? ["", name, "----"] : ["", "## \(name)"] }
    let head = [
      "---", "kind: decision", "chosen: Drill", "decided: 2026-01-05", "---", "# Bet", "", "## Beliefs", "```how",
      "unit token", "chance oil = dry 60%, wet 40%", "```",
    ]
    lines += section("Options")
    for option in options { write(option, 0) }
    let marker = spelling.marker
    lines += section("Predictions") + ["\(marker)80% the rig is there", "\(marker)output: 40 to 90 token"]
    lines += section("Evidence") + ["\(marker)2026-01-02 oil: dry \(evidence)%, wet 50% — core"]
    lines +=
      section("Outcome")
      + [
        "\(marker)2026-02-01 prediction 1 = \(came ? "yes" : "no")",
        "\(marker)2026-02-01 prediction 2 = \(barrels) token", "\(marker)2026-02-01 oil = \(isWet ? "wet" : "dry")",
      ]
    return (head + lines).joined(separator: spelling.ending) + spelling.ending
  }
}
