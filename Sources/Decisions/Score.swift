import Diagnostics
import Quantities

/// What a decision tree says about its options. Payoffs are plain numbers in `unit`.
public struct Score: Sendable {
  public struct Path: Hashable, Sendable {
    /// The labels from the option to the end.
    public var labels: [String]
    public var payoff: Double
    public var probability: Double
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
    /// The payoffs under the best play.
    var payoffs: Distribution

    /// The chance of a payoff of at most a value, under the best play.
    public func chance(atMost payoff: Double) -> Double {
      payoffs.chance(atMost: payoff + 1e-13 * abs(payoff))
    }

    /// The chance of a payoff of at least a value, under the best play.
    public func chance(atLeast payoff: Double) -> Double {
      min(1, max(0, 1 - payoffs.chance(below: payoff - 1e-13 * abs(payoff))))
    }
  }

  public var unit: Quantity.Unit
  /// In the order of the document.
  public var options: [Option]
  /// The index of the option with the greatest expected payoff, the first of equals.
  public var bestIndex: Int
  /// By how much the best option exceeds the next; nil where there is only one.
  public var margin: Double?
  /// By how much the best option exceeds the status quo; nil where none is marked.
  public var marginOverStatusQuo: Double?
  /// The expected value of perfect information; nil where the options may share an unnamed chance.
  public var perfectInformation: Double?
  /// Whether the margin is within 1% of the stake: the choice hardly matters. Without a stake, whether it is 0.
  public var isIndifferent: Bool
  public var warnings: [Diagnostic]

  public var best: Option { options[bestIndex] }

  /// The options from the greatest expected payoff to the least.
  public var ranked: [Option] {
    options.enumerated().sorted { ($1.element.expected, $0.offset) < ($0.element.expected, $1.offset) }.map(\.element)
  }
}

extension ValuedTree {
  /// Scores the tree, exactly: expectations by roll-back, distributions by enumeration of the paths.
  ///
  /// - Parameters:
  ///   - stake: what is put at risk, in the unit of the tree.
  ///   - source: the document, for the lines that warnings name.
  ///   - section: where to point for what is missing.
  public func scored(stake: Double? = nil, source: SourceText, section: SourceSpan) -> Score {
    var warnings: [Diagnostic] = []
    let rolled = options.map(RolledBack.init)
    var scores = rolled.map { Score.Option($0, stake: stake) }
    var perfectInformation: Double?
    let bestIndex = scores.indices.reduce(0) { scores[$1].expected > scores[$0].expected ? $1 : $0 }
    let best = scores[bestIndex].expected

    let lookalikes = lookalikes
    if let (node, earlier) = lookalikes.similar {
      warnings.append(.similarChance(node.label, at: node.span, firstLine: source.line(at: earlier.span.start)))
    }
    if let (node, earlier) = lookalikes.same {
      warnings.append(.sameChance(node.label, at: node.span, firstLine: source.line(at: earlier.span.start)))
    } else {
      let clairvoyant = Distribution.greatest(options.map(\.clairvoyant)).mean
      let chances = chancesOfBest(scores.map(\.payoffs))
      for index in scores.indices {
        scores[index].chanceOfBest = chances.map { min(1, $0[index]) }
        scores[index].regret = Self.difference(clairvoyant, scores[index].expected)
      }
      perfectInformation = Self.difference(clairvoyant, best)
    }
    if !options.contains(where: \.isStatusQuo) { warnings.append(.withoutStatusQuo(at: section)) }

    let others = scores.indices.filter { $0 != bestIndex }.map { scores[$0].expected }
    let margin = others.max().map { Self.difference(best, $0) }
    let quo = scores.first(where: \.isStatusQuo).map { Self.difference(best, $0.expected) }
    return Score(
      unit: unit, options: scores, bestIndex: bestIndex, margin: margin, marginOverStatusQuo: quo,
      perfectInformation: perfectInformation,
      isIndifferent: margin.map { $0 <= 0.01 * abs(stake ?? 0) } ?? false, warnings: warnings)
  }

  /// How far the first exceeds the second; 0 where only rounding tells them apart, and never below.
  private static func difference(_ greater: Double, _ lesser: Double) -> Double {
    let difference = greater - lesser
    return difference < 1e-13 * max(abs(greater), abs(lesser)) ? 0 : difference
  }
}

extension Score.Option {
  init(_ rolled: RolledBack, stake: Double?) {
    var points: [Distribution.Point] = []
    var worst: Score.Path?
    var best: Score.Path?
    rolled.forEachOutcome { path, payoff, probability in
      points.append(.init(value: payoff, probability: probability))
      if payoff < worst?.payoff ?? .infinity { worst = .init(labels: path, payoff: payoff, probability: probability) }
      if payoff > best?.payoff ?? -.infinity { best = .init(labels: path, payoff: payoff, probability: probability) }
    }
    let payoffs = Distribution(points)
    let nowhere = Score.Path(labels: [rolled.node.label], payoff: rolled.expected, probability: 1)
    self.init(
      label: rolled.node.label, isStatusQuo: rolled.node.isStatusQuo, expected: rolled.expected,
      standardDeviation: payoffs.standardDeviation, p5: payoffs.quantile(0.05), p50: payoffs.quantile(0.5),
      p95: payoffs.quantile(0.95), chanceOfLoss: min(1, payoffs.chance(below: 0)),
      returnOnStake: stake.flatMap { $0 == 0 ? nil : rolled.expected / abs($0) },
      worst: worst ?? nowhere, best: best ?? nowhere, policy: rolled.policy(), payoffs: payoffs)
  }
}
