/// The logarithm and the exponential in plain arithmetic, so that the same document gives the same digits on every
/// machine: no system library, no fused operations.
///
/// Both are accurate to about one unit in the last place.
package enum Elementary {
  /// The natural logarithm of any number: −∞ for 0, `nan` for what has none.
  @inline(__always)
  package static func logOfAny(_ x: Double) -> Double {
    if x.isNormal, x > 0 { return log(x) }
    if x == 0 { return -.infinity }
    if x > 0 { return x.isInfinite ? x : log(x * 0x1p54) - 37.42994775023705 }
    return .nan
  }

  /// The natural logarithm of a positive, finite, normal number.
  ///
  /// x = m·2ᵉ with m in [√½, √2); ln m = 2 artanh s with s = (m−1)/(m+1), by its Taylor series to s²³.
  @inline(__always)
  package static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    // Splitting the mantissa at √2 instead of 2 keeps s small on both sides of 1.
    let shifted = bits &- 0x3FE6_A09E_667F_3BCD
    let exponent = Double(Int64(bitPattern: shifted) >> 52)
    let m = Double(bitPattern: bits &- (shifted & 0xFFF0_0000_0000_0000))
    let f = m - 1
    let s = f / (2 + f)
    let z = s * s
    let z2 = z * z
    let low = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9))
    let high = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17))
    let top = (2.0 / 19 + z * (2.0 / 21)) + z2 * (2.0 / 23)
    let z4 = z2 * z2
    let series = low + z4 * (high + z4 * top)
    // f is exact; 2s = f − s·f keeps its digits.
    let artanh = f - s * (f - z * series)
    return exponent * ln2High + (artanh + exponent * ln2Low)
  }

  /// ln 2 in two parts, the first with so many zeros at its end that a whole number times it is exact.
  private static let ln2High = Double(bitPattern: 0x3FE6_2E42_FEE0_0000)
  private static let ln2Low = 1.90821492927058770002e-10

  /// The exponential of a number between −700 and 700; beyond, 0 or infinity.
  ///
  /// x = k·ln 2 + r with |r| ≤ ½ ln 2; eʳ by its Taylor series to r¹³.
  @inline(__always)
  package static func exp(_ x: Double) -> Double {
    // No branches, so that several can be computed side by side; numbers that are none stay so.
    let bounded = x > 709.7 ? 709.7 : x < -708 ? -708 : x
    let magic = 6_755_399_441_055_744.0  // 1.5·2⁵²: adding it rounds to a whole number, held in the low bits
    let shifted = bounded * 1.4426950408889634 + magic
    let k = shifted - magic
    let r = (bounded - k * ln2High) - k * ln2Low
    let r2 = r * r
    let r4 = r2 * r2
    let a = 1 + r + r2 * (0.5 + r * 0.16666666666666666)
    let b = (0.041666666666666664 + r * 0.008333333333333333) + r2 * (0.001388888888888889 + r * 1.984126984126984e-4)
    let c =
      (2.48015873015873e-5 + r * 2.7557319223985893e-6)
      + r2 * (2.755731922398589e-7 + r * 2.505210838544172e-8 + r2 * (2.08767569878681e-9 + r * 1.6059043836821613e-10))
    let power = a + r4 * (b + r4 * c)
    // The low bits of `shifted` hold k in two's complement.
    let result = power * Double(bitPattern: ((shifted.bitPattern &+ 1023) & 0x7FF) << 52)
    return x > 709.7 ? .infinity : x < -708 ? 0 : result
  }
}
