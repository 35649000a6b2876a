package import Diagnostics
package import Formulas
package import Quantities

/// What a decision tree says about its options. Payoffs are plain numbers in `unit`.
package struct Score: Sendable {
  package struct Path: Hashable, Sendable {
    /// The labels from the option to the end.
    package var labels: [String]
    package var payoff: Double
    /// Of the payoff, on whichever path it comes.
    package var probability: Double
    /// How many other paths end in the same payoff.
    package var others = 0
    /// Of the payoff, where it is an estimate.
    package var standardError: Double?

    package init(labels: [String], payoff: Double, probability: Double, standardError: Double? = nil) {
      self.labels = labels
      self.payoff = payoff
      self.probability = probability
      self.standardError = standardError
    }
  }

  package struct Option: Sendable {
    package var label: String
    package var isStatusQuo: Bool
    /// The expected payoff under the best play after the option is taken.
    package var expected: Double
    package var standardDeviation: Double
    /// The least payoffs not exceeded with probability 5%, 50% and 95%.
    package var p5: Double
    package var p50: Double
    package var p95: Double
    /// Of the 5%, 50% and 95%, where those are estimates.
    package var quantileErrors: [Double]?
    /// The chance of a payoff below 0.
    package var chanceOfLoss: Double
    /// The chance that no other option would have paid more, a tie shared evenly; nil where the options may share a
    /// chance that the document does not name.
    package var chanceOfBest: Double?
    /// How much more a clairvoyant expects, who knows every chance before choosing; nil as for `chanceOfBest`.
    package var regret: Double?
    /// Expected payoff over the stake; nil without a stake.
    package var returnOnStake: Double?
    package var worst: Path
    package var best: Path
    package var policy: [PolicyStep]
    /// The fraction of the bankroll that Kelly's rule stakes, or why there is none; nil without a stake.
    package var kellyShare: KellyShare?
    /// What a certain payment must be to be as good to someone with the person's risk tolerance, who plays by it; −∞
    /// where the payoff's left tail is too heavy. Nil without a risk tolerance.
    package var certaintyEquivalent: Double?
    /// What one with the person's risk tolerance chooses later, which the certainty equivalent takes for granted, and
    /// what comes of that; nil without a risk tolerance.
    package var underRisk: RiskPlay?
    /// Of the expected payoff, where that is an estimate.
    package var standardError: Double?
    /// The payoffs under the best play.
    var payoffs: PayoffDistribution
    /// The least and the greatest payoff that are possible.
    var least: Double
    var greatest: Double

    /// The fraction of the bankroll that Kelly's rule stakes; nil where there is none.
    package var kelly: Double? { kellyShare?.share }

    /// The chance of a payoff of at most a value, under the best play.
    package func chance(atMost payoff: Double) -> Double {
      payoffs.chance(atMost: payoff + 1e-13 * abs(payoff))
    }

    /// The chance of a payoff of at least a value, under the best play.
    package func chance(atLeast payoff: Double) -> Double {
      min(1, max(0, 1 - payoffs.chance(below: payoff - 1e-13 * abs(payoff))))
    }

    /// The least payoff that is not exceeded with a probability.
    package func quantile(_ level: Double) -> Double { payoffs.quantile(level) }

    /// Whether the payoff has no expected value, its tails being too heavy; `expected` is that of the samples then.
    package var lacksMean = false
    /// Whether the payoff has no standard deviation.
    package var lacksSD = false

    /// Whether the certainty equivalent rests on a few of the worst samples, and so is too high.
    package var isEquivalentTooHigh: Bool { underRisk?.isTooHigh ?? false }

    /// How much of the payoff lies in each of some bins of equal width between two values.
    package func histogram(from low: Double, to high: Double, bins: Int) -> [Double] {
      payoffs.histogram(from: low, to: high, bins: bins)
    }
  }

  /// How the way from what was believed to what is believed goes.
  package struct Update: Sendable {
    package var chance: String
    package var values: [String]
    package var prior: [Double]
    package var posterior: [Double]
  }

  package enum Method: String, Sendable { case exact, monteCarlo }

  package var unit: Quantity.Unit
  package var method: Method
  package var samples: Int?
  package var seed: UInt64?
  /// In the order of the document.
  package var options: [Option]
  /// The index of the option with the greatest expected payoff: of those that are level the status quo, else the first.
  package var bestIndex: Int
  /// The index of the option with the greatest certainty equivalent; nil without a risk tolerance.
  package var bestUnderRiskIndex: Int?
  /// By how much the best option exceeds the next; nil where there is only one.
  package var margin: Double?
  /// Of the margin, where that is an estimate.
  package var marginError: Double?
  /// By how much the best option exceeds the status quo; nil where none is marked.
  package var marginOverStatusQuo: Double?
  /// Of that, where it is an estimate.
  package var marginOverStatusQuoError: Double?
  /// The expected value of perfect information; nil where the options may share an unnamed chance.
  package var perfectInformation: Double?
  /// Of the value of perfect information, where that is an estimate.
  package var perfectInformationError: Double?
  /// Whether chances of being best and perfect information come from drawn joint states though the rest is exact.
  package var areJointFiguresSampled = false
  package var information: Information
  /// The most probable first, then those without a probability that need the least change.
  package var flips: [Flip]
  /// The beliefs and chances that were not looked at for flips, since it would take too long.
  package var unexamined: [String] = []
  package var tornado: [Swing]
  /// Which options are preferable to others whatever one's attitude to risk; nil of more options than anyone compares.
  package var dominance: [Dominance]?
  /// What the best option is worth where every uncertain number is its mean; nil where none is uncertain.
  package var expectedAtMeans: Double?
  /// Whether the margin is within 1% of the stake or two standard errors: the choice hardly matters.
  package var isIndifferent: Bool
  /// Whether the margin is within two of its standard errors: more samples may turn it.
  package var isTooCloseToCall: Bool
  package var updates: [Update]
  package var readings: [RangeReading]
  /// How many amounts and probabilities of the tree hold a range that has no name.
  package var unnamedRanges = 0
  /// The score once more, corrected by the person's record; nil without a record.
  package var recalibrated: RecalibratedScore?
  package var warnings: [Diagnostic]
  /// The best play.
  var played: (options: [RolledNode], tree: ScenarioTree)

  package var best: Option { options[bestIndex] }
  package var bestUnderRisk: Option? { bestUnderRiskIndex.map { options[$0] } }

  /// The options from the best to the one with the least expected payoff.
  package var ranked: [Option] {
    let others = options.enumerated().filter { $0.offset != bestIndex }.sorted {
      ($1.element.expected, $0.offset) < ($0.element.expected, $1.offset)
    }
    return [best] + others.map(\.element)
  }
}
