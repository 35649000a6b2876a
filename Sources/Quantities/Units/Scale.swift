import Uncertainty

/// The size of a unit as a fraction, so that a millimetre is exactly one thousandth of a metre.
package struct Scale: Hashable, Sendable {
  package let numerator: Double
  package let denominator: Double

  package static let one = Scale(1, over: 1)

  package init(_ numerator: Double, over denominator: Double) {
    // What is whole on both sides is kept small, so that it stays exact.
    if numerator == denominator {
      (self.numerator, self.denominator) = (1, 1)
    } else if denominator != 1, numerator.remainder(dividingBy: denominator) == 0 {
      (self.numerator, self.denominator) = (numerator / denominator, 1)
    } else if numerator != 1, denominator.remainder(dividingBy: numerator) == 0 {
      (self.numerator, self.denominator) = (1, denominator / numerator)
    } else {
      (self.numerator, self.denominator) = (numerator, denominator)
    }
  }

  package var value: Double { numerator / denominator }

  /// The product of a number with the scale, rounded at most twice.
  package func applied(to number: Double) -> Double {
    if numerator == 1 { return denominator == 1 ? number : number / denominator }
    return denominator == 1 ? number * numerator : number * numerator / denominator
  }

  func times(_ other: Scale) -> Scale {
    if other == .one { return self }
    return Scale(numerator * other.numerator, over: denominator * other.denominator)
  }

  func divided(by other: Scale) -> Scale {
    if other == .one { return self }
    return Scale(numerator * other.denominator, over: denominator * other.numerator)
  }

  func raised(to exponent: Exponent) -> Scale {
    if exponent == .one || self == .one { return self }
    guard exponent.isWhole else { return Scale(Elementary.power(value, exponent.value), over: 1) }
    let power = Scale(
      Elementary.power(numerator, Double(abs(exponent.numerator))),
      over: Elementary.power(denominator, Double(abs(exponent.numerator))))
    return exponent.numerator < 0 ? Scale(power.denominator, over: power.numerator) : power
  }
}
