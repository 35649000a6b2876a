extension Elementary {
  /// A power: by multiplying for whole exponents, by the exponential of a logarithm otherwise.
  ///
  /// Negative powers of zero are no numbers: they divide by it.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    if base == 0, exponent < 0 { return .nan }
    if let whole = Int(exactly: exponent), abs(whole) <= 64 {
      var result = 1.0
      for _ in 0..<abs(whole) { result *= base }
      return whole < 0 ? 1 / result : result
    }
    if base == 0 { return exponent > 0 ? 0 : .nan }
    let magnitude = exp(exponent * logOfAny(abs(base)))
    if base > 0 { return magnitude }
    // A negative base has powers with whole exponents; above 2⁵³ all of them are even.
    guard exponent == exponent.rounded() else { return .nan }
    return exponent / 2 == (exponent / 2).rounded() ? magnitude : -magnitude
  }
}
