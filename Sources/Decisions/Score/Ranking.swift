package import Diagnostics
import Quantities

/// What the options of a decision are expected to pay, and no more: what a list of many decisions tells of each.
///
/// It takes one roll-back, where a score asks besides how payoffs are spread, what is worth knowing, and what would
/// change the answer. What both tell is the same.
package struct Ranking: Sendable {
  package struct Option: Hashable, Sendable {
    package var label: String
    /// Nil where the payoff's tails are too heavy for it.
    package var expected: Estimate?
  }

  /// In the order of the document.
  package var options: [Option]
  package var bestIndex: Int

  package var best: Option { options[bestIndex] }

  /// The index of the greatest expected payoff, where some have none: what has no expected value is not the best for
  /// that. Nil where none has one.
  static func best(of expected: [Double?]) -> Int? {
    expected.indices.filter { expected[$0] != nil }.max { expected[$0] ?? 0 < expected[$1] ?? 0 }
  }
}

extension ValuedTree {
  /// Ranks the options by what they are expected to pay.
  ///
  /// - Throws: as `scored`.
  package func ranked(_ context: ScoreContext) throws(Diagnostic) -> Ranking {
    let (tree, plain, bestIndex) = try played(context)
    let rolled = plain.options.compactMap { $0 }
    let orders = momentOrders(rolled)
    let options = rolled.indices.map { index in
      Ranking.Option(
        label: rolled[index].label,
        expected: orders[index].lacksMean
          ? nil
          : Estimate(
            plain.expected(index, isSampled: tree.scenarios.isSampled), unit,
            error: tree.scenarios.standardError(plain.values[index], under: plain.weight)))
    }
    let isWhole = !orders.contains(where: \.lacksMean)
    return Ranking(
      options: options,
      bestIndex: isWhole ? bestIndex : Ranking.best(of: options.map { $0.expected?.value }) ?? bestIndex)
  }
}
