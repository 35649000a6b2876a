/// The saddle-point form of the densities behind the incomplete gamma and beta functions (Loader 2000, "Fast and
/// accurate computation of binomial probabilities"): the large terms that would cancel are never formed.
enum Deviance {
  static let tau = 6.283185307179586

  /// x·ln(x/m) + m − x, for the distance x − m given apart.
  static func deviance(_ x: Double, _ m: Double, _ distance: Double) -> Double {
    guard abs(distance) < 0.1 * x + 0.1 * m else {
      return x * (Elementary.logOfAny(x) - Elementary.logOfAny(max(m, .leastNonzeroMagnitude))) - distance
    }
    let v = distance / 2 / (x / 2 + m / 2)
    let square = v * v
    var sum = distance * v
    var term = 2 * x * v
    var odd = 3.0
    // 0.1² to the sixteenth is below all digits.
    while odd < 60 {
      term *= square
      let next = sum + term / odd
      if next == sum { break }
      sum = next
      odd += 2
    }
    return sum
  }

  /// ln Γ(x) less Stirling's formula (x − ½)·ln x − x + ½·ln 2π.
  static func stirlingError(_ x: Double) -> Double {
    if x >= 12 { return SpecialFunctions.stirlingSeries(x) }
    return SpecialFunctions.logGamma(x) - ((x - 0.5) * Elementary.logOfAny(x) - x + 0.9189385332046727)
  }
}
