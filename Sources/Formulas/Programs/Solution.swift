package import Diagnostics
package import Quantities
package import Uncertainty

/// The values of an input for which an output has a value.
package struct Solution: Sendable {
  package var model: String
  package var input: String
  package var output: String
  package var wanted: Quantity
  /// What is wanted, as it was typed.
  package var typed: String?
  package var unit: Quantity.Unit
  /// Where it was searched.
  package var low: Double
  package var high: Double
  /// Whether the input reads best as a percentage, or counts something.
  package var isShare: Bool
  package var isWhole: Bool
  package var roots: [RootSearch.Root] = []
  /// Where the output jumps over what is wanted.
  package var jumps: [RootSearch.Jump] = []
  /// The standard error of each root that sampling leaves; 0 where there is none.
  package var errors: [Double] = []
  /// The least and the greatest value that the output took.
  package var reached: (low: Double, high: Double) = (.nan, .nan)

  /// The distribution of the input where other inputs are uncertain; nil where they are not.
  package var inversion: Inversion?

  package init(
    model: String, input: String, output: String, wanted: Quantity, unit: Quantity.Unit, isShare: Bool, isWhole: Bool,
    low: Double, high: Double
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.wanted = wanted
    self.unit = unit
    self.isShare = isShare
    self.isWhole = isWhole
    self.low = low
    self.high = high
  }

  /// Whether the output does not depend on the input at all.
  package var isFlat: Bool { reached.high - reached.low <= 1e-12 * max(abs(reached.low), abs(reached.high)) }

  /// The input at a value, as it reads best.
  package func text(_ value: Double, digits: Int = 12) -> String {
    isShare
      ? NumberText.exact(value * 100, digits: digits) + "%" : unit.following(NumberText.exact(value, digits: digits))
  }

  /// Why there is none: the output is flat, jumps over what is wanted, or does not get there.
  package var absence: Diagnostic {
    func value(_ number: Double) -> String { wanted.unit.following(NumberText.exact(number, digits: 6)) }
    if isFlat { return .flatOutput(output, value(reached.low), whatever: input) }
    if let jump = jumps.first {
      return .jumpsOver(
        output, value(wanted.value), from: value(wanted.value + jump.before), to: value(wanted.value + jump.after),
        at: "\(input) = \(text(jump.value, digits: 6))")
    }
    return .noRoot(
      of: input, from: text(low, digits: 6), to: text(high, digits: 6), giving: value(wanted.value), output,
      reached: (value(reached.low), value(reached.high)))
  }
}
