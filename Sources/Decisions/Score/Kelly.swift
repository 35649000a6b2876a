import Quantities

/// The fraction of the bankroll that Kelly's rule stakes on an option, or why it names none.
package enum KellyShare: Hashable, Sendable {
  case share(Double)
  /// Nothing bounds what may be lost: any share, however small, may take all.
  case unboundedLoss
  /// Nothing can be lost, so that no share is too much.
  case nothingToLose
  /// It pays 0 for certain: there is nothing to stake on.
  case nothingAtStake

  package var share: Double? { if case .share(let share) = self { share } else { nil } }
}

/// How much of what one has to stake.
enum Kelly {
  /// The fraction f of the bankroll whose staking gives the greatest expected log growth E[ln(1 + f r)], where r is the
  /// payoff over the stake (Kelly 1956).
  ///
  /// The derivative falls with f, so its root is closed in on by halving. Nothing is staked on what loses on average.
  ///
  ///     Kelly.share(of: a bet at even odds won with 60%, stake: 1, least: -1)   // 0.2
  ///
  /// - Parameters:
  ///   - least: the least payoff that is possible, which samples may not have shown.
  /// - Returns: nil without a stake.
  static func share(of payoffs: PayoffDistribution, stake: Double, least: Double) -> KellyShare? {
    guard stake != 0 else { return nil }
    let stake = abs(stake)
    if least == -.infinity { return .unboundedLoss }
    let worst = min(least, payoffs.points.first?.value ?? 0) / stake
    if worst >= 0 { return payoffs.points.allSatisfy { $0.value == 0 } ? .nothingAtStake : .nothingToLose }
    guard payoffs.mean > 0 else { return .share(0) }
    func growth(_ share: Double) -> Double {
      payoffs.points.reduce(into: CompensatedSum()) { sum, point in
        let rate = point.value / stake
        sum.add(point.probability * rate / (1 + share * rate))
      }.value
    }
    // At the greatest share the worst outcome would take all.
    var (low, high) = (0.0, -1 / worst)
    if growth(high * (1 - 1e-12)) >= 0 { return .share(high) }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      if growth(middle) > 0 { low = middle } else { high = middle }
      if high - low <= 1e-13 * high { break }
    }
    return .share(low + (high - low) / 2)
  }
}
