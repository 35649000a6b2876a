/// What a column of samples says of its variable: mean, spread, quantiles and how far each may be off.
///
/// Every figure is the same to the last digit for any number of threads. Where a sample is not a finite number, all
/// figures are `nan` and `firstNonFinite` tells its place.
package struct SampleSummary: Sendable {
  package let mean: Double
  /// The standard deviation, with the count as the divisor.
  package let sd: Double
  package let minimum: Double
  package let maximum: Double
  /// The standard error of the mean, from the spread of the means of whole blocks, each stratified by itself; nil for
  /// fewer than two.
  package let standardError: Double?
  package let levels: [Double]
  /// The samples not exceeded with the probabilities `levels`.
  package let quantiles: [Double]
  /// The standard errors of the quantiles; nil for fewer than two whole blocks.
  ///
  /// Bahadur's representation (Serfling 1980, 2.5): a quantile is off by the error of the distribution function there
  /// over the density. The former is taken from the spread between blocks of the share below the quantile, the latter
  /// from the distance of two samples some ranks below and above it (Bloch and Gastwirth 1968). At an edge of strata,
  /// such as the median of a single variable, the error is tiny but exponential rather than normal: one in 300 is
  /// beyond four standard errors.
  package let quantileErrors: [Double?]
  /// The place of the first sample that is not a finite number.
  package let firstNonFinite: Int?

  /// - Parameter levels: probabilities in ascending order.
  package init(_ column: [Double], levels: [Double], threads: Int) {
    let count = column.count
    let moments = SampleMoments(column, threads: threads)
    let isUsable = count > 0 && moments.firstNonFinite == nil
    firstNonFinite = moments.firstNonFinite
    self.levels = levels
    mean = isUsable ? moments.mean : .nan
    sd = isUsable ? moments.sd : .nan
    minimum = isUsable ? moments.minimum : .nan
    maximum = isUsable ? moments.maximum : .nan
    standardError = isUsable ? moments.standardError : nil
    guard isUsable else {
      quantiles = levels.map { _ in .nan }
      quantileErrors = levels.map { _ in nil }
      return
    }
    // For each level its rank and two more, as far off as the ranks of independent samples would spread.
    let ranks = levels.map { level in
      let rank = Samples.rank(of: level, count: count)
      let spread = max(1, Int((Double(count) * level * (1 - level)).squareRoot()))
      return (below: max(0, rank - spread), here: rank, above: min(count - 1, rank + spread))
    }
    let selection = RankSelection(
      column, ranks: ranks.flatMap { [$0.below, $0.here, $0.above] }, threads: threads)
    let quantiles = ranks.map { selection[$0.here] }
    self.quantiles = quantiles
    quantileErrors = zip(ranks, SampleMoments.shareErrors(column, atMost: quantiles, threads: threads)).map {
      ranks, error in
      error.flatMap { error -> Double? in
        // Where strata meet at the quantile, every block has the same share below it. What is left is the gap between
        // the sample and the edge: exponential with the mean 1/n, so that its root mean square is √2/n.
        let error = max(error, 2.0.squareRoot() / Double(count))
        let distance = selection[ranks.above] - selection[ranks.below]
        let found = error * distance * Double(count) / Double(max(1, ranks.above - ranks.below))
        return found.isFinite ? found : nil
      }
    }
  }

  private init(
    mean: Double, sd: Double, minimum: Double, maximum: Double, standardError: Double?, levels: [Double],
    quantiles: [Double], quantileErrors: [Double?]
  ) {
    (self.mean, self.sd, self.minimum, self.maximum) = (mean, sd, minimum, maximum)
    (self.standardError, self.levels) = (standardError, levels)
    (self.quantiles, self.quantileErrors) = (quantiles, quantileErrors)
    firstNonFinite = nil
  }

  /// The summary of a number that is a line in the one that was sampled, all of whose samples are finite.
  package func along(_ line: NodeLine) -> SampleSummary {
    SampleSummary(
      mean: line.value(at: mean), sd: sd * line.scale, minimum: line.value(at: minimum),
      maximum: line.value(at: maximum), standardError: standardError.map { $0 * line.scale }, levels: levels,
      quantiles: quantiles.map(line.value), quantileErrors: quantileErrors.map { $0.map { $0 * line.scale } })
  }

  /// Whether a line in the samples keeps all their digits and makes no infinite number of them.
  package func isFit(for line: NodeLine) -> Bool {
    let sizes = 0x1p-900...0x1p+900
    let size = max(abs(minimum), abs(maximum))
    guard firstNonFinite == nil else { return false }
    return size == 0 || sizes.contains(size) && sizes.contains(size * line.scale)
  }

  /// How many samples fall into each of so many bins of equal width between two values, both of which belong to them;
  /// samples outside are not counted.
  package static func histogram(_ column: [Double], low: Double, high: Double, bins: Int) -> [Int] {
    precondition(bins > 0 && low <= high)
    var counts = Array(repeating: 0, count: bins)
    // In halves, whose differences do not leave the range of numbers.
    let width = high / 2 - low / 2
    for value in column where value >= low && value <= high {
      let place = width > 0 ? (value / 2 - low / 2) / width * Double(bins) : 0
      counts[min(bins - 1, Int(place))] += 1
    }
    return counts
  }
}
