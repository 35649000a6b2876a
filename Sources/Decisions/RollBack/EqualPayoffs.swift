/// Payoffs that only rounding tells apart, each as one amount: 0.1 + 0.2 − 0.3 is 0, and 1000.1 − 1000 is 0.1.
///
/// Where samples are drawn nothing is brought together.
struct EqualPayoffs: Sendable {
  /// What stands for a payoff, where that is another number.
  private var amounts: [Double: Double] = [:]

  /// - Parameter options: the best play, whose payoffs are compared.
  init(_ options: [RolledNode], in tree: ScenarioTree) {
    guard !tree.scenarios.isSampled else { return }
    var payoffs: [(value: Double, off: Double)] = []
    for option in options {
      if tree.scenarios.count == 1 {
        option.forEachPayoff(in: tree) { payoffs.append(($0, $1)) }
        continue
      }
      option.forEachOutcome(in: tree) { _, payoff, _, off in
        switch payoff {
        case .one(let value): payoffs.append((value, off))
        case .each(let values): for value in values { payoffs.append((value, off)) }
        }
      }
    }
    payoffs.sort { ($0.value, $0.off) < ($1.value, $1.off) }
    var start = 0
    while start < payoffs.count {
      // All that are level with the least; what they are off by cannot add up from one to the next.
      var end = start + 1
      while end < payoffs.count, payoffs[end].value - payoffs[start].value <= payoffs[start].off + payoffs[end].off {
        end += 1
      }
      let alike = payoffs[start..<end]
      start = end
      guard alike.count > 1, let known = alike.min(by: { $0.off < $1.off }) else { continue }
      for payoff in alike where payoff.value != known.value { amounts[payoff.value] = known.value }
    }
  }

  subscript(payoff: Double) -> Double { amounts.isEmpty ? payoff : amounts[payoff] ?? payoff }
}
