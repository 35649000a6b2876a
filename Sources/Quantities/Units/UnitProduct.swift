extension Quantity.Unit {
  /// The product with a power of another unit, and what the number is multiplied by.
  ///
  /// What can cancel does: the same unit first, then units of one dimension, then what a unit is made of. Units of one
  /// dimension that do not cancel merge into the first of them.
  ///
  ///     TFLOP/s times day         // TFLOP, 86,400 of them
  ///     W*hour times USD/kWh      // USD, 0.001 of them
  package func times(_ other: Quantity.Unit, to exponent: Exponent = .one) -> (unit: Quantity.Unit, scale: Scale) {
    if other.parts.isEmpty { return (self, .one) }
    var product = UnitProduct(parts: parts)
    product.multiply(other.parts.map { .init(unit: $0.unit, exponent: $0.exponent * exponent) })
    let unit = Quantity.Unit(parts: product.parts)
    guard !unit.parts.isEmpty, unit.dimension == .none else { return (unit, product.scale) }
    return (.one, product.scale.times(unit.scale))
  }
}

/// A unit while it is multiplied by others.
private struct UnitProduct {
  typealias Part = Quantity.Unit.Part

  var parts: [Part]
  var scale = Scale.one

  mutating func multiply(_ factors: [Part]) {
    var waiting = factors
    // The closest first: a day cancels a day before it meets an hour.
    waiting.removeAll { factor in merge(factor) { $0.unit == factor.unit } }
    waiting.removeAll { factor in merge(factor) { Self.cancels($0, factor) } }
    for factor in waiting {
      if merge(factor, where: { Self.cancels($0, factor) || $0.unit.dimension == factor.unit.dimension }) { continue }
      if expandOwn(for: factor) || expand(factor) { continue }
      parts.append(factor)
    }
  }

  private static func cancels(_ left: Part, _ right: Part) -> Bool {
    left.unit.dimension == right.unit.dimension
      && (left.exponent.numerator < 0) != (right.exponent.numerator < 0)
  }

  /// Adds a factor's power to that of a part.
  private mutating func merge(_ factor: Part, where matches: (Part) -> Bool) -> Bool {
    guard let index = parts.firstIndex(where: matches) else { return false }
    if parts[index].unit != factor.unit {
      let ratio = factor.unit.scale.divided(by: parts[index].unit.scale)
      scale = scale.times(ratio.raised(to: factor.exponent))
    }
    parts[index].exponent = parts[index].exponent + factor.exponent
    if parts[index].exponent.numerator == 0 { parts.remove(at: index) }
    return true
  }

  /// Multiplies by what a factor is made of, where some of that cancels.
  private mutating func expand(_ factor: Part) -> Bool {
    guard factor.exponent.isWhole, let expansion = factor.unit.expansion else { return false }
    let inner = expansion.parts.map { Part(unit: $0.unit, exponent: $0.exponent * factor.exponent) }
    guard inner.contains(where: { part in parts.contains { Self.cancels($0, part) } }) else { return false }
    scale = scale.times(expansion.count.raised(to: factor.exponent))
    multiply(inner)
    return true
  }

  /// Takes a part of one's own apart, where a factor cancels some of it.
  private mutating func expandOwn(for factor: Part) -> Bool {
    for (index, part) in parts.enumerated() where part.exponent.isWhole {
      guard let expansion = part.unit.expansion else { continue }
      let inner = expansion.parts.map { Part(unit: $0.unit, exponent: $0.exponent * part.exponent) }
      guard inner.contains(where: { Self.cancels($0, factor) }) else { continue }
      parts.remove(at: index)
      scale = scale.times(expansion.count.raised(to: part.exponent))
      multiply(inner)
      multiply([factor])
      return true
    }
    return false
  }
}
