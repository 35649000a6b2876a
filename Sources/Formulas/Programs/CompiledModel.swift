package import Diagnostics
package import Quantities
import Synchronization

/// A program that is read once and evaluated for many values of its inputs.
///
/// What the given inputs do not bear on is computed and sampled once. The answers are those of a `Calculation` with the
/// same values, to the last digit.
package struct CompiledModel: Sendable {
  /// An input as it is declared.
  package struct Input: Sendable {
    package var name: String
    /// The unit that is declared, as it is written; nil where there is none.
    package var unit: String?
    /// Whether it is declared as a percentage.
    package var isShare: Bool
    /// The formula of its default; nil where it must be given.
    package var standard: String?
    package var description: String?
    /// Whether it is required to be a whole number.
    package var isWhole: Bool
  }

  /// What is wrong with a program at some values of its inputs, in the order of the text.
  package struct Failure: Error, Sendable {
    package var faults: [Diagnostic]
  }

  /// The inputs in the order of the text.
  package let inputs: [Input]
  let program: Program
  let given: Program?
  let units: UnitCatalogue
  let library: (any FormulaLibrary)?
  let seed: UInt64
  private let memory = Memory()

  /// - Parameters:
  ///   - given: `given` statements for its inputs, of the same text.
  ///   - units: the units that it knows.
  package init(
    _ program: Program, given: Program? = nil, units: UnitCatalogue = .builtIn,
    library: (any FormulaLibrary)? = nil, seed: UInt64 = Calculation.Sampling().seed
  ) {
    self.program = program
    self.given = given
    self.units = units
    self.library = library
    self.seed = seed
    inputs = program.entries.filter { $0.role == .input }.map { entry in
      Input(
        name: entry.name, unit: entry.unit == "%" ? nil : entry.unit, isShare: entry.unit == "%",
        standard: entry.formula, description: entry.description, isWhole: program.requiresWhole(entry.name))
    }
  }

  /// What was found for the inputs that were given last.
  private final class Memory: Sendable {
    let last = Mutex<Evaluation?>(nil)
  }

  /// The outputs where some inputs have values.
  ///
  /// - Parameters:
  ///   - values: certain values, by name, which count before those of `given` statements.
  ///   - isDrawn: whether histograms are made.
  /// - Throws: everything that is wrong there, or what has no value in some sample.
  package func evaluate(
    _ values: [String: Quantity] = [:], sampling: Calculation.Sampling, isDrawn: Bool = true
  ) throws(Failure) -> [Answer] {
    try memory.last.withLock { last throws(Failure) -> [Answer] in
      var evaluation = last?.varied == Set(values.keys) ? last : nil
      // The last holder lets go of it, so that nothing is copied.
      last = nil
      var current = evaluation.take() ?? Evaluation(of: self, varying: Set(values.keys))
      defer { last = current }
      return try current.answers(of: self, at: values, sampling: sampling, isDrawn: isDrawn)
    }
  }

  /// The same by a calculation of its own.
  func calculation(_ values: [String: Quantity], sampling: Calculation.Sampling) -> Calculation {
    var sampling = sampling
    sampling.seed = seed
    return Calculation(program, given: given, values: values, units: units, library: library, sampling: sampling)
  }

  /// Whether some output is uncertain where some inputs have values.
  package func hasUncertainOutputs(_ values: [String: Quantity]) -> Bool {
    calculation(values, sampling: .init(seed: seed)).hasUncertainOutputs
  }

  /// The default of an input, by its own formula alone: outputs may have no value there. An uncertain one has its mean.
  package func standard(
    of input: String, sampling: Calculation.Sampling
  ) throws(Failure) -> (quantity: Quantity, isShare: Bool) {
    let calculation = Calculation(
      program.needed(for: input, and: [input]), units: units, library: library, sampling: sampling)
    guard calculation.faults.isEmpty else { throw Failure(faults: calculation.faults) }
    do throws(Diagnostic) {
      let found = try calculation.answers().inputs.first { $0.name == input }
      guard let found else { throw .noDefault(input) }
      guard case .number(let number) = found.value, let quantity = found.value.quantity else {
        throw .defaultIsNoNumber(input)
      }
      return (quantity, number.isShare)
    } catch {
      throw Failure(faults: [error])
    }
  }
}
