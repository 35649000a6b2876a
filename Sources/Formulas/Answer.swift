import Quantities

/// What a program gives for one of its outputs.
public struct Answer: Sendable {
  /// The output's name; nil for a bare formula.
  public var name: String?
  public var description: String?
  public var value: Value

  public init(name: String?, description: String? = nil, value: Value) {
    self.name = name
    self.description = description
    self.value = value
  }

  public indirect enum Value: Sendable {
    case number(Number)
    case list([Value])
    case text(String)
  }

  /// A number, certain or not.
  public struct Number: Sendable {
    public var kind: Kind
    /// Whether it reads best as a percentage.
    public var isShare: Bool
    public var amount: Amount

    public init(kind: Kind, isShare: Bool, amount: Amount) {
      self.kind = kind
      self.isShare = isShare
      self.amount = amount
    }
  }

  public enum Amount: Sendable {
    case exact(Double)
    /// Found by sampling: one number that is known up to a standard error.
    case estimate(Double, standardError: Double?)
    case uncertain(Spread)
  }

  /// What is known of an uncertain number.
  public struct Spread: Sendable {
    public var mean: Figure?
    public var sd: Figure?
    public var p5: Figure
    public var p50: Figure
    public var p95: Figure
    /// Whether the figures are exact and not from samples.
    public var isExact: Bool
    /// How much lies in each of some bins of equal width between the two ends, the greatest being 1.
    public var histogram: [Double]
    public var low: Double
    public var high: Double
  }

  /// A figure with its standard error, 0 where it is exact, nil where it is not known.
  public struct Figure: Hashable, Sendable {
    public var value: Double
    public var error: Double?

    public init(value: Double, error: Double?) {
      self.value = value
      self.error = error
    }
  }
}
