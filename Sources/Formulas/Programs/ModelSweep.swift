package import Diagnostics
package import Quantities

/// A model's outputs along one of its inputs.
package struct ModelSweep: Sendable {
  /// The model's name, and its title.
  package var model: String
  package var title: String
  package var input: String
  /// Whether the input reads best as a percentage.
  package var isShare: Bool
  /// Whether its values grow by the same factor.
  package var isLogarithmic: Bool
  package var points: [SweepPoint]
  /// The values at which the model does not hold, and why.
  package var leftOut: [(value: Quantity, reason: Diagnostic)]

  package init(
    model: String, title: String, input: String, isShare: Bool, isLogarithmic: Bool, points: [SweepPoint],
    leftOut: [(value: Quantity, reason: Diagnostic)]
  ) {
    (self.model, self.title, self.input) = (model, title, input)
    (self.isShare, self.isLogarithmic) = (isShare, isLogarithmic)
    (self.points, self.leftOut) = (points, leftOut)
  }
}

/// A model's outputs at one value of the input that runs.
package struct SweepPoint: Sendable {
  package var input: Quantity
  package var outputs: [Answer]

  package init(input: Quantity, outputs: [Answer]) {
    self.input = input
    self.outputs = outputs
  }
}
