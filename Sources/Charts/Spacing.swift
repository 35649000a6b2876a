/// Values at even distances, or by even factors.
package enum Spacing {
  /// - Parameters:
  ///   - low: above 0 where the values grow by factors.
  ///   - count: at least 2; both ends are among the values.
  package static func points(from low: Double, to high: Double, count: Int, isLogarithmic: Bool) -> [Double] {
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

  /// Round numbers that part a stretch: 1, 2 or 5 times powers of ten.
  package static func ticks(from low: Double, to high: Double, about count: Int) -> [Double] {
    guard low < high, (high - low).isFinite, count > 0 else { return [low] }
    let raw = (high - low) / Double(count)
    // Below that no number is ten times another any more.
    guard raw >= .leastNormalMagnitude * 100 else { return [low] }
    var step = 1.0
    while step > raw { step /= 10 }
    while step * 10 <= raw { step *= 10 }
    step *= [1, 2, 5, 10].first { $0 * step >= raw } ?? 10
    var ticks: [Double] = []
    var tick = (low / step).rounded(.up) * step
    while tick <= high + step * 1e-9, ticks.count < 100 {
      ticks.append(abs(tick) < step * 1e-9 ? 0 : tick)
      tick += step
    }
    return ticks
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
