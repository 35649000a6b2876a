import Decisions
import Diagnostics
import Foundation
import Reports
import SeededChance
import Styling
import Testing

/// Every figure and every sentence of a score against brute force in whole numbers.
struct ScoreClaimTests {
  private struct Case {
    let decision: RandomDecision
    let source: SourceText
    let truth: ExactTruth
    let score: Score
    var stake: Double?
    var bankroll: Double?
    var tolerance: Double?
    /// What comes of each option under the policy that the score prints.
    var outcomes: [[ExactTruth.Outcome]] = []

    func money(_ cents: Int128) -> Double { Double(cents) / 100 }

    /// A mean of what was added up over the states.
    func mean(_ sum: Int128) -> Double { Double(sum) / Double(truth.whole) / 100 }

    /// The sizes of the amounts on the way to what an option pays, on average: figures are exact to a part of that.
    func size(_ option: Int) -> Double { mean(outcomes[option].reduce(0) { $0 + $1.weight * $1.size }) }
  }

  private static func drawn(_ seed: UInt64) throws -> Case {
    var generator = SplitMix64(seed: seed &* 2_654_435_761)
    let sizes = RandomDecision.Size.allCases
    let size = sizes[Int(seed % 3)]
    let decision = RandomDecision(size, using: &generator)
    var header = ""
    func draw(_ key: String, _ choices: [Double]) -> Double? {
      guard Bool.random(using: &generator), let value = choices.randomElement(using: &generator) else { return nil }
      header += "\(key): \(Int(value)) USD\n"
      return value
    }
    let tolerance = draw("risk-tolerance", size == .wide ? [10, 1e5, 1e12] : [1, 3, 100, 5000])
    let stake = draw("stake", [1, 50, 2000])
    let bankroll = draw("bankroll", [2, 300, 90_000])
    let document = decision.document(header: header)
    let score = try Self.score(document)
    return Case(
      decision: decision, source: SourceText(name: "bet", text: document), truth: ExactTruth(decision), score: score,
      stake: stake, bankroll: bankroll,
      tolerance: tolerance)
  }

  private static func score(_ document: String) throws -> Score { try DecisionTests.decision(document).scored() }

  private static func policy(_ steps: [PolicyStep]) -> [[String]: String] {
    Dictionary(steps.map { ($0.after, $0.choose) }) { first, _ in first }
  }

  @Test(arguments: UInt64(0)..<300)
  func `every figure and claim of a score is what brute force finds`(seed: UInt64) throws {
    var one = try Self.drawn(seed)
    for (option, item) in zip(one.score.options, one.decision.options) {
      one.outcomes.append(try #require(one.truth.outcomes(item, Self.policy(option.policy))))
    }
    for index in one.score.options.indices { try checkOption(index, one) }
    checkBest(one)
    try checkJoint(one)
    checkDominance(one)
    checkInformation(one)
    checkWarnings(one)
    checkText(one)
    try checkJSON(one)
  }

  // MARK: Options

  private func checkOption(_ index: Int, _ one: Case) throws {
    let (option, outcomes, whole) = (one.score.options[index], one.outcomes[index], Double(one.truth.whole))
    let most = outcomes.map { one.money($0.size) }.max() ?? 0
    let expected = try #require(one.truth.worth(one.decision.options[index], one.truth.states))
    #expect(agree(option.expected, one.mean(expected), of: one.size(index)))
    #expect(outcomes.reduce(0) { $0 + $1.weight * $1.cents } == expected || isClose(option, expected, index, one))
    check(
      (option.standardDeviation, option.chanceOfLoss, option.worst, option.best), [option.p5, option.p50, option.p95],
      outcomes, one)

    if let stake = one.stake {
      #expect(agree(option.returnOnStake ?? .nan, one.mean(expected) / stake, of: one.size(index) / stake))
      checkKelly(option.kellyShare, outcomes, stake, one)
    } else {
      #expect(option.kellyShare == nil && option.returnOnStake == nil)
    }

    guard let tolerance = one.tolerance else {
      #expect(option.certaintyEquivalent == nil && option.underRisk == nil)
      return
    }
    let play = try #require(option.underRisk)
    let careful = try #require(one.truth.outcomes(one.decision.options[index], Self.policy(play.policy)))
    let least = one.truth.logLoss(one.decision.options[index], one.truth.states, tolerance) - log(whole)
    let own =
      ExactTruth.logSum(careful.map { log(Double($0.weight)) - one.money($0.cents) / tolerance }) - log(whole)
    let off = 1e-11 * (tolerance + most)
    #expect(abs((option.certaintyEquivalent ?? .nan) + tolerance * least) <= off)
    #expect(abs(least - own) * tolerance <= off, "the policy that is shown is the one that is valued")
    #expect(agree(play.expected, one.mean(careful.reduce(0) { $0 + $1.weight * $1.cents }), of: most))
    #expect((option.certaintyEquivalent ?? .nan) <= play.expected + off)
    check(
      (play.standardDeviation, play.chanceOfLoss, play.worst, play.best), [play.p5, play.p50, play.p95], careful, one)
    #expect(!option.isEquivalentTooHigh)
  }

  /// Whether the policy that is printed is as good as the best to the last digits.
  private func isClose(_ option: Score.Option, _ expected: Int128, _ index: Int, _ one: Case) -> Bool {
    let own = one.outcomes[index].reduce(0) { $0 + $1.weight * $1.cents }
    return agree(one.mean(own), one.mean(expected), of: one.size(index) / 100)
  }

  private func check(
    _ figures: (sd: Double, loss: Double, worst: Score.Path, best: Score.Path), _ quantiles: [Double],
    _ outcomes: [ExactTruth.Outcome], _ one: Case
  ) {
    let whole = Double(one.truth.whole)
    let mean = outcomes.reduce(0) { $0 + Double($1.weight) / whole * one.money($1.cents) }
    let squares = outcomes.reduce(0) { $0 + Double($1.weight) / whole * pow(one.money($1.cents) - mean, 2) }
    let most = outcomes.map { one.money($0.size) }.max() ?? 0
    #expect(abs(figures.sd - squares.squareRoot()) <= 1e-6 * most)
    let loss = outcomes.reduce(Int128(0)) { $1.cents < 0 ? $0 + $1.weight : $0 }
    #expect(agree(figures.loss, Double(loss) / whole, of: 1))
    let distribution = ExactDistribution(outcomes)
    for (level, quantile) in zip([0.05, 0.5, 0.95], quantiles) {
      #expect(agree(quantile, one.money(distribution.quantile(level, one.truth.whole)), of: most))
    }
    for (path, extreme) in [(figures.worst, distribution.points.first), (figures.best, distribution.points.last)] {
      let cents = extreme?.cents ?? 0
      #expect(agree(path.payoff, one.money(cents), of: most))
      #expect(agree(path.probability, Double(extreme?.weight ?? 0) / whole, of: 1), "of that payoff, on any path")
      #expect(outcomes.contains { $0.path == path.labels && $0.cents == cents })
      #expect(path.others == outcomes.count { $0.cents == cents } - 1)
    }
  }

  private func checkKelly(_ kelly: KellyShare?, _ outcomes: [ExactTruth.Outcome], _ stake: Double, _ one: Case) {
    guard outcomes.contains(where: { $0.cents < 0 }) else {
      #expect(kelly == (outcomes.allSatisfy { $0.cents == 0 } ? .nothingAtStake : .nothingToLose))
      return
    }
    guard let share = kelly?.share else {
      Issue.record("a loss that is bounded has a share")
      return
    }
    func growth(_ share: Double) -> Double {
      outcomes.reduce(0) {
        $0 + Double($1.weight) / Double(one.truth.whole) * log1p(share * one.money($1.cents) / stake)
      }
    }
    let most = -stake / one.money(outcomes.map(\.cents).min() ?? 0)
    #expect((0...most * (1 + 1e-9)).contains(share))
    let own = share < most ? growth(share) : -.infinity
    for factor in [0, 0.5, 0.99, 1.01, 2] where share * factor < most && own > -.infinity {
      #expect(own >= growth(share * factor) - 1e-9)
    }
    if share == 0 { #expect(growth(1e-3 * most) <= 1e-9) }
  }

  // MARK: The best

  private func checkBest(_ one: Case) {
    let score = one.score
    let worths = one.decision.options.map { one.truth.worth($0, one.truth.states) ?? 0 }
    let top = worths.max() ?? 0
    let level = worths.indices.filter { worths[$0] == top }
    let off = { (option: Int) in
      1e-14 * (one.size(option) + (worths.indices.map { one.size($0) }.max() ?? 0))
    }
    // Whether doubles can tell the others from the best at all.
    let isClear = worths.indices.allSatisfy { level.contains($0) || one.mean(top - worths[$0]) > off($0) }
    if isClear {
      let best = one.decision.statusQuo.flatMap { level.contains($0) ? $0 : nil } ?? level[0]
      #expect(score.bestIndex == best)
      if let margin = score.margin {
        #expect((margin == 0) == (level.count > 1))
        let second = worths.indices.filter { $0 != best }.map { worths[$0] }.max() ?? 0
        #expect(agree(margin, one.mean(top - second), of: one.size(best)))
      }
    }
    #expect((score.margin == nil) == (score.options.count == 1))
    #expect((score.margin ?? 0) >= 0 && !score.isTooCloseToCall)
    if let quo = one.decision.statusQuo {
      let size = one.size(quo) + one.size(score.bestIndex)
      #expect(agree(score.marginOverStatusQuo ?? .nan, one.mean(top - worths[quo]), of: size))
    }
    if let stake = one.stake, let margin = score.margin { #expect(score.isIndifferent == (margin <= 0.01 * stake)) }
    if let tolerance = one.tolerance {
      let equivalents = score.options.map { $0.certaintyEquivalent ?? .nan }
      #expect((score.bestUnderRisk?.certaintyEquivalent ?? .nan) >= (equivalents.max() ?? 0) - 1e-11 * tolerance)
    }
    #expect(score.ranked.first?.label == score.best.label)
  }

  private func checkJoint(_ one: Case) throws {
    let policies = one.score.options.map { Self.policy($0.policy) }
    var wins = one.decision.options.map { _ in 0.0 }
    var gain: Int128 = 0
    for state in one.truth.states {
      let payoffs = try one.decision.options.indices.map {
        try #require(one.truth.payoff(one.decision.options[$0], policies[$0], in: state))
      }
      let most = payoffs.max() ?? 0
      let tied = payoffs.indices.filter { payoffs[$0] == most }
      for winner in tied { wins[winner] += Double(state.weight) / Double(one.truth.whole) / Double(tied.count) }
      let clairvoyant = one.decision.options.map { one.truth.clairvoyant($0, state) }.max() ?? 0
      gain += state.weight * (clairvoyant - payoffs[one.score.bestIndex])
    }
    let perfect = try #require(one.score.perfectInformation)
    // What small gains there are is not lost beside large amounts.
    #expect(agree(perfect, one.mean(gain), of: one.size(one.score.bestIndex) / 100))
    if gain == 0 { #expect(perfect == 0) }
    for (index, option) in one.score.options.enumerated() {
      #expect(agree(option.chanceOfBest ?? .nan, wins[index], of: 1))
      let behind = one.score.best.expected - option.expected
      #expect(agree(option.regret ?? .nan, perfect + behind, of: one.size(index) + one.size(one.score.bestIndex)))
    }
  }

  private func checkDominance(_ one: Case) {
    let all = one.outcomes.map { ExactDistribution($0) }
    for first in all.indices {
      for second in all.indices where first != second {
        let truth = all[first].dominates(all[second])
        let told = one.score.dominance?.first {
          $0.option == one.score.options[first].label && $0.over == one.score.options[second].label
        }?.order
        #expect(told == (truth.first ? .first : truth.second ? .second : nil))
      }
    }
  }

  private func checkInformation(_ one: Case) {
    let best = one.truth.best(one.truth.states) ?? 0
    let size = one.score.options.indices.map { one.size($0) }.max() ?? 0
    for belief in one.score.information.beliefs {
      guard let index = one.decision.chances.firstIndex(where: { $0.name == belief.name }) else { continue }
      #expect(agree(belief.value, one.mean(one.truth.best(seeing: index) - best), of: size))
    }
    for test in one.score.information.tests {
      guard let index = one.decision.chances.firstIndex(where: { $0.name == test.name }) else { continue }
      let blind = one.truth.best(one.truth.states, avoiding: index)
      #expect((test.value == nil) == (blind == nil))
      if let blind, let value = test.value {
        #expect(agree(value, one.mean(max(0, one.truth.best(seeing: index) - blind)), of: size))
      }
    }
    let perfect = one.score.perfectInformation ?? 0
    for chance in one.score.information.beliefs + one.score.information.unnamed {
      #expect(chance.value >= 0 && chance.value <= perfect + 1e-12 * size)
    }
    // Each chance with evidence is told of, and what depends on it.
    let told = Set(one.score.updates.map(\.chance))
    #expect(told.isSuperset(of: one.decision.chances.filter { $0.likelihood != nil }.map(\.name)))
    for update in one.score.updates {
      guard let index = one.decision.chances.firstIndex(where: { $0.name == update.chance }) else { continue }
      for value in update.values.indices {
        let weight = one.truth.states.reduce(Int128(0)) { $1.values[index] == value ? $0 + $1.weight : $0 }
        #expect(agree(update.posterior[value], Double(weight) / Double(one.truth.whole), of: 1))
      }
    }
  }

  // MARK: What is said

  private func checkWarnings(_ one: Case) {
    let codes = one.score.warnings.map(\.code)
    let never: [Diagnostic.Code] = [.rareLosses, .sameChance, .similarChance, .unbearableTail, .ruinPossible]
    #expect(Set(codes).isDisjoint(with: never))
    let all = one.outcomes.map { ExactDistribution($0).points.map(\.cents) }
    let isUncertain = all.contains { $0.count > 1 }
    let quo = one.decision.statusQuo
    for (index, item) in one.decision.options.enumerated() where index != quo && isUncertain {
      let least = all[index].first ?? 0
      let isSafe =
        quo.map { least > all[$0].last ?? 0 }
        ?? (least >= 0 && one.outcomes[index].contains { $0.cents > 0 })
      let told = one.score.warnings.first { $0.code == .noDownside && $0.message.contains("'\(item.label)'") }
      #expect((told != nil) == isSafe)
      if let told, told.message.contains("cannot lose") { #expect(least >= 0) }
      let dominated = one.score.dominance?.contains { $0.over == item.label && $0.order == .first } ?? false
      #expect(
        one.score.warnings.contains { $0.code == .dominatedOption && $0.message.contains("than '\(item.label)'") }
          == dominated)
    }
    if let bankroll = one.bankroll {
      let worst = one.money(all[one.score.bestIndex].first ?? 0)
      #expect(codes.contains(.ruin) == (worst <= -bankroll))
    }
  }

  /// The sentences, wherever they stand.
  private func checkText(_ one: Case) {
    let lines = ScoreTable.lines(one.score, title: "Bet", note: nil).map(\.plain)
    let text = lines.joined(separator: "\n")
    let score = one.score
    #expect(text.contains("level with") == (score.margin == 0))
    #expect(text.contains("Nothing you could learn") == (score.perfectInformation == 0))
    for step in score.best.policy.prefix(40) {
      #expect(text.contains("after \(step.after.joined(separator: " › ")): \(step.choose)"))
    }
    if let careful = score.bestUnderRisk, let play = careful.underRisk,
      careful.label != score.best.label || play.policy != careful.policy
    {
      #expect(text.contains("At your risk tolerance: \(careful.label),"))
      for step in play.policy.prefix(40) {
        #expect(text.contains("after \(step.after.joined(separator: " › ")): \(step.choose)"))
      }
    } else {
      #expect(!text.contains("At your risk tolerance"))
    }
    let second = score.dominance?.contains { $0.order == .second && $0.option == score.best.label } ?? false
    #expect(text.contains("Whoever dislikes risk") == second)
    for line in text.split(separator: "\n") where line.hasPrefix("certain ") {
      #expect(line.contains("100%"))
    }
    #expect(!text.contains("nan") && !text.contains("inf"))
  }

  private func checkJSON(_ one: Case) throws {
    let text = ScoreJSON.answer(one.score, decision: "bet", revision: nil, in: one.source).text
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(json["best"] as? String == one.score.best.label)
    let options = try #require(json["options"] as? [[String: Any]])
    for (option, written) in zip(one.score.options, options) {
      let expected = (written["expected"] as? [String: Any])?["value"] as? Double
      #expect(agree(expected ?? .nan, option.expected))
      #expect((written["kelly"] is Double) == (option.kelly != nil))
      if let kelly = option.kelly { #expect(agree(written["kelly"] as? Double ?? .nan, kelly)) }
      #expect((written["kellyAbsence"] is String) == (option.kellyShare != nil && option.kelly == nil))
      for (key, path) in [("worst", option.worst), ("best", option.best)] {
        let written = try #require(written[key] as? [String: Any])
        #expect(agree(written["probability"] as? Double ?? .nan, path.probability))
        #expect(written["path"] as? [String] == path.labels)
      }
      func steps(_ value: Any?) -> [[String]]? {
        (value as? [[String: Any]])?.compactMap { step in
          guard let after = step["after"] as? [String], let choose = step["choose"] as? String else { return nil }
          return after + [choose]
        }
      }
      #expect(steps(written["policy"]) == option.policy.map { $0.after + [$0.choose] })
      #expect(steps(written["policyUnderRisk"]) == option.underRisk?.policy.map { $0.after + [$0.choose] })
    }
    #expect((json["evidence"] as? [Any])?.count == one.score.updates.count)
  }
}
