extension Finding {
  /// A path that is worth telling.
  package struct ToldPath: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      /// It pays this, whatever comes.
      case certain
      /// The only one, which pays differently from sample to sample.
      case average
      case worst
      case best
    }

    package var kind: Kind
    package var path: Score.Path
    /// Whether its payoff has an expected value.
    package var hasMean: Bool
  }

  /// The worst and the best that may come of each option, the best option first.
  package struct ToldPaths: Hashable, Sendable {
    package var paths: [ToldPath]
    /// Whether they pay this on average, and not each time.
    package var areMeans: Bool
    /// How many options more there are.
    package var others: Int
  }
}

extension Score {
  /// Of more options than that nobody reads the paths.
  private static let mostPaths = 12

  var extremes: [Finding] {
    let paths = ranked.prefix(Self.mostPaths).flatMap { option -> [Finding.ToldPath] in
      if option.standardDeviation == 0 {
        let path = Path(labels: [option.label], payoff: option.expected, probability: 1)
        return [.init(kind: .certain, path: path, hasMean: true)]
      }
      // One way that pays differently from sample to sample has neither a worst nor a best.
      if option.best == option.worst { return [.init(kind: .average, path: option.best, hasMean: !option.lacksMean)] }
      return [
        .init(kind: .worst, path: option.worst, hasMean: !option.lacksMean),
        .init(kind: .best, path: option.best, hasMean: !option.lacksMean),
      ]
    }
    return [
      .paths(.init(paths: paths, areMeans: method == .monteCarlo, others: max(0, options.count - Self.mostPaths)))
    ]
  }

  /// What the score says, in the order in which one tells it.
  package var findings: [Finding] {
    verdict + plays + learning + changes + saferThan + extremes + rangesRead
  }
}
