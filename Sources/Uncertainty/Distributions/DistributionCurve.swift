/// The tails of a distribution and its density, for searching: what does not depend on x is computed once.
enum DistributionCurve: Sendable {
  case gamma(GammaShape, scale: Double)
  case beta(BetaShape, low: Double, high: Double)
  case student(BetaShape, degrees: Double)
  case other(Distribution)

  init(_ distribution: Distribution) {
    switch distribution {
    case .gamma(let shape, let scale): self = .gamma(GammaShape(shape), scale: scale)
    case .beta(let a, let b, let low, let high): self = .beta(BetaShape(a, b), low: low, high: high)
    case .student(let degrees) where degrees > 1e16: self = .other(.normal(mean: 0, sd: 1))
    case .student(let degrees): self = .student(BetaShape(degrees / 2, 0.5), degrees: degrees)
    default: self = .other(distribution)
    }
  }

  func tail(_ x: Double, isUpper: Bool) -> Double {
    switch self {
    case .gamma(let shape, let scale):
      let tails = shape.tails(x / scale)
      return isUpper ? tails.upper : tails.lower
    case .beta(let shape, let low, let high):
      let width = high - low
      let tails = shape.tails((x - low) / width, (high - x) / width)
      return isUpper ? tails.upper : tails.lower
    case .student(let shape, let degrees):
      let tail = Self.studentTail(abs(x), degrees, shape)
      return (x > 0) == isUpper ? tail : 1 - tail
    case .other(let distribution): return distribution.tail(x, isUpper: isUpper, isClosed: !isUpper)
    }
  }

  /// The density beside single values.
  func density(_ x: Double) -> Double {
    switch self {
    case .gamma(let shape, let scale): return shape.density(x / scale) / scale
    case .beta(let shape, let low, let high):
      let width = high - low
      return shape.density((x - low) / width, (high - x) / width) / width
    case .student(let shape, let degrees):
      let (inside, outside) = Self.shares(x, degrees)
      // The front is |x| times the density.
      if x == 0 || outside <= 0 { return Self.middle(degrees) }
      return shape.front(inside, outside) / abs(x)
    case .other(let distribution): return distribution.slope(at: x)
    }
  }

  /// n/(n + x²) and x²/(n + x²).
  private static func shares(_ x: Double, _ degrees: Double) -> (inside: Double, outside: Double) {
    let ratio = x / degrees.squareRoot()
    if abs(ratio) > 1 {
      let square = (1 / ratio) * (1 / ratio)
      return (square / (1 + square), 1 / (1 + square))
    }
    return (1 / (1 + ratio * ratio), ratio * ratio / (1 + ratio * ratio))
  }

  private static func studentTail(_ x: Double, _ degrees: Double, _ shape: BetaShape) -> Double {
    let (inside, outside) = shares(x, degrees)
    if inside > 1e-200 { return shape.tails(inside, outside).lower / 2 }
    // So far out that the square is no number: the first term of the series, by logarithms.
    let half = degrees / 2
    let logarithm =
      half * (Elementary.logOfAny(degrees) - 2 * Elementary.logOfAny(x))
      - (SpecialFunctions.logGammaOfOnePlus(half) - SpecialFunctions.logGammaRise(0.5, by: half))
    return Elementary.exp(logarithm) / 2
  }

  /// The density of Student's distribution in its middle.
  private static func middle(_ degrees: Double) -> Double {
    Elementary.exp(SpecialFunctions.logGammaRise(degrees / 2, by: 0.5)) / (degrees * 3.141592653589793).squareRoot()
  }
}
