import Diagnostics
import Formulas
import Knowledge
import Quantities

/// A model as a function of one of its inputs, the others held.
struct ModelFunction {
  let title: String
  let name: String
  let input: String
  let sampling: Calculation.Sampling
  /// Whether the input counts something.
  let isWhole: Bool
  /// Whether the input bears on the output that is asked for.
  let isOfUse: Bool
  private let units: UnitCatalogue
  private let inputs: ModelInputs
  private let compiled: CompiledModel
  private let standardFound: Result<(quantity: Quantity, isShare: Bool), CompiledModel.Failure>

  /// Reads the model and what it reaches, once for all values of the input.
  ///
  /// - Parameters:
  ///   - output: the output that is asked for; all where nil.
  ///   - others: what is given besides, as `name=value`.
  init(
    of model: Model, name: String, input: String, output: String? = nil, others: [String],
    sampling: Calculation.Sampling, in notebook: Notebook
  ) throws {
    units = try notebook.units()
    inputs = try ModelInputs(model, name: name, typed: others)
    let whole = inputs.program(units: units)
    let known = whole.entries.filter { $0.role == .input }.map(\.name)
    guard known.contains(input) else { throw Failure(.data, .noSuchInput(input, among: known)) }
    if others.contains(where: { SweptInput.name($0) == input }) { throw Failure(.usage, .inputGivenTwice(input)) }
    let program = output.map { whole.needed(for: $0, and: [input] + others.map(SweptInput.name)) } ?? whole
    let given = inputs.given(units: units)
    let library = try LoadedLibrary(for: program.joined(with: given), in: notebook)
    compiled = CompiledModel(program, given: given, units: units, library: library, seed: sampling.seed)
    do throws(CompiledModel.Failure) {
      standardFound = .success(try compiled.standard(of: input, sampling: sampling))
    } catch {
      standardFound = .failure(error)
    }
    title = model.title
    self.name = name
    self.input = input
    self.sampling = sampling
    isOfUse = output.map { whole.output($0, dependsOn: input) } ?? true
    let standard = try? standardFound.get().quantity
    isWhole =
      whole.requiresWhole(input) || Self.takesWholeNumbersOnly(compiled, input, about: standard, sampling: sampling)
  }

  private init(_ other: ModelFunction, sampling: Calculation.Sampling) {
    (title, name, input) = (other.title, other.name, other.input)
    (isWhole, isOfUse, units) = (other.isWhole, other.isOfUse, other.units)
    (inputs, compiled, standardFound) = (other.inputs, other.compiled, other.standardFound)
    self.sampling = sampling
  }

  /// The same with fewer samples.
  func sampled(_ count: Int) -> ModelFunction {
    var fewer = sampling
    fewer.count = min(count, sampling.count)
    return ModelFunction(self, sampling: fewer)
  }

  /// Whether the model has values at whole numbers about the default and none between: the end of a list, the place of
  /// an element, how often something is tried.
  private static func takesWholeNumbersOnly(
    _ model: CompiledModel, _ input: String, about standard: Quantity?, sampling: Calculation.Sampling
  ) -> Bool {
    guard let standard, standard.unit == .one, standard.value == standard.value.rounded(), abs(standard.value) < 1e9
    else { return false }
    var few = sampling
    few.count = min(100, sampling.count)
    func holds(_ value: Double) -> Bool {
      (try? model.evaluate([input: Quantity(value)], sampling: few, isDrawn: false)) != nil
    }
    return holds(standard.value) && !holds(standard.value + 0.37) && !holds(standard.value - 0.37)
      && (holds(standard.value + 1) || holds(standard.value - 1))
  }

  /// Whether what is given, or what has its default, is uncertain, so that samples are drawn.
  var isSampled: Bool {
    guard let standard = try? standardFound.get().quantity else { return true }
    return compiled.hasUncertainOutputs([input: standard])
  }

  /// Whether the input reads best as a percentage.
  var isShare: Bool { (try? standardFound.get().isShare) ?? false }

  /// The input's default, an uncertain one by its mean.
  func standard() throws -> (quantity: Quantity, isShare: Bool) {
    switch standardFound {
    case .success(let found): return found
    case .failure(let failure): throw inputs.faults(failure.faults)
    }
  }

  /// The outputs where the input has a value.
  func answers(at value: Quantity) throws -> [Answer] {
    do throws(CompiledModel.Failure) {
      return try compiled.evaluate([input: value], sampling: sampling, isDrawn: false)
    } catch {
      throw inputs.faults(error.faults)
    }
  }

  /// The input's distribution where the output has a value; nil where nothing else is uncertain.
  func inversion(of output: String, wanted: Quantity, at points: [Double], unit: Quantity.Unit) -> Inversion? {
    compiled.inversion(of: output, wanted: wanted, by: input, at: points, unit: unit, sampling: sampling)
  }

  /// A certain quantity that was typed, such as an end of a sweep.
  func quantity(_ typed: String) throws -> Quantity {
    let source = SourceText(name: "arguments", text: typed)
    do throws(Diagnostic) {
      return try Formula(source, in: SourceSpan(0, source.bytes.count), units: units).value(in: Scope())
    } catch {
      throw DocumentErrors(in: source, [error])
    }
  }

  /// Both ends of a stretch in the unit of the second: a unit there covers both.
  func ends(_ low: String, _ high: String) throws -> (low: Quantity, high: Quantity) {
    let last = try quantity(high)
    var first = try quantity(low)
    if first.unit == .one, last.unit != .one { first.unit = last.unit }
    guard let same = first.converted(to: last.unit) else {
      throw Failure(.usage, .usage("'\(low)' and '\(high)' are of different dimensions"))
    }
    guard same.value.isFinite, last.value.isFinite else {
      throw Failure(.usage, .usage("'\(low)..\(high)' has an end that is not finite"))
    }
    guard same.value < last.value else {
      throw Failure(.usage, .usage("'\(low)..\(high)' ends before it begins"))
    }
    return (same, last)
  }
}
