/// Rounding of numbers as the decimals that they are written as: 1.005 to two decimals is 1.01, though no double is 1.005.
package enum DecimalRounding {
  /// A number with so many decimals, fewer than none for tens and hundreds.
  ///
  /// What differs from a tie or a whole number in the sixteenth digit only is one: `0.145 * 100` is 14.5.
  ///
  ///     DecimalRounding.rounded(2.675, .toNearestOrAwayFromZero, decimals: 2)   // 2.68
  package static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule, decimals: Int) -> Double {
    guard value.isFinite else { return value }
    if decimals == 0 { return abs(value) < 0x1p53 ? settled(value).rounded(rule) : value }
    let power = Elementary.power(10, Double(abs(decimals)))
    let scaled = decimals < 0 ? value / power : value * power
    // Numbers this large have no further decimals.
    guard abs(scaled) < 0x1p53 else { return value }
    let exact = settled(scaled)
    let whole = exact.rounded(rule)
    return decimals < 0 ? whole * power : whole / power
  }

  /// Whether a number is whole as the decimal that it is written as.
  package static func isWhole(_ value: Double) -> Bool { settled(value) == settled(value).rounded() }

  /// The multiple of a half that a number is but for rounding, else the number.
  ///
  /// Nearer than `Decimals.snapped` looks: what is rounded was scaled once, not computed at length, and a tie that is
  /// none moves the last digit shown.
  private static func settled(_ value: Double) -> Double {
    let half = (value * 2).rounded() / 2
    return abs(value - half) <= min(1e-6, abs(value) * 0x1p-50) ? half : value
  }
}
