import Formulas
package import Quantities

/// Where the best option changes as one belief varies and all others stay as they are.
package struct Flip: Sendable {
  /// The belief; for a chance one of its values, as `oil = wet`.
  package var belief: String
  package var current: Double
  /// Where it changes.
  package var at: Double
  package var unit: Quantity.Unit
  package var isShare: Bool
  /// Whether it is a date, counted in days since 1970-01-01.
  package var isDate = false
  /// Whether it is above `at` that another option is the best, or below.
  package var isAbove: Bool
  /// The option that is the best beyond.
  package var option: String
  /// The chance that the belief lies beyond; nil for a number that is not uncertain.
  package var probability: Double?
  /// The standard error of where it changes; nil where it is exact.
  package var resolution: Double?

  /// How far it is from what is believed now, as a part of that; infinite from zero.
  var relativeChange: Double {
    let distance = abs(at - current)
    // A date is so far away as it is in years.
    if isDate { return distance / 365.25 }
    return current == 0 ? .infinity : distance / abs(current)
  }

  /// The most probable first, then those without a probability that need the least change.
  static func ordered(_ flips: [Flip]) -> [Flip] {
    flips.enumerated().sorted { one, other in
      let (a, b) = (one.element.probability ?? -1, other.element.probability ?? -1)
      if a != b { return a > b }
      let (near, far) = (one.element.relativeChange, other.element.relativeChange)
      return near != far ? near < far : one.offset < other.offset
    }.map(\.element)
  }
}

/// What one belief does to the expected payoff of the best option.
package struct Swing: Sendable {
  /// One end: a number at its 5% or 95%, or a value of a chance, which has a name.
  package struct End: Sendable {
    package var at: Double?
    package var label: String?
    package var expected: Double
  }

  package var belief: String
  package var low: End
  package var high: End
  package var unit: Quantity.Unit
  package var isShare: Bool
  /// Whether it is a date, counted in days since 1970-01-01.
  package var isDate = false

  /// How far apart the ends put the expected payoff.
  package var width: Double { abs(high.expected - low.expected) }
}
