import Diagnostics
import Quantities

/// What is said where a program does not hold, in alphabetical order.
extension Diagnostic {
  static let requirementCode = "requirement-not-met"

  static func expectedRequirement(_ other: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "expected-requirement", "what is required is a condition, not \(other)", at: span,
      hint: "as in 'require share > 0 and share <= 100%'")
  }

  /// - Parameter label: the numbers that the condition is about.
  static func requirementNotMet(_ text: String, label: String?, hint: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(requirementCode, text, at: span, label: label, hint: hint)
  }

  /// The same as the caller of a model hears of it.
  func required(by model: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(code, "'\(model)' requires: \(message)", at: span, label: label, hint: hint)
  }

  /// The same where it is so only in a share of the samples.
  func inSamples(_ share: Double) -> Diagnostic {
    Diagnostic(
      code, message, at: span, label: "does not hold in \(NumberText.percent(share)) of the samples", hint: nil)
  }
}
