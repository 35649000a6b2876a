import Diagnostics
import Formulas
import Quantities

/// One line under Predictions: `80% the rig is on site by 2027-02-01`, or `output by 2027-12-31: 40k to 90k barrel`.
public struct Prediction: Sendable {
  public enum Belief: Sendable {
    /// How probable it is that the statement comes true.
    case probability(Double)
    /// What a number or a date is expected to be.
    case range(Formula)
    /// It needs documents that are not at hand.
    case unread
  }

  /// A later belief about the same: `  - 2026-12-20: 60% — strike announced`.
  public struct Change: Sendable {
    public var date: CivilDate
    public var belief: Belief
    public var note: String?
    public var span: SourceSpan
  }

  /// Its place among the predictions, from 1: an outcome calls it `prediction 1`.
  public var number: Int
  /// The line as it is written.
  public var text: String
  public var belief: Belief
  /// What is predicted, without the belief and what follows.
  public var statement: String
  /// The day by which it is to be known.
  public var deadline: CivilDate?
  public var tags: [String]
  /// Whose forecast it is; nil for the writer's own.
  public var author: String?
  /// The changes of mind, in the order of the text.
  public var changes: [Change]
  public var span: SourceSpan

  /// What an outcome calls it.
  public var subject: String { "prediction \(number)" }

  public var isProbability: Bool { if case .probability = belief { true } else { false } }
}
