/// The incomplete gamma function of one parameter: what does not depend on x is computed once.
struct GammaShape: Sendable {
  private let a: Double
  private let constant: Double

  init(_ a: Double) {
    // Below this nothing changes in any digit of a quantile.
    let a = max(a, 1e-300)
    self.a = a
    constant = (a / Deviance.tau).squareRoot() * Elementary.exp(-Deviance.stirlingError(a))
  }

  /// xᵃ·e⁻ˣ/Γ(a), which is x times the density.
  func front(_ x: Double) -> Double { constant * Elementary.exp(-Deviance.deviance(a, x, a - x)) }

  func density(_ x: Double) -> Double { x <= 0 || x.isInfinite ? 0 : front(x) / x }

  /// The probabilities of at most x and of more, each with digits of its own.
  func tails(_ x: Double) -> Tails {
    if x <= 0 { return Tails(lower: 0, upper: 1) }
    if x.isInfinite { return Tails(lower: 1, upper: 0) }
    if a >= 1e4, abs(x - a) < 0.5 * a { return uniform(x) }
    if a < 0.25, x < 1.1 { return besideZero(x) }
    return x < a + 1 ? Tails(lower: series(x)) : Tails(upper: front(x) * fraction(x))
  }

  private func series(_ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var n = a
    while term > sum * 1e-17 {
      n += 1
      term *= x / n
      sum += term
    }
    return sum * front(x)
  }

  /// The continued fraction by Lentz's method (Press et al. 2007, 6.2).
  private func fraction(_ x: Double) -> Double {
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
    return fraction
  }

  /// For a small parameter and a small x nearly everything lies below: the rest is 1 − xᵃ/Γ(a + 1)·(1 + s), formed
  /// without taking it from 1.
  private func besideZero(_ x: Double) -> Tails {
    var s = 0.0
    var term = 1.0
    var n = 1.0
    while true {
      term *= -x / n
      let next = s + a / (a + n) * term
      if next == s || n > 60 { break }
      s = next
      n += 1
    }
    let logarithm = a * Elementary.logOfAny(x) - SpecialFunctions.logGammaOfOnePlus(a) + Elementary.log1p(s)
    return Tails(lower: min(1, Elementary.exp(logarithm)), upper: max(0, -Elementary.expm1(logarithm)))
  }

  /// The uniform expansion for large parameters (Temme 1979; DLMF 8.12): a normal tail and what it is off by.
  private func uniform(_ x: Double) -> Tails {
    let root = (2 * max(0, Deviance.deviance(a, x, a - x))).squareRoot()
    // Further out than that is nothing.
    guard root < 40 else { return x < a ? Tails(lower: 0, upper: 1) : Tails(lower: 1, upper: 0) }
    let z = x < a ? -root : root
    let eta = z / a.squareRoot()
    var sum = 0.0
    for coefficients in Self.temme.reversed() {
      sum = sum / a + coefficients.reversed().reduce(0) { $0 * eta + $1 }
    }
    let rest = StandardNormal.density(z) / a.squareRoot() * sum
    return Tails(
      lower: max(0, StandardNormal.cumulative(z) - rest), upper: max(0, StandardNormal.cumulative(-z) + rest))
  }

  /// The coefficients of c₀, c₁, c₂ in powers of η, from Temme's recurrence in 60 digits.
  private static let temme: [[Double]] = [
    [
      -0.33333333333333333, 0.083333333333333333, -0.014814814814814815, 0.0011574074074074074, 0.0003527336860670194,
      -0.00017875514403292181, 3.9192631785224378e-5, -2.1854485106799922e-6, -1.85406221071516e-6,
      8.296711340953086e-7, -1.7665952736826079e-7, 6.7078535434014986e-9, 1.0261809784240308e-8,
      -4.3820360184533532e-9, 9.1476995822367902e-10, -2.551419399494625e-11, -5.8307721325504251e-11,
      2.4361948020667416e-11,
    ],
    [
      -0.0018518518518518519, -0.0034722222222222222, 0.0026455026455026455, -0.00099022633744855967,
      0.00020576131687242798, -4.0187757201646091e-7, -1.8098550334489978e-5, 7.6491609160811101e-6,
      -1.6120900894563446e-6, 4.6471278028074343e-9, 1.378633446915721e-7, -5.752545603517705e-8,
    ],
    [
      0.0041335978835978836, -0.0026813271604938272, 0.00077160493827160494, 2.0093878600823045e-6,
      -0.00010736653226365161, 5.2923448829120125e-5,
    ],
  ]
}

/// The probabilities on both sides of a number: one minus the other would lose the digits of the lesser one.
struct Tails: Sendable {
  var lower: Double
  var upper: Double

  init(lower: Double, upper: Double) {
    (self.lower, self.upper) = (lower, upper)
  }

  init(lower: Double) { self.init(lower: min(1, lower), upper: max(0, 1 - lower)) }

  init(upper: Double) { self.init(lower: max(0, 1 - upper), upper: min(1, upper)) }

  var exchanged: Tails { Tails(lower: upper, upper: lower) }
}
