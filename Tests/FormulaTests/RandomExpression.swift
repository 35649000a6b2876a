import Foundation
import Quantities
import SeededChance

/// A formula with its text, and its value worked out without the language: nil where it has none.
indirect enum RandomExpression {
  case number(text: String, value: Double, dollars: Int)
  case negation(RandomExpression)
  /// Parts with the sign before each; that of the first does not count.
  case sum([(sign: Character, part: RandomExpression)])
  case product([(sign: Character, part: RandomExpression)])
  case power(RandomExpression, exponent: Double)

  init(depth: Int, using generator: inout SplitMix64) {
    func part() -> RandomExpression { RandomExpression(depth: depth - 1, using: &generator) }
    func parts(_ operators: String) -> [(Character, RandomExpression)] {
      (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        (operators.randomElement(using: &generator) ?? "+", part())
      }
    }
    switch depth == 0 ? 0 : Int.random(in: 0..<9, using: &generator) {
    case 0, 1: self = Self.number(using: &generator)
    case 2: self = .negation(part())
    case 3...5: self = .sum(parts("+-"))
    case 6, 7: self = .product(parts("*/"))
    default: self = .power(part(), exponent: [0, 1, 2, 3, -1, -2, 0.5].randomElement(using: &generator) ?? 1)
    }
  }

  private static func number(using generator: inout SplitMix64) -> RandomExpression {
    let digits = Int.random(in: 0..<10_000, using: &generator)
    let (suffix, zeros) = [("", "0"), ("", "0"), ("k", "3"), ("M", "6")].randomElement(using: &generator) ?? ("", "0")
    // Three decimals of money are asked about.
    let decimals = [0, 1, 2, 4].randomElement(using: &generator) ?? 0
    let text = decimals == 0 ? "\(digits)" : "\(digits).\(String(repeating: "5", count: decimals))"
    let dollars = Int.random(in: 0..<3, using: &generator) == 0 ? 1 : 0
    return .number(
      text: text + suffix + (dollars == 1 ? " USD" : ""), value: Double("\(text)e\(zeros)") ?? 0, dollars: dollars)
  }

  // MARK: Its text

  func text(using generator: inout SplitMix64) -> String {
    func space() -> String { ["", " ", "  ", "\t"].randomElement(using: &generator) ?? "" }
    func joined(_ parts: [(sign: Character, part: RandomExpression)], binding: Int) -> String {
      parts.enumerated().map { index, part in
        let text = inside(part.part, binding)
        if index == 0 { return text }
        // `+-` would be `±`.
        let gap = part.sign == "+" && text.hasPrefix("-") ? " " : space()
        return space() + String(part.sign) + gap + text
      }.joined()
    }
    func inside(_ part: RandomExpression, _ binding: Int) -> String {
      let text = part.text(using: &generator)
      let needsParentheses = part.binding <= binding || Int.random(in: 0..<8, using: &generator) == 0
      return needsParentheses ? "(" + space() + text + space() + ")" : text
    }
    switch self {
    case .number(let text, _, _): return text
    case .negation(let part): return "-" + space() + inside(part, 2)
    case .sum(let parts): return joined(parts, binding: 1)
    case .product(let parts): return joined(parts, binding: 2)
    case .power(let base, let exponent):
      return inside(base, 4) + space() + "^" + space() + (exponent == 0.5 ? "0.5" : String(Int(exponent)))
    }
  }

  /// How tightly what the text ends with holds together.
  private var binding: Int {
    switch self {
    case .sum: 1
    case .product: 2
    case .negation: 3
    case .power: 4
    // A power behind a unit would be the unit's.
    case .number(_, _, let dollars): dollars == 0 ? 5 : 4
    }
  }

  // MARK: Its value

  /// The value and the power of the dollar in its unit.
  var value: (value: Double, dollars: Double)? {
    guard let value = unchecked, value.value.isFinite, abs(value.dollars) <= 64 else { return nil }
    return value
  }

  private var unchecked: (value: Double, dollars: Double)? {
    switch self {
    case .number(_, let value, let dollars): return (value, Double(dollars))
    case .negation(let part): return part.value.map { (-$0.value, $0.dollars) }
    case .sum(let parts):
      guard var total = parts[0].part.value else { return nil }
      for (sign, part) in parts.dropFirst() {
        guard let term = part.value else { return nil }
        let value = sign == "-" ? -term.value : term.value
        if total.dollars == term.dollars {
          total.value += value
        } else if total == (0, 0) {
          total = (value, term.dollars)
        } else if term != (0, 0) {
          return nil
        }
      }
      return total
    case .product(let parts):
      guard var total = parts[0].part.value else { return nil }
      for (sign, part) in parts.dropFirst() {
        guard let factor = part.value, sign == "*" || factor.value != 0 else { return nil }
        total.value = sign == "*" ? total.value * factor.value : total.value / factor.value
        total.dollars += sign == "*" ? factor.dollars : -factor.dollars
      }
      return total
    case .power(let base, let exponent):
      guard let base = base.value, base.value != 0 || exponent >= 0 else { return nil }
      guard let whole = Int(exactly: exponent) else {
        return base.value >= 0 ? (pow(base.value, exponent), base.dollars * exponent) : nil
      }
      let power = (0..<abs(whole)).reduce(1.0) { product, _ in product * base.value }
      return (whole < 0 ? 1 / power : power, Double(whole) * base.dollars)
    }
  }
}
