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
