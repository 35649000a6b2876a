/// The quantile function of a law over the standard normal's, as pieces of cubics: a sample is a look-up.
///
/// x = Q(Φ(z)) is smooth in z even where Q rises without bound, so that 512 pieces give about eight digits; beyond the
/// table, which one sample in 10¹⁵ reaches, the law itself is asked.
struct QuantileTable: Sendable {
  private let values: [Double]
  private let slopes: [Double]
  private let law: Law

  private static let reach = 8.0
  private static let pieces = 512
  private static let step = 2 * reach / Double(pieces)

  init(_ law: Law) {
    self.law = law
    let points = (0...Self.pieces).map { index in
      let z = -Self.reach + Double(index) * Self.step
      return Self.value(law, z)
    }
    values = points
    // Slopes by differences of the fourth order, bounded so that the pieces stay monotone (Fritsch and Carlson 1980).
    slopes = points.indices.map { i in
      let last = points.count - 1
      if i == 0 { return points[1] - points[0] }
      if i == last { return points[last] - points[last - 1] }
      let raw =
        i > 1 && i < last - 1
        ? (8 * (points[i + 1] - points[i - 1]) - (points[i + 2] - points[i - 2])) / 12
        : (points[i + 1] - points[i - 1]) / 2
      let bound = 3 * min(points[i + 1] - points[i], points[i] - points[i - 1])
      return min(max(0, raw), bound)
    }
  }

  private static func value(_ law: Law, _ z: Double) -> Double {
    law.quantile(min(max(StandardNormal.cumulative(z), 1e-300), 1 - 1e-16))
  }

  @inline(__always)
  func callAsFunction(_ z: Double) -> Double {
    let position = (z + Self.reach) / Self.step
    guard position >= 0, position < Double(Self.pieces) else { return Self.value(law, z) }
    let index = Int(position)
    let t = position - Double(index)
    let (a, b) = (values[index], values[index + 1])
    let (da, db) = (slopes[index], slopes[index + 1])
    let rise = b - a
    return a + t * (da + t * (3 * rise - 2 * da - db + t * (da + db - 2 * rise)))
  }
}
