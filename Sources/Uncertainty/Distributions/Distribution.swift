/// The probability distribution of an uncertain number: a distribution with its parameters.
///
/// A distribution knows its mean, standard deviation, distribution function and quantiles, exactly or to about 1e-12; samples
/// are drawn through the quantile, so that stratifying, truncating and correlating work the same for all.
package enum Distribution: Hashable, Sendable {
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
  indirect case truncated(Distribution, low: Double, high: Double)
  /// scale·X + shift; a negative scale reflects the distribution. The scale is not 0.
  indirect case affine(Distribution, scale: Double, shift: Double)

  package struct Weighted: Hashable, Sendable {
    package var value: Double
    package var probability: Double

    package init(value: Double, probability: Double) {
      self.value = value
      self.probability = probability
    }
  }

  package struct Part: Hashable, Sendable {
    package var distribution: Distribution
    package var weight: Double

    package init(distribution: Distribution, weight: Double) {
      self.distribution = distribution
      self.weight = weight
    }
  }

  package static func bernoulli(_ p: Double) -> Distribution {
    .discrete([.init(value: 0, probability: 1 - p), .init(value: 1, probability: p)])
  }

  /// The pert distribution (Malcolm et al. 1959): a beta with the mean (low + 4·mode + high)/6.
  package static func pert(low: Double, mode: Double, high: Double) -> Distribution {
    let width = high - low
    return .beta(a: 1 + 4 * (mode - low) / width, b: 1 + 4 * (high - mode) / width, low: low, high: high)
  }

  /// Values of equal weight.
  package static func samples(_ values: [Double]) -> Distribution {
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

  /// Whether the distribution takes single values with positive probability.
  package var isDiscrete: Bool {
    switch self {
    case .poisson, .binomial, .discrete: true
    case .mixture(let parts): parts.contains { $0.distribution.isDiscrete }
    case .truncated(let distribution, _, _), .affine(let distribution, _, _): distribution.isDiscrete
    default: false
    }
  }

  /// The value of a distribution that is certain.
  package var onlyValue: Double? {
    switch self {
    case .discrete(let points):
      points.filter { $0.probability > 0 }.count == 1 ? points.first { $0.probability > 0 }?.value : nil
    case .binomial(let trials, let p): p == 0 || trials == 0 ? 0 : p == 1 ? Double(trials) : nil
    default: nil
    }
  }

  /// The least and the greatest value.
  package var support: (low: Double, high: Double) {
    switch self {
    case .normal, .student: (-.infinity, .infinity)
    case .lognormal, .gamma, .exponential, .poisson: (0, .infinity)
    case .uniform(let low, let high), .triangular(let low, _, let high), .beta(_, _, let low, let high): (low, high)
    case .binomial(let trials, let p): (p == 1 ? Double(trials) : 0, p == 0 ? 0 : Double(trials))
    case .discrete(let points): (points.first?.value ?? 0, points.last?.value ?? 0)
    case .mixture(let parts):
      (parts.map(\.distribution.support.low).min() ?? 0, parts.map(\.distribution.support.high).max() ?? 0)
    case .truncated(let distribution, let low, let high):
      (max(low, distribution.support.low), min(high, distribution.support.high))
    case .affine(let distribution, let scale, let shift):
      scale > 0
        ? (distribution.support.low * scale + shift, distribution.support.high * scale + shift)
        : (distribution.support.high * scale + shift, distribution.support.low * scale + shift)
    }
  }
}
