package import Quantities

extension Answer.Value {
  /// The number that counts, with its unit: the mean of what is uncertain, its median where it has no mean; nil for
  /// what is no quantity.
  package var quantity: Quantity? {
    guard case .number(let number) = self, case .quantity(let unit) = number.kind else { return nil }
    return centre.map { Quantity($0.value, unit) }
  }

  /// The number that is drawn, and the ends of its middle 90%; nil for what is no number.
  package var centre: (value: Double, low: Double, high: Double)? {
    guard case .number(let number) = self else { return nil }
    switch number.amount {
    case .exact(let value), .estimate(let value, _): return (value, value, value)
    case .uncertain(let spread): return ((spread.mean ?? spread.p50).value, spread.p5.value, spread.p95.value)
    }
  }
}
