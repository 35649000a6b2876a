import SeededChance

@testable import Uncertainty

/// Distributions of every family with parameters over their whole range.
struct RandomDistribution {
  var chance: SplitMix64

  init(seed: UInt64) {
    chance = SplitMix64(seed: seed)
  }

  /// A number between two powers of ten, by magnitude.
  mutating func magnitude(_ low: Double, _ high: Double) -> Double {
    Elementary.exp(Double.random(in: low...high, using: &chance) * 2.302585092994046)
  }

  mutating func share() -> Double { Double.random(in: 0.001...0.999, using: &chance) }

  static let families = 10

  /// A distribution of a family; its figures have closed forms.
  mutating func distribution(family: Int) -> Distribution {
    switch family {
    case 0: return .normal(mean: Double.random(in: -3...3, using: &chance) * magnitude(-3, 3), sd: magnitude(-6, 6))
    case 1: return .lognormal(mu: Double.random(in: -5...5, using: &chance), sigma: magnitude(-3, 0.2))
    case 2:
      let low = Double.random(in: -10...10, using: &chance)
      return .uniform(low: low, high: low + magnitude(-3, 3))
    case 3:
      let (low, width) = (Double.random(in: -10...10, using: &chance), magnitude(-3, 3))
      let mode = [low, low + width, low + share() * width].randomElement(using: &chance) ?? low
      return .triangular(low: low, mode: mode, high: low + width)
    case 4: return .beta(a: magnitude(-1.5, 6), b: magnitude(-1.5, 6), low: 0, high: 1)
    case 5: return .gamma(shape: magnitude(-1.5, 7), scale: magnitude(-6, 6))
    case 6: return .exponential(mean: magnitude(-6, 6))
    case 7: return .student(degrees: magnitude(0.5, 7))
    case 8: return .poisson(mean: magnitude(-3, 6))
    default:
      return .binomial(
        trials: Int(magnitude(0, 6)), probability: Bool.random(using: &chance) ? share() : magnitude(-6, -1))
    }
  }

  mutating func distribution() -> Distribution {
    distribution(family: Int.random(in: 0..<Self.families, using: &chance))
  }

  /// A distribution scaled and shifted, or cut off, or both.
  mutating func unmixed() -> Distribution {
    let distribution = distribution()
    switch Int.random(in: 0..<3, using: &chance) {
    case 0: return .affine(distribution, scale: (Bool.random(using: &chance) ? 1 : -1) * decimal(), shift: decimal())
    case 1: return truncated(distribution)
    default: return .affine(truncated(distribution), scale: decimal(), shift: -decimal())
    }
  }

  /// The same, or a mixture.
  mutating func composed() -> Distribution {
    guard Int.random(in: 0..<4, using: &chance) == 0 else { return unmixed() }
    return .mixture([
      .init(distribution: distribution(), weight: 0.25), .init(distribution: distribution(), weight: 0.25),
      .init(distribution: distribution(), weight: 0.5),
    ])
  }

  /// A number as people write them.
  private mutating func decimal() -> Double { Double(Int.random(in: 1...9999, using: &chance)) / 100 }

  /// The distribution between two of its quantiles, or from one on.
  mutating func truncated(_ distribution: Distribution) -> Distribution {
    let levels = [share(), share()].sorted()
    let (low, high) = (distribution.quantile(levels[0]), distribution.quantile(levels[1]))
    switch Int.random(in: 0..<3, using: &chance) {
    case 0: return distribution.truncating(low, .infinity)
    case 1: return distribution.truncating(-.infinity, high)
    default: return low < high ? distribution.truncating(low, high) : distribution.truncating(low, .infinity)
    }
  }
}
