import SeededChance

/// The document of a decision drawn by chance, of parts that each give a score something else to say: ranges, evidence,
/// tests, prices of learning, later choices, a stake, a bankroll, a risk tolerance, options that are nearly level.
struct RandomBet {
  private(set) var text = ""
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    let isUncertain = flips(2)
    let hasChance = flips(2)
    let header = [
      flips(2) ? "stake: \(number(1, 400)) USD" : nil, flips(2) ? "bankroll: \(number(100, 900)) USD" : nil,
      flips(2) ? "risk-tolerance: \(number(5, 90)) USD" : nil,
    ].compactMap { $0 }
    var beliefs = ["gain = \(isUncertain ? "\(number(5, 20)) to \(number(25, 90))" : "\(number(5, 90))") USD"]
    if isUncertain, flips(2) { beliefs.append("error = normal(0 USD, \(number(1, 9)) USD)") }
    let costs = isUncertain && flips(2) ? "\n- gain: costs \(number(1, 9)) USD to learn\n" : ""
    if hasChance {
      let good = number(1, 9) * 10
      beliefs.append("chance luck = good \(good)%, bad \(100 - good)%")
      let wrong = number(1, 9) * 10
      beliefs.append("test oracle given luck\n  good: yes 80%, no 20%\n  bad: yes \(wrong)%, no \(100 - wrong)%")
    }
    var options = [
      "- Go\n  - \(number(2, 8) * 10)% it works: \(payoff(beliefs))\n  - else it fails: -\(number(1, 60)) USD",
      "- Stay\(flips(2) ? " (status quo)" : ""): \(flips(4) ? "1 USD to 3 USD" : "\(number(-5, 5)) USD")",
    ]
    if flips(2) {
      options.append(
        "- Wait\n  - 50% sun\n    - dare\n      - 50% more: \(number(20, 60)) USD\n      - else less: -\(number(5, 40)) USD\n"
          + "    - take it: \(number(1, 20)) USD\n  - else rain: -\(number(1, 9)) USD")
    }
    if hasChance {
      options.append("- Play\n  - luck\n    - good: \(payoff(beliefs))\n    - bad: -\(number(1, 60)) USD")
      options.append(
        "- Ask: -\(number(0, 9)) USD\n  - oracle\n    - any\n      - Go on\n        - luck\n"
          + "          - good: gain\n          - bad: -\(number(1, 60)) USD\n      - Go home: 0 USD")
    }
    text = header.isEmpty ? "" : "---\n\(header.joined(separator: "\n"))\n---\n"
    text += "## Beliefs\n```how\n\(beliefs.joined(separator: "\n"))\n```\n\(costs)"
    text += "## Options\n\(options.joined(separator: "\n"))\n"
    if hasChance, flips(2) {
      text += "## Evidence\n- 2026-01-02 luck: good \(number(1, 9) * 10)%, bad \(number(1, 9) * 10)% — a friend\n"
    }
  }

  private mutating func flips(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &generator) == 0 }

  private mutating func number(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &generator) }

  private mutating func payoff(_ beliefs: [String]) -> String {
    let isWild = beliefs.contains { $0.hasPrefix("error") }
    switch number(0, 4) {
    case 0: return "gain + (\(number(1, 9)) USD to \(number(10, 20)) USD)"
    case 1 where isWild: return "gain + error"
    case 2: return "max(gain - 20 USD, 0 USD)"
    default: return "gain"
    }
  }
}
