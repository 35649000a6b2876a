import Quantities
import Uncertainty

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Powers of certain numbers, to the last digit.
enum RealPower {
  /// Whole powers by multiplying, as samples are raised; others by the system's library, which is closer than a
  /// logarithm times the exponent.
  static func of(_ base: Double, _ exponent: Double) -> Double {
    exponent == exponent.rounded() && abs(exponent) <= 64 ? Elementary.power(base, exponent) : pow(base, exponent)
  }
}
