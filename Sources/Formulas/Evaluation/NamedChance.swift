package import Diagnostics
package import Quantities
package import Uncertainty

/// A number of a decision, checked: certain, or sampled at a node of the beliefs' graph.
package struct BeliefNumber: Sendable {
  package enum Content: Sendable {
    case exact(Double)
    /// Sampled at a node; beside it the value in each joint state, where it depends on discrete variables alone.
    case sampled(SampleGraph.NodeID, JointValues?)
  }

  package var content: Content
  package var unit: Quantity.Unit
  /// Where it was written.
  package var span: SourceSpan

  package init(_ content: Content, _ unit: Quantity.Unit, at span: SourceSpan) {
    self.content = content
    self.unit = unit
    self.span = span
  }

  /// Zero without a unit fits wherever an amount is asked for.
  package var isBareZero: Bool { exact == 0 && unit == .one }

  /// The number, where it is certain.
  package var exact: Double? { if case .exact(let value) = content { value } else { nil } }
}

/// Something that turns out one way or another, with a name: `chance oil = dry 50%, wet 30%, soaking 20%`, or a test
/// that tells of it.
package struct NamedChance: Sendable {
  package var name: String
  package var nameSpan: SourceSpan
  /// Whether it was declared as a test: something that one may choose to see.
  package var isTest: Bool
  package var values: [String]
  /// The chances it depends on, by their places in the list; each comes before it.
  package var parents: [Int]
  /// The probabilities of the values, a row for each joint value of the parents, the last parent running fastest.
  package var rows: [Row]

  package struct Row: Sendable {
    package var probabilities: [BeliefNumber]
    package var span: SourceSpan
  }
}
