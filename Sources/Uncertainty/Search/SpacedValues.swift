/// Values at even distances, or by even factors.
package enum SpacedValues {
  /// - Parameters:
  ///   - low: above 0 where the values grow by factors.
  ///   - count: at least 2; both ends are among the values.
  package static func between(_ low: Double, and high: Double, count: Int, isLogarithmic: Bool) -> [Double] {
    (0..<count).map { index in
      if index == 0 { return low }
      if index == count - 1 { return high }
      let part = Double(index) / Double(count - 1)
      guard isLogarithmic else {
        let whole = high - low
        return whole.isFinite ? low + whole * part : low * (1 - part) + high * part
      }
      let ratio = high / low
      if ratio.isFinite, ratio.isNormal { return low * power(ratio, part) }
      // Ends so far apart that their ratio is no number: half of the way, twice.
      let step = power(high.squareRoot() / low.squareRoot(), part)
      return min(high, max(low, low * step * step))
    }
  }

  /// A power by repeated square roots, which is the same on every machine.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    var (result, root, rest) = (1.0, base, exponent)
    for _ in 0..<52 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }
}
