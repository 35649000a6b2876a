import Quantities
import SeededChance
import Testing

struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (15_250, "15.25k"), (-0.0421337, "-0.04213"), (0.1, "0.1"),
      (12.5, "12.5"),
      (999, "999"), (999.9, "999.9"), (999.94, "999.9"), (999.95, "1000"), (999.99, "1000"), (1000, "1000"),
      (1234, "1234"),
      (1234.5, "1235"), (9999.4, "9999"), (9999.5, "10k"), (12_345, "12.35k"), (99_999, "100k"), (-99_999, "-100k"),
      (999_949, "999.9k"), (999_950, "1M"), (1e6, "1M"),
      (22.5e6, "22.5M"), (7e9, "7B"), (3.14159e12, "3.142T"), (1e14, "100T"), (9.9994e14, "999.9T"),
      (9.9995e14, "1e15"),
      (1e15, "1e15"), (-1.23456e30, "-1.235e30"), (1.7976931348623157e308, "1.798e308"), (0.0001, "0.0001"),
      (0.00009999, "9.999e-5"), (0.000099999, "0.0001"), (3e-9, "3e-9"), (.leastNonzeroMagnitude, "5e-324"),
      (0.285, "0.285"), (2.5e-5, "2.5e-5"),
    ] as [(Double, String)])
  func `a number is short`(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(
    arguments: [
      (0.285, 2, "0.29"), (-0.285, 2, "-0.29"), (1.005, 3, "1.01"), (2.5, 1, "3"), (123_456, 6, "123.456k"),
      (9.99, 1, "10"),
    ] as [(Double, Int, String)])
  func `rounding is of the digits as typed, half away from zero`(value: Double, digits: Int, text: String) {
    #expect(NumberText.short(value, digits: digits) == text)
  }

  @Test(
    arguments: [
      (0, "0%"), (1, "100%"), (0.5, "50%"), (1 / 3, "33.3%"), (2 / 3, "66.7%"), (0.125, "12.5%"), (0.0625, "6.3%"),
      (0.285, "28.5%"), (0.001, "0.1%"), (0.0005, "0.1%"), (0.00049, "<0.1%"), (1e-9, "<0.1%"), (0.999, "99.9%"),
      (0.9994, "99.9%"), (0.9995, ">99.9%"), (0.99951, ">99.9%"), (1 - 1e-9, ">99.9%"), (0.0999, "10%"),
      (0.0994, "9.9%"), (-0.1, "-10%"),
      (-0.25, "-25%"), (1.1, "110%"), (12.345, "1234.5%"),
    ] as [(Double, String)])
  func `a probability is a percentage`(probability: Double, text: String) {
    #expect(NumberText.percent(probability) == text)
  }

  @Test(
    arguments: [
      (0.285, 0, "29%"), (0.004, 0, "<1%"), (0.996, 0, ">99%"), (0.12345, 2, "12.35%"), (0.00001, 2, "<0.01%"),
    ] as [(Double, Int, String)])
  func `a percentage has the decimals asked for`(probability: Double, decimals: Int, text: String) {
    #expect(NumberText.percent(probability, decimals: decimals) == text)
  }

  @Test(
    arguments: [
      (0, "0%"), (0.95, "95%"), (1.1, "110%"), (0.999999, "99.9999%"), (1 / 3, "33.3333333333%"), (0.07, "7%"),
      (1, "100%"),
      (-0.0001, "-0.01%"), (1.000000002, "100.0000002%"), (0.1 + 0.2, "30%"), (1e-15, "0.0000000000001%"),
    ] as [(Double, String)])
  func `an exact percentage shows every digit that counts`(value: Double, text: String) {
    #expect(NumberText.exactPercent(value) == text)
  }

  @Test(
    arguments: [
      (0.3, "0.3"), (12_345.678, "12345.678"), (99_999, "99999"), (100_000, "100_000"), (-1_234_567, "-1_234_567"),
      (70_553_706_496, "70_553_706_496"), (1 / 3, "0.333333333333"), (0.1 + 0.2, "0.3"), (1e15, "1e15"),
    ] as [(Double, String)])
  func `an exact number has all its digits`(value: Double, text: String) {
    #expect(NumberText.exact(value) == text)
  }

  @Test(
    arguments: [
      (6, 4, "6.000"), (41_234, 2, "41k"), (12_504, 4, "12.50k"), (9876, 2, "9900"), (1_234_567, 3, "1.23M"),
      (0.05678, 2, "0.057"),
    ] as [(Double, Int, String)])
  func `a number that is known to some digits shows them all`(value: Double, digits: Int, text: String) {
    #expect(NumberText.known(value, digits: digits) == text)
  }

  @Test(
    arguments: [
      ("USD", "4 USD"), ("/month", "4/month"), ("/month^2", "4/month^2"), ("km/hour", "4 km/hour"), ("tonne", "4 t"),
      ("", "4"),
    ])
  func `a unit follows its number as documents write it`(unit: String, text: String) throws {
    let unit = try value(of: "1\(unit.hasPrefix("/") ? "" : " ")\(unit)").unit
    #expect(unit.following("4") == text)
    #expect(try value(of: text) == Quantity(4, unit))
  }

  @Test(arguments: [(15_250, "USD", "15.25k USD"), (-3, "EUR", "-3 EUR"), (2, "", "2")] as [(Double, String, String)])
  func `a quantity is a number and its unit`(value: Double, unit: String, text: String) {
    #expect(Quantity(value, unit.isEmpty ? .one : .currency(unit)).short() == text)
  }

  /// A number of any magnitude and sign.
  private func number(_ generator: inout SplitMix64) -> Double {
    let mantissa = Double.random(in: 1..<10, using: &generator) * (Bool.random(using: &generator) ? 1 : -1)
    return (Double("\(mantissa)e\(Int.random(in: -300...300, using: &generator))") ?? 1)
  }

  @Test(arguments: UInt64(0)..<200)
  func `what is printed can be read back`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for small in [true, false] {
      let number = small ? Double.random(in: -1e6...1e6, using: &generator) : number(&generator)
      // Half a unit of the last digit, at worst of 1.000; twice an ulp where all digits are there.
      let short = try value(of: NumberText.short(number)).value
      #expect(abs(short - number) <= 0.5e-3 * abs(number), "\(number)")
      let long = try value(of: NumberText.short(number, digits: 17)).value
      #expect(abs(long - number) <= 2.3e-16 * abs(number), "\(number)")
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `only the impossible is 0%, only the certain 100%`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let far = Double.random(in: 0...1, using: &generator)
    let near = Double.random(in: 1e-6...2e-3, using: &generator)
    for probability in [far, near, 1 - near] {
      let text = NumberText.percent(probability)
      #expect(text != "0%" && text != "100%", "\(probability)")
      guard let digits = Double(text.filter { "0123456789.".contains($0) }) else {
        Issue.record("\(text) is no percentage")
        continue
      }
      #expect(abs(digits - 100 * probability) <= 0.1, "\(probability) reads \(text)")
      if text.hasPrefix("<") || text.hasPrefix(">") { continue }
      #expect(abs(digits - 100 * probability) <= 0.05 + 1e-12, "\(probability) reads \(text)")
    }
  }
}
