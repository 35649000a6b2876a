/// A number with a unit.
///
/// The value counts in the unit as written, so `70k USD` is the value 70,000 with the unit `USD`. Arithmetic checks
/// dimensions: adding days to dollars is an error, never a number.
public struct Quantity: Hashable, Sendable {
  public var value: Double
  public var unit: Unit

  public init(_ value: Double, _ unit: Unit = .one) {
    self.value = value
    self.unit = unit
  }

  /// Zero without a unit: it fits wherever a quantity is asked for, as a bare `0` does in a document.
  public var isBareZero: Bool { value == 0 && unit == .one }
}

extension Quantity {
  public static func * (left: Quantity, right: Quantity) -> Quantity {
    let product = left.unit.times(right.unit)
    return Quantity(product.scale.applied(to: left.value * right.value), product.unit)
  }

  public static func / (left: Quantity, right: Quantity) -> Quantity {
    let quotient = left.unit.times(right.unit, to: Exponent(-1))
    return Quantity(quotient.scale.applied(to: left.value / right.value), quotient.unit)
  }

  public static prefix func - (quantity: Quantity) -> Quantity {
    Quantity(-quantity.value, quantity.unit)
  }

  /// The same quantity in another unit; nil where the two measure different things. A bare zero is zero in any unit.
  ///
  ///     Quantity(90, minute).converted(to: hour)   // 1.5 hour
  public func converted(to other: Unit) -> Quantity? {
    if isBareZero { return Quantity(0, other) }
    return unit.conversion(to: other).map { Quantity($0.applied(to: value), other) }
  }

  /// The sum in the unit of the first, or nil where the two measure different things.
  public func adding(_ other: Quantity) -> Quantity? {
    if isBareZero { return other }
    return other.converted(to: unit).map { Quantity(value + $0.value, unit) }
  }
}
