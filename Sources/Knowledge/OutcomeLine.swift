import Diagnostics
import Quantities

/// One line under Outcome: `- 2027-03-01 payoff = 45k USD — the well was dry`.
public struct OutcomeLine: Hashable, Sendable {
  /// What the line is about: `payoff`, `prediction 2`, or a belief.
  public var subject: String
  /// What happened, as written.
  public var value: String
  /// The value where it is a quantity.
  public var quantity: Quantity?
  public var date: CivilDate?
  public var note: String?
  public var span: SourceSpan

  /// The line as it is written into a document.
  public static func written(date: CivilDate, subject: String, value: String, note: String?) -> String {
    "- \(date) \(subject) = \(value)" + (note.map { " — \($0)" } ?? "")
  }
}
