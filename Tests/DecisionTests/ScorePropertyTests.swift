import Decisions
import Foundation
import SeededChance
import Testing

/// Every figure of a score against brute force.
struct ScorePropertyTests {
  @Test(arguments: UInt64(0)..<400)
  func `a score is what brute force finds`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let tree = RandomTree(isExact: seed.isMultiple(of: 2), using: &generator)
    let truth = BruteForce(tree)
    let score = try score(options: tree.list, stake: "200 USD")
    let magnitude = truth.options.flatMap(\.outcomes).map { abs($0.payoff) }.max() ?? 0
    #expect(score.options.count == tree.options.count)
    for (option, expected) in zip(score.options, truth.options) {
      #expect(agree(option.expected, expected.expected, of: magnitude))
      #expect(agree(option.returnOnStake ?? .nan, expected.expected / 200, of: magnitude))
      compare(option, with: expected.outcomes, magnitude)
      #expect(Dictionary(uniqueKeysWithValues: option.policy.map { ($0.after, $0.choose) }) == expected.policy)
      #expect(agree(option.chanceOfBest ?? .nan, expected.chanceOfBest, of: 1))
      #expect(agree(option.regret ?? .nan, truth.clairvoyant - expected.expected, of: magnitude))
    }
    let ranking = truth.options.map(\.expected).sorted(by: >)
    #expect(agree(score.best.expected, ranking[0], of: magnitude))
    #expect(agree(score.perfectInformation ?? .nan, truth.clairvoyant - ranking[0], of: magnitude))
    #expect(score.margin == nil || agree(score.margin ?? .nan, ranking[0] - ranking[1], of: magnitude))
    #expect((score.margin == nil) == (ranking.count == 1))
    #expect(agree(score.options.reduce(0) { $0 + ($1.chanceOfBest ?? .nan) }, 1))
    #expect(score.ranked.map(\.expected) == score.ranked.map(\.expected).sorted(by: >))
  }

  private func compare(_ option: Score.Option, with outcomes: [BruteForce.Outcome], _ magnitude: Double) {
    let mean = outcomes.reduce(0) { $0 + $1.probability * $1.payoff }
    let variance = outcomes.reduce(0) { $0 + $1.probability * pow($1.payoff - mean, 2) }
    #expect(abs(option.standardDeviation * option.standardDeviation - variance) <= 1e-12 * magnitude * magnitude)

    let loss = outcomes.filter { $0.payoff < -1e-9 }.reduce(0) { $0 + $1.probability }
    #expect(agree(option.chanceOfLoss, loss, of: 1))

    let ascending = outcomes.sorted { $0.payoff < $1.payoff }
    for (level, quantile) in [(0.05, option.p5), (0.5, option.p50), (0.95, option.p95)] {
      var below = 0.0
      let reached = ascending.first { outcome in
        below += outcome.probability
        return below >= level - 1e-12
      }
      #expect(agree(quantile, reached?.payoff ?? .nan, of: magnitude), "the quantile of \(level)")
    }

    for (path, extreme) in [(option.worst, ascending.first), (option.best, ascending.last)] {
      #expect(agree(path.payoff, extreme?.payoff ?? .nan, of: magnitude))
      let same = outcomes.first { $0.path == path.labels }
      #expect(agree(path.payoff, same?.payoff ?? .nan, of: magnitude))
      let all = outcomes.filter { abs($0.payoff - path.payoff) <= 1e-12 * magnitude }
      #expect(agree(path.probability, all.reduce(0) { $0 + $1.probability }))
      #expect(path.others == all.count - 1)
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `what must hold of every tree holds`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed &+ 1 << 32)
    let score = try score(options: RandomTree(isExact: false, using: &generator).list)
    for option in score.options {
      #expect(option.worst.payoff <= option.p5 && option.p5 <= option.p50)
      #expect(option.p50 <= option.p95 && option.p95 <= option.best.payoff)
      #expect(option.worst.payoff <= option.expected + 1e-9 && option.expected <= option.best.payoff + 1e-9)
      #expect((0...1).contains(option.chanceOfLoss))
      #expect((option.regret ?? -1) >= (score.perfectInformation ?? 0))
      #expect(option.chance(atMost: option.best.payoff) > 1 - 1e-12)
      #expect(option.chance(atMost: option.worst.payoff) >= option.worst.probability * (1 - 1e-12))
    }
    #expect(score.best.regret == score.perfectInformation)
    #expect((score.perfectInformation ?? -1) >= 0)
    #expect((score.margin ?? 0) >= 0)
  }
}
