import Quantities
import Uncertainty

/// How a chance of one name turned out in decisions that were taken before.
package struct BaseRate: Sendable {
  package let chance: String
  /// How often each value came.
  package private(set) var counts: [String: Int] = [:]

  package var total: Int { counts.values.reduce(0, +) }

  package init(of chance: String) {
    self.chance = chance
  }

  /// Counts what a decision's Outcome says of the chance; of several lines the last counts.
  package mutating func count(_ decision: Decision) {
    guard let value = decision.known.values[chance] else { return }
    counts[value, default: 0] += 1
  }

  /// The value whose probability disagrees most with what was seen: one as far off, or farther, would come by chance
  /// less than once in twenty times (a binomial test, both sides). Nil below five decisions.
  package func disagreement(with probabilities: [(value: String, probability: Double)]) -> (value: String, p: Double)? {
    guard total >= 5 else { return nil }
    let tested = probabilities.map { value, probability -> (value: String, p: Double) in
      let seen = Double(counts[value] ?? 0)
      if probability == 0 || probability == 1 {
        return (value, probability == seen / Double(total) ? 1 : 0)
      }
      let distribution = Distribution.binomial(trials: total, probability: probability)
      let (below, above) = (distribution.cumulative(seen), 1 - distribution.cumulative(seen - 1))
      return (value, min(1, 2 * min(below, above)))
    }
    return tested.filter { $0.p < 0.05 }.min { $0.p < $1.p }
  }
}
