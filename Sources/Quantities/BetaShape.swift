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
