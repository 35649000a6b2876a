import Quantities
import Uncertainty

/// Everything that an answer tells of a column of samples.
struct SampledFigures: Sendable {
  let summary: SampleSummary
  /// How much lies in each bin, the greatest being 1.
  let histogram: [Double]
  let low: Double
  let high: Double
  /// The standard error of the standard deviation.
  let spreadError: Double

  private static let levels = [0.005, 0.05, 0.5, 0.95, 0.995]
  static let bins = 40

  /// - Parameter isDrawn: whether the histogram is made.
  init(_ column: [Double], threads: Int, isDrawn: Bool = true) {
    summary = SampleSummary(column, levels: Self.levels, threads: threads)
    guard summary.firstNonFinite == nil, !column.isEmpty else {
      (histogram, low, high, spreadError) = ([], 0, 0, 0)
      return
    }
    var (low, high) = (summary.quantiles[0], summary.quantiles[4])
    if low == high { (low, high) = (summary.minimum, summary.maximum) }
    let counts =
      isDrawn && low < high
      ? SampleSummary.histogram(column, low: low, high: high, bins: Self.bins).map(Double.init) : []
    let most = counts.max() ?? 1
    histogram = counts.map { $0 / most }
    (self.low, self.high) = (low, high)
    spreadError = Self.spreadError(of: column, summary)
  }

  private init(_ summary: SampleSummary, histogram: [Double], low: Double, high: Double, spreadError: Double) {
    (self.summary, self.histogram, self.low, self.high) = (summary, histogram, low, high)
    self.spreadError = spreadError
  }

  /// The figures of a number that is a line in the one that was sampled.
  func along(_ line: NodeLine) -> SampledFigures {
    SampledFigures(
      summary.along(line), histogram: histogram, low: line.value(at: low), high: line.value(at: high),
      spreadError: spreadError * line.scale)
  }

  /// From the fourth moment (Kendall and Stuart, section 10.5).
  private static func spreadError(of column: [Double], _ summary: SampleSummary) -> Double {
    guard summary.sd > 0 else { return 0 }
    let fourth = column.reduce(0.0) { sum, value in
      let square = (value - summary.mean) / summary.sd * ((value - summary.mean) / summary.sd)
      return sum + square * square
    }
    let count = Double(column.count)
    return summary.sd * (max(0, fourth / count - 1) / (4 * count)).squareRoot()
  }

  /// - Parameter error: the standard error of the mean, where another than that of the samples is known.
  func spread(meanError error: Double? = nil) -> Answer.Spread {
    func quantile(_ index: Int) -> Answer.Figure {
      Answer.Figure(value: summary.quantiles[index], error: summary.quantileErrors[index])
    }
    return Answer.Spread(
      mean: Answer.Figure(value: summary.mean, error: error ?? summary.standardError),
      sd: Answer.Figure(value: summary.sd, error: spreadError), p5: quantile(1), p50: quantile(2), p95: quantile(3),
      isExact: false, histogram: histogram, low: low, high: high)
  }
}
