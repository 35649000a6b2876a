import Diagnostics
import Testing

@testable import Decisions

/// Problems whose answers are printed somewhere.
struct ScoreTests {
  /// H. Raiffa, "Decision Analysis" (1968): a driller may sound the ground first; with the payoffs and likelihoods of
  /// the oil wildcatter, sounding is worth 22,500 and drilling at once 20,000.
  @Test func `the oil wildcatter sounds first`() throws {
    let score = try score(
      options: """
        - Drill: -rig
          - 50% dry
          - 30% wet: 120k USD
          - 20% soaking: 270k USD
        - Sound: -10k USD
          - (none) none
            - Drill: -rig
              - (0.30 / none) dry
              - (0.09 / none) wet: 120k USD
              - else soaking: 270k USD
            - Leave: 0 USD
          - (open) open
            - Drill: -rig
              - (0.15 / open) dry
              - (0.12 / open) wet: 120k USD
              - else soaking: 270k USD
            - Leave: 0 USD
          - else closed
            - Drill: -rig
              - (0.05 / closed) dry
              - (0.09 / closed) wet: 120k USD
              - else soaking: 270k USD
            - Leave: 0 USD
        - Nothing (status quo): 0 USD
        """,
      beliefs: """
        rig = 70k USD
        none = 0.5 * 0.6 + 0.3 * 0.3 + 0.2 * 0.1
        open = 0.5 * 0.3 + 0.3 * 0.4 + 0.2 * 0.4
        closed = 1 - none - open
        """, stake: "80k USD")
    #expect(zip(score.options, [20e3, 22.5e3, 0]).allSatisfy { agree($0.expected, $1) })
    #expect(score.best.label == "Sound")
    #expect(agree(score.margin ?? 0, 2.5e3))
    #expect(agree(score.marginOverStatusQuo ?? 0, 22.5e3))
    #expect(
      score.best.policy == [
        PolicyStep(after: ["Sound", "none"], choose: "Leave"), PolicyStep(after: ["Sound", "open"], choose: "Drill"),
        PolicyStep(after: ["Sound", "closed"], choose: "Drill"),
      ])
    #expect(score.unit.symbol == "USD")
    #expect(score.best.worst.payoff == -80e3)
    #expect(score.best.best.payoff == 190e3)
    #expect(agree(score.best.chanceOfLoss, 0.41 + 0.15 + 0.05))
  }

  /// The same lease without the sounding: perfect information would turn 20,000 into 0.3·50,000 + 0.2·200,000.
  @Test func `the oil wildcatter would pay 35,000 to know`() throws {
    let score = try score(
      options: """
        - Drill: -70k USD
          - 50% dry
          - 30% wet: 120k USD
          - 20% soaking: 270k USD
        - Nothing (status quo): 0
        """)
    #expect(agree(score.perfectInformation ?? 0, 35e3))
    #expect(score.options.map { $0.chanceOfBest } == [0.5, 0.5])
    #expect(zip(score.options, [35e3, 55e3]).allSatisfy { agree($0.regret ?? 0, $1) })
    #expect(agree(score.best.standardDeviation, 10_800e6.squareRoot()))
  }

  /// Up to three throws of a die, the last of which counts: 14/3 by keeping 5 and 6, then 4, 5 and 6.
  @Test func `three throws of a die are worth fourteen thirds`() throws {
    func throwing(_ left: Int, _ indent: String) -> String {
      (1...6).map { eye in
        let again = left == 1 ? "" : "\(indent)  - Again\n\(throwing(left - 1, indent + "    "))"
        let keep = left == 1 ? ": \(eye)" : "\n\(indent)  - Keep: \(eye)"
        return "\(indent)- 1/6 throw \(4 - left) gives \(eye)\(keep)\n\(again)"
      }.joined()
    }
    let score = try score(options: "- Play\n\(throwing(3, "  "))- Do not (status quo): 0")
    #expect(agree(score.best.expected, 14.0 / 3))
    let first = score.best.policy.filter { $0.after.count == 2 }.map(\.choose)
    #expect(first == ["Again", "Again", "Again", "Again", "Keep", "Keep"])
    let second = score.best.policy.filter { $0.after.count == 4 && $0.after[1] == "throw 1 gives 1" }.map(\.choose)
    #expect(second == ["Again", "Again", "Again", "Keep", "Keep", "Keep"])
  }

  /// The Thompson Lumber Company (Render and Stair, "Quantitative Analysis for Management"). One market decides about
  /// both plants, which a tree of unnamed chances cannot say.
  @Test func `what compares options that share a chance is left out`() throws {
    let score = try score(
      options: """
        - Large plant
          - 50% favorable market: 200k USD
          - 50% unfavorable market: -180k USD
        - Small plant
          - 50% favorable market: 100k USD
          - 50% unfavorable market: -20k USD
        - Do nothing (status quo): 0 USD
        """)
    #expect(score.options.map(\.expected) == [10e3, 40e3, 0])
    #expect(score.best.label == "Small plant")
    #expect(score.options.allSatisfy { $0.chanceOfBest == nil && $0.regret == nil })
    #expect(score.perfectInformation == nil)
    #expect(score.warnings.map(\.code).contains(.sameChance))
  }

  @Test func `quantiles are the least payoffs not exceeded`() throws {
    let die = (1...6).map { "  - 1/6 shows \($0): \($0)" }.joined(separator: "\n")
    let option = try score(options: "- Roll\n\(die)").best
    #expect([option.p5, option.p50, option.p95] == [1, 3, 6])
    #expect(agree(option.standardDeviation * option.standardDeviation, 35.0 / 12))
    let tenths = try score(options: "- Draw\n  - 5% a: -1\n  - 45% b: 0\n  - 45% c: 1\n  - 5% d: 2").best
    #expect([tenths.p5, tenths.p50, tenths.p95] == [-1, 0, 1])
    #expect(tenths.chanceOfLoss == 0.05)
  }

  @Test func `a tie is shared`() throws {
    let three = try score(options: "- a: 1 USD\n- b: 1 USD\n- c: 1 USD")
    #expect(three.options.allSatisfy { agree($0.chanceOfBest ?? 0, 1.0 / 3) })
    #expect(three.best.label == "a" && three.margin == 0 && three.isIndifferent)
    let coins = try score(options: "- a\n  - 50% x: 1\n  - 50% y: 0\n- b\n  - 50% u: 1\n  - 50% v: 0\n- c: 0")
    for (option, chance) in zip(coins.options, [11.0 / 24, 11.0 / 24, 1.0 / 12]) {
      #expect(agree(option.chanceOfBest ?? 0, chance))
    }
  }

  @Test func `amounts that cancel are no loss`() throws {
    let score = try score(
      options: "- a: 0.1 USD\n  - b: 0.2 USD\n    - c: -0.3 USD\n- d: 0.3 USD\n  - e: -0.2 USD\n    - f: -0.1 USD")
    #expect(score.options.map(\.chanceOfLoss) == [0, 0])
    #expect(score.options.map { $0.chanceOfBest } == [0.5, 0.5])
  }

  @Test(arguments: [("100 USD", true), ("99 USD", false), ("0 USD", false), ("-100 USD", true)])
  func `a margin within a hundredth of the stake hardly matters`(stake: String, isIndifferent: Bool) throws {
    let score = try score(options: "- a: 10 USD\n- b: 9 USD", stake: stake)
    #expect(score.isIndifferent == isIndifferent)
    #expect(score.margin == 1)
    #expect(score.options[0].returnOnStake == (stake == "0 USD" ? nil : stake.contains("99") ? 10 / 99.0 : 0.1))
  }

  @Test func `one option has no runner-up`() throws {
    let score = try score(options: "- Go (status quo): 5 USD")
    #expect(score.margin == nil && score.marginOverStatusQuo == 0 && !score.isIndifferent)
    #expect(score.best.chanceOfBest == 1 && score.best.regret == 0 && score.perfectInformation == 0)
  }

  @Test func `options are ranked by worth, equals as written`() throws {
    let score = try score(options: "- a: 1\n- b: 3\n- c: 3\n- d: 2")
    #expect(score.ranked.map(\.label) == ["b", "c", "d", "a"])
  }

  @Test func `beliefs are amounts and probabilities`() throws {
    let score = try score(
      options: "- Go: -fee\n  - (p) win: 2 * prize\n  - (1 − p) lose: 0",
      beliefs: "p = 1/4\nprize = 10k USD\nfee = 1k USD")
    #expect(score.best.expected == 4000)
  }
}
