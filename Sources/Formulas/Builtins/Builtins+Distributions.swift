import Diagnostics
import Quantities
import Uncertainty

extension Builtin {
  static let distributions: [Builtin] = [
    Builtin(
      "bernoulli", "bernoulli(p)", .distributions, "1 with a probability, else 0.", [("mean(bernoulli(30%))", "0.3")]
    ) { $0.bernoulli($1) },
    family(
      "beta", "beta(a, b) or beta(mean:, sd:) or beta(p5:, p95:)", "A share between 0% and 100%.",
      [("mean(beta(2, 6))", "25%"), ("quantile(beta(p5: 20%, p95: 60%), 95%)", "60%")],
      [
        .init(["a", "b"], units: [.plain, .plain], result: .share) {
          $0[0] > 0 && $0[1] > 0 ? .beta(a: $0[0], b: $0[1], low: 0, high: 1) : nil
        },
        .init(["mean", "sd"], units: [.plain, .plain], result: .share) { Distribution.beta(mean: $0[0], sd: $0[1]) },
        .quantiles(2, unit: .plain, result: .share) { points, _ in Distribution.beta(through: points[0], points[1]) },
      ]),
    family(
      "binomial", "binomial(n, p)", "How many of n independent trials succeed.", [("mean(binomial(10, 30%))", "3")],
      [
        .init(["n", "p"], units: [.plain, .plain], result: .plain) { values in
          guard let trials = Int(exactly: values[0]), (0...1_000_000_000).contains(trials), (0...1).contains(values[1])
          else { return nil }
          return .binomial(trials: trials, probability: values[1])
        }
      ]),
    Builtin(
      "dirichlet", "dirichlet(a, b, …)", .distributions,
      "Shares that sum to 100%, as a list: the counts say how much was seen of each.",
      [("mean(dirichlet(2, 3, 5)[3])", "50%")]
    ) { $0.dirichlet($1) },
    Builtin(
      "discrete", "discrete(value: probability, …)", .distributions,
      "One of some values, with probabilities that sum to 100%.",
      [("mean(discrete(0 USD: 50%, 100 USD: 50%))", "50 USD")]
    ) { $0.discrete($1) },
    family(
      "exponential", "exponential(mean) or exponential(p50:)",
      "The time until something that comes at a constant rate.",
      [("P(exponential(2 day) < 2 day)", "63.2120558829%")],
      [
        .init(["mean"], units: [.shared], result: .shared) { $0[0] > 0 ? .exponential(mean: $0[0]) : nil },
        .quantiles(1, unit: .shared, result: .shared) { points, _ in Distribution.exponential(through: points[0]) },
      ]),
    family(
      "gamma", "gamma(shape, scale) or gamma(mean:, sd:) or gamma(p5:, p95:)",
      "A positive number; the time until several things came, each at a constant rate.",
      [("mean(gamma(3, 2 day))", "6 day")],
      [
        .init(["shape", "scale"], units: [.plain, .shared], result: .shared) {
          $0[0] > 0 && $0[1] > 0 ? .gamma(shape: $0[0], scale: $0[1]) : nil
        },
        .init(["mean", "sd"], units: [.shared, .shared], result: .shared) {
          Distribution.gamma(mean: $0[0], sd: $0[1])
        },
        .quantiles(2, unit: .shared, result: .shared) { points, _ in Distribution.gamma(through: points[0], points[1])
        },
      ]),
    family(
      "lognormal", "lognormal(mean, sd) or lognormal(mu:, sigma:) or lognormal(p5:, p95:)",
      "A positive number whose logarithm is normal: the product of many small influences.",
      [("median(lognormal(mu: 0, sigma: 1))", "1"), ("quantile(lognormal(p5: 5 km, p95: 10 km), 5%)", "5 km")],
      [
        .init(["mean", "sd"], units: [.shared, .shared], result: .shared) {
          Distribution.lognormal(mean: $0[0], sd: $0[1])
        },
        .init(["mu", "sigma"], units: [.plain, .plain], result: .plain) {
          $0[1] > 0 ? .lognormal(mu: $0[0], sigma: $0[1]) : nil
        },
        .quantiles(2, unit: .shared, result: .shared) { points, _ in
          Distribution.lognormal(through: points[0], points[1])
        },
      ]),
    Builtin(
      "mixture", "mixture(a, b, …) or mixture(a: probability, …)", .distributions,
      "One of several uncertain numbers, each with the same probability or with one of its own.",
      [("mean(mixture(normal(0, 1): 25%, normal(8, 1): 75%))", "6")]
    ) { $0.mixture($1) },
    family(
      "normal", "normal(mean, sd) or normal(p5:, p95:)", "A number about a mean: the sum of many small influences.",
      [
        ("quantile(normal(p5: 2, p95: 9), 50%)", "5.5"),
        ("sd(normal(5 km, 1 km) + normal(3 km, 1 km))", "1.41421356237 km"),
      ],
      [
        .init(["mean", "sd"], units: [.shared, .shared], result: .shared) {
          $0[1] > 0 ? .normal(mean: $0[0], sd: $0[1]) : nil
        },
        .quantiles(2, unit: .shared, result: .shared) { points, _ in Distribution.normal(through: points[0], points[1])
        },
      ]),
    family(
      "pert", "pert(low, mode, high) or pert(p5:, mode:, p95:)",
      "A number between two bounds, most likely near a mode.",
      [("mean(pert(1 day, 2 day, 9 day))", "3 day")],
      [
        .init(["low", "mode", "high"], units: [.shared, .shared, .shared], result: .shared) {
          areBounds($0) ? .pert(low: $0[0], mode: $0[1], high: $0[2]) : nil
        },
        .quantiles(2, with: "mode", unit: .shared, result: .shared) { points, mode in
          Distribution.pert(through: points[0], mode: mode, points[1])
        },
      ]),
    family(
      "poisson", "poisson(mean)", "How often something happens that happens independently.",
      [("P(poisson(2) == 0)", "13.5335283237%")],
      [.init(["mean"], units: [.plain], result: .plain) { $0[0] > 0 && $0[0] <= 1e9 ? .poisson(mean: $0[0]) : nil }]),
    Builtin(
      "samples", "samples(list)", .distributions, "One of the numbers that were seen, each as likely as the others.",
      [("mean(samples([2, 3, 7]))", "4")]
    ) { $0.samplesOf($1) },
    family(
      "student", "student(df) or student(df:, p5:, p95:)",
      "Like a normal with heavier tails; the fewer degrees of freedom the heavier.",
      [("quantile(student(5), 95%)", "2.01504837333")],
      [
        .init(["df"], units: [.plain], result: .plain) { $0[0] > 0 ? .student(degrees: $0[0]) : nil },
        .quantiles(2, with: "df", isExtraPlain: true, unit: .shared, result: .shared) { points, degrees in
          Distribution.student(degrees: degrees, through: points[0], points[1])
        },
      ]),
    family(
      "triangular", "triangular(low, mode, high) or triangular(p5:, mode:, p95:)",
      "A number between two bounds, rising to a mode and falling from it.",
      [("mean(triangular(0, 3, 6))", "3")],
      [
        .init(["low", "mode", "high"], units: [.shared, .shared, .shared], result: .shared) {
          areBounds($0) ? .triangular(low: $0[0], mode: $0[1], high: $0[2]) : nil
        },
        .quantiles(2, with: "mode", unit: .shared, result: .shared) { points, mode in
          Distribution.triangular(through: points[0], mode: mode, points[1])
        },
      ]),
    Builtin(
      "truncate", "truncate(x, low, high)", .distributions,
      "A distribution without what lies outside two bounds; `low:` or `high:` alone leaves one side open.",
      [("mean(truncate(normal(0, 1), low: 0))", "0.797884560803")]
    ) { $0.truncated($1) },
    family(
      "uniform", "uniform(low, high) or uniform(p5:, p95:)", "A number between two bounds, all alike.",
      [("mean(uniform(2, 6))", "4"), ("P(uniform(0 km, 10 km) < 1 km)", "10%")],
      [
        .init(["low", "high"], units: [.shared, .shared], result: .shared) {
          $0[0] < $0[1] && ($0[1] - $0[0]).isFinite ? .uniform(low: $0[0], high: $0[1]) : nil
        },
        .quantiles(2, unit: .shared, result: .shared) { points, _ in Distribution.uniform(through: points[0], points[1])
        },
      ]),
  ]

  /// Whether a mode lies between two bounds whose distance is a number.
  private static func areBounds(_ values: [Double]) -> Bool {
    values[0] <= values[1] && values[1] <= values[2] && values[0] < values[2] && (values[2] - values[0]).isFinite
  }

  private static func family(
    _ name: String, _ signature: String, _ summary: String, _ examples: [(String, String)], _ forms: [DistributionForm]
  ) -> Builtin {
    Builtin(name, signature, .distributions, summary, examples) { $0.distribution($1, forms, signature: signature) }
  }
}

/// One way to give a distribution's parameters.
struct DistributionForm: Sendable {
  /// Whether a parameter is a plain number or in the unit that all such share.
  enum Unit: Sendable { case plain, shared, share }

  var names: [String]
  var units: [Unit]
  var result: Unit
  /// How many quantiles stand among the parameters; 0 where they have names of their own.
  var quantiles = 0
  var make: @Sendable ([Double]) -> Distribution?

  init(_ names: [String], units: [Unit], result: Unit, _ make: @escaping @Sendable ([Double]) -> Distribution?) {
    self.names = names
    self.units = units
    self.result = result
    self.make = make
  }

  /// Quantiles, named `p5` and the like, and perhaps one parameter beside them, which comes first.
  ///
  /// The values are the other parameter, then each probability and its value.
  static func quantiles(
    _ count: Int, with extra: String? = nil, isExtraPlain: Bool = false, unit: Unit, result: Unit,
    _ make: @escaping @Sendable ([Distribution.Percentile], Double) -> Distribution?
  ) -> DistributionForm {
    var form = DistributionForm(
      extra.map { [$0] } ?? [],
      units: (extra == nil ? [] : [isExtraPlain ? .plain : unit]) + Array(repeating: unit, count: count), result: result
    ) { values in
      let points = values.dropFirst(extra == nil ? 0 : 1)
      let pairs = stride(from: points.startIndex, to: points.endIndex, by: 2).map {
        Distribution.Percentile(level: points[$0], value: points[$0 + 1])
      }
      return make(pairs.sorted { $0.level < $1.level }, extra == nil ? 0 : values[0])
    }
    form.quantiles = count
    return form
  }
}
