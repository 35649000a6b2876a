import Diagnostics
import Formulas
import Testing

/// What was typed, and what is said of it: a hint that names what was meant, or how it was read.
struct MisreadingTests {
  @Test(
    arguments: [
      // Spellings that half of all people read otherwise.
      ("5-10 hour * 3", .unitMismatch, "'5 to 10 hour'"), ("50-60k EUR", .unitMismatch, "'50k to 60k EUR'"),
      ("50k–60k EUR", .unexpectedCharacter, "'50k to 60k EUR'"), ("5.000 EUR", .thousandsPoint, "'5_000'"),
      ("1.500 EUR", .thousandsPoint, "'1.5'"),
      ("3.500 EUR/month", .thousandsPoint, "'3_500'"), ("12.000 USD", .thousandsPoint, "'12'"),
      ("5% to 10", .percentageAtOneEnd, "'5% to 10%'"), ("5 to 10%", .percentageAtOneEnd, "'5% to 10%'"),
      ("0.2 to 60%", .percentageAtOneEnd, "'20% to 60%'"),
      ("20% to 100%", .percentageAtBound, "'20% to 99%'"), ("5% to 150%", .percentageAtBound, "normal'"),
      ("0% to 30%", .percentageAtBound, "'uniform(0%, 30%)'"),
      ("0% to 100%", .percentageAtBound, "'1% to 99%'"),
      ("100 + 10%", .percentageAdded, "'100 * (1 + 10%)'"),
      ("19.99 - 20%", .percentageAdded, "'19.99 * (1 - 20%)'"),
      ("100 + 50 + 10%", .percentageAdded, "'(100 + 50) * (1 + 10%)'"),
      ("tax = 19%; 80 + tax", .percentageAdded, "'80 * (1 + tax)'"),
      ("beta(20%, 40%)", .countsExpected, "'beta(p5: 20%, p95: 40%)'"),
      ("dirichlet(20%, 30%, 50%)", .countsExpected, "'dirichlet(2, 3, 5)'"),
      ("npv(8, [-1 USD, 2 USD])", .rateAboveAll, "'8%'"), ("npv(1.5, [-1, 2])", .rateAboveAll, "'1.5%'"),
      ("50K + 3", .unitMismatch, "'50k'"), ("50K + 3 EUR", .unitMismatch, "'50k'"),
      ("x = 3 USD; 50K > x", .doNotGoTogether, "'50k'"), ("input pay: USD = 50K", .unitExpected, "'50k'"),
      ("50K -> USD", .cannotConvert, "'50k'"), ("50K EUR", .unexpected, "'50k'"),
      // Hints by a factor of eight and a thousand, and of other things.
      ("1 Tb", .unknownUnit, "'Tbit' or 'TB'"), ("1 Kb", .unknownUnit, "'kbit' or 'kB'"),
      ("1 Gib", .unknownUnit, "'Gibit' or 'GiB'"), ("1 Gb", .unknownUnit, "'Gbit' or 'GB'"),
      ("1 Mib", .unknownUnit, "'Mibit' or 'MiB'"), ("1 Pb", .unknownUnit, "'Pbit' or 'PB'"),
      ("5 Tbps", .unknownUnit, "'Tbit/s'"), ("5 MBps", .unknownUnit, "'MB/s'"), ("1 KB", .unknownUnit, "'kB'"),
      ("1 Cal", .unknownUnit, "'kcal'"), ("1/4 cup", .unknownUnit, "'unit cup = 236.5882365 mL'"),
      ("10 kn", .unknownUnit, "'unit kn = 1 nautical_mile/hour'"), ("3 pint", .unknownUnit, "mL'"),
      ("5 T", .unknownUnit, "'5T'"), ("5 M", .unknownUnit, "'5M'"), ("5 G", .unknownUnit, "'5B'"),
      ("3 k", .unknownUnit, "'3k'"), ("5 kUSD", .unknownUnit, "'5k USD'"), ("5 mio", .unknownUnit, "'5M'"),
      ("20 °C", .unexpectedCharacter, "no degree"), ("20 degC", .unknownUnit, "no degree"),
      ("25 celsius", .unknownUnit, "no degree"), ("70 degF", .unknownUnit, "no degree"),
      ("20 ℃", .unexpectedCharacter, "no degree"),
      ("80% -5 to 10 normal", .ambiguousRange, "'80% (-5) to 10 normal'"),
      ("5 to 10 gamma", .unknownShape, "'gamma(p5: 5, p95: 10)'"), ("5 to 10 Normal", .unknownShape, "'normal'"),
      ("5 to 10 poisson", .unknownShape, "beta, lognormal"), ("5 km to 10 km Uniform", .unknownShape, "'uniform'"),
      ("5 ft 3 in", .unexpected, "'5 ft + 3 inch'"), ("2 h 30 min", .unexpected, "'2 h + 30 min'"),
      ("3 in", .misplacedWord, "'3 inch'"), ("3 in * 2", .misplacedWord, "'3 inch'"),
      ("10 km in mile", .misplacedWord, "'10 km -> mile'"), ("5 m s", .unexpected, "'5 m*s'"),
      ("meter as inches", .unexpected, "'meter -> inches'"), ("5% of 200", .unexpected, "'5% * 200'"),
      ("80 USD per hour", .unexpected, "'80 USD/hour'"), ("7 modulo 3", .unexpected, "'7 mod 3'"),
      ("7 % 3", .unexpectedCharacter, "'7 mod 3'"),
      ("5 to 10 80%", .unexpected, "'80% 5 to 10'"), ("5 to 10 km 80%", .unexpected, "'80% 5 to 10 km'"),
      ("2½", .unexpectedCharacter, "'2.5'"), ("½ * 3", .unexpectedCharacter, "'0.5'"),
      ("5‰", .unexpectedCharacter, "'0.5%'"), ("1'000", .unexpectedCharacter, "'1_000'"),
      ("a\u{200B}b", .unexpectedCharacter, "delete it"), ("√2", .unexpectedCharacter, "'sqrt(2)'"),
      ("２ + 2", .unexpectedCharacter, "'2'"),
      ("r = 7%; (1 + r)^(10 year)", .exponentWithUnit, "'10 year / 1 year'"),
      ("2/3 hour -> min", .cannotConvert, "'2/3 * 1 hour -> min'"),
      ("2/3 hour + 5 min", .unitMismatch, "'2/3 * 1 hour'"),
      ("2027-01-01 - 5", .dateArithmetic, "'5 day'"), ("2027-01-01 + 5", .dateArithmetic, "'5 day'"),
      ("mixture(2: 2, 3: 1)", .probabilitiesSum, "'mixture(2: 2/3, 3: 1/3)'"),
      ("discrete(0: 3, 10: 7)", .probabilitiesSum, "'discrete(0: 3/10, 10: 7/10)'"),
      ("x = normal(4, 1); truncate(x, 5, 3)", .keepsNothing, "'truncate(x, 3, 5)'"),
      ("slope([1, 1], [1, 2])", .divisionByZero, "differ"), ("r2([1, 2], [3, 3])", .divisionByZero, "differ"),
      ("1.07^(10 to 10000)", .noValueInSamples, "units and powers"),
      // Numbers as spreadsheets, other languages and people write them.
      ("1,000", .thousandsComma, "'1_000'"), ("1,234,567.89 USD", .thousandsComma, "'1_234_567.89'"),
      ("[10,000 USD, 20,000 USD]", .thousandsComma, "'10_000'"),
      ("mean([1,000, 2,000])", .thousandsComma, "'1_000'"),
      ("max(1,000, 5)", .thousandsComma, "'1_000'"), ("max(1,500, 5)", .thousandsComma, "'1_500'"),
      ("npv(8%, [-100,000, 60,000, 60,000])", .thousandsComma, "'100_000'"),
      ("[1,500 USD]", .thousandsComma, "'1_500'"), ("[10,500 USD,20,250 USD]", .thousandsComma, "'10_500'"),
      ("[1,234.50,2,345.60]", .thousandsComma, "'1_234.50'"), ("sum([5,000])", .thousandsComma, "'5_000'"),
      ("1 000 000 EUR", .unexpected, "'1_000_000'"), ("1.000.000 EUR", .unexpected, "'1_000_000'"),
      ("1.500,00 EUR", .unexpected, "'1_500.00'"), ("12,50 EUR", .unexpected, "'12.50'"),
      ("3/14/2027", .noSuchDate, "'2027-02-01'"), ("1.2.2027", .noSuchDate, "'2027-02-01'"),
      ("2027/2/1", .noSuchDate, "'2027-02-01'"), ("5 January", .unknownUnit, "'2027-02-01'"),
      ("-80k to -150k EUR", .emptyRange, "'-(80k to 150k EUR)'"), ("5 to -5", .emptyRange, "'-5 to 5 normal'"),
      ("a = 5 to 10; b = 1 to 2; correlate(a, b, 1); a", .impossibleCorrelation, "'b = a'"),
      ("a = 5 to 10; b = 3; correlate(a, b, 0.5); a", .correlatedNoDistribution, "leave the correlation out"),
      ("50 ct", .unknownUnit, "'unit ct = 0.2 g'"), ("2 pt", .unknownUnit, ""), ("1 nt", .unknownUnit, ""),
    ] as [(String, Diagnostic.Code, String)])
  func `a misreading is an error that says what was meant`(typed: String, code: Diagnostic.Code, hint: String) throws {
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
        .impossibleUnit, .expectedFormula, .unitCycle, .unknownUnit, .exponentWithUnit,
      ]))
    #expect(codes.count == (typed.contains("unit b") ? 2 : 1), "\(codes)")
  }
}
