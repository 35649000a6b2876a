import Quantities

/// How much of what one has to stake.
enum Kelly {
  /// The fraction f of the bankroll whose staking gives the greatest expected log growth E[ln(1 + f r)], where r is the
  /// payoff over the stake (Kelly 1956).
  ///
  /// The derivative falls with f, so its root is closed in on by halving. Nothing is staked on what loses on average,
  /// nor on what may lose without bound.
  ///
  ///     Kelly.share(of: a bet at even odds won with 60%, stake: 1)   // 0.2
  ///
  /// - Parameters:
  ///   - least: the least payoff that is possible, which samples may not have shown.
  /// - Returns: nil without a stake, and where nothing can be lost, so that no share is too much.
  static func share(of payoffs: Distribution, stake: Double, least: Double) -> Double? {
    guard stake != 0 else { return nil }
    let stake = abs(stake)
    if least == -.infinity { return 0 }
    guard payoffs.mean > 0 else { return 0 }
    let worst = min(least, payoffs.points.first?.value ?? 0) / stake
    guard worst < 0 else { return nil }
    func growth(_ share: Double) -> Double {
      payoffs.points.reduce(into: CompensatedSum()) { sum, point in
        let rate = point.value / stake
        sum.add(point.probability * rate / (1 + share * rate))
      }.value
    }
    // At the greatest share the worst outcome would take all.
    var (low, high) = (0.0, -1 / worst)
    if growth(high * (1 - 1e-12)) >= 0 { return high }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      if growth(middle) > 0 { low = middle } else { high = middle }
      if high - low <= 1e-13 * high { break }
    }
    return low + (high - low) / 2
  }
}
