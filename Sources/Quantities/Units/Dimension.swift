/// A power of a unit or a dimension: a fraction in lowest terms, such as 2, -1 or 1/2.
package struct Exponent: Hashable, Sendable {
  package let numerator: Int
  /// At least 1.
  package let denominator: Int

  package static let one = Exponent(1)

  package init(_ whole: Int) {
    numerator = whole
    denominator = 1
  }

  /// A fraction; nil where it is out of bounds or has no denominator.
  package init?(_ numerator: Int, over denominator: Int) {
    guard denominator != 0, abs(denominator) <= Self.largest, abs(numerator) <= Self.largest * Self.largest else {
      return nil
    }
    var (a, b) = (abs(numerator), abs(denominator))
    while b != 0 { (a, b) = (b, a % b) }
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / max(a, 1)
    self.denominator = abs(denominator) / max(a, 1)
  }

  /// The fraction that a number stands for, where it is one with a small denominator: 0.5 is 1/2, 0.3333333333333333
  /// is 1/3.
  package init?(_ value: Double) {
    guard value.isFinite, abs(value) <= Double(Self.largest) else { return nil }
    for denominator in 1...12 {
      let numerator = (value * Double(denominator)).rounded()
      if abs(numerator / Double(denominator) - value) <= 1e-15 * max(1, abs(value)) {
        self.init(Int(numerator), over: denominator)
        return
      }
    }
    return nil
  }

  /// Powers that grow without end would overflow.
  static let largest = 64

  package var isWhole: Bool { denominator == 1 }
  package var value: Double { Double(numerator) / Double(denominator) }
  package var isTooLarge: Bool { abs(numerator) > Self.largest * denominator || denominator > Self.largest }

  static func + (left: Exponent, right: Exponent) -> Exponent {
    Exponent(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
      ?? Exponent(Self.largest + 1)
  }

  static func * (left: Exponent, right: Exponent) -> Exponent {
    Exponent(left.numerator * right.numerator, over: left.denominator * right.denominator) ?? Exponent(Self.largest + 1)
  }

  static prefix func - (exponent: Exponent) -> Exponent {
    exponent * Exponent(-1)
  }

  /// As it follows a `^`: `2`, `-1`, `(1/2)`.
  var text: String { isWhole ? String(numerator) : "(\(numerator)/\(denominator))" }
}

/// What a unit measures: a product of powers of base units, such as `m/s^2`; empty for plain numbers.
package struct Dimension: Hashable, Sendable {
  /// The powers by the name of their base, none of them zero, in the order of the names.
  private(set) var powers: [Power]

  struct Power: Hashable, Sendable {
    var base: String
    var exponent: Exponent
  }

  /// The dimension of plain numbers.
  package static let none = Dimension(powers: [])

  private init(powers: [Power]) {
    self.powers = powers
  }

  init(base: String) {
    powers = [Power(base: base, exponent: .one)]
  }

  func times(_ other: Dimension, to exponent: Exponent) -> Dimension {
    if other.powers.isEmpty { return self }
    var result = powers
    for power in other.powers {
      let added = power.exponent * exponent
      if let index = result.firstIndex(where: { $0.base == power.base }) {
        result[index].exponent = result[index].exponent + added
      } else {
        result.append(Power(base: power.base, exponent: added))
      }
    }
    return Dimension(powers: result.filter { $0.exponent.numerator != 0 }.sorted { $0.base < $1.base })
  }
}
