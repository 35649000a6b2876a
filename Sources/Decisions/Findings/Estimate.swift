package import Quantities

/// An amount with its unit, and its standard error where it is an estimate.
package struct Estimate: Hashable, Sendable {
  package var value: Double
  package var unit: Quantity.Unit
  /// Nil where the amount is exact, or where nobody knows how sure it is.
  package var standardError: Double?

  package init(_ value: Double, _ unit: Quantity.Unit, error: Double? = nil) {
    self.value = value
    self.unit = unit
    standardError = error
  }
}
