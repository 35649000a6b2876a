import Diagnostics
import Formulas
import Quantities
import SeededChance
import Testing

/// The spread that a program's answers have.
private func spreads(
  _ program: String, count: Int = 40_960, seed: UInt64 = 1, threads: Int = 2
) throws -> [Answer.Spread] {
  let source = SourceText(program)
  let calculation = Calculation(Program(source), sampling: .init(count: count, seed: seed, threads: threads))
  if let fault = calculation.faults.first { throw fault }
  return try calculation.answers().outputs.compactMap { answer in
    guard case .number(let number) = answer.value, case .uncertain(let spread) = number.amount else { return nil }
    return spread
  }
}

struct UncertainPropertyTests {
  private static func distribution(_ generator: inout SplitMix64) -> String {
    func number(_ range: ClosedRange<Double>) -> Double {
      (Double.random(in: range, using: &generator) * 100).rounded() / 100
    }
    return switch Int.random(in: 0..<7, using: &generator) {
    case 0: "normal(\(number(-5...5)), \(number(0.1...3)))"
    case 1: "lognormal(\(number(1...5)), \(number(0.1...2)))"
    case 2: "uniform(\(number(-4...0)), \(number(1...4)))"
    case 3: "beta(\(number(1...5)), \(number(1...5)))"
    case 4: "gamma(\(number(1...5)), \(number(0.5...2)))"
    case 5: "triangular(\(number(-3...0)), \(number(0.1...1)), \(number(1.5...4)))"
    default: "discrete(1: 20%, 2: 30%, \(number(3...9)): 50%)"
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `the mean of a sum is the sum of the means, and variances of independents add`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let (a, b) = (Self.distribution(&generator), Self.distribution(&generator))
    let weight = Int.random(in: -3...3, using: &generator)
    let program = "a = \(a); b = \(b); a; b; a + \(weight) * b + 0 * uniform(0, 1)"
    let found = try spreads(program, seed: seed)
    guard found.count == 3, let x = found[0].mean, let y = found[1].mean, let sum = found[2].mean else {
      Issue.record("\(program) has \(found.count) spreads")
      return
    }
    let error = max(sum.error ?? 0, 1e-12)
    #expect(abs(sum.value - x.value - Double(weight) * y.value) <= 4.5 * error + 1e-9, "\(program)")
    guard let sdX = found[0].sd, let sdY = found[1].sd, let sd = found[2].sd else { return }
    let expected = (sdX.value * sdX.value + Double(weight * weight) * sdY.value * sdY.value).squareRoot()
    #expect(abs(sd.value - expected) <= 5 * (sd.error ?? 0) + 1e-9, "\(program)")
  }

  /// Pairs of the same number, the second written so that it must be sampled.
  @Test(arguments: [
    ("2 * normal(3, 1) - normal(1, 2) + 4"), ("(5 to 10) * (2 to 3)^2 / (1 to 4)"), ("exp(normal(0, 0.5)) * 3"),
    ("ln(5 to 10) + normal(0, 1)"), ("discrete(1: 20%, 5: 80%) * discrete(2: 50%, 3: 50%)"),
    ("if bernoulli(30%) == 1 then 5 else 2"), ("truncate(normal(0, 1), low: 0) * 2"),
    ("mixture(normal(0, 1): 30%, normal(6, 2): 70%) + 1"), ("2 ^ normal(1, 0.3)"), ("-(20% to 40%)"),
    ("max(discrete(1: 50%, 3: 50%), 2)"), ("2 - exponential(3)"), ("dirichlet(2, 3, 5)[2]"),
  ])
  func `closed forms and samples agree`(formula: String) throws {
    // Multiplying by a number that is 1 in every sample takes the closed form away.
    let exact = try spreads(formula)[0]
    let sampled = try spreads(
      "(\(formula)) * (1 + 0 * uniform(0, 1) * uniform(0, 1)) + uniform(0, 1) * 0 * uniform(0, 1)")[0]
    let drawn = exact.isExact && sampled.isExact ? try spreads("u = uniform(0, 1); (\(formula)) + u - u")[0] : sampled
    #expect(exact.isExact && !drawn.isExact)
    let mean = try #require(exact.mean)
    let other = try #require(drawn.mean)
    #expect(abs(mean.value - other.value) <= 4.5 * (other.error ?? 0) + 1e-6 * abs(mean.value))
    for (a, b) in [(exact.p5, drawn.p5), (exact.p50, drawn.p50), (exact.p95, drawn.p95)] {
      #expect(abs(a.value - b.value) <= 5 * (b.error ?? 0) + 1e-3 * max(abs(a.value), 1e-3), "\(a.value) \(b.value)")
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func `a seed gives the same digits on any number of threads, and an unrelated name changes none`(seed: UInt64) throws
  {
    var generator = SplitMix64(seed: seed)
    let program = "a = \(Self.distribution(&generator)); b = uniform(1, 2); y = a * b + b; y"
    func digits(_ text: String, seed: UInt64, threads: Int) throws -> [Double] {
      let spread = try spreads(text, count: 5000, seed: seed, threads: threads)[0]
      return [spread.mean?.value ?? 0, spread.sd?.value ?? 0, spread.p5.value, spread.p50.value, spread.p95.value]
    }
    let one = try digits(program, seed: seed, threads: 1)
    #expect(try digits(program, seed: seed, threads: 2) == one)
    #expect(try digits(program, seed: seed, threads: 3) == one)
    #expect(
      try digits(
        "unrelated = normal(0, 1) * uniform(0, 1); other(x) = x * beta(2, 2)\n" + program, seed: seed, threads: 2)
        == one)
    #expect(try digits(program, seed: seed + 1, threads: 2) != one)
  }

  @Test(arguments: UInt64(0)..<100)
  func `the ends of a range are its quantiles`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let low = (Double.random(in: 0.01...50, using: &generator) * 1000).rounded() / 1000
    let high = low + (Double.random(in: 0.01...50, using: &generator) * 1000).rounded() / 1000
    let level = Int.random(in: 20...98, using: &generator)
    let shape = ["", "normal", "lognormal", "uniform", "pert"].randomElement(using: &generator) ?? ""
    let range = "\(level)% \(low) to \(high) km \(shape)"
    let tail = "\(Double(100 - level) / 2)%"
    let found = try Calculation(
      Program(SourceText("x = \(range); quantile(x, \(tail)); quantile(x, 1 - \(tail))"))
    ).answers().outputs.compactMap { answer -> Double? in
      guard case .number(let number) = answer.value, case .exact(let value) = number.amount else { return nil }
      return value
    }
    #expect(found.count == 2)
    #expect(abs(found[0] - low) <= 1e-9 * high && abs(found[1] - high) <= 1e-9 * high, "\(range): \(found)")
  }

  @Test(
    arguments: ["normal", "lognormal", "uniform", "beta", "gamma", "student", "triangular", "pert", "exponential"])
  func `quantiles that are given are the quantiles`(name: String) throws {
    let arguments =
      switch name {
      case "student": "df: 4, p10: 20%, p80: 45%"
      case "triangular", "pert": "p10: 20%, mode: 30%, p80: 45%"
      case "exponential": "p80: 45%"
      default: "p10: 20%, p80: 45%"
      }
    let found = try Calculation(
      Program(SourceText("x = \(name)(\(arguments)); quantile(x, 10%); quantile(x, 80%)"))
    ).answers().outputs.compactMap { answer -> Double? in
      guard case .number(let number) = answer.value, case .exact(let value) = number.amount else { return nil }
      return value
    }
    #expect(found.count == 2 && abs(found[1] - 0.45) <= 1e-9)
    #expect(name == "exponential" || abs(found[0] - 0.2) <= 1e-9)
  }

  @Test func `five to ten has its exact mean`() throws {
    let spread = try spreads("5 to 10")[0]
    #expect(abs((spread.mean?.value ?? 0) - 7.2297837323) < 5e-11 && spread.isExact)
  }

  @Test(arguments: [-0.9, -0.3, 0.2, 0.6, 0.95])
  func `correlated names keep their marginals and have the rank correlation`(rank: Double) throws {
    let program = "a = 5 to 10; b = beta(2, 5); correlate(a, b, \(rank))"
    #expect(
      try spreads(program + "; a; b").map(\.p95.value) == spreads("a = 5 to 10; b = beta(2, 5); a; b").map(\.p95.value))
    // Spearman's correlation is that of the two distribution functions, which are uniform: 12·E[uv] − 3.
    let graph = """
      z = normal(0, 1); w = normal(0, 1); correlate(z, w, \(rank)); u = uniform(0, 1); v = uniform(0, 1)
      correlate(u, v, \(rank)); 12 * mean(u * v) - 3
      """
    let answer = try Calculation(Program(SourceText(graph)), sampling: .init(count: 204_800)).answers().outputs[0]
    guard case .number(let number) = answer.value, case .estimate(let found, let error) = number.amount else {
      Issue.record("no estimate")
      return
    }
    #expect(abs(found - rank) <= 5 * (error ?? 0) + 1e-6, "\(found) ± \(error ?? -1)")
  }

  @Test func `what is correlated adds up as it must`() throws {
    let sum = try spreads("a = normal(1, 2); b = normal(0, 1); correlate(a, b, 0.5); a + b")[0]
    // r = 2 sin(π·0.5/6) = 0.5176380902; the variance is 4 + 1 + 2·2·r.
    #expect(sum.isExact && abs((sum.sd?.value ?? 0) - (5 + 4 * 0.5176380902050415).squareRoot()) < 1e-12)
  }
}
