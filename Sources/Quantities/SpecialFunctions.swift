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
      if product > 1e280 {
        shift += Elementary.log(product)
        product = 1
      }
    }
    shift += Elementary.log(product)
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

  static func lowerGamma(_ a: Double, _ x: Double) -> Double { GammaShape(a)(x).cumulative }

  static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double) -> Double { BetaShape(a, b)(x).cumulative }

  /// The regularized lower incomplete gamma function P(a, x).
  ///
  /// The series below x = a + 1, above it the continued fraction by Lentz's method (Press et al. 2007, 6.2).
  ///
  /// - Parameter front: xᵃ·e⁻ˣ/Γ(a).
  static func lowerGamma(_ a: Double, _ x: Double, front: Double) -> Double {
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
      }
      return min(1, sum * front)
    }
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    var i = 1.0
    while i < 100_000 {
      let step = -i * (i - a)
      b += 2
      d = step * d + b
      if abs(d) < 1e-300 { d = 1e-300 }
      c = b + step / c
      if abs(c) < 1e-300 { c = 1e-300 }
      d = 1 / d
      let change = d * c
      fraction *= change
      if abs(change - 1) < 1e-16 { break }
      i += 1
    }
    return max(0, 1 - front * fraction)
  }

  /// The regularized incomplete beta function I_x(a, b), by its continued fraction (Press et al. 2007, 6.4).
  ///
  /// - Parameter front: xᵃ·(1−x)ᵇ/B(a, b).
  static func incompleteBeta(_ a: Double, _ b: Double, _ x: Double, front: Double) -> Double {
    x < (a + 1) / (a + b + 2)
      ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b
  }

  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    func bounded(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var fraction = d
    var m = 1.0
    while m < 100_000 {
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      let change = d * c
      fraction *= change
      if abs(change - 1) < 1e-16 { break }
      m += 1
    }
    return fraction
  }
}
