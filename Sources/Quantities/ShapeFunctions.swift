/// The incomplete gamma function of one parameter: what does not depend on x is computed once.
struct GammaShape {
  private let a: Double
  private let constant: Double

  init(_ a: Double) {
    self.a = a
    constant = (a / Deviance.tau).squareRoot() * Elementary.exp(-Deviance.stirlingError(a))
  }

  /// xᵃ·e⁻ˣ/Γ(a), which is x times the density.
  func front(_ x: Double) -> Double { constant * Elementary.exp(-Deviance.deviance(a, x, a - x)) }

  /// The distribution function and the density at x.
  func callAsFunction(_ x: Double) -> (cumulative: Double, density: Double) {
    if x <= 0 { return (0, 0) }
    if x.isInfinite { return (1, 0) }
    let front = front(x)
    return (SpecialFunctions.lowerGamma(a, x, front: front), front / x)
  }
}

/// The incomplete beta function of two parameters: what does not depend on x is computed once.
struct BetaShape {
  private let a: Double
  private let b: Double
  private let constant: Double

  init(_ a: Double, _ b: Double) {
    (self.a, self.b) = (a, b)
    let errors = Deviance.stirlingError(a + b) - Deviance.stirlingError(a) - Deviance.stirlingError(b)
    constant = (a / (a + b) * (b / Deviance.tau)).squareRoot() * Elementary.exp(errors)
  }

  /// xᵃ·(1−x)ᵇ/B(a, b), which is x·(1−x) times the density.
  func front(_ x: Double) -> Double {
    let sum = a + b
    let distance = a - sum * x
    return constant
      * Elementary.exp(
        -Deviance.deviance(a, sum * x, distance) - Deviance.deviance(b, sum * (1 - x), -distance))
  }

  /// The distribution function and the density at x.
  func callAsFunction(_ x: Double) -> (cumulative: Double, density: Double) {
    if x <= 0 { return (0, 0) }
    if x >= 1 { return (1, 0) }
    let front = front(x)
    return (SpecialFunctions.incompleteBeta(a, b, x, front: front), front / (x * (1 - x)))
  }
}

/// The distribution function of a law together with its slope, for searching.
enum LawCurve {
  case gamma(GammaShape, scale: Double)
  case beta(BetaShape, low: Double, width: Double)
  case other(Law)

  init(_ law: Law) {
    switch law {
    case .gamma(let shape, let scale): self = .gamma(GammaShape(shape), scale: scale)
    case .beta(let a, let b, let low, let high): self = .beta(BetaShape(a, b), low: low, width: high - low)
    default: self = .other(law)
    }
  }

  func callAsFunction(_ x: Double) -> (cumulative: Double, slope: Double) {
    switch self {
    case .gamma(let shape, let scale):
      let (cumulative, density) = shape(x / scale)
      return (cumulative, density / scale)
    case .beta(let shape, let low, let width):
      let (cumulative, density) = shape((x - low) / width)
      return (cumulative, density / width)
    case .other(let law): return (law.cumulative(x), law.slope(at: x))
    }
  }
}
