import Diagnostics
package import Formulas
import Knowledge
import Quantities
import Uncertainty

extension Notebook {
  /// A model's outputs along one of its inputs.
  ///
  /// - Parameters:
  ///   - typed: the stretch as `name=low..high`, and other inputs as `name=value`.
  ///   - output: the output that is asked for; all where nil.
  ///   - steps: at how many values, at least 2.
  /// - Throws: what was typed wrong, or what is wrong where the model holds nowhere.
  package func sweep(
    _ ref: String, _ typed: [String], output: String?, steps: Int, isLogarithmic: Bool, sampling: Calculation.Sampling
  ) throws -> ModelSweep {
    let (model, found) = try runnable(ref)
    guard model.computes else { throw Failure(.data, .nothingToCompute(found.name)) }
    let (swept, others) = try SweptInput.parted(typed)
    let function = try ModelFunction(
      of: model, name: found.name, input: swept.name, output: try chosenOutput(output, of: model), others: others,
      sampling: sampling, in: self)
    let (low, high) = try function.ends(swept.low, swept.high)
    if isLogarithmic, low.value <= 0 {
      throw Failure(.usage, .usage("--log begins above 0, not at \(swept.low)"))
    }
    var values = SpacedValues.between(low.value, and: high.value, count: steps, isLogarithmic: isLogarithmic)
    if function.isWhole { values = Set(values.map { $0.rounded() }).sorted() }
    var sweep = ModelSweep(
      model: found.name, title: model.title, input: swept.name, isShare: function.isShare,
      isLogarithmic: isLogarithmic, points: [], leftOut: [])
    var firstFault: DocumentErrors?
    for value in values.map({ Quantity($0, high.unit) }) {
      do {
        let outputs = try function.answers(at: value).filter { output == nil || $0.name == output }
        sweep.points.append(SweepPoint(input: value, outputs: outputs))
      } catch let faults as DocumentErrors {
        firstFault = firstFault ?? faults
        sweep.leftOut.append((value, faults.diagnostics[0]))
      }
    }
    if sweep.points.isEmpty, let firstFault { throw firstFault }
    return sweep
  }

  /// The output that is asked for, where it is one of the model's.
  private func chosenOutput(_ output: String?, of model: Model) throws -> String? {
    guard let output else { return nil }
    let names = model.program(units: try units()).entries.filter { $0.role == .output }.map(\.name)
    if names.isEmpty { return nil }
    guard names.contains(output) else { throw Failure(.data, .noSuchOutput(output, among: names)) }
    return output
  }
}
