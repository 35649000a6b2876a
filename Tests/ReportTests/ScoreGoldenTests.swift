import Decisions
import Diagnostics
import Foundation
import Knowledge
import Quantities
import Reports
import Testing

/// Small decisions and all that is said of them, to be read by a person.
struct ScoreGoldenTests {
  private static let bet = """
    ## Options
    - Take the bet
      - 1/3 heads: 30
      - else: -10
    - Leave it (status quo): 0
    """

  private static let careful = """
    ---
    stake: 10k USD
    bankroll: 50k USD
    risk-tolerance: 5k USD
    ---
    ## Options
    - Go for a name that is too long for a narrow terminal
      - 50% good
        - gamble
          - 50% double: 20k USD
          - else bust: -8k USD
        - cash in: 5k USD
      - else bad: -1k USD
    - Leave (status quo): 0
    """

  private static let sampled = """
    ## Beliefs
    ```how
    gain = 5 to 10 USD
    chance luck = good 60%, bad 40%
    test oracle given luck
      good: yes 80%, no 20%
      bad: yes 30%, no 70%
    ```

    - gain: costs 1 USD to learn

    ## Options
    - Go
      - luck
        - good: gain
        - bad: -4 USD
    - Ask first: -0.5 USD
      - oracle
        - any
          - Go
            - luck
              - good: gain
              - bad: -4 USD
          - Stay: 0 USD
    - Stay (status quo): 1 USD to 2 USD
    ## Evidence
    - 2026-01-02 luck: good 50%, bad 25% — a friend
    """

  private func table(_ text: String, width: Int?) throws -> String {
    let decision = try read(text)
    return ScoreTable.lines(try decision.scored(), title: "A decision", note: nil, width: width).text
  }

  @Test(arguments: [nil, 80, 50])
  func `a name gives way to a narrow terminal`(width: Int?) throws {
    let text = try table(Self.careful, width: width)
    try expectGolden("careful-\(width.map(String.init) ?? "pipe")", text)
  }

  @Test func `a bet`() throws { try expectGolden("bet", try table(Self.bet, width: 80)) }

  @Test func `what is sampled`() throws { try expectGolden("sampled", try table(Self.sampled, width: 80)) }

  @Test(arguments: ["drill", "offer", "lease"])
  func `an example`(name: String) throws {
    let decision = try example("\(name).md")
    try expectGolden(name, ScoreTable.lines(try decision.scored(), title: name, note: nil).text)
  }

  @Test func `the report of what is sampled`() throws {
    let decision = try read(Self.sampled)
    try expectGolden("sampled-report", try report(decision, try decision.scored()))
  }

  /// An object a line below the first two levels, so that it can be read; the members of each are pinned by order.
  @Test(arguments: ["bet", "careful", "sampled", "lease"])
  func `the JSON`(name: String) throws {
    let texts = ["bet": Self.bet, "careful": Self.careful, "sampled": Self.sampled]
    let decision = try texts[name].map { try read($0) } ?? example("\(name).md")
    let answer = ScoreAnswer(
      ScoredDecision(
        name: name, decision: decision, revision: nil, version: .taken, score: try decision.scored()), draws: nil)
    try expectGolden("\(name)-json", outline(answer.json, depth: 0))
  }

  private func outline(_ json: JSON, depth: Int) -> String {
    let indent = String(repeating: "  ", count: depth)
    switch json {
    case .object(let members) where depth < 2:
      return members.map { key, value in
        switch value {
        case .object(let members) where !members.isEmpty && depth == 0:
          return "\(indent)\(key):\n\(outline(value, depth: depth + 1))"
        case .array(let items) where !items.isEmpty && depth == 0:
          return "\(indent)\(key):\n" + items.map { "\(indent)  - \($0.line)" }.joined()
        default: return "\(indent)\(key): \(value.line)"
        }
      }.joined()
    default: return indent + json.line
    }
  }

  /// The pictures of a page of 60 columns.
  @Test func `the pictures`() throws {
    let decision = try read(Self.careful)
    try expectGolden("careful-pictures", ScorePictures.lines(try decision.scored(), width: 60).text)
  }
}
