/// The standard normal distribution: density, distribution function and quantile.
package enum StandardNormal {
  /// The density at a point.
  package static func density(_ z: Double) -> Double {
    0.3989422804014327 * Elementary.exp(-0.5 * z * z)
  }

  /// The probability of a value of at most z, to about 1e-15 relative in both tails.
  ///
  /// Rational approximations (Cody 1969); beyond 5.6 the continued fraction of Mills' ratio (Abramowitz and Stegun
  /// 26.2.14).
  package static func cumulative(_ z: Double) -> Double {
    let y = abs(z)
    if y <= 0.67448975 {
      let square = z * z
      let above =
        (((0.065682337918207449113 * square + 2.2352520354606839287) * square + 161.02823106855587881) * square
          + 1067.6894854603709582) * square + 18154.981253343561249
      let below =
        (((square + 47.20258190468824187) * square + 976.09855173777669322) * square + 10260.932208618978205) * square
        + 45507.789335026729956
      return 0.5 + z * above / below
    }
    if z > 38 { return 1 }
    if z < -38.5 { return 0 }
    let tail = y < 5.6 ? nearTail(y) : upperTail(y)
    return z < 0 ? tail : 1 - tail
  }

  private static func nearTail(_ y: Double) -> Double {
    let above =
      (((((((1.0765576773720192317e-8 * y + 0.39894151208813466764) * y + 8.8831497943883759412) * y
        + 93.506656132177855979) * y + 597.27027639480026226) * y + 2494.5375852903726711) * y
        + 6848.1904505362823326) * y + 11602.651437647350124) * y + 9842.7148383839780218
    let below =
      (((((((y + 22.266688044328115691) * y + 235.38790178262499861) * y + 1519.377599407554805) * y
        + 6485.558298266760755) * y + 18615.571640885098091) * y + 34900.952721145977266) * y
        + 38912.003286093271411) * y + 19685.429676859990727
    // The square in two parts, the first exact, or its rounding would be multiplied by its size.
    let coarse = (y * 16).rounded(.down) / 16
    let rest = (y - coarse) * (y + coarse)
    return Elementary.exp(-0.5 * coarse * coarse) * Elementary.exp(-0.5 * rest) * above / below
  }

  private static func upperTail(_ z: Double) -> Double {
    // Backwards from a depth at which nothing changes any more for z of at least 3.
    var fraction = z
    for k in stride(from: 90, through: 1, by: -1) { fraction = z + Double(k) / fraction }
    return density(z) / fraction
  }

  /// The value that is not exceeded with a probability, for probabilities strictly between 0 and 1.
  ///
  /// Algorithm AS 241 (Wichura 1988), routine PPND16: about 1e-16 relative.
  @inline(__always)
  package static func quantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 { return central(q) }
    return tail(q < 0 ? p : 1 - p, isLower: q < 0)
  }

  /// The value beyond which a probability lies, on the upper side or on the lower one.
  static func quantile(tail p: Double, isUpper: Bool) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 { return isUpper ? -central(q) : central(q) }
    return p < 0.5 ? tail(p, isLower: !isUpper) : tail(1 - p, isLower: isUpper)
  }

  @inline(__always)
  static func central(_ q: Double) -> Double {
    let r = 0.180625 - q * q
    let above =
      ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
        + 45921.953931549871457) * r + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745)
      * r + 3.387132872796366608
    let below =
      ((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
        + 21213.794301586595867) * r + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252)
      * r + 1
    return q * above / below
  }

  /// - Parameter p: the probability of the nearer tail.
  static func tail(_ p: Double, isLower: Bool) -> Double {
    var r = (-Elementary.logOfAny(max(p, .leastNonzeroMagnitude))).squareRoot()
    let z: Double
    if r <= 5 {
      r -= 1.6
      let above =
        ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
          + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
          + 4.6303378461565452959) * r + 1.42343711074968357734
      let below =
        ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
          + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
          + 2.05319162663775882187) * r + 1
      z = above / below
    } else {
      r -= 5
      let above =
        ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
          + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
          + 5.4637849111641143699) * r + 6.6579046435011037772
      let below =
        ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
          + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
          + 0.59983220655588793769) * r + 1
      z = above / below
    }
    return isLower ? -z : z
  }
}
