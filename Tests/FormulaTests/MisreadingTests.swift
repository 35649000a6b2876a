import Diagnostics
import Formulas
import Testing

/// What was typed, and what is said of it: a hint that names what was meant, or how it was read.
struct MisreadingTests {
  @Test(
    arguments: [
      // Spellings that half of all people read otherwise.
      ("5-10 hour * 3", "unit-mismatch", "'5 to 10 hour'"), ("50-60k EUR", "unit-mismatch", "'50k to 60k EUR'"),
      ("50k–60k EUR", "unexpected-character", "'50k to 60k EUR'"), ("5.000 EUR", "thousands-point", "'5_000'"),
      ("1.500 EUR", "thousands-point", "'1.5'"),
      ("3.500 EUR/month", "thousands-point", "'3_500'"), ("12.000 USD", "thousands-point", "'12'"),
      ("5% to 10", "percentage-at-one-end", "'5% to 10%'"), ("5 to 10%", "percentage-at-one-end", "'5% to 10%'"),
      ("0.2 to 60%", "percentage-at-one-end", "'20% to 60%'"),
      ("20% to 100%", "percentage-at-bound", "'20% to 99%'"), ("5% to 150%", "percentage-at-bound", "normal'"),
      ("0% to 30%", "percentage-at-bound", "'uniform(0%, 30%)'"),
      ("0% to 100%", "percentage-at-bound", "'1% to 99%'"),
      ("100 + 10%", "percentage-added", "'100 * (1 + 10%)'"),
      ("19.99 - 20%", "percentage-added", "'19.99 * (1 - 20%)'"),
      ("100 + 50 + 10%", "percentage-added", "'(100 + 50) * (1 + 10%)'"),
      ("tax = 19%; 80 + tax", "percentage-added", "'80 * (1 + tax)'"),
      ("beta(20%, 40%)", "counts-expected", "'beta(p5: 20%, p95: 40%)'"),
      ("dirichlet(20%, 30%, 50%)", "counts-expected", "'dirichlet(2, 3, 5)'"),
      ("npv(8, [-1 USD, 2 USD])", "rate-above-all", "'8%'"), ("npv(1.5, [-1, 2])", "rate-above-all", "'1.5%'"),
      ("50K + 3", "unit-mismatch", "'50k'"), ("50K + 3 EUR", "unit-mismatch", "'50k'"),
      ("x = 3 USD; 50K > x", "do-not-go-together", "'50k'"), ("input pay: USD = 50K", "unit-expected", "'50k'"),
      ("50K -> USD", "cannot-convert", "'50k'"), ("50K EUR", "unexpected", "'50k'"),
      // Hints by a factor of eight and a thousand, and of other things.
      ("1 Tb", "unknown-unit", "'Tbit' or 'TB'"), ("1 Kb", "unknown-unit", "'kbit' or 'kB'"),
      ("1 Gib", "unknown-unit", "'Gibit' or 'GiB'"), ("1 Gb", "unknown-unit", "'Gbit' or 'GB'"),
      ("1 Mib", "unknown-unit", "'Mibit' or 'MiB'"), ("1 Pb", "unknown-unit", "'Pbit' or 'PB'"),
      ("5 Tbps", "unknown-unit", "'Tbit/s'"), ("5 MBps", "unknown-unit", "'MB/s'"), ("1 KB", "unknown-unit", "'kB'"),
      ("1 Cal", "unknown-unit", "'kcal'"), ("1/4 cup", "unknown-unit", "'unit cup = 236.5882365 mL'"),
      ("10 kn", "unknown-unit", "'unit kn = 1 nautical_mile/hour'"), ("3 pint", "unknown-unit", "mL'"),
      ("5 T", "unknown-unit", "'5T'"), ("5 M", "unknown-unit", "'5M'"), ("5 G", "unknown-unit", "'5B'"),
      ("3 k", "unknown-unit", "'3k'"), ("5 kUSD", "unknown-unit", "'5k USD'"), ("5 mio", "unknown-unit", "'5M'"),
      ("20 °C", "unexpected-character", "no degree"), ("20 degC", "unknown-unit", "no degree"),
      ("25 celsius", "unknown-unit", "no degree"), ("70 degF", "unknown-unit", "no degree"),
      ("20 ℃", "unexpected-character", "no degree"),
      ("80% -5 to 10 normal", "ambiguous-range", "'80% (-5) to 10 normal'"),
      ("5 to 10 gamma", "unknown-shape", "'gamma(p5: 5, p95: 10)'"), ("5 to 10 Normal", "unknown-shape", "'normal'"),
      ("5 to 10 poisson", "unknown-shape", "beta, lognormal"), ("5 km to 10 km Uniform", "unknown-shape", "'uniform'"),
      ("5 ft 3 in", "unexpected", "'5 ft + 3 inch'"), ("2 h 30 min", "unexpected", "'2 h + 30 min'"),
      ("3 in", "misplaced-word", "'3 inch'"), ("3 in * 2", "misplaced-word", "'3 inch'"),
      ("10 km in mile", "misplaced-word", "'10 km -> mile'"), ("5 m s", "unexpected", "'5 m*s'"),
      ("meter as inches", "unexpected", "'meter -> inches'"), ("5% of 200", "unexpected", "'5% * 200'"),
      ("80 USD per hour", "unexpected", "'80 USD/hour'"), ("7 modulo 3", "unexpected", "'7 mod 3'"),
      ("7 % 3", "unexpected-character", "'7 mod 3'"),
      ("5 to 10 80%", "unexpected", "'80% 5 to 10'"), ("5 to 10 km 80%", "unexpected", "'80% 5 to 10 km'"),
      ("2½", "unexpected-character", "'2.5'"), ("½ * 3", "unexpected-character", "'0.5'"),
      ("5‰", "unexpected-character", "'0.5%'"), ("1'000", "unexpected-character", "'1_000'"),
      ("a\u{200B}b", "unexpected-character", "delete it"), ("√2", "unexpected-character", "'sqrt(2)'"),
      ("２ + 2", "unexpected-character", "'2'"),
      ("r = 7%; (1 + r)^(10 year)", "exponent-with-unit", "'10 year / 1 year'"),
      ("2/3 hour -> min", "cannot-convert", "'2/3 * 1 hour -> min'"),
      ("2/3 hour + 5 min", "unit-mismatch", "'2/3 * 1 hour'"),
      ("2027-01-01 - 5", "date-arithmetic", "'5 day'"), ("2027-01-01 + 5", "date-arithmetic", "'5 day'"),
      ("mixture(2: 2, 3: 1)", "probabilities-sum", "'mixture(2: 2/3, 3: 1/3)'"),
      ("discrete(0: 3, 10: 7)", "probabilities-sum", "'discrete(0: 3/10, 10: 7/10)'"),
      ("x = normal(4, 1); truncate(x, 5, 3)", "keeps-nothing", "'truncate(x, 3, 5)'"),
      ("slope([1, 1], [1, 2])", "division-by-zero", "differ"), ("r2([1, 2], [3, 3])", "division-by-zero", "differ"),
      ("1.07^(10 to 10000)", "no-value-in-samples", "units and powers"),
      // Numbers as spreadsheets, other languages and people write them.
      ("1,000", "thousands-comma", "'1_000'"), ("1,234,567.89 USD", "thousands-comma", "'1_234_567.89'"),
      ("[10,000 USD, 20,000 USD]", "thousands-comma", "'10_000'"),
      ("mean([1,000, 2,000])", "thousands-comma", "'1_000'"),
      ("max(1,000, 5)", "thousands-comma", "'1_000'"), ("max(1,500, 5)", "thousands-comma", "'1_500'"),
      ("npv(8%, [-100,000, 60,000, 60,000])", "thousands-comma", "'100_000'"),
      ("[1,500 USD]", "thousands-comma", "'1_500'"), ("[10,500 USD,20,250 USD]", "thousands-comma", "'10_500'"),
      ("[1,234.50,2,345.60]", "thousands-comma", "'1_234.50'"), ("sum([5,000])", "thousands-comma", "'5_000'"),
      ("1 000 000 EUR", "unexpected", "'1_000_000'"), ("1.000.000 EUR", "unexpected", "'1_000_000'"),
      ("1.500,00 EUR", "unexpected", "'1_500.00'"), ("12,50 EUR", "unexpected", "'12.50'"),
      ("3/14/2027", "no-such-date", "'2027-02-01'"), ("1.2.2027", "no-such-date", "'2027-02-01'"),
      ("2027/2/1", "no-such-date", "'2027-02-01'"), ("5 January", "unknown-unit", "'2027-02-01'"),
      ("-80k to -150k EUR", "empty-range", "'-(80k to 150k EUR)'"), ("5 to -5", "empty-range", "'-5 to 5 normal'"),
      ("a = 5 to 10; b = 1 to 2; correlate(a, b, 1); a", "impossible-correlation", "'b = a'"),
      ("a = 5 to 10; b = 3; correlate(a, b, 0.5); a", "correlated-no-distribution", "leave the correlation out"),
      ("50 ct", "unknown-unit", "'unit ct = 0.2 g'"), ("2 pt", "unknown-unit", ""), ("1 nt", "unknown-unit", ""),
    ] as [(String, String, String)])
  func `a misreading is an error that says what was meant`(typed: String, code: String, hint: String) throws {
    let fault = try #require(faults(of: SourceText(typed)).first, "\(typed)")
    #expect(fault.code == code, "\(typed): \(fault.message)")
    #expect(hint.isEmpty || fault.hint?.contains(hint) == true, "\(typed): \(fault.hint ?? "no hint")")
  }

  @Test(
    arguments: [
      ("50k EUR - 60k EUR", "'50k to 60k EUR'"), ("5 - 10", "'5 to 10'"), ("20% - 30%", "'20% to 30%'"),
      ("2027-01-01 - 2027-02-01", "'2027-01-01 to 2027-02-01'"), ("1/2 kg", "'1/2 * 1 kg'"),
      ("2.500 km", "'2_500'"), ("uniform(10,100)", "'10_100'"), ("50K * 2", "'50k'"), ("1.234 EUR", "'1_234'"),
      ("12.345 USD", "'12_345'"),
      ("5 to 10k USD", "5 USD to 10000 USD, lognormal"), ("10 to 20k", "10 to 20000, lognormal"),
      ("2027-01-01 + 1 hour", "time of day"), ("2027-01-01 + 1.5 month", "30.4375"),
    ] as [(String, String)])
  func `what can be read in two ways tells how it was read`(typed: String, said: String) {
    let calculation = Calculation(Program(SourceText(typed)))
    #expect(calculation.faults.map(\.code) == [])
    let told = calculation.readings.map { ($0.note ?? "") + ($0.ends.map { "\($0), " } ?? "") + $0.shape }
    #expect(told.contains { $0.contains(said) }, "\(typed): \(told)")
  }

  @Test(
    arguments: [
      "1 - 20%", "5% + 3%", "1 + 7%", "0.3 + 20%", "[100,200,300]", "uniform(0, 100)", "10 - 5", "60k EUR - 50k EUR",
      "100 km / 2 hour", "4/month", "unit EUR = 1.085 USD; 2 EUR", "0.125 USD", "3.142", "1.609 km", "5 to 10 km",
      "0.375 USD/kWh", "2 K", "1_000", "2027-01-01 - 2026-01-01", "npv(8%, [-100, 60])", "[0,100]", "[1000,200]",
      "x = 5; x - 10", "1/(2 kg)", "50k to 60k EUR", "(1 + 5%) + 3", "12 * 5%", "20% to 30%",
    ])
  func `what can be read in one way only is read in silence`(typed: String) throws {
    let calculation = Calculation(Program(SourceText(typed)))
    #expect(calculation.faults.map(\.code) == [])
    #expect(calculation.readings.filter { !$0.isRange || $0.ends != nil }.map(\.text) == [])
    _ = try calculation.answers()
  }

  @Test(
    arguments: [
      ("5\u{A0}km + 3\u{202F}km", 8, "km"), ("3 ⋅ 4", 12, ""), ("2^10", 1024, ""), ("2 m⁴", 2, "m^4"),
      ("5 m⋅s⁻¹ * 2 s", 10, "m"), ("10⁻³", 0.001, ""), ("6 ∕ 3", 2, ""), ("12.3%", 0.123, ""), ("1.005k", 1005, ""),
    ] as [(String, Double, String)])
  func `the characters of typesetters are read`(typed: String, expected: Double, unit: String) throws {
    let value = try value(of: typed)
    #expect(value.value == expected)
    #expect(value.unit.symbol == unit)
  }

  @Test(arguments: [
    "unit EUR = 1.05 to 1.15 USD; 5 EUR + 3 USD", "unit EUR = ; 5 EUR + 3 USD", "unit foo = 0 USD; 5 foo -> USD",
    "unit a = 2 b; unit b = 3 a; 5 a + 1 m", "x = 5 +; y = x + 1; z = y^(3 km) + x",
    "f(x) = x +; f(3) + 1", "unit foo = 3 blub; 2 foo + 1 km; foo * 2",
  ])
  func `what follows from an error is not told of`(typed: String) {
    let codes = faults(of: SourceText(typed)).map(\.code)
    #expect(
      Set(codes).isSubset(of: [
        "impossible-unit", "expected-formula", "unit-cycle", "unknown-unit", "exponent-with-unit",
      ]))
    #expect(codes.count == (typed.contains("unit b") ? 2 : 1), "\(codes)")
  }
}
