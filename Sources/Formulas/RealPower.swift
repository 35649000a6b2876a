#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Powers with exponents that are not whole.
enum RealPower {
  static func of(_ base: Double, _ exponent: Double) -> Double {
    pow(base, exponent)
  }
}
