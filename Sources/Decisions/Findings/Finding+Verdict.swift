import Quantities

/// What a verdict says.
extension Finding {
  /// How far the best option leads.
  package struct Lead: Hashable, Sendable {
    package var option: String
    package var isStatusQuo: Bool
    /// The next best; nil where there is none.
    package var runnerUp: String?
    /// By how much the best exceeds that; nil where the two cannot be compared. 0: they are level.
    package var margin: Estimate?
    /// By how much it exceeds the status quo; nil where there is none, or where it is the best or the next best.
    package var overStatusQuo: Estimate?
  }

  /// What it does to the best option that beliefs are uncertain.
  package struct UncertaintyCost: Hashable, Sendable {
    package var option: String
    /// What it would be worth, were every belief its mean.
    package var atMeans: Estimate
    /// How much more it is worth as it is; below 0 the uncertainty costs something.
    package var difference: Estimate
  }

  /// The score with the beliefs corrected by the person's record.
  package struct Correction: Hashable, Sendable {
    package enum Probabilities: Hashable, Sendable { case lessExtreme, moreExtreme }

    package var recalibration: Recalibration
    /// What becomes of probabilities; nil where that is nothing to speak of.
    package var probabilities: Probabilities?
    /// How many times as wide ranges become; nil where that is nothing to speak of.
    package var widening: Double?
    /// The best option then.
    package var option: String
    package var expected: Estimate
    /// The best option as the beliefs stand.
    package var uncorrected: String
    /// By how much it exceeds that; nil where the two are one.
    package var lead: Estimate?
  }

  /// The best option and those that it is preferred to.
  package struct SaferThan: Hashable, Sendable {
    package var option: String
    package var over: [String]
  }

  /// An option as one who goes by a risk tolerance plays it.
  package struct CarefulPlay: Sendable {
    package var option: String
    /// What a certain payment must be to be as good.
    package var equivalent: Estimate
    package var policy: [PolicyStep]
    /// What comes of that play; nil where it is the one that is best by expected value.
    package var outcome: RiskPlay?
  }
}

extension Score {
  func estimate(_ value: Double, error: Double? = nil) -> Estimate { Estimate(value, unit, error: error) }

  /// Which option is the best, by how much, and how far that can be trusted.
  var verdict: [Finding] {
    var findings: [Finding] = [.best(lead)]
    if let margin, isTooCloseToCall, margin > 0, let error = marginError {
      findings.append(.tooClose(margin: estimate(margin, error: error)))
    } else if isIndifferent, let margin, margin > 0 {
      findings.append(.hardlyMatters(margin: estimate(margin, error: marginError)))
    }
    if let perfect = perfectInformation {
      findings.append(
        perfect == 0
          ? .nothingToLearn
          : .worthOfEverything(
            estimate(perfect, error: perfectInformationError), isSampled: method == .monteCarlo))
    }
    if let cost = uncertaintyCost { findings.append(.uncertainty(cost)) }
    let unbounded = ranked.filter { $0.kellyShare == .unboundedLoss }.map(\.label)
    if !unbounded.isEmpty { findings.append(.withoutKellyShare(unbounded)) }
    if let correction { findings.append(.corrected(correction)) }
    return findings
  }

  private var lead: Finding.Lead {
    let second = ranked.first { $0.label != best.label }
    var lead = Finding.Lead(option: best.label, isStatusQuo: best.isStatusQuo)
    guard let second, let margin else { return lead }
    lead.runnerUp = second.label
    lead.margin = estimate(margin, error: marginError)
    if margin != 0, let over = marginOverStatusQuo, over > 0, !best.isStatusQuo, !second.isStatusQuo {
      lead.overStatusQuo = estimate(over, error: marginOverStatusQuoError)
    }
    return lead
  }

  /// Told where it is more than noise and more than 1% of what the option is worth.
  private var uncertaintyCost: Finding.UncertaintyCost? {
    guard let naive = expectedAtMeans else { return nil }
    let difference = best.expected - naive
    let noise = 2 * (best.standardError ?? 0)
    guard abs(difference) > max(noise, 0.01 * abs(best.expected)) else { return nil }
    return Finding.UncertaintyCost(option: best.label, atMeans: estimate(naive), difference: estimate(difference))
  }

  private var correction: Finding.Correction? {
    guard let again = recalibrated else { return nil }
    let record = again.recalibration
    let expected = again.expected[again.bestIndex]
    let correction = Finding.Correction(
      recalibration: record,
      probabilities: abs(record.exponent - 1) > 0.005 ? (record.exponent < 1 ? .lessExtreme : .moreExtreme) : nil,
      widening: record.widening > 1.005 ? record.widening : nil, option: options[again.bestIndex].label,
      expected: estimate(expected), uncorrected: best.label,
      lead: again.bestIndex == bestIndex ? nil : estimate(expected - again.expected[bestIndex]))
    return correction.probabilities == nil && correction.widening == nil ? nil : correction
  }

  // MARK: Later choices

  var plays: [Finding] {
    (best.policy.isEmpty ? [] : [.policy(best.policy)]) + carefulPlays
  }

  /// For one who goes by a risk tolerance.
  private var carefulPlays: [Finding] {
    guard let careful = bestUnderRisk else { return [] }
    return ([careful] + ranked.filter { $0.label != careful.label }).compactMap { option in
      guard let play = option.underRisk, let equivalent = option.certaintyEquivalent, equivalent.isFinite else {
        return nil
      }
      let isOwn = play.policy != option.policy
      let own = Finding.CarefulPlay(
        option: option.label, equivalent: estimate(equivalent, error: play.equivalentError), policy: play.policy,
        outcome: isOwn ? play : nil)
      if option.label == careful.label { return isOwn || careful.label != best.label ? .underRisk(own) : nil }
      return isOwn ? .equivalent(own) : nil
    }
  }

  // MARK: Risk

  /// Whom all who dislike risk prefer; what is better for everyone is a warning.
  var saferThan: [Finding] {
    let pairs = (dominance ?? []).filter { $0.order == .second && $0.option == best.label }
    return pairs.isEmpty ? [] : [.safer(Finding.SaferThan(option: best.label, over: pairs.map(\.over)))]
  }
}
