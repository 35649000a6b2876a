/// Sums and comparisons of numbers that were written as decimals.
///
/// A binary fraction misses most decimals by its last digit: three times 1.1 is not 3.3 to a processor. Everything that
/// compares or adds up what a person wrote asks here, so that plain arithmetic, samples, joint states and expectations
/// agree: what is equal as decimals is equal, what differs in the thirteenth digit is not.
package enum Decimals {
  /// What rounding may have moved a number by, as a share of it: far more than a long formula does, far less than the
  /// digits that are shown.
  static let slack = 0x1p-46

  /// Whether two numbers are the same decimal. Whole numbers are exact, so they are told apart to the last digit.
  @inline(__always)
  package static func areEqual(_ left: Double, _ right: Double) -> Bool {
    if left == right { return true }
    // Below infinity, which no finite number is near to.
    guard abs(left - right) < slack * max(abs(left), abs(right)) else { return false }
    return !(isExactlyWhole(left) && isExactlyWhole(right))
  }

  package static func isLess(_ left: Double, _ right: Double) -> Bool { left < right && !areEqual(left, right) }

  package static func isAtMost(_ left: Double, _ right: Double) -> Bool { left <= right || areEqual(left, right) }

  private static func isExactlyWhole(_ value: Double) -> Bool { abs(value) < 0x1p52 && value == value.rounded() }

  /// The whole number that a number is but for rounding, or the number itself.
  @inline(__always)
  package static func snapped(_ value: Double) -> Double {
    let whole = value.rounded()
    return value != whole && abs(value - whole) < slack * abs(value) ? whole : value
  }

  /// What is left of a decimal when whole multiples of another are taken away, with the sign of that: of 0.3 and 0.1
  /// nothing is.
  package static func remainder(_ x: Double, _ y: Double) -> Double {
    let quotient = x / y
    if abs(quotient) < 0x1p45, snapped(quotient) == quotient.rounded(), !(isExactlyWhole(x) && isExactlyWhole(y)) {
      return 0
    }
    let rest = x.truncatingRemainder(dividingBy: y)
    let signed = rest == 0 || (rest < 0) == (y < 0) ? rest + 0 : rest + y
    return isRemnant(signed, of: abs(x)) ? rounded(signed, besides: abs(x)) : signed
  }

  /// The sum of two decimals: `0.3 − 0.1 − 0.2` is 0, and `100.1 − 100` is 0.1.
  ///
  /// Where most of two numbers cancels, what is left is rounded to the last decimal place that the greater one has.
  @inline(__always)
  package static func sum(_ left: Double, _ right: Double) -> Double {
    let sum = left + right
    let size = max(abs(left), abs(right))
    return isRemnant(sum, of: size) ? rounded(sum, besides: size) : sum
  }

  /// Whether a sum is so much less than its terms that their rounding shows in it.
  @inline(__always)
  static func isRemnant(_ sum: Double, of size: Double) -> Bool { abs(sum) <= size * 0x1p-4 && sum != 0 }

  /// A number rounded to the last decimal place of another, greater one.
  @inline(never)
  static func rounded(_ value: Double, besides size: Double) -> Double {
    guard size.isNormal else { return value }
    let place = places[Int(size.exponent) + 1022]
    guard place.factor != 0 else { return value }
    // Dividing by a power of ten that is exact gives the very decimal.
    if place.isFraction { return (value * place.factor).rounded() / place.factor }
    return (value / place.factor).rounded() * place.factor
  }

  private struct Place: Sendable {
    var factor: Double
    var isFraction: Bool
  }

  /// For each binary exponent of normal numbers the least power of ten above four units in the last place.
  private static let places: [Place] = (-1022...1023).map { exponent in
    let digits = Int((Double(exponent - 50) * 0.30102999566398120).rounded(.up))
    // Powers of ten from outside the range of numbers round nothing.
    guard abs(digits) <= 300, let factor = Double("1e\(abs(digits))") else { return Place(factor: 0, isFraction: true) }
    return Place(factor: factor, isFraction: digits < 0)
  }
}
