import Diagnostics
import Formulas
import Quantities

/// What a decision tree says about its options. Payoffs are plain numbers in `unit`.
public struct Score: Sendable {
  public struct Path: Hashable, Sendable {
    /// The labels from the option to the end.
    public var labels: [String]
    public var payoff: Double
    /// Of the payoff, on whichever path it comes.
    public var probability: Double
    /// How many other paths end in the same payoff.
    public var others = 0
    /// Of the payoff, where it is an estimate.
    public var standardError: Double?

    public init(labels: [String], payoff: Double, probability: Double, standardError: Double? = nil) {
      self.labels = labels
      self.payoff = payoff
      self.probability = probability
      self.standardError = standardError
    }
  }

  public struct Option: Sendable {
    public var label: String
    public var isStatusQuo: Bool
    /// The expected payoff under the best play after the option is taken.
    public var expected: Double
    public var standardDeviation: Double
    /// The least payoffs not exceeded with probability 5%, 50% and 95%.
    public var p5: Double
    public var p50: Double
    public var p95: Double
    /// Of the 5%, 50% and 95%, where those are estimates.
    public var quantileErrors: [Double]?
    /// The chance of a payoff below 0.
    public var chanceOfLoss: Double
    /// The chance that no other option would have paid more, a tie shared evenly; nil where the options may share a
    /// chance that the document does not name.
    public var chanceOfBest: Double?
    /// How much more a clairvoyant expects, who knows every chance before choosing; nil as for `chanceOfBest`.
    public var regret: Double?
    /// Expected payoff over the stake; nil without a stake.
    public var returnOnStake: Double?
    public var worst: Path
    public var best: Path
    public var policy: [PolicyStep]
    /// The fraction of the bankroll that Kelly's rule stakes, or why there is none; nil without a stake.
    public var kellyShare: KellyShare?
    /// What a certain payment must be to be as good to someone with the person's risk tolerance, who plays by it; −∞
    /// where the payoff's left tail is too heavy. Nil without a risk tolerance.
    public var certaintyEquivalent: Double?
    /// What one with the person's risk tolerance chooses later, which the certainty equivalent takes for granted, and
    /// what comes of that; nil without a risk tolerance.
    public var underRisk: RiskPlay?
    /// Of the expected payoff, where that is an estimate.
    public var standardError: Double?
    /// The payoffs under the best play.
    var payoffs: Distribution
    /// The least and the greatest payoff that are possible.
    var least: Double
    var greatest: Double

    /// The fraction of the bankroll that Kelly's rule stakes; nil where there is none.
    public var kelly: Double? { kellyShare?.share }

    /// The chance of a payoff of at most a value, under the best play.
    public func chance(atMost payoff: Double) -> Double {
      payoffs.chance(atMost: payoff + 1e-13 * abs(payoff))
    }

    /// The chance of a payoff of at least a value, under the best play.
    public func chance(atLeast payoff: Double) -> Double {
      min(1, max(0, 1 - payoffs.chance(below: payoff - 1e-13 * abs(payoff))))
    }

    /// The least payoff that is not exceeded with a probability.
    public func quantile(_ level: Double) -> Double { payoffs.quantile(level) }

    /// Whether the payoff has no expected value, its tails being too heavy; `expected` is that of the samples then.
    public var lacksMean = false
    /// Whether the payoff has no standard deviation.
    public var lacksSD = false

    /// Whether the certainty equivalent rests on a few of the worst samples, and so is too high.
    public var isEquivalentTooHigh: Bool { underRisk?.isTooHigh ?? false }

    /// How much of the payoff lies in each of some bins of equal width between two values.
    public func histogram(from low: Double, to high: Double, bins: Int) -> [Double] {
      payoffs.histogram(from: low, to: high, bins: bins)
    }
  }

  /// How the way from what was believed to what is believed goes.
  public struct Update: Sendable {
    public var chance: String
    public var values: [String]
    public var prior: [Double]
    public var posterior: [Double]
  }

  public enum Method: String, Sendable { case exact, monteCarlo }

  public var unit: Quantity.Unit
  public var method: Method
  public var samples: Int?
  public var seed: UInt64?
  /// In the order of the document.
  public var options: [Option]
  /// The index of the option with the greatest expected payoff: of those that are level the status quo, else the first.
  public var bestIndex: Int
  /// The index of the option with the greatest certainty equivalent; nil without a risk tolerance.
  public var bestUnderRiskIndex: Int?
  /// By how much the best option exceeds the next; nil where there is only one.
  public var margin: Double?
  /// Of the margin, where that is an estimate.
  public var marginError: Double?
  /// By how much the best option exceeds the status quo; nil where none is marked.
  public var marginOverStatusQuo: Double?
  /// Of that, where it is an estimate.
  public var marginOverStatusQuoError: Double?
  /// The expected value of perfect information; nil where the options may share an unnamed chance.
  public var perfectInformation: Double?
  /// Of the value of perfect information, where that is an estimate.
  public var perfectInformationError: Double?
  /// Whether chances of being best and perfect information come from drawn joint states though the rest is exact.
  public var areJointFiguresSampled = false
  public var information: Information
  /// The most probable first, then those without a probability that need the least change.
  public var flips: [Flip]
  /// The beliefs and chances that were not looked at for flips, since it would take too long.
  public var unexamined: [String] = []
  public var tornado: [Swing]
  /// Which options are preferable to others whatever one's attitude to risk; nil of more options than anyone compares.
  public var dominance: [Dominance]?
  /// What the best option is worth where every uncertain number is its mean; nil where none is uncertain.
  public var expectedAtMeans: Double?
  /// Whether the margin is within 1% of the stake or two standard errors: the choice hardly matters.
  public var isIndifferent: Bool
  /// Whether the margin is within two of its standard errors: more samples may turn it.
  public var isTooCloseToCall: Bool
  public var updates: [Update]
  public var readings: [RangeReading]
  /// How many amounts and probabilities of the tree hold a range that has no name.
  public var unnamedRanges = 0
  /// The score once more, corrected by the person's record; nil without a record.
  public var recalibrated: RecalibratedScore?
  public var warnings: [Diagnostic]
  /// The best play.
  var played: (options: [RolledNode], tree: SampledTree)

  public var best: Option { options[bestIndex] }
  public var bestUnderRisk: Option? { bestUnderRiskIndex.map { options[$0] } }

  /// The options from the best to the one with the least expected payoff.
  public var ranked: [Option] {
    let others = options.enumerated().filter { $0.offset != bestIndex }.sorted {
      ($1.element.expected, $0.offset) < ($0.element.expected, $1.offset)
    }
    return [best] + others.map(\.element)
  }
}
