import Quantities

/// What comes of an option under the best play after it.
struct Play: Sendable {
  /// Of the payoff, over scenarios and paths.
  var payoffs: Distribution
  var worst: Score.Path
  var best: Score.Path

  /// More points than that are not sorted: fewer scenarios do.
  private static let mostPoints = 150_000

  /// - Parameters:
  ///   - weight: the weight of every scenario.
  ///   - mass: the sum of the weights.
  init(_ option: RolledNode, in tree: SampledTree, weight: Column, mass: Double) {
    var paths = 0
    option.forEachOutcome(in: tree) { _, payoff, probability in
      if case .each = payoff { paths += 1 }
    }
    // Whole blocks of samples stand for all.
    let count = tree.scenarios.count
    let block = SampleColumns.block
    let used =
      tree.scenarios.isSampled && paths * count > Self.mostPoints
      ? min(count, max(block, Self.mostPoints / paths / block * block)) : count
    let share = tree.scenarios.isSampled ? Double(count) / Double(used) : 1
    var points: [Distribution.Point] = []
    var worst: Score.Path?
    var best: Score.Path?
    let isOne = count == 1
    option.forEachOutcome(in: tree) { labels, payoff, probability in
      let path: Score.Path
      if isOne {
        path = Score.Path(labels: labels, payoff: payoff[0], probability: probability[0])
        points.append(.init(value: path.payoff, probability: path.probability))
      } else {
        let weights = weight * probability
        let chance = tree.scenarios.total(weights) / mass
        guard chance > 0 else { return }
        path = Score.Path(
          labels: labels, payoff: tree.scenarios.mean(payoff, under: weights), probability: min(1, chance))
        switch payoff {
        case .one(let value): points.append(.init(value: value, probability: chance))
        case .each(let values):
          points.reserveCapacity(points.count + used)
          for scenario in 0..<used {
            points.append(.init(value: values[scenario], probability: weights[scenario] / mass * share))
          }
        }
      }
      if path.payoff < worst?.payoff ?? .infinity { worst = path }
      if path.payoff > best?.payoff ?? -.infinity { best = path }
    }
    let total = tree.scenarios.isSampled ? points.reduce(0) { $0 + $1.probability } : 1
    payoffs = Distribution(points, total: total)
    let nowhere = Score.Path(labels: [option.label], payoff: payoffs.mean, probability: 1)
    self.worst = worst ?? nowhere
    self.best = best ?? nowhere
  }
}
