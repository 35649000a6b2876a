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
