import Quantities

/// What a program gives for one of its outputs.
package struct Answer: Sendable {
  /// The output's name; nil for a bare formula.
  package var name: String?
  package var description: String?
  package var value: Value

  package init(name: String?, description: String? = nil, value: Value) {
    self.name = name
    self.description = description
    self.value = value
  }

  package indirect enum Value: Sendable {
    case number(Number)
    case list([Value])
    case text(String)
  }

  /// A number, certain or not.
  package struct Number: Sendable {
    package var kind: Kind
    /// Whether it reads best as a percentage.
    package var isShare: Bool
    package var amount: Amount

    package init(kind: Kind, isShare: Bool, amount: Amount) {
      self.kind = kind
      self.isShare = isShare
      self.amount = amount
    }
  }

  package enum Amount: Sendable {
    case exact(Double)
    /// Found by sampling: one number that is known up to a standard error.
    case estimate(Double, standardError: Double?)
    case uncertain(Spread)
  }

  /// What is known of an uncertain number.
  package struct Spread: Sendable {
    package var mean: Figure?
    package var sd: Figure?
    package var p5: Figure
    package var p50: Figure
    package var p95: Figure
    /// Whether the figures are exact and not from samples.
    package var isExact: Bool
    /// How much lies in each of some bins of equal width between the two ends, the greatest being 1.
    package var histogram: [Double]
    package var low: Double
    package var high: Double
  }

  /// A figure with its standard error, 0 where it is exact, nil where it is not known.
  package struct Figure: Hashable, Sendable {
    package var value: Double
    package var error: Double?

    package init(value: Double, error: Double?) {
      self.value = value
      self.error = error
    }
  }
}
