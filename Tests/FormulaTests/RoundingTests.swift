import Diagnostics
import Formulas
import Quantities
import SeededChance
import Testing

/// Rounding is that of the decimal that is written; what was a percentage stays one.
struct RoundingTests {
  @Test(
    arguments: [
      ("round(1.005, 2)", 1.01), ("round(2.135, 2)", 2.14), ("round(2.675, 2)", 2.68), ("round(0.145 * 100)", 15),
      ("round(-1.005, 2)", -1.01), ("round(1250, -2)", 1300), ("round(2.5)", 3), ("round(-2.5)", -3),
      ("round(8.345, 2)", 8.35), ("round(1e15 + 0.3)", 1e15), ("floor(0.29 * 100)", 29), ("ceil(1.1 * 10)", 11),
      ("ceil(2.0001)", 3), ("floor(2.9999)", 2), ("round(0.4999999999)", 0), ("round(12.3456%, 1)", 0.123),
      ("round(12.5%)", 0.13), ("floor(12.9%)", 0.12), ("round(1e300, 2)", 1e300), ("count([1, 2, 3] > 2)", 1),
      ("count([1, 2, 3])", 3), ("irr([-1, 2, -1])", 0), ("irr([-100, 220, -121])", 0.1),
    ] as [(String, Double)])
  func `a rounded number is the one that a person writes`(formula: String, expected: Double) throws {
    let found = try value(of: formula).value
    #expect(abs(found - expected) <= 1e-7 * abs(expected) && (!formula.hasPrefix("r") || found == expected), "\(found)")
  }

  @Test(arguments: UInt64(0)..<300)
  func `a decimal that ends in 5 is rounded away from zero`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let digits = Int.random(in: 0...6, using: &generator)
    let whole = Int.random(in: 0..<1_000_000, using: &generator)
    let power = (0..<digits).reduce(1) { power, _ in power * 10 }
    func text(_ number: Int, _ decimals: Int) -> String {
      let digits = String(number)
      let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      return decimals == 0 ? padded : padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
    let tie = text(whole * 10 + 5, digits + 1)
    #expect(power > 0)
    #expect(try value(of: "round(\(tie), \(digits))").value == Double(text(whole + 1, digits)), "\(tie)")
    #expect(try value(of: "round(-\(tie), \(digits))").value == Double("-" + text(whole + 1, digits)), "\(tie)")
  }

  @Test(
    arguments: [
      "-5% to 10% normal", "(5%)^2", "mean([5%, 10%])", "2 * (20% to 40%)", "(20% to 40%) / 2", "sd([5%, 10%])",
      "median([5%, 10%, 20%])", "5% + 3%", "2 * 20%", "sqrt(25%)", "max(5%, 10%)", "1 - 20%", "-(5%)",
    ])
  func `a percentage stays one`(formula: String) throws {
    guard case .number(let number)? = try Calculation(Program(SourceText(formula))).answers().outputs.first?.value
    else {
      Issue.record("no number")
      return
    }
    #expect(number.isShare)
  }

  @Test(arguments: ["20% * 50", "100 * 5%", "20% * 50 USD", "5% / 2%", "1000 * 0.05%", "3 * 70%", "bernoulli(30%) * 2"])
  func `a share of many things is a number of them`(formula: String) throws {
    guard case .number(let number)? = try Calculation(Program(SourceText(formula))).answers().outputs.first?.value
    else {
      Issue.record("no number")
      return
    }
    #expect(!number.isShare)
  }
}
