import Diagnostics
import Formulas
import Quantities
import Reports

/// Answers programs with the units and documents that a person has.
struct Calculator {
  let units: UnitCatalogue
  let sampling: Calculation.Sampling
  let how: Session

  struct Result {
    var outputs: [Answer]
    var inputs: [Answer]
    var readings: [RangeReading]
    /// How many samples were drawn; nil where all is exact.
    var note: String?
  }

  /// - Parameter place: where the outputs stand that are asked for; anywhere where nil.
  /// - Throws: everything that is wrong with the program.
  func answers(to source: SourceText, within place: SourceSpan? = nil) throws -> Result {
    let program = Program(source, units: units)
    let library = try LoadedLibrary(for: program, in: how)
    let calculation = Calculation(program, units: units, library: library, sampling: sampling, within: place)
    guard calculation.faults.isEmpty else { throw Faults(in: source, calculation.faults) }
    do throws(Diagnostic) {
      let (outputs, inputs, isSampled) = try calculation.answers()
      let note = isSampled ? "\(sampling.count) samples, seed \(sampling.seed)" : nil
      return Result(outputs: outputs, inputs: inputs, readings: calculation.readings, note: note)
    } catch {
      throw Faults(in: source, [error])
    }
  }
}

extension Session {
  /// The built-in units and those of the person's own file, where there is one.
  func units() throws -> UnitCatalogue { try personalUnits.read() }
}
