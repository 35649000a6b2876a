/// The probability law of an uncertain number: a distribution with its parameters.
///
/// A law knows its mean, standard deviation, distribution function and quantiles, exactly or to about 1e-12; samples
/// are drawn through the quantile, so that stratifying, truncating and correlating work the same for all.
public enum Law: Hashable, Sendable {
  case normal(mean: Double, sd: Double)
  /// The exponential of a normal with mean `mu` and standard deviation `sigma`.
  case lognormal(mu: Double, sigma: Double)
  case uniform(low: Double, high: Double)
  case triangular(low: Double, mode: Double, high: Double)
  /// A beta distribution stretched from 0…1 to `low`…`high`.
  case beta(a: Double, b: Double, low: Double, high: Double)
  case gamma(shape: Double, scale: Double)
  case exponential(mean: Double)
  case student(degrees: Double)
  case poisson(mean: Double)
  case binomial(trials: Int, probability: Double)
  /// Values with probabilities that sum to 1, in ascending order.
  case discrete([Weighted])
  case mixture([Part])
  indirect case truncated(Law, low: Double, high: Double)
  /// scale·X + shift; a negative scale reflects the law. The scale is not 0.
  indirect case affine(Law, scale: Double, shift: Double)

  public struct Weighted: Hashable, Sendable {
    public var value: Double
    public var probability: Double

    public init(value: Double, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  public struct Part: Hashable, Sendable {
    public var law: Law
    public var weight: Double

    public init(law: Law, weight: Double) {
      self.law = law
      self.weight = weight
    }
  }

  public static func bernoulli(_ p: Double) -> Law {
    .discrete([.init(value: 0, probability: 1 - p), .init(value: 1, probability: p)])
  }

  /// The pert distribution (Malcolm et al. 1959): a beta with the mean (low + 4·mode + high)/6.
  public static func pert(low: Double, mode: Double, high: Double) -> Law {
    let width = high - low
    return .beta(a: 1 + 4 * (mode - low) / width, b: 1 + 4 * (high - mode) / width, low: low, high: high)
  }

  /// Values of equal weight.
  public static func samples(_ values: [Double]) -> Law {
    let sorted = values.sorted()
    var points: [Weighted] = []
    for value in sorted {
      if let last = points.last, last.value == value {
        points[points.count - 1].probability += 1 / Double(sorted.count)
      } else {
        points.append(Weighted(value: value, probability: 1 / Double(sorted.count)))
      }
    }
    return .discrete(points)
  }

  /// Whether the law takes single values with positive probability.
  public var isDiscrete: Bool {
    switch self {
    case .poisson, .binomial, .discrete: true
    case .mixture(let parts): parts.contains { $0.law.isDiscrete }
    case .truncated(let law, _, _), .affine(let law, _, _): law.isDiscrete
    default: false
    }
  }

  /// The value of a law that is certain.
  public var onlyValue: Double? {
    switch self {
    case .discrete(let points):
      points.filter { $0.probability > 0 }.count == 1 ? points.first { $0.probability > 0 }?.value : nil
    case .binomial(let trials, let p): p == 0 || trials == 0 ? 0 : p == 1 ? Double(trials) : nil
    default: nil
    }
  }

  /// The least and the greatest value.
  public var support: (low: Double, high: Double) {
    switch self {
    case .normal, .student: (-.infinity, .infinity)
    case .lognormal, .gamma, .exponential, .poisson: (0, .infinity)
    case .uniform(let low, let high), .triangular(let low, _, let high), .beta(_, _, let low, let high): (low, high)
    case .binomial(let trials, let p): (p == 1 ? Double(trials) : 0, p == 0 ? 0 : Double(trials))
    case .discrete(let points): (points.first?.value ?? 0, points.last?.value ?? 0)
    case .mixture(let parts):
      (parts.map(\.law.support.low).min() ?? 0, parts.map(\.law.support.high).max() ?? 0)
    case .truncated(let law, let low, let high): (max(low, law.support.low), min(high, law.support.high))
    case .affine(let law, let scale, let shift):
      scale > 0
        ? (law.support.low * scale + shift, law.support.high * scale + shift)
        : (law.support.high * scale + shift, law.support.low * scale + shift)
    }
  }
}
