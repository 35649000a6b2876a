/// The incomplete beta function of two parameters: what does not depend on x is computed once.
struct BetaShape: Sendable {
  private let a: Double
  private let b: Double
  private let constant: Double

  init(_ a: Double, _ b: Double) {
    // Beyond these nothing changes in any digit of a quantile.
    let (a, b) = (min(max(a, 1e-300), 1e300), min(max(b, 1e-300), 1e300))
    (self.a, self.b) = (a, b)
    let errors = Deviance.stirlingError(a + b) - Deviance.stirlingError(a) - Deviance.stirlingError(b)
    constant = (a / (a + b) * (b / Deviance.tau)).squareRoot() * Elementary.exp(errors)
  }

  /// xᵃ·yᵇ/B(a, b) with y = 1 − x, which is xy times the density.
  func front(_ x: Double, _ y: Double) -> Double {
    let (sum, distance) = (a + b, a * y - b * x)
    return constant
      * Elementary.exp(-Deviance.deviance(a, sum * x, distance) - Deviance.deviance(b, sum * y, -distance))
  }

  func density(_ x: Double, _ y: Double) -> Double { x <= 0 || y <= 0 ? 0 : front(x, y) / x / y }

  /// The probabilities of at most x and of more.
  ///
  /// - Parameter y: 1 − x, given apart because it may have more digits.
  func tails(_ x: Double, _ y: Double) -> Tails {
    if x <= 0 { return Tails(lower: 0, upper: 1) }
    if y <= 0 { return Tails(lower: 1, upper: 0) }
    if min(a, b) >= 1e4, abs(a * y - b * x) <= 0.03 * min(a, b) {
      let expansion = BetaExpansion(a, b)
      return a * y >= b * x
        ? Tails(lower: expansion.lower(x, y)) : Tails(upper: expansion.exchanged.lower(y, x))
    }
    if a <= 1, x <= 0.5, b * x <= 2 { return besideZero(a, b, x) }
    if b <= 1, y <= 0.5, a * y <= 2 { return besideZero(b, a, y).exchanged }
    let front = front(x, y)
    return a * y >= b * x
      ? Tails(lower: front * Self.fraction(a, b, x, y)) : Tails(upper: front * Self.fraction(b, a, y, x))
  }

  /// The power series (Abramowitz and Stegun 26.5.4; DiDonato and Morris 1992, BPSER) for a small x, and its rest to
  /// 1 without taking it from there where the parameter is small.
  private func besideZero(_ a: Double, _ b: Double, _ x: Double) -> Tails {
    var s = 0.0
    var term = 1.0
    var n = 1.0
    while n < 100_000 {
      term *= (n - b) / n * x
      let next = s + a / (a + n) * term
      if next == s { break }
      s = next
      n += 1
    }
    // a·B(a, b) = Γ(1 + a)·Γ(b)/Γ(a + b), so that a small a leaves it near 1.
    let logarithm = a * Elementary.logOfAny(x) - Self.logOfScaledBeta(a, b) + Elementary.log1p(s)
    return Tails(lower: min(1, Elementary.exp(logarithm)), upper: max(0, -Elementary.expm1(logarithm)))
  }

  /// ln(a·B(a, b)).
  private static func logOfScaledBeta(_ a: Double, _ b: Double) -> Double {
    SpecialFunctions.logGammaOfOnePlus(a) - SpecialFunctions.logGammaRise(b, by: a)
  }

  /// The continued fraction of DiDonato and Morris (1992, BFRAC) for x not above the mean, divided by the front.
  private static func fraction(_ a: Double, _ b: Double, _ x: Double, _ y: Double) -> Double {
    func bounded(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
    let distance = a * y - b * x
    func denominator(_ m: Double) -> Double {
      m + m * (b - m) * x / (a + 2 * m - 1) + (a + m) / (a + 2 * m + 1) * (distance + 1 + m * (1 + y))
    }
    var value = bounded(a / (a + 1) * (distance + 1))
    var c = value
    var d = 0.0
    var m = 1.0
    while m < 100_000 {
      let below = a + 2 * m - 1
      let above = (a + m - 1) / below * ((a + b + m - 1) / below * x) * (m * (b - m) * x)
      let next = denominator(m)
      d = 1 / bounded(next + above * d)
      c = bounded(next + above / c)
      let change = c * d
      value *= change
      if abs(change - 1) < 1e-16 { break }
      m += 1
    }
    return 1 / value
  }
}

/// The asymptotic expansion of the incomplete beta function for two large parameters (DiDonato and Morris 1992, BASYM).
private struct BetaExpansion {
  let a: Double
  let b: Double

  init(_ a: Double, _ b: Double) {
    (self.a, self.b) = (a, b)
  }

  var exchanged: BetaExpansion { BetaExpansion(b, a) }

  /// The probability of at most x, which is not above the mean.
  func lower(_ x: Double, _ y: Double) -> Double {
    let (sum, distance) = (a + b, a * y - b * x)
    let f = max(0, Deviance.deviance(a, sum * x, distance) + Deviance.deviance(b, sum * y, -distance))
    // Further out than that is nothing.
    guard f < 690 else { return 0 }
    let e1 = 0.353553390593274
    let z = f.squareRoot() / e1 / 2
    let z2 = 2 * f
    let h = min(a, b) / max(a, b)
    let r0 = 1 / (h + 1)
    let r1 = (b - a) / max(a, b)
    let w0 = 1 / (min(a, b) * (h + 1)).squareRoot()
    let decay = Elementary.exp(-f)
    // e⁻ᶠ is taken out of every term.
    var j0 = StandardNormal.cumulative(-z2.squareRoot()) / 1.12837916709551 / decay
    var j1 = e1
    var a0 = [r1 * 2 / 3]
    var c = [-a0[0] / 2]
    var d = [-c[0]]
    var total = j0 + d[0] * w0 * j1
    var (s, hn, w, before, zn) = (1.0, 1.0, w0, z, z2)
    for n in stride(from: 2, through: 12, by: 2) {
      hn *= h * h
      a0.append(r0 * 2 * (h * hn + 1) / Double(n + 2))
      s += hn
      a0.append(r1 * 2 * s / Double(n + 3))
      for i in n...n + 1 {
        let r = -Double(i + 1) / 2
        var b0 = [r * a0[0]]
        for m in 2...i {
          var sum = 0.0
          for j in 1..<m { sum += (Double(j) * r - Double(m - j)) * a0[j - 1] * b0[m - j - 1] }
          b0.append(r * a0[m - 1] + sum / Double(m))
        }
        c.append(b0[i - 1] / Double(i + 1))
        var sum = 0.0
        for j in 1..<i { sum += d[i - j - 1] * c[j - 1] }
        d.append(-(sum + c[i - 1]))
      }
      j0 = e1 * before + Double(n - 1) * j0
      j1 = e1 * zn + Double(n) * j1
      before *= z2
      zn *= z2
      w *= w0
      let even = d[n - 1] * w * j0
      w *= w0
      let odd = d[n] * w * j1
      total += even + odd
      if abs(even) + abs(odd) <= 1e-16 * total { break }
    }
    let errors = Deviance.stirlingError(a) + Deviance.stirlingError(b) - Deviance.stirlingError(a + b)
    return 1.12837916709551257 * decay * Elementary.exp(-errors) * total
  }
}
