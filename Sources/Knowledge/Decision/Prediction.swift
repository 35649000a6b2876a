package import Diagnostics
package import Formulas
package import Quantities

/// One line under Predictions: `80% the rig is on site by 2027-02-01`, or `output by 2027-12-31: 40k to 90k barrel`.
package struct Prediction: Sendable {
  package enum Belief: Sendable {
    /// How probable it is that the statement comes true.
    case probability(Double)
    /// What a number or a date is expected to be.
    case range(Formula)
    /// It needs documents that are not at hand.
    case unread
  }

  /// A later belief about the same: `  - 2026-12-20: 60% — strike announced`.
  package struct Change: Sendable {
    package var date: CivilDate
    package var belief: Belief
    package var note: String?
    package var span: SourceSpan
  }

  /// Its place among the predictions, from 1: an outcome calls it `prediction 1`.
  package var number: Int
  /// The line as it is written.
  package var text: String
  package var belief: Belief
  /// What is predicted, without the belief and what follows.
  package var statement: String
  /// The day by which it is to be known.
  package var deadline: CivilDate?
  package var tags: [String]
  /// Whose forecast it is; nil for the writer's own.
  package var author: String?
  /// The changes of mind, in the order of the text.
  package var changes: [Change]
  package var span: SourceSpan

  /// What an outcome calls it.
  package var subject: String { "prediction \(number)" }

  package var isProbability: Bool { if case .probability = belief { true } else { false } }
}
