package import Diagnostics
package import Formulas
package import Quantities

/// Answers programs with the units and documents that a person has.
package struct Calculator {
  package let units: UnitCatalogue
  package let sampling: Calculation.Sampling
  let notebook: Notebook

  package init(_ notebook: Notebook, sampling: Calculation.Sampling) throws {
    self.notebook = notebook
    self.sampling = sampling
    units = try notebook.units()
  }

  package struct Result {
    package var outputs: [Answer]
    package var inputs: [Answer]
    package var readings: [RangeReading]
    /// How many samples were drawn; nil where all is exact.
    package var note: String?
  }

  /// - Parameter place: where the outputs stand that are asked for; anywhere where nil.
  /// - Throws: everything that is wrong with the program.
  package func answers(to source: SourceText, within place: SourceSpan? = nil) throws -> Result {
    let program = Program(source, units: units)
    let library = try LoadedLibrary(for: program, in: notebook)
    let calculation = Calculation(program, units: units, library: library, sampling: sampling, within: place)
    guard calculation.faults.isEmpty else { throw DocumentErrors(in: source, calculation.faults) }
    do throws(Diagnostic) {
      let (outputs, inputs, isSampled) = try calculation.answers()
      let note = isSampled ? "\(sampling.count) samples, seed \(sampling.seed)" : nil
      return Result(outputs: outputs, inputs: inputs, readings: calculation.readings, note: note)
    } catch {
      throw DocumentErrors(in: source, [error])
    }
  }
}
