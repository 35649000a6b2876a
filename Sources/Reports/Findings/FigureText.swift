import Decisions
import Diagnostics
import Quantities
import Styling

/// The figures of a score as text: the one place that rounds them.
enum FigureText {
  /// A figure with as many digits as are known, four at most.
  static func number(_ value: Double, error: Double? = nil) -> String {
    if value == -.infinity { return "−∞" }
    guard let error, error > 0 else { return NumberText.short(value) }
    return NumberText.short(value, digits: NumberText.knownDigits(value, standardError: error))
  }

  /// A figure that is 0 where its error leaves not even its sign.
  static func known(_ value: Double, error: Double?) -> String {
    if let error, abs(value) <= error { return number(0) }
    return number(value, error: error)
  }

  /// `A`, `A and B`, `A, B and C`.
  static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}

extension Estimate {
  /// The amount in a sentence: `22.5k USD`.
  var text: String { unit.following(FigureText.number(value, error: standardError)) }

  func styled(_ role: StyledText.Role = .value) -> StyledText { StyledText(text, role) }
}
