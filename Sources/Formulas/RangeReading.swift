import Diagnostics

/// How a range was read: `5 to 10 USD` as a lognormal that holds the middle 90%.
public struct RangeReading: Hashable, Sendable {
  public let span: SourceSpan
  /// The range as it was written.
  public let text: String
  /// The shape's name.
  public let shape: String
  public let level: Double
}
