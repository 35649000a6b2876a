/// The special functions that distributions need, in plain arithmetic, to about 1e-14 relative.
enum SpecialFunctions {
  /// The logarithm of the gamma function of a positive number.
  ///
  /// Stirling's series with Bernoulli numbers to x⁻¹⁵, after moving x above 10 by Γ(x+1) = xΓ(x).
  static func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    var shift = 0.0
    while x < 12 {
      product *= x
      x += 1
    }
    shift += Elementary.logOfAny(product)
    let halfLogTau = 0.9189385332046727
    return (x - 0.5) * Elementary.log(x) - x + halfLogTau + stirlingSeries(x) - shift
  }

  /// The rest of Stirling's formula, for numbers of at least 12.
  static func stirlingSeries(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    return inverse
      * (1.0 / 12
        + square
        * (-1.0 / 360
          + square
          * (1.0 / 1260
            + square
            * (-1.0 / 1680
              + square * (1.0 / 1188 + square * (-691.0 / 360_360 + square * (1.0 / 156 - square * 3617.0 / 122_400)))))))
  }

  /// ln Γ(1 + x) for x of at least 0, with the digits of a small one.
  static func logGammaOfOnePlus(_ x: Double) -> Double {
    guard x < 0.25 else { return logGamma(1 + x) }
    return x * zetas.reversed().reduce(0) { $0 * x + $1 }
  }

  /// −γ, then (−1)ᵏ·ζ(k)/k: the Taylor series of ln Γ(1 + x)/x.
  private static let zetas = [
    -0.57721566490153286, 0.82246703342411322, -0.40068563438653143, 0.27058080842778455, -0.20738555102867399,
    0.16955717699740819, -0.14404989676884612, 0.12550966952474304, -0.11133426586956470, 0.10009945751278181,
    -0.090954017145829042, 0.083353840546109004, -0.076932516411352191, 0.071432946295361336, -0.066668705882420468,
    0.062500955141213041, -0.058823978658684582, 0.055555767627403611, -0.052631679379616661, 0.050000047698101694,
    -0.047619070330142228, 0.045454556293204669, -0.043478266053040259, 0.041666669150341210, -0.040000001192140141,
  ]

  /// ln Γ(b + a) − ln Γ(b) for a small or b large, where the two would cancel.
  static func logGammaRise(_ b: Double, by a: Double) -> Double {
    if b < 12 {
      // Γ(b + 1) = b·Γ(b), so that the factors cancel one by one.
      var (b, sum) = (b, 0.0)
      while b < 12 {
        sum -= Elementary.log1p(a / b)
        b += 1
      }
      return sum + logGammaRise(b, by: a)
    }
    return a * Elementary.logOfAny(b + a) + (b - 0.5) * Elementary.log1p(a / b) - a
      + (stirlingSeries(b + a) - stirlingSeries(b))
  }
}
