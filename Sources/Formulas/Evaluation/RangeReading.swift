package import Diagnostics

/// How something was read that can be read in more than one way: `5 to 10 USD` as a lognormal that holds the middle 90%,
/// `50k EUR - 60k EUR` as a difference.
package struct RangeReading: Hashable, Sendable {
  package let span: SourceSpan
  /// What was written.
  package let text: String
  /// The shape's name; empty for what is no range.
  package let shape: String
  package let level: Double
  /// Both ends with their units, where those are not written at both.
  package let ends: String?
  /// What else it may have meant, where it is no range.
  package let note: String?

  package init(span: SourceSpan, text: String, shape: String, level: Double, ends: String? = nil) {
    self.span = span
    self.text = text
    self.shape = shape
    self.level = level
    self.ends = ends
    note = nil
  }

  /// What was read as no range.
  init(span: SourceSpan, text: String, note: String) {
    self.span = span
    self.text = text
    self.note = note
    shape = ""
    level = 0
    ends = nil
  }

  package var isRange: Bool { note == nil }

  /// The same reading at another place.
  func moved(to span: SourceSpan) -> RangeReading {
    note.map { RangeReading(span: span, text: text, note: $0) }
      ?? RangeReading(span: span, text: text, shape: shape, level: level, ends: ends)
  }
}

/// What a reading has to say of what is no range, in alphabetical order.
extension RangeReading {
  static func attachedKelvin(_ text: String, at span: SourceSpan) -> RangeReading {
    RangeReading(span: span, text: text, note: "kelvin; thousands are '\(text.dropLast())k'")
  }

  static func averageMonths(_ text: String, days: String, at span: SourceSpan) -> RangeReading {
    RangeReading(span: span, text: text, note: "\(days) day, a month being 30.4375 days where it is not whole")
  }

  static func differenceOfLiterals(_ text: String, range: String, at span: SourceSpan) -> RangeReading {
    RangeReading(span: span, text: text, note: "a difference; a range reads '\(range)'")
  }

  static func divisorWithUnit(_ text: String, divisor: String, meant: String, at span: SourceSpan) -> RangeReading {
    RangeReading(span: span, text: text, note: "divided by (\(divisor)); '\(meant)' is a part of one")
  }

  static func threeDecimals(_ text: String, at span: SourceSpan) -> RangeReading {
    RangeReading(
      span: span, text: text, note: "the point is that of decimals; thousands are '\(text.replacing(".", with: "_"))'")
  }

  static func tightComma(_ text: String, at span: SourceSpan) -> RangeReading {
    RangeReading(
      span: span, text: text,
      note: "\(text.count { $0 == "," } + 1) numbers; one number is '\(text.replacing(",", with: "_"))'")
  }

  static func timeOfDay(_ text: String, at span: SourceSpan) -> RangeReading {
    RangeReading(span: span, text: text, note: "within a day; a date is shown without its time of day")
  }
}
