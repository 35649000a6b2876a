import Diagnostics
import Quantities

/// A number of a decision, checked: certain, or sampled at a node of the beliefs' graph.
public struct BeliefNumber: Sendable {
  public enum Content: Sendable {
    case exact(Double)
    /// Sampled at a node; beside it the value in each joint state, where it depends on discrete variables alone.
    case sampled(SampleGraph.NodeID, JointValues?)
  }

  public var content: Content
  public var unit: Quantity.Unit
  /// Where it was written.
  public var span: SourceSpan

  public init(_ content: Content, _ unit: Quantity.Unit, at span: SourceSpan) {
    self.content = content
    self.unit = unit
    self.span = span
  }

  /// Zero without a unit fits wherever an amount is asked for.
  public var isBareZero: Bool { exact == 0 && unit == .one }

  /// The number, where it is certain.
  public var exact: Double? { if case .exact(let value) = content { value } else { nil } }
}

/// Something that turns out one way or another, with a name: `chance oil = dry 50%, wet 30%, soaking 20%`, or a test
/// that tells of it.
public struct NamedChance: Sendable {
  public var name: String
  public var nameSpan: SourceSpan
  /// Whether it was declared as a test: something that one may choose to see.
  public var isTest: Bool
  public var values: [String]
  /// The chances it depends on, by their places in the list; each comes before it.
  public var parents: [Int]
  /// The probabilities of the values, a row for each joint value of the parents, the last parent running fastest.
  public var rows: [Row]

  public struct Row: Sendable {
    public var probabilities: [BeliefNumber]
    public var span: SourceSpan
  }
}
