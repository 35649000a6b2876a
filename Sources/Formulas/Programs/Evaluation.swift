import Diagnostics
import Quantities

/// A compiled model with some of its inputs left open: what they do not bear on is computed.
struct Evaluation {
  /// The inputs that are left open.
  let varied: Set<String>
  /// Nil where the model must be read as a whole each time.
  private let prepared: Prepared?
  /// What was found by sampling, for one count of samples or a few.
  private var memories: [MemoryKey: SampleMemory] = [:]

  private struct MemoryKey: Hashable {
    var sampling: Calculation.Sampling
    var isDrawn: Bool
  }

  private struct Prepared: Sendable {
    /// After what stays as it is.
    var interpreter: Interpreter
    var ordered: Interpreter.OrderedProgram
    var rest: ProgramPart
    /// The bare formulas that stay as they are.
    var formulas: [Int: Interpreter.NamedValue]
  }

  /// More counts of samples than that are not remembered.
  private static let mostMemories = 3

  /// Whether what the inputs do not bear on is computed once.
  var isInParts: Bool { prepared != nil }

  init(of model: CompiledModel, varying varied: Set<String>) {
    self.varied = varied
    prepared = Self.prepared(model, varied)
  }

  private static func prepared(_ model: CompiledModel, _ varied: Set<String>) -> Prepared? {
    var interpreter = Interpreter(
      source: model.program.source, units: model.units, library: model.library, seed: model.seed)
    interpreter.definitions.mayGive = model.given != nil
    let ordered = interpreter.ordered(
      model.given.map { model.program.joined(with: $0) } ?? model.program, given: varied)
    // Chances are read with all that they are computed from.
    guard interpreter.definitions.chanceNames.isEmpty else { return nil }
    let (steady, rest) = ProgramPart.parts(of: ordered, by: varied)
    let formulas = interpreter.compute(ordered, given: [:], steady)
    guard interpreter.report.faults.isEmpty else { return nil }
    for (definition, _) in ordered.definitions where varied.contains(definition.name) {
      guard let standard = definition.isGiven ? definition.standard : definition.expression, rest.misses(standard)
      else {
        continue
      }
      interpreter.definitions.likenesses[definition.name] = interpreter.likeness(of: standard)
    }
    return Prepared(interpreter: interpreter, ordered: ordered, rest: rest, formulas: formulas)
  }

  /// The outputs where the inputs that are left open have values.
  mutating func answers(
    of model: CompiledModel, at values: [String: Quantity], sampling: Calculation.Sampling, isDrawn: Bool
  ) throws(CompiledModel.Failure) -> [Answer] {
    guard let prepared, let (interpreter, outputs, inputs) = Self.computed(prepared, values) else {
      // What is wrong is told of as by a calculation of all.
      return try Self.whole(model, values, sampling)
    }
    var sampler = Sampler(
      interpreter: interpreter, sampling: sampling,
      memory: memory(for: MemoryKey(sampling: sampling, isDrawn: isDrawn), prepared))
    for value in outputs + inputs { sampler.want(value.value) }
    do throws(Diagnostic) {
      try sampler.run()
    } catch {
      throw CompiledModel.Failure(faults: [error])
    }
    return outputs.map { Answer(name: $0.name, description: $0.description, value: sampler.answer($0.value)) }
  }

  /// The model at some values; nil where something is wrong there.
  private static func computed(
    _ prepared: Prepared, _ values: [String: Quantity]
  ) -> (interpreter: Interpreter, outputs: [Interpreter.NamedValue], inputs: [Interpreter.NamedValue])? {
    var interpreter = prepared.interpreter
    let given = values.mapValues { Value.exact($0.value, $0.unit) }
    let formulas = interpreter.compute(prepared.ordered, given: given, prepared.rest)
    guard interpreter.report.faults.isEmpty else { return nil }
    let (outputs, inputs) = interpreter.answers(
      of: prepared.ordered, formulas.merging(prepared.formulas) { own, _ in own }, within: nil)
    return (interpreter, outputs, inputs)
  }

  private static func whole(
    _ model: CompiledModel, _ values: [String: Quantity], _ sampling: Calculation.Sampling
  ) throws(CompiledModel.Failure) -> [Answer] {
    let calculation = model.calculation(values, sampling: sampling)
    guard calculation.faults.isEmpty else { throw CompiledModel.Failure(faults: calculation.faults) }
    do throws(Diagnostic) {
      return try calculation.answers().outputs
    } catch {
      throw CompiledModel.Failure(faults: [error])
    }
  }

  private mutating func memory(for key: MemoryKey, _ prepared: Prepared) -> SampleMemory {
    if let known = memories[key] { return known }
    if memories.count == Self.mostMemories { memories = [:] }
    let memory = SampleMemory(
      seed: prepared.interpreter.draws.graph.seed, shared: prepared.interpreter.draws.graph.count,
      sampling: key.sampling, isDrawn: key.isDrawn)
    memories[key] = memory
    return memory
  }
}
