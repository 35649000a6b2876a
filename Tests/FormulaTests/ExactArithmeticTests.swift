import Diagnostics
import Formulas
import Quantities
import SeededChance
import Testing

/// A formula over lengths with its text, and its value as an exact fraction in metres, found without the language.
struct ExactFormula {
  var text: String
  var value: Fraction
  /// The power of the metre.
  var power: Int
  /// What rounding is measured by: the sum of what was added, whatever cancelled.
  var size: Double

  private static let units: [(name: String, metres: String)] = [
    ("m", "1"), ("km", "1000"), ("cm", "0.01"), ("mm", "0.001"), ("inch", "0.0254"), ("foot", "0.3048"),
    ("mile", "1609.344"), ("µm", "0.000001"),
  ]

  /// A formula of some depth; nil where its value has too many digits or none.
  init?(depth: Int, power: Int, using generator: inout SplitMix64) {
    func part(_ power: Int) -> ExactFormula? { ExactFormula(depth: depth - 1, power: power, using: &generator) }
    switch depth == 0 ? 0 : Int.random(in: 0..<6, using: &generator) {
    case 0:
      self.init(literal: power, using: &generator)
    case 1, 2:
      guard let a = part(power), let b = part(power) else { return nil }
      let isSubtracted = Bool.random(using: &generator)
      guard let sum = a.value.adding(isSubtracted ? b.value.negated : b.value) else { return nil }
      self.init(
        text: "(\(a.text) \(isSubtracted ? "-" : "+") \(b.text))", value: sum, power: power, size: a.size + b.size)
    case 3:
      let split = Int.random(in: -1...1, using: &generator)
      guard let a = part(power - split), let b = part(split), let product = a.value.times(b.value) else { return nil }
      self.init(text: "(\(a.text) * \(b.text))", value: product, power: power, size: a.size * b.size)
    case 4:
      let split = Int.random(in: -1...1, using: &generator)
      guard let a = part(power + split), let b = part(split), let inverse = b.value.inverse,
        let quotient = a.value.times(inverse)
      else { return nil }
      let size = a.size / abs(b.value.double) * (b.size / abs(b.value.double))
      self.init(text: "(\(a.text) / \(b.text))", value: quotient, power: power, size: size)
    default:
      let exponent = power == 0 ? [2, 3, -1, -2].randomElement(using: &generator) ?? 2 : power
      guard abs(exponent) <= 3, let base = part(power == 0 ? 0 : 1) else { return nil }
      self.init(base, to: exponent, power: power)
    }
  }

  private init(text: String, value: Fraction, power: Int, size: Double) {
    self.text = text
    self.value = value
    self.power = power
    self.size = size
  }

  private init?(_ base: ExactFormula, to exponent: Int, power: Int) {
    guard exponent != 0, var value = exponent < 0 ? base.value.inverse : base.value else { return nil }
    let one = value
    for _ in 1..<abs(exponent) {
      guard let next = value.times(one) else { return nil }
      value = next
    }
    let condition = base.size / abs(base.value.double)
    var size = abs(value.double)
    for _ in 0..<abs(exponent) { size *= condition }
    self.init(text: "(\(base.text))^\(exponent)", value: value, power: power, size: size.isFinite ? size : 0)
  }

  /// A number with decimals, a suffix or a percent sign, and its unit.
  private init?(literal power: Int, using generator: inout SplitMix64) {
    var digits = String(Int.random(in: 1...999, using: &generator))
    let decimals = Int.random(in: 0...2, using: &generator)
    if decimals > 0 { digits += ".\(Int.random(in: 1...9, using: &generator))" + (decimals == 2 ? "5" : "") }
    guard var value = Fraction(decimal: digits) else { return nil }
    let (suffix, factor) =
      [("", "1"), ("", "1"), ("", "1"), ("k", "1000"), ("%", "0.01")]
      .randomElement(using: &generator) ?? ("", "1")
    guard let scale = Fraction(decimal: factor), let scaled = value.times(scale) else { return nil }
    value = scaled
    var text = digits + suffix
    if power != 0 {
      if suffix == "%" { text = "\(text) * 1" }
      let (unit, metres) = Self.units.randomElement(using: &generator) ?? ("m", "1")
      guard let size = Fraction(decimal: metres) else { return nil }
      for _ in 0..<abs(power) {
        guard let step = power < 0 ? size.inverse : size, let next = value.times(step) else { return nil }
        value = next
      }
      text = "(\(text) \(unit)\(power == 1 ? "" : "^\(power)"))"
    } else if suffix == "%" {
      // A share beside a plain number is asked about.
      text = "(1 * \(text))"
    }
    self.init(text: text, value: value, power: power, size: abs(value.double))
  }
}

struct ExactArithmeticTests {
  @Test(arguments: UInt64(0)..<200)
  func `arithmetic with units agrees with exact fractions`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<10 {
      let power = Int.random(in: -2...3, using: &generator)
      guard let formula = ExactFormula(depth: 3, power: power, using: &generator), formula.size > 0,
        formula.size < 1e250
      else { continue }
      let text = power == 0 ? formula.text : "\(formula.text) -> m^\(power)"
      let found = try value(of: text).value
      #expect(abs(found - formula.value.double) <= 1e-12 * formula.size, "\(text) gives \(found)")
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `conversions go there and back`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    guard let formula = ExactFormula(depth: 1, power: 1, using: &generator) else { return }
    for (unit, metres) in [("km", 1000.0), ("inch", 0.0254), ("mile", 1609.344), ("µm", 1e-6)] {
      let found = try value(of: "\(formula.text) -> \(unit)").value
      #expect(abs(found - formula.value.double / metres) <= 1e-12 * formula.size / metres, "\(formula.text) -> \(unit)")
      let back = try value(of: "(\(formula.text) -> \(unit)) -> m").value
      #expect(abs(back - formula.value.double) <= 1e-12 * formula.size, "\(formula.text) -> \(unit) -> m")
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `comparisons are those of the decimals`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<5 {
      let power = Int.random(in: 0...1, using: &generator)
      guard let a = ExactFormula(depth: 1, power: power, using: &generator),
        let b = ExactFormula(depth: 1, power: power, using: &generator), let isLess = a.value < b.value
      else { continue }
      // What differs in the ninth digit differs; what cancelled leaves no digits to compare.
      let gap = abs(a.value.double - b.value.double)
      guard a.value == b.value || gap > 1e-9 * max(a.size, b.size) else { continue }
      let isSame = a.value == b.value
      for (sign, expected) in [
        ("<", isLess), ("<=", isLess || isSame), (">", !isLess && !isSame), (">=", !isLess), ("==", isSame),
        ("!=", !isSame),
      ] {
        let found = try value(of: "if \(a.text) \(sign) \(b.text) then 1 else 0").value
        #expect((found == 1) == expected, "\(a.text) \(sign) \(b.text)")
      }
    }
  }
}
