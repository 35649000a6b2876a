extension Quantity {
  /// A unit as it was written: a product of powers of named units, such as `TFLOP/s`; empty for plain numbers.
  package struct Unit: Hashable, Sendable {
    /// One named unit with its size, such as `km`, which is 1000 of its base.
    package struct Named: Hashable, Sendable {
      package let name: String
      /// How many of its base units it is.
      let scale: Scale
      package let dimension: Dimension
      /// What it is made of, where that is a product: `kWh` is 1000 `W*hour`.
      let expansion: Expansion?

      struct Expansion: Sendable {
        var count: Scale
        var parts: [Part]
      }

      package static func == (left: Named, right: Named) -> Bool {
        left.name == right.name && left.scale == right.scale && left.dimension == right.dimension
      }

      package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(dimension)
      }

      /// A unit that measures something of its own.
      package init(base name: String) {
        self.name = name
        scale = .one
        dimension = Dimension(base: name)
        expansion = nil
      }

      /// A unit that is so many of another; nil where the count is no positive number.
      package init?(_ name: String, is value: Double, _ unit: Unit, prefix: Scale = .one) {
        guard value > 0, value.isFinite else { return nil }
        self.name = name
        scale = unit.scale.times(Scale(value, over: 1)).times(prefix)
        dimension = unit.dimension
        expansion =
          unit.parts.count < 2 ? nil : Expansion(count: Scale(value, over: 1).times(prefix), parts: unit.parts)
      }

      /// The same unit under a name with a prefix.
      func prefixed(_ name: String, _ prefix: Scale) -> Named {
        Named(
          name: name, scale: scale.times(prefix), dimension: dimension,
          expansion: expansion.map { Expansion(count: $0.count.times(prefix), parts: $0.parts) })
      }

      private init(name: String, scale: Scale, dimension: Dimension, expansion: Expansion?) {
        self.name = name
        self.scale = scale
        self.dimension = dimension
        self.expansion = expansion
      }
    }

    package struct Part: Hashable, Sendable {
      package internal(set) var unit: Named
      package internal(set) var exponent: Exponent
    }

    /// In the order in which they were written, none with the power zero.
    package fileprivate(set) var parts: [Part]

    /// The unit of plain numbers.
    package static let one = Unit(parts: [])

    init(parts: [Part]) {
      self.parts = parts
    }

    package init(_ named: Named) {
      parts = [Part(unit: named, exponent: .one)]
    }

    /// The unit of a currency.
    package static func currency(_ code: String) -> Unit { Unit(Named(base: code)) }

    package static func == (left: Unit, right: Unit) -> Bool {
      left.parts.count == right.parts.count && left.parts.allSatisfy { right.parts.contains($0) }
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(dimension)
    }

    package var dimension: Dimension {
      parts.reduce(.none) { $0.times($1.unit.dimension, to: $1.exponent) }
    }

    /// How many base units one of it is.
    var scale: Scale {
      parts.reduce(.one) { $0.times($1.unit.scale.raised(to: $1.exponent)) }
    }

    /// What a number in this unit is multiplied by to be one in another; nil where the two measure different things.
    ///
    ///     kilometre.conversion(to: metre)   // 1000
    package func conversion(to other: Unit) -> Scale? {
      if parts == other.parts { return .one }
      guard dimension == other.dimension else { return nil }
      return scale.divided(by: other.scale)
    }

    package func raised(to exponent: Exponent) -> Unit {
      Unit(
        parts: exponent.numerator == 0
          ? [] : parts.map { Part(unit: $0.unit, exponent: $0.exponent * exponent) })
    }

    /// Whether a power is too high to be meant.
    package var isTooHigh: Bool { parts.contains { $0.exponent.isTooLarge } || parts.count > 32 }

    /// The unit as it stands alone: `TFLOP/s`, `1/month`; empty for plain numbers.
    package var symbol: String {
      func written(_ part: Part, _ exponent: Exponent) -> String {
        exponent == .one ? part.unit.name : "\(part.unit.name)^\(exponent.text)"
      }
      let above = parts.filter { $0.exponent.numerator > 0 }.map { written($0, $0.exponent) }
      let below = parts.filter { $0.exponent.numerator < 0 }
      if below.isEmpty { return above.joined(separator: "*") }
      return (above.isEmpty ? "1" : above.joined(separator: "*"))
        + below.map { "/" + written($0, -$0.exponent) }.joined()
    }

    /// A number with the unit behind it, as documents write it: `15 USD`, `4/month`, `0.5` for plain numbers.
    package func following(_ number: String) -> String {
      if self == .one { return number }
      let isBelow = parts.allSatisfy { $0.exponent.numerator < 0 }
      return isBelow ? number + symbol.dropFirst() : "\(number) \(symbol)"
    }

    /// The unit as a sentence says it: `in USD`, or `a plain number`.
    package var inWords: String { self == .one ? "a plain number" : "in \(symbol)" }
  }
}

extension Quantity.Unit {
  /// The unit with a further part as it was written; the same name twice is one part.
  package func followed(by named: Named, to exponent: Exponent) -> Quantity.Unit {
    var result = self
    if let index = result.parts.firstIndex(where: { $0.unit == named }) {
      result.parts[index].exponent = result.parts[index].exponent + exponent
      if result.parts[index].exponent.numerator == 0 { result.parts.remove(at: index) }
    } else {
      result.parts.append(Part(unit: named, exponent: exponent))
    }
    return result
  }
}

extension Quantity.Unit {
  /// One of it in base units: `3600 s`.
  package var sizeText: String {
    let base = dimension.powers.map { power in
      Part(unit: Named(base: power.base), exponent: power.exponent)
    }
    let unit = Quantity.Unit(parts: base)
    return unit == .one ? NumberText.exact(scale.value) : unit.following(NumberText.exact(scale.value))
  }
}
