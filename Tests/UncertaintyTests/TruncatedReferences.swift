import Uncertainty

/// What distributions leave between two bounds.
///
/// Means and standard deviations from mpmath 1.3 with 40 digits: sums of `pmf(k)` and quadratures of the density, or the
/// closed forms of the normal (Mills' ratio), the lognormal and Student's distribution.
struct TruncatedReference {
  var distribution: Distribution
  var low: Double
  var high: Double
  var mean: Double
  var sd: Double

  init(_ distribution: Distribution, _ low: Double, _ high: Double, mean: Double, sd: Double) {
    (self.distribution, self.low, self.high, self.mean, self.sd) = (distribution, low, high, mean, sd)
  }

  static let all: [TruncatedReference] = [
    .init(.poisson(mean: 3), 1, 5, mean: 2.823275862068966, sd: 1.255598343325678),
    .init(.poisson(mean: 3), 1, .infinity, mean: 3.157187089473768, sd: 1.631232061956615),
    .init(.poisson(mean: 2.5), -.infinity, 1.5, mean: 0.7142857142857143, sd: 0.4517539514526256),
    .init(.poisson(mean: 5), 60, .infinity, mean: 60.08900811903375, sd: 0.3108552844807185),
    .init(.binomial(trials: 20, probability: 0.3), 3, 6, mean: 4.856793859729084, sd: 1.020921290975993),
    .init(.binomial(trials: 400, probability: 0.01), 10, .infinity, mean: 10.49612214578394, sd: 0.8198589636646207),
    .init(.normal(mean: 0, sd: 1), 0, .infinity, mean: 0.7978845608028654, sd: 0.602810274989087),
    .init(.normal(mean: 0, sd: 1), 20, .infinity, mean: 20.04975306852785, sd: 0.04963125643233469),
    .init(.normal(mean: 0, sd: 1), 1, 1.0001, mean: 1.000049999166625, sd: 2.886751344744926e-5),
    .init(.normal(mean: 5, sd: 2), -1, 6.5, mean: 4.231355335319169, sd: 1.473129280016346),
    .init(.lognormal(mu: 0, sigma: 4), 1, .infinity, mean: 5961.727152800853, sd: 12566856.60072441),
    .init(.lognormal(mu: 1, sigma: 0.5), 2, 9, mean: 3.576151376781296, sd: 1.344984101428252),
    .init(.gamma(shape: 0.5, scale: 2), 0.1, 3, mean: 0.8977618362903223, sd: 0.7345239587124759),
    .init(.gamma(shape: 2, scale: 3), 100, .infinity, mean: 103.0873786407767, sd: 3.084904669158548),
    .init(.exponential(mean: 2), 3, .infinity, mean: 5.0, sd: 2.0),
    .init(.beta(a: 0.5, b: 2, low: 0, high: 1), 0.2, 0.9, mean: 0.4243643934422902, sd: 0.173180686862228),
    .init(.beta(a: 2, b: 3, low: 0, high: 1), 0.999, 1, mean: 0.9992500375281461, sd: 0.0001936653125437196),
    .init(.student(degrees: 3), 0, .infinity, mean: 1.102657790843584, sd: 1.335719205631164),
    .init(.student(degrees: 1), -2, 5, mean: 0.3323172215935012, sd: 1.308250992286865),
    .init(.student(degrees: 1.5), -5, 300, mean: 0.4479591491769832, sd: 4.431054043465735),
    .init(.triangular(low: 0, mode: 1, high: 4), 0.5, 3, mean: 1.601626016260163, sd: 0.6586181320583269),
  ]
}
