/// The quantile function of a distribution of single values: their distribution function, and where to begin in it.
///
/// A guide of as many cells as values brings a look-up to its value in about one step (Chen and Asau 1974).
struct StepTable: Sendable {
  let distribution: Distribution
  private let values: [Double]
  private let sums: [Double]
  private let guide: [Int32]
  /// The ends of the distribution, which may reach further than the values listed.
  let ends: (low: Double, high: Double)
  let mean: Double?

  /// Nil where the values are too many.
  init?(_ distribution: Distribution) {
    guard let points = distribution.singleValues, !points.isEmpty else { return nil }
    self.distribution = distribution
    values = points.map(\.value)
    ends = distribution.support
    mean = distribution.mean
    var sums: [Double] = []
    var sum = 0.0
    for point in points {
      sum += point.probability
      sums.append(sum)
    }
    // Whatever is left by rounding or at the ends goes to the last value.
    sums[sums.count - 1] = .infinity
    self.sums = sums
    var guide: [Int32] = []
    var index = 0
    for cell in 0..<max(64, points.count) {
      let start = Double(cell) / Double(max(64, points.count))
      while sums[index] < start { index += 1 }
      guide.append(Int32(index))
    }
    self.guide = guide
  }

  func fill(_ out: UnsafeMutablePointer<Double>, at u: UnsafePointer<Double>, _ count: Int) {
    let cells = Double(guide.count)
    for i in 0..<count {
      let p = u[i] - 1e-15
      var index = Int(guide[min(guide.count - 1, max(0, Int(p * cells)))])
      while sums[index] < p { index += 1 }
      out[i] = values[index]
    }
  }
}
