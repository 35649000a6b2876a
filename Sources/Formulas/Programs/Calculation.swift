package import Diagnostics
package import Quantities

/// A program that has been checked, ready to be answered.
package struct Calculation: Sendable {
  /// How samples are drawn.
  package struct Sampling: Hashable, Sendable {
    package var count: Int
    package var seed: UInt64
    package var threads: Int

    package init(count: Int = 100_000, seed: UInt64 = 1, threads: Int = 2) {
      self.count = count
      self.seed = seed
      self.threads = threads
    }
  }

  /// Everything that is wrong with the program, in the order of the text. Nothing else is of use where it is not empty.
  package let faults: [Diagnostic]
  /// How each range was read, in the order of the text.
  package let readings: [RangeReading]

  let program: Program
  let interpreter: Interpreter
  let outputs: [Interpreter.NamedValue]
  let inputs: [Interpreter.NamedValue]
  let sampling: Sampling

  /// The inputs that were given a value.
  package var given: Set<String> { interpreter.definitions.given }

  /// Checks a program: names, arguments and dimensions of all of it, and computes what is certain.
  ///
  /// - Parameters:
  ///   - units: the units that it knows.
  ///   - given: `given` statements for its inputs, of the same text.
  ///   - values: certain values for its inputs, by name, which count before those that are given.
  ///   - place: where the outputs stand that are asked for; anywhere where nil.
  ///   - keepsFacts: whether `fact(at:)` is going to be asked.
  package init(
    _ program: Program, given: Program? = nil, values: [String: Quantity] = [:], units: UnitCatalogue = .builtIn,
    library: (any FormulaLibrary)? = nil, sampling: Sampling = Sampling(), within place: SourceSpan? = nil,
    keepsFacts: Bool = false
  ) {
    var interpreter = Interpreter(source: program.source, units: units, library: library, seed: sampling.seed)
    interpreter.report.keepsFacts = keepsFacts
    interpreter.definitions.mayGive = given != nil
    (outputs, inputs) = interpreter.read(
      given.map { program.joined(with: $0) } ?? program, given: values.mapValues { Value.exact($0.value, $0.unit) },
      within: place)
    faults = interpreter.report.faultsInOrder
    readings = interpreter.report.readings.filter { place?.range.contains($0.span.start) ?? true }
      .sorted { $0.span < $1.span }
    self.program = program
    self.interpreter = interpreter
    self.sampling = sampling
  }

  /// Whether some output is uncertain.
  package var hasUncertainOutputs: Bool {
    func isUncertain(_ value: Value) -> Bool {
      switch value {
      case .figure(let figure): figure.exact == nil
      case .list(let values): values.contains(where: isUncertain)
      case .text: false
      }
    }
    return outputs.contains { isUncertain($0.value) }
  }

  /// The answers: outputs, then inputs; samples are drawn only for what has no closed form.
  ///
  /// - Throws: what has no value in some sample, at its place.
  package func answers() throws(Diagnostic) -> (outputs: [Answer], inputs: [Answer], isSampled: Bool) {
    var sampler = Sampler(interpreter: interpreter, sampling: sampling)
    for value in outputs + inputs { sampler.want(value.value) }
    try sampler.run()
    func answer(_ value: Interpreter.NamedValue) -> Answer {
      Answer(name: value.name, description: value.description, value: sampler.answer(value.value))
    }
    return (outputs.map(answer), inputs.map(answer), sampler.isUsed)
  }
}
