/// A number with a unit.
///
/// The value counts in the unit as written, so `70k USD` is the value 70,000 with the unit `USD`. Arithmetic checks
/// dimensions: adding days to dollars is an error, never a number.
package struct Quantity: Hashable, Sendable {
  package var value: Double
  package var unit: Unit

  package init(_ value: Double, _ unit: Unit = .one) {
    self.value = value
    self.unit = unit
  }

  /// Zero without a unit: it fits wherever a quantity is asked for, as a bare `0` does in a document.
  package var isBareZero: Bool { value == 0 && unit == .one }
}

extension Quantity {
  package static func * (left: Quantity, right: Quantity) -> Quantity {
    let product = left.unit.times(right.unit)
    return Quantity(product.scale.applied(to: left.value * right.value), product.unit)
  }

  package static func / (left: Quantity, right: Quantity) -> Quantity {
    let quotient = left.unit.times(right.unit, to: Exponent(-1))
    return Quantity(quotient.scale.applied(to: left.value / right.value), quotient.unit)
  }

  package static prefix func - (quantity: Quantity) -> Quantity {
    Quantity(-quantity.value, quantity.unit)
  }

  /// The same quantity in another unit; nil where the two measure different things. A bare zero is zero in any unit.
  ///
  ///     Quantity(90, minute).converted(to: hour)   // 1.5 hour
  package func converted(to other: Unit) -> Quantity? {
    if isBareZero { return Quantity(0, other) }
    return unit.conversion(to: other).map { Quantity($0.applied(to: value), other) }
  }

  /// The sum in the unit of the first, or nil where the two measure different things.
  package func adding(_ other: Quantity) -> Quantity? {
    if isBareZero { return other }
    return other.converted(to: unit).map { Quantity(value + $0.value, unit) }
  }
}
