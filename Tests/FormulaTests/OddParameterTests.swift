import Diagnostics
import Formulas
import Reports
import Testing

/// Every function over parameters that nobody means: an answer or an error, soon, in every format, and no trap.
struct OddParameterTests {
  private static let odd = [
    "0", "-1", "5e-324", "1e-300", "1e-17", "0.5", "1", "2.5", "1e9", "1e15", "1e308", "-1e308", "30%", "100%",
    "[1, 2]",
    "[]", "2027-01-01", "3 km", "5 USD", "true", "(5 to 10)", "normal(0, 1)", "poisson(3)", "student(1)",
  ]

  /// The functions with one, two and three of the parameters, walked over so that every pair of neighbours comes up;
  /// distributions by their quantiles besides.
  static let formulas: [(name: String, formulas: [String])] = Builtin.all.map { builtin in
    var formulas: [String] = []
    for (index, a) in odd.enumerated() {
      formulas.append("\(builtin.name)(\(a))")
      for step in [0, 5] {
        let (b, c) = (odd[(index + step) % odd.count], odd[(index + 3 * step + 2) % odd.count])
        formulas.append("\(builtin.name)(\(a), \(b))")
        formulas.append("\(builtin.name)(\(a), \(b), \(c))")
        if builtin.group == .distributions, step > 0 {
          formulas.append("\(builtin.name)(p5: \(a), p95: \(b))")
          formulas.append("\(builtin.name)(mean: \(a), sd: \(b))")
          formulas.append("\(builtin.name)(\(a): 50%, \(b): 50%)")
        }
      }
    }
    return (builtin.name, formulas)
  }

  @Test(.timeLimit(.minutes(2)), arguments: formulas.indices)
  func `a function of odd parameters ends`(index: Int) {
    for formula in Self.formulas[index].formulas { Self.answer(formula, within: .seconds(8)) }
  }

  /// What is accepted, scaled, shifted, cut off, added to another and compared.
  @Test(arguments: [
    "beta(1e308, 2)", "beta(5e-324, 5e-324)", "gamma(1e15, 1)", "gamma(1e-300, 1e300)", "student(1e300)",
    "student(1e-300)", "poisson(1e-17)", "poisson(1e9)", "binomial(1e9, 1e-300)", "binomial(1e9, 50%)",
    "pert(-1e308, 0, 1e308)", "pert(0, 0, 1e-300)", "dirichlet(2, 3, 1e300)[3]", "exponential(5e-324)",
    "normal(1e308, 1e300)", "normal(0, 5e-324)", "lognormal(mu: 0, sigma: 200)", "uniform(1, 1.0000000000000002)",
    "samples([1, 1e308])", "samples([-1e308, 1e308])", "discrete(-1e308: 50%, 1e308: 50%)", "mixture(1e308, -1e308)",
    "normal(p5: 1, p95: 1.0000000000000002)", "triangular(0, 5e-324, 1e-323)", "bernoulli(1e-300)",
  ])
  func `a distribution at the end of its range ends in every use`(distribution: String) {
    for formula in [
      "\(distribution)", "\(distribution) * 3 USD", "\(distribution) * 1e-308", "2 - \(distribution)",
      "\(distribution) + normal(0, 1)", "1 / \(distribution)", "exp(\(distribution))",
      "(\(distribution) + (1 to 2)) * 1e155", "((5 to 10) + \(distribution)) * 1e-308", "\(distribution)^1000",
      "P(\(distribution) > 0.5)",
      "P(\(distribution) in 0 to 1)", "truncate(\(distribution), low: 0)", "truncate(\(distribution), 0.25, 0.75)",
      "mean(\(distribution))",
      "sd(\(distribution) + uniform(0, 1))", "quantile(\(distribution), 99.9%)", "2027-01-01 + \(distribution) * 1 day",
      "2027-01-01 + (\(distribution) + uniform(0, 1)) * 1 day", "[\(distribution), 1]",
      "max(\(distribution), \(distribution))", "floor(\(distribution))",
    ] {
      Self.answer(formula, within: .seconds(8))
    }
  }

  private static func answer(_ formula: String, within limit: Duration) {
    let start = ContinuousClock.now
    let sampling = Calculation.Sampling(count: 1024, threads: 1)
    let calculation = Calculation(Program(SourceText(formula)), sampling: sampling)
    if calculation.faults.isEmpty, let answers = try? calculation.answers() {
      _ = AnswerText.lines(answers.outputs, readings: calculation.readings, pictures: true).map(\.plain)
      _ = AnswerJSON.answer(outputs: answers.outputs, inputs: [], readings: [], sampling: sampling).text
      for output in answers.outputs { expectFinite(output.value, formula) }
    }
    #expect(ContinuousClock.now - start < limit, "\(formula)")
  }

  private static func expectFinite(_ value: Answer.Value, _ formula: String) {
    switch value {
    case .text: break
    case .list(let values): for value in values { expectFinite(value, formula) }
    case .number(let number):
      var figures: [Answer.Figure?] = []
      switch number.amount {
      case .exact(let value): figures = [.init(value: value, error: 0)]
      case .estimate(let value, let error): figures = [.init(value: value, error: error)]
      case .uncertain(let spread):
        figures = [spread.mean, spread.sd, spread.p5, spread.p50, spread.p95]
        let isFinite = spread.histogram.allSatisfy { $0.isFinite }
        #expect(isFinite, "\(formula)")
      }
      for figure in figures.compactMap({ $0 }) {
        #expect(figure.value.isFinite && figure.error?.isFinite != false, "\(formula): \(figure)")
      }
    }
  }
}
