import Quantities
package import Uncertainty

/// Hypotheses that exclude each other, one of which is true, with what is believed of each: priors, and what pieces of
/// evidence, one after the other, make of them by Bayes' rule.
///
///     var ill = Hypotheses(["ill", "well"], priors: [0.01, 0.99])
///     ill.update([0.8, 0.096])
///     ill.probabilities[0]   // 0.0776…
package struct Hypotheses: Sendable {
  package let names: [String]
  package let priors: [Double]
  /// After each piece of evidence; the last is what is believed now.
  package private(set) var steps: [[Double]] = []
  /// How likely each piece was under each hypothesis.
  package private(set) var likelihoods: [[Double]] = []
  /// Whether only ratios of likelihoods are known: how often the evidence is seen is not.
  package private(set) var areRatios = false

  package init(_ names: [String], priors: [Double]) {
    self.names = names
    self.priors = priors
  }

  package var probabilities: [Double] { steps.last ?? priors }

  /// How likely all the evidence together was under each hypothesis.
  package var jointLikelihoods: [Double] {
    names.indices.map { index in likelihoods.reduce(1) { $0 * $1[index] } }
  }

  /// Takes a piece of evidence into account, which is independent of the others given each hypothesis.
  ///
  /// - Parameter isRatio: whether the likelihoods are known up to a factor only.
  /// - Returns: whether it was possible; nothing changes where it was not.
  package mutating func update(_ likelihood: [Double], isRatio: Bool = false) -> Bool {
    let joint = zip(probabilities, likelihood).map { $0 * $1 }
    let sum = joint.reduce(0, +)
    guard sum > 0 else { return false }
    steps.append(joint.map { $0 / sum })
    likelihoods.append(likelihood)
    areRatios = areRatios || isRatio
    return true
  }
}

/// The same in whole cases out of many, which is how people think best (Gigerenzer and Hoffrage 1995).
package struct NaturalFrequencies: Sendable {
  /// How many cases there are.
  package var cases: Int
  /// Of them, those of each hypothesis.
  package var of: [Int]
  /// Of those, the ones in which the evidence is seen.
  package var seen: [Int]

  /// The least power of ten, a thousand or more, at which the rarest group has about ten cases where that is no more
  /// than a trillion.
  package init(_ hypotheses: Hypotheses) {
    let likelihoods = hypotheses.jointLikelihoods
    let joint = zip(hypotheses.priors, likelihoods).map { $0 * $1 }
    let rarest = joint.filter { $0 > 0 }.min() ?? 1
    var cases = 1000
    while cases < 1_000_000_000_000, Double(cases) * rarest < 5 { cases *= 10 }
    self.cases = cases
    of = hypotheses.priors.map { Int(($0 * Double(cases)).rounded()) }
    seen = joint.map { Int(($0 * Double(cases)).rounded()) }
  }
}

/// What is believed of a share after some trials: a beta distribution, which counts add to.
package struct BetaBinomial: Sendable {
  package var a: Double
  package var b: Double
  package let prior: (a: Double, b: Double)

  /// - Parameters:
  ///   - prior: the counts that were believed before; 1 and 1 where every share is as likely (Bayes 1763, Laplace).
  package init(prior: (a: Double, b: Double) = (1, 1), successes: Double, trials: Double) {
    self.prior = prior
    a = prior.a + successes
    b = prior.b + trials - successes
  }

  package var distribution: Distribution { .beta(a: a, b: b, low: 0, high: 1) }
  /// The mean of the share, which is also the probability that the next trial succeeds.
  package var mean: Double { a / (a + b) }
}
