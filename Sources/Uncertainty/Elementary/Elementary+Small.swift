extension Elementary {
  /// ln(1 + x) without losing the digits of a small x.
  package static func log1p(_ x: Double) -> Double {
    if x <= -1 { return x == -1 ? -.infinity : .nan }
    let sum = 1 + x
    guard sum.isFinite else { return x }
    // The logarithm of the rounded sum, and what rounding took from it.
    return logOfAny(sum) - ((sum - 1) - x) / sum
  }

  /// eˣ − 1 without losing the digits of a small x.
  package static func expm1(_ x: Double) -> Double {
    guard abs(x) < 0.35 else { return exp(x) - 1 }
    var sum = x
    var term = x
    var n = 2.0
    while abs(term) > 1e-17 * abs(sum) {
      term *= x / n
      sum += term
      n += 1
    }
    return sum
  }

  /// The exponential of any number, also where the result is so small that it has fewer digits.
  package static func expOfAny(_ x: Double) -> Double {
    if x < -708, x > -746 { return exp(x + 64 * 0.6931471805599453) * 0x1p-64 }
    if x > 709.7, x < 709.7827128933841 { return exp(x - 1) * 2.718281828459045 }
    return exp(x)
  }
}
