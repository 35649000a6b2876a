/// The sine in plain arithmetic, for the little that correlations need of it.
package enum ElementaryTrigonometry {
  /// The sine of an angle between −π/2 and π/2, by its Taylor series.
  package static func sine(_ angle: Double) -> Double {
    var term = angle
    var sum = angle
    var odd = 1.0
    while abs(term) > 1e-18 {
      term *= -angle * angle / ((odd + 1) * (odd + 2))
      sum += term
      odd += 2
    }
    return sum
  }
}
