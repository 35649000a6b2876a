import Diagnostics
import Quantities

/// A program that has been checked, ready to be answered.
public struct Calculation: Sendable {
  /// How samples are drawn.
  public struct Sampling: Hashable, Sendable {
    public var count: Int
    public var seed: UInt64
    public var threads: Int

    public init(count: Int = 100_000, seed: UInt64 = 1, threads: Int = 2) {
      self.count = count
      self.seed = seed
      self.threads = threads
    }
  }

  /// Everything that is wrong with the program, in the order of the text. Nothing else is of use where it is not empty.
  public let faults: [Diagnostic]
  /// How each range was read, in the order of the text.
  public let readings: [RangeReading]

  private let interpreter: Interpreter
  private let outputs: [Interpreter.NamedValue]
  private let inputs: [Interpreter.NamedValue]
  private let sampling: Sampling

  /// Checks a program: names, arguments and dimensions of all of it, and computes what is certain.
  ///
  /// - Parameters:
  ///   - units: the units that it knows.
  ///   - place: where the outputs stand that are asked for; anywhere where nil.
  public init(
    _ program: Program, units: UnitCatalogue = .builtIn, library: (any FormulaLibrary)? = nil,
    sampling: Sampling = Sampling(), within place: SourceSpan? = nil
  ) {
    var interpreter = Interpreter(source: program.source, units: units, library: library, seed: sampling.seed)
    (outputs, inputs) = interpreter.read(program, within: place)
    faults = interpreter.faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    readings = interpreter.readings.filter { place?.range.contains($0.span.start) ?? true }.sorted { $0.span < $1.span }
    self.interpreter = interpreter
    self.sampling = sampling
  }

  /// The answers: outputs, then inputs; samples are drawn only for what has no closed form.
  ///
  /// - Throws: what has no value in some sample, at its place.
  public func answers() throws(Diagnostic) -> (outputs: [Answer], inputs: [Answer], isSampled: Bool) {
    var sampler = Sampler(interpreter: interpreter, sampling: sampling)
    for value in outputs + inputs { sampler.want(value.value) }
    try sampler.run()
    func answer(_ value: Interpreter.NamedValue) -> Answer {
      Answer(name: value.name, description: value.description, value: sampler.answer(value.value))
    }
    return (outputs.map(answer), inputs.map(answer), sampler.isUsed)
  }
}
