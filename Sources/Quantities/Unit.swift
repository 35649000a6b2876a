extension Quantity {
  /// A product of powers of base units, such as `USD`, `USD^2` or `1` for plain numbers.
  public struct Unit: Hashable, Sendable {
    /// Base units with their powers, by name, none of them zero.
    public private(set) var powers: [Power]

    public struct Power: Hashable, Sendable {
      public var base: String
      public var exponent: Int
    }

    /// The unit of plain numbers.
    public static let one = Unit(powers: [])

    private init(powers: [Power]) {
      self.powers = powers
    }

    private init(base: String) {
      powers = [Power(base: base, exponent: 1)]
    }

    /// The unit of a name, such as `USD`; nil where no unit is called that.
    public init?(named name: String) {
      guard Currency.codes.contains(name) else { return nil }
      self.init(base: name)
    }

    /// Every name that is a unit, for "did you mean".
    public static var names: [String] { Currency.codes.sorted() }

    public static func * (left: Unit, right: Unit) -> Unit {
      left.combined(with: right, sign: 1)
    }

    public static func / (left: Unit, right: Unit) -> Unit {
      left.combined(with: right, sign: -1)
    }

    private func combined(with other: Unit, sign: Int) -> Unit {
      if other.powers.isEmpty { return self }
      var exponents = Dictionary(uniqueKeysWithValues: powers.map { ($0.base, $0.exponent) })
      for power in other.powers { exponents[power.base, default: 0] += sign * power.exponent }
      return Unit(
        powers: exponents.filter { $0.value != 0 }.map { Power(base: $0.key, exponent: $0.value) }
          .sorted { $0.base < $1.base })
    }

    /// The unit as it is written in a formula; empty for plain numbers.
    public var symbol: String {
      func written(_ power: Power, _ exponent: Int) -> String {
        exponent == 1 ? power.base : "\(power.base)^\(exponent)"
      }
      let above = powers.filter { $0.exponent > 0 }.map { written($0, $0.exponent) }
      let below = powers.filter { $0.exponent < 0 }.map { written($0, -$0.exponent) }
      if below.isEmpty { return above.joined(separator: "*") }
      return (above.isEmpty ? "1" : above.joined(separator: "*")) + "/" + below.joined(separator: "/")
    }

    /// The unit as a sentence says it: `in USD`, or `a plain number`.
    public var inWords: String { self == .one ? "a plain number" : "in \(symbol)" }
  }
}
