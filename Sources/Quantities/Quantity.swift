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
    Quantity(left.value * right.value, left.unit * right.unit)
  }

  public static func / (left: Quantity, right: Quantity) -> Quantity {
    Quantity(left.value / right.value, left.unit / right.unit)
  }

  public static prefix func - (quantity: Quantity) -> Quantity {
    Quantity(-quantity.value, quantity.unit)
  }

  /// The sum, or nil where the units do not agree.
  public func adding(_ other: Quantity) -> Quantity? {
    if unit == other.unit { return Quantity(value + other.value, unit) }
    if isBareZero { return other }
    if other.isBareZero { return self }
    return nil
  }

  /// The quantity raised to a whole power.
  public func raised(to power: Int) -> Quantity {
    var result = Quantity(1)
    for _ in 0..<abs(power) { result = result * self }
    return power < 0 ? Quantity(1) / result : result
  }
}
