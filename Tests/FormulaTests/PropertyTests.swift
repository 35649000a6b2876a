import Diagnostics
import Formulas
import Quantities
import Reports
import SeededChance
import Testing

/// What holds for whatever a person writes.
struct PropertyTests {
  // MARK: What is printed can be read back

  /// Names of units, some with prefixes, that a random quantity may have.
  private static let names = [
    "km", "m", "mm", "inch", "s", "ms", "hour", "day", "year", "kg", "lb", "GB", "GiB", "bit", "TFLOP", "FLOP", "kWh",
    "J", "W", "USD", "EUR", "L", "barrel", "acre", "kPa", "MHz", "mol", "byte", "N", "µs", "month", "eV",
  ]

  @Test(arguments: UInt64(0)..<300)
  func `a quantity is printed as it is read`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let digits = Double.random(in: 1..<10, using: &generator)
    let value = (Double("\(digits)e\(Int.random(in: -20...20, using: &generator))") ?? 1)
    let parts = (0..<Int.random(in: 0...3, using: &generator)).map { index in
      let power = [1, 1, 1, 2, 3, -1].randomElement(using: &generator) ?? 1
      let sign = index == 0 ? "" : ["*", "/"].randomElement(using: &generator) ?? "*"
      return sign + (Self.names.randomElement(using: &generator) ?? "m") + (power == 1 ? "" : "^\(power)")
    }
    let text = ([value.description] + [parts.joined()]).joined(separator: " ")
    let read = try formulaValue(of: text)
    let printed = read.unit.following(NumberText.exact(read.value, digits: 17))
    let again = try formulaValue(of: printed)
    #expect(again.value == read.value && again.unit == read.unit, "\(text) → \(printed)")
  }

  @Test(arguments: UInt64(0)..<200)
  func `numbers are printed with all digits, grouped or not`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
    guard value.isFinite, abs(value) < 1e300, abs(value) > 1e-300 else { return }
    #expect(try formulaValue(of: NumberText.exact(value, digits: 17)).value == value)
    let short = try formulaValue(of: NumberText.exact(value)).value
    #expect(abs(short - value) <= 5e-11 * abs(value))
    let known = try formulaValue(of: NumberText.known(value, digits: 4)).value
    #expect(abs(known - value) <= 5e-4 * abs(value))
  }

  // MARK: Conversions there and back

  @Test func `every unit converts to every other of its dimension and back`() throws {
    let all = UnitCatalogue.builtIn.names.compactMap { UnitCatalogue.builtIn.unit(named: $0) }
    let prefixed = ["k", "M", "G", "T", "m", "µ", "n", "Ki", "Mi", "Gi"].flatMap { prefix in
      ["m", "s", "g", "B", "bit", "FLOP", "W", "Wh", "J", "Pa", "L"].compactMap {
        UnitCatalogue.builtIn.unit(named: prefix + $0)
      }
    }
    let units = Set(all + prefixed).map { Quantity.Unit($0) }
    var pairs = 0
    for from in units {
      for to in units where from.dimension == to.dimension {
        pairs += 1
        let quantity = Quantity(3.7, from)
        let there = try #require(quantity.converted(to: to))
        let back = try #require(there.converted(to: from))
        #expect(abs(back.value - 3.7) <= 4 * (3.7).ulp, "\(from.symbol) → \(to.symbol)")
        let ratio = quantity / there
        #expect(ratio.unit == .one && abs(ratio.value - 1) <= 1e-15, "\(from.symbol) / \(to.symbol)")
      }
    }
    #expect(pairs > 1500)
  }

  @Test(arguments: UInt64(0)..<200)
  func `a product and its quotient are where they began`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    func quantity() throws -> Quantity {
      let name = try #require(Self.names.randomElement(using: &generator))
      let other = try #require(Self.names.randomElement(using: &generator))
      let text =
        "\(Int.random(in: 1...999, using: &generator)) \(name)\(Bool.random(using: &generator) ? "/\(other)" : "")"
      return try formulaValue(of: text)
    }
    let (a, b, c) = (try quantity(), try quantity(), try quantity())
    let back = try #require(((a * b) / b).converted(to: a.unit))
    #expect(abs(back.value - a.value) <= 1e-13 * abs(a.value), "\(a) \(b)")
    let (left, right) = ((a * b) * c, a * (b * c))
    let same = try #require(right.converted(to: left.unit))
    #expect(abs(same.value - left.value) <= 1e-12 * abs(left.value), "\(a) \(b) \(c)")
  }

  // MARK: Any bytes

  @Test(arguments: UInt64(0)..<250)
  func `no words of the language make a calculation fall over`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let words = [
      "x", "y", "z", "f", "=", "==", "(", ")", "[", "]", ",", ":", "+", "-", "*", "/", "^", "to", "if", "then", "else",
      "and", "or", "not", "in", "->", "km", "USD", "s", "5", "0", "-1", "20%", "1e308", "normal", "beta", "lognormal",
      "uniform", "P", "mean", "quantile", "sd", "ln", "sqrt", "min", "max", "sum", "discrete", "mixture", "truncate",
      "dirichlet", "..", ";", "\n", "input", "output", "unit", "correlate", "2027-01-01", "true", "npv", "irr", "slope",
      "5 to 10", "0 to 1 normal", "80%", "bernoulli(30%)", "poisson(3)", "(", ")", "student(1)", "<", "round", "p5:",
      "[[a]]",
    ]
    for _ in 0..<12 {
      let text = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        (words.randomElement(using: &generator) ?? "x") + (Bool.random(using: &generator) ? " " : "")
      }.joined()
      calculate(SourceText(text))
    }
  }

  @Test(arguments: UInt64(0)..<250)
  func `a right program with a part taken out or doubled does not make a calculation fall over`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let program = """
      unit token; unit EUR = 1.08 USD
      input rate: USD/hour = 80 to 120 USD/hour # an hour
      hours = 20 to 60 hour; tax = 20% to 30%
      net(x) = x * (1 - tax)
      cost = net(hours * rate); due = 2027-01-01 + hours
      risk = if cost > 5k USD then 2 else discrete(1: 30%, 0: 70%)
      correlate(hours, rate, 0.5)
      shares = dirichlet(2, 3, 5); worst = quantile(cost, 95%)
      output total = cost + 50 EUR * sum(shares[1..2]) + max(risk, 1) * 3 USD; P(due > 2027-01-02)
      """
    var bytes = Array(program.utf8)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...8, using: &generator))
      if Bool.random(using: &generator) {
        bytes.removeSubrange(start..<end)
      } else {
        bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
      }
    }
    calculate(SourceText(name: "test", bytes: bytes))
  }

  /// Every fault lies in the text, and every answer is a number.
  private func calculate(_ source: SourceText) {
    let calculation = Calculation(
      Program(source), library: StubLibrary(), sampling: .init(count: 2048, seed: 1, threads: 1))
    for fault in calculation.faults { #expect((fault.span?.end ?? .max) <= source.bytes.count, "\(source.text)") }
    guard calculation.faults.isEmpty else { return }
    do throws(Diagnostic) {
      let answers = try calculation.answers()
      for answer in answers.outputs + answers.inputs {
        for number in numbers(answer.value) { #expect(number.isFinite, "\(source.text)") }
        #expect(!AnswerText.lines([answer], readings: [], pictures: true).isEmpty)
      }
    } catch {
      #expect((error.span?.end ?? 0) <= source.bytes.count, "\(source.text)")
    }
  }

  private func numbers(_ value: Answer.Value) -> [Double] {
    switch value {
    case .text: return []
    case .list(let values): return values.flatMap(numbers)
    case .number(let number):
      switch number.amount {
      case .exact(let value), .estimate(let value, _): return [value]
      case .uncertain(let spread):
        return [spread.mean?.value ?? 0, spread.sd?.value ?? 0, spread.p5.value, spread.p50.value, spread.p95.value]
      }
    }
  }
}

/// The value of one formula, for tests that use the name `value` for something else.
private func formulaValue(of text: String) throws -> Quantity { try value(of: text) }
