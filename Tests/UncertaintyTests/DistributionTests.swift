import Foundation
import Testing
import Uncertainty

/// Distributions against the figures of SciPy, and against themselves.
@Suite struct DistributionTests {
  private func expectClose(_ value: Double?, _ expected: Double, _ tolerance: Double, _ what: String) throws {
    let value = try #require(value)
    #expect(abs(value - expected) <= tolerance * max(1e-3, abs(expected)), "\(what): \(value) against \(expected)")
  }

  @Test(arguments: LawReference.all.indices)
  func agreesWithReference(index: Int) throws {
    let reference = LawReference.all[index]
    let distribution = reference.distribution
    try expectClose(distribution.mean, reference.mean, 1e-9, "mean")
    try expectClose(distribution.sd, reference.sd, 1e-7, "sd")
    for (level, expected) in zip(LawReference.levels, reference.quantiles) {
      try expectClose(distribution.quantile(level), expected, 1e-9, "quantile \(level)")
    }
    for (x, expected) in zip(reference.quantiles, reference.cumulative) {
      try expectClose(distribution.cumulative(x), expected, 1e-10, "cumulative \(x)")
    }
  }

  @Test(arguments: LawReference.all.indices, 1..<20)
  func quantileAndCumulativeAreInverse(index: Int, twentieth: Int) {
    let distribution = LawReference.all[index].distribution
    let p = Double(twentieth) / 20
    let x = distribution.quantile(p)
    if distribution.isDiscrete {
      #expect(distribution.cumulative(x) >= p - 1e-12)
      #expect(distribution.cumulative(x - 1) < p)
    } else {
      #expect(abs(distribution.cumulative(x) - p) < 1e-12)
    }
  }

  @Test(arguments: LawReference.all.indices)
  func densityIsTheSlopeOfCumulative(index: Int) throws {
    let distribution = LawReference.all[index].distribution
    if distribution.isDiscrete {
      #expect(distribution.density(1) == nil)
      return
    }
    let x = distribution.quantile(0.3)
    let h = 1e-5 * (try #require(distribution.sd))
    let slope = (distribution.cumulative(x + h) - distribution.cumulative(x - h)) / (2 * h)
    try expectClose(distribution.density(x), slope, 1e-6, "density")
  }

  /// The range 5 to 10 as a lognormal has the mean 7.2297837323.
  @Test func rangeOfFiveToTen() throws {
    let z = StandardNormal.quantile(0.95)
    let (low, high) = (Elementary.log(5), Elementary.log(10))
    let distribution = Distribution.lognormal(mu: (low + high) / 2, sigma: (high - low) / (2 * z))
    try expectClose(distribution.mean, 7.2297837323, 1e-10, "mean")
    #expect(abs(distribution.quantile(0.05) - 5) < 1e-12)
    #expect(abs(distribution.quantile(0.95) - 10) < 1e-12)
  }

  /// Figures of SciPy 1.17 where parameters are large or small.
  @Test func extremeParametersKeepTheirDigits() throws {
    try expectClose(Distribution.beta(a: 40, b: 30_000, low: 0, high: 1).cumulative(1.4e-3), 0.64516568, 1e-8, "beta")
    try expectClose(Distribution.gamma(shape: 1e8, scale: 1).cumulative(1e8 + 5e3), 0.691471262888845, 1e-10, "gamma")
    try expectClose(Distribution.gamma(shape: 1e8, scale: 1).cumulative(1e8 - 3e4), 0.0013487164491615543, 1e-9, "tail")
    try expectClose(
      Distribution.beta(a: 3e7, b: 3e7, low: 0, high: 1).cumulative(0.5001), 0.9393323759066303, 1e-9, "beta")
    try expectClose(
      Distribution.gamma(shape: 0.01, scale: 1).cumulative(1e-5), 0.8963367982671969, 1e-12, "small gamma")
    try expectClose(
      Distribution.beta(a: 0.01, b: 0.02, low: 0, high: 1).density(0.3), 0.03115318382954995, 1e-12, "density")
  }

  @Test func mixturesHaveTheMomentsOfTheirParts() throws {
    let distribution = Distribution.mixture([
      .init(distribution: .normal(mean: 0, sd: 1), weight: 0.25),
      .init(distribution: .normal(mean: 10, sd: 2), weight: 0.75),
    ])
    try expectClose(distribution.mean, 7.5, 1e-12, "mean")
    try expectClose(distribution.variance, 0.25 * (1 + 56.25) + 0.75 * (4 + 6.25), 1e-12, "variance")
    #expect(abs(distribution.cumulative(distribution.quantile(0.3)) - 0.3) < 1e-12)
  }

  @Test func elementaryFunctionsAreWithinTwoUnitsInTheLastPlace() {
    var x = 1e-300
    while x < 1e300 {
      let reference = Foundation.log(x)
      #expect(abs(Elementary.log(x) - reference) <= 2 * abs(reference).ulp)
      x *= 1.37
    }
    var y = -700.0
    while y < 700 {
      let reference = Foundation.exp(y)
      #expect(abs(Elementary.exp(y) - reference) <= 2 * reference.ulp)
      y += 0.731
    }
  }
}
