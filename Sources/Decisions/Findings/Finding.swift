package import Formulas

/// Something that a score says: a conclusion drawn from its figures, before any words, layout or format.
///
///     decision.scored().findings   // .best(…), .worthOfEverything(…), .toLearn(…), .flips(…), .paths(…)
package enum Finding: Sendable {
  /// Which option is the best by expected value, and by how much.
  case best(Lead)
  /// The margin is no more than two of its standard errors: more samples may turn it.
  case tooClose(margin: Estimate)
  /// The margin is within 1% of the stake.
  case hardlyMatters(margin: Estimate)
  /// Even one who knew everything beforehand would choose the same.
  case nothingToLearn
  /// What it is worth at most to know everything beforehand, or, where nothing is sampled, how every chance falls.
  case worthOfEverything(Estimate, isSampled: Bool)
  /// What the best option would be worth, were every belief its mean, is not what it is worth.
  case uncertainty(UncertaintyCost)
  /// The options that Kelly's rule says nothing of, since nothing bounds what they may cost.
  case withoutKellyShare([String])
  /// What the person's own record makes of it.
  case corrected(Correction)
  /// What to choose later under the best play.
  case policy([PolicyStep])
  /// What one who goes by the person's risk tolerance takes, where that is another option or another play.
  case underRisk(CarefulPlay)
  /// An option whose certainty equivalent belongs to later choices that nobody would look for.
  case equivalent(CarefulPlay)
  /// The way from what was believed of a chance to what evidence makes of it.
  case evidence(Score.Update)
  /// What to find out next, the most valuable first.
  case toLearn([LearningWorth])
  /// How many uncertain numbers of the tree have no name, and so are not asked about.
  case unnamedRanges(Int)
  /// What each test is worth.
  case tests([TestWorth])
  /// What would change the answer, all else as it is.
  case flips([ToldFlip])
  /// The beliefs that were not looked at for flips.
  case unexamined([String])
  /// The options to which the best one is preferred by all who dislike risk, however much.
  case safer(SaferThan)
  /// The worst and the best that may come of each option.
  case paths(ToldPaths)
  /// How the ranges of the document were read, each once.
  case ranges([RangeReading])

  /// What other programs know the kinds of findings by.
  package enum Code: String, CaseIterable, Sendable {
    case best
    case corrected
    case equivalent
    case evidence
    case flips
    case hardlyMatters = "hardly-matters"
    case learn
    case noKellyShare = "no-kelly-share"
    case notExamined = "not-examined"
    case nothingToLearn = "nothing-to-learn"
    case paths
    case perfectInformation = "perfect-information"
    case policy
    case ranges
    case safer
    case tests
    case tooClose = "too-close"
    case uncertainty
    case underRisk = "under-risk"
    case unnamedRanges = "unnamed-ranges"
  }

  package var code: Code {
    switch self {
    case .best: .best
    case .tooClose: .tooClose
    case .hardlyMatters: .hardlyMatters
    case .nothingToLearn: .nothingToLearn
    case .worthOfEverything: .perfectInformation
    case .uncertainty: .uncertainty
    case .withoutKellyShare: .noKellyShare
    case .corrected: .corrected
    case .policy: .policy
    case .underRisk: .underRisk
    case .equivalent: .equivalent
    case .evidence: .evidence
    case .toLearn: .learn
    case .unnamedRanges: .unnamedRanges
    case .tests: .tests
    case .flips: .flips
    case .unexamined: .notExamined
    case .safer: .safer
    case .paths: .paths
    case .ranges: .ranges
    }
  }
}
