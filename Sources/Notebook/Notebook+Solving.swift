import Diagnostics
package import Formulas
import Knowledge
import Quantities
import Uncertainty

extension Notebook {
  /// The values of a model's input for which an output has a value.
  ///
  /// - Parameters:
  ///   - goal: the output and the value it is to have, as `output = value`.
  ///   - typed: other inputs as `name=value`.
  ///   - between: where to search, as `low..high`; from a millionth of the input's default to a million times of it where
  ///     nil, for a share from 0% to 100%.
  package func solve(
    _ ref: String, _ goal: String, for input: String, _ typed: [String], between: String?,
    sampling: Calculation.Sampling
  ) throws -> Solution {
    let (model, found) = try runnable(ref)
    guard model.computes else { throw Failure(.data, .nothingToCompute(found.name)) }
    let parts = goal.split(separator: "=", maxSplits: 1).map(\.trimmed)
    guard parts.count == 2 else {
      throw Failure(.usage, .usage("'\(goal)' is not of the form output = value", hint: "as in 'duration = 30 day'"))
    }
    let outputs = model.program(units: try units()).entries.filter { $0.role == .output }.map(\.name)
    guard outputs.isEmpty || outputs.contains(parts[0]) else {
      throw Failure(.data, .noSuchOutput(parts[0], among: outputs))
    }
    if typed.contains(where: { SweptInput.name($0) == input }) {
      throw Failure(
        .usage, .usage("'\(input)' is to be found and cannot be given", hint: "--between says where to search"))
    }
    let function = try ModelFunction(
      of: model, name: found.name, input: input, output: outputs.isEmpty ? nil : parts[0], others: typed,
      sampling: sampling, in: self)
    let (low, high) = try stretch(function, between)
    let wanted = try function.quantity(parts[1])
    var solution = try SolvedFunction(function, output: parts[0], wanted: wanted).solution(
      at: points(function, low.value, high.value), unit: high.unit)
    solution.typed = parts[1]
    return solution
  }

  /// Where to search: what was typed, else about the input's default.
  private func stretch(_ function: ModelFunction, _ between: String?) throws -> (Quantity, Quantity) {
    if let between {
      guard let dots = between.firstRange(of: "..") else {
        throw Failure(.usage, .usage("'\(between)' is not of the form low..high"))
      }
      return try function.ends(between[..<dots.lowerBound].trimmed, between[dots.upperBound...].trimmed)
    }
    let standard = try function.standard()
    if standard.isShare { return (Quantity(0), Quantity(1)) }
    guard standard.quantity.value != 0 else {
      throw Failure(.usage, .usage("where is '\(function.input)' to be searched?", hint: "say --between low..high"))
    }
    let size = abs(standard.quantity.value)
    let (low, high) = (size / 1e6, size * 1e6)
    let unit = standard.quantity.unit
    return standard.quantity.value < 0
      ? (Quantity(-high, unit), Quantity(-low, unit)) : (Quantity(low, unit), Quantity(high, unit))
  }

  /// Dense enough to part roots that are not close together: by factors where the stretch is long, and for a share also
  /// near its ends.
  private func points(_ function: ModelFunction, _ low: Double, _ high: Double) -> [Double] {
    let isLong = low > 0 && high / low > 100 || high < 0 && low / high > 100
    var points: [Double]
    if isLong, low > 0 {
      points = SpacedValues.between(low, and: high, count: 121, isLogarithmic: true)
    } else if isLong {
      points = SpacedValues.between(-high, and: -low, count: 121, isLogarithmic: true).map { -$0 }.reversed()
    } else {
      points = SpacedValues.between(low, and: high, count: 121, isLogarithmic: false)
      if low == 0, high == 1 { points += SpacedValues.between(1e-6, and: 0.01, count: 25, isLogarithmic: true) }
    }
    if function.isWhole { points = points.map { low > 0 ? max(1, $0.rounded()) : $0.rounded() } }
    return Set(points).sorted()
  }
}
