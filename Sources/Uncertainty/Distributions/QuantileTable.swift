import Synchronization

/// The quantile table of a distribution, made when the first sample is drawn: what has a closed form never needs it.
final class LazyQuantileTable: Sendable {
  let distribution: Distribution
  private let made = Mutex<QuantileTable?>(nil)

  init(_ distribution: Distribution) {
    self.distribution = distribution
  }

  var table: QuantileTable {
    made.withLock { made in
      if let made { return made }
      let table = QuantileTable(distribution)
      made = table
      return table
    }
  }
}

/// The quantile function of a distribution as pieces of cubics over the probability: a sample is a look-up.
///
/// The pieces get shorter towards both ends by halves, as the quantiles of most distributions need it; each half is divided
/// evenly. Values and slopes at the ends of pieces are the distribution's own, which gives about eight digits. Nearer to an end
/// than 2⁻²⁰ the distribution itself is asked.
struct QuantileTable: Sendable {
  /// A cubic in t from 0 to 1, t growing with the distance from the nearer end.
  private struct Piece {
    var c0 = 0.0
    var c1 = 0.0
    var c2 = 0.0
    var c3 = 0.0

    @inline(__always)
    func callAsFunction(_ t: Double) -> Double { c0 + t * (c1 + t * (c2 + t * c3)) }
  }

  let distribution: Distribution
  /// The pieces of the lower half in ascending order of the probability, then those of the upper half in ascending
  /// order of its complement. A piece whose first coefficient is not a number is looked up in `refined`.
  private let pieces: [Piece]
  /// Shorter pieces of equal length where one cubic does not do: where a mixture jumps from one part to the next.
  private let refined: [Int: [Piece]]
  /// Pieces to one halving are 2 to this power.
  private let fineness: UInt64

  static let standardNormal = QuantileTable(.normal(mean: 0, sd: 1))

  private static let halvings = 19
  private static let refinement = 64

  init(_ distribution: Distribution) {
    self.distribution = distribution
    fineness = distribution.hasSlowQuantile ? 4 : 5
    let perHalving = 1 << Int(fineness)
    let ends = (0...Self.halvings * perHalving).map { index in
      let start = Double(sign: .plus, exponent: index / perHalving - Self.halvings - 1, significand: 1)
      return start * (1 + Double(index % perHalving) / Double(perHalving))
    }
    var pieces: [Piece] = []
    var refined: [Int: [Piece]] = [:]
    for isUpper in [false, true] {
      let half = Self.cubics(distribution, ends, isUpper: isUpper)
      for index in half.indices where distribution.isPatched {
        let (start, end) = (ends[index], ends[index + 1])
        if Self.isTrue(half[index], to: distribution, start, end, isUpper) { continue }
        let length = (end - start) / Double(Self.refinement)
        let parts = (0...Self.refinement).map { start + Double($0) * length }
        refined[pieces.count + index] = zip(Self.cubics(distribution, parts, isUpper: isUpper), parts).map {
          piece, start in
          Self.isTrue(piece, to: distribution, start, start + length, isUpper) ? piece : Piece(c0: .nan)
        }
      }
      pieces += half
    }
    for index in refined.keys { pieces[index].c0 = .nan }
    self.pieces = pieces
    self.refined = refined
  }

  /// Whether a piece keeps to the distribution at its middle, to a thousandth of its rise: a jump makes it miss by half.
  private static func isTrue(
    _ piece: Piece, to distribution: Distribution, _ start: Double, _ end: Double, _ isUpper: Bool
  ) -> Bool {
    let middle = (start + end) / 2
    let exact = distribution.quantile(tail: middle, isUpper: isUpper, near: piece(0.5), tolerance: 1e-6)
    return abs(piece(0.5) - exact) <= 1e-3 * abs(piece(1) - piece.c0)
  }

  /// One cubic between each two ends, with the distribution's values and slopes there.
  ///
  /// Slopes are bounded by three times those of the chords, so that the pieces stay monotone (Fritsch and Carlson
  /// 1980).
  private static func cubics(_ distribution: Distribution, _ ends: [Double], isUpper: Bool) -> [Piece] {
    // From the middle outwards each quantile is searched for from where the last one was.
    var values = ends
    for index in ends.indices.reversed() {
      let near = index + 1 < ends.count ? values[index + 1] : .nan
      values[index] = distribution.quantile(tail: ends[index], isUpper: isUpper, near: near, tolerance: 1e-6)
    }
    let chords = zip(zip(ends, ends.dropFirst()), zip(values, values.dropFirst())).map { ends, values in
      (values.1 - values.0) / (ends.1 - ends.0)
    }
    let slopes = ends.indices.map { index in
      let (left, right) = (chords[max(0, index - 1)], chords[min(chords.count - 1, index)])
      let density = distribution.slope(at: values[index])
      let slope = density > 0 ? 1 / density : abs(left + right) / 2
      let bounded = min(slope, 3 * min(abs(left), abs(right)))
      return isUpper ? -bounded : bounded
    }
    return chords.indices.map { index in
      let length = ends[index + 1] - ends[index]
      let rise = values[index + 1] - values[index]
      let (first, last) = (slopes[index] * length, slopes[index + 1] * length)
      return Piece(c0: values[index], c1: first, c2: 3 * rise - 2 * first - last, c3: first + last - 2 * rise)
    }
  }

  /// The quantiles of a block of probabilities.
  func fill(_ out: UnsafeMutablePointer<Double>, at u: UnsafePointer<Double>, _ count: Int) {
    pieces.withUnsafeBufferPointer { pieces in
      let shift = 52 - fineness
      // The sign and exponent of the first piece's lower end, with room for the leading bits of its fraction.
      let first = UInt64(1023 - Self.halvings - 1) << fineness
      let half = UInt64(pieces.count / 2)
      let fraction = (UInt64(1) << shift) - 1
      let one = (1.0).bitPattern
      for i in 0..<count {
        let p = u[i]
        let isUpper = p > 0.5
        let tail = isUpper ? 1 - p : p
        let bits = tail.bitPattern
        let index = (bits >> shift) &- first
        guard index < half else {
          out[i] = slowly(p)
          continue
        }
        // What of the fraction the index leaves over, as a number from 1 to 2.
        let t = Double(bitPattern: ((bits & fraction) << fineness) | one) - 1
        let piece = pieces[Int(index &+ (isUpper ? half : 0))]
        let x = piece(t)
        out[i] = x.isNaN ? refined(at: tail, Int(index &+ (isUpper ? half : 0)), t, p) : x
      }
    }
  }

  @inline(never)
  private func slowly(_ p: Double) -> Double {
    distribution.quantile(p)
  }

  @inline(never)
  private func refined(at tail: Double, _ index: Int, _ t: Double, _ p: Double) -> Double {
    guard let parts = refined[index] else { return slowly(p) }
    let position = t * Double(Self.refinement)
    let part = Int(position)
    let x = parts[part](position - Double(part))
    return x.isNaN ? slowly(p) : x
  }
}
