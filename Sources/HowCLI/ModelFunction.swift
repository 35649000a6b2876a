import Diagnostics
import Formulas
import Knowledge
import Notebook
import Quantities
import Reports

/// A model as a function of one of its inputs, the others held.
struct ModelFunction {
  let model: Model
  let name: String
  let input: String
  /// The output that is asked for; all where nil.
  let output: String?
  /// What is given besides, as `name=value`.
  let others: [String]
  let units: UnitCatalogue
  private(set) var sampling: Calculation.Sampling
  private let inputs: ModelInputs
  private let program: Program
  private let given: Program
  private let library: LoadedLibrary
  /// Whether the input counts something.
  private(set) var isWhole: Bool

  /// Reads the model and what it reaches, once for all values of the input.
  init(
    model: Model, name: String, input: String, output: String? = nil, others: [String], units: UnitCatalogue,
    sampling: Calculation.Sampling, how: Session
  ) throws {
    self.model = model
    self.name = name
    self.input = input
    self.output = output
    self.others = others
    self.units = units
    self.sampling = sampling
    inputs = try ModelInputs(model, name: name, typed: others)
    let whole = inputs.program(units: units)
    isWhole = whole.requiresWhole(input)
    let known = whole.entries.filter { $0.role == .input }.map(\.name)
    guard known.contains(input) else {
      throw Failure(.data, .noSuchInput(input, among: known))
    }
    if others.contains(where: { Self.name($0) == input }) { throw Failure(.usage, .inputGivenTwice(input)) }
    program = output.map { whole.needed(for: $0, and: [input] + others.map(Self.name)) } ?? whole
    given = inputs.given(units: units)
    library = try LoadedLibrary(for: program.joined(with: given), in: how.notebook)
    if !isWhole { isWhole = takesWholeNumbersOnly }
  }

  /// Whether the model has values at whole numbers about the default and none between: the end of a list, the place of
  /// an element, how often something is tried.
  private var takesWholeNumbersOnly: Bool {
    guard let standard = try? standard().quantity, standard.unit == .one, standard.value == standard.value.rounded(),
      abs(standard.value) < 1e9
    else { return false }
    let few = sampled(100)
    func holds(_ value: Double) -> Bool { (try? few.answers(at: Quantity(value))) != nil }
    return holds(standard.value) && !holds(standard.value + 0.37) && !holds(standard.value - 0.37)
      && (holds(standard.value + 1) || holds(standard.value - 1))
  }

  /// The same with fewer samples.
  func sampled(_ count: Int) -> ModelFunction {
    var copy = self
    copy.sampling.count = min(count, sampling.count)
    return copy
  }

  /// Whether what is given, or what has its default, is uncertain, so that samples are drawn.
  var isSampled: Bool {
    guard let standard = try? standard().quantity else { return true }
    return Calculation(program, given: given, values: [input: standard], units: units, library: library)
      .hasUncertainOutputs
  }

  /// Whether the input reads best as a percentage.
  var isShare: Bool { (try? standard())?.isShare ?? false }

  /// Whether the input bears on the output at all.
  var isOfUse: Bool { output.map { model.program(units: units).output($0, dependsOn: input) } ?? true }

  /// The name before `=`.
  static func name(_ argument: String) -> String {
    argument.split(separator: "=", maxSplits: 1).first?.trimmed ?? ""
  }

  /// The outputs where the input has a value.
  func answers(at value: Quantity) throws -> [Answer] {
    let calculation = Calculation(
      program, given: given, values: [input: value], units: units, library: library, sampling: sampling)
    guard calculation.faults.isEmpty else { throw inputs.faults(calculation.faults) }
    do throws(Diagnostic) {
      return try calculation.answers().outputs
    } catch {
      throw inputs.faults([error])
    }
  }

  /// The input's distribution where the output has a value; nil where nothing else is uncertain.
  func inversion(
    output: String, wanted: Quantity, at points: [Double], unit: Quantity.Unit
  ) -> Inversion? {
    Calculation.inversion(
      of: program, given: given, input: input, unit: unit, output: output, wanted: wanted, at: points, units: units,
      library: library, sampling: sampling)
  }

  /// The input's default, an uncertain one by its mean.
  func standard() throws -> (quantity: Quantity, isShare: Bool) {
    // Of the input's own default alone: outputs may have no value there.
    let program = model.program(units: units).needed(for: input, and: [input])
    let calculation = Calculation(program, units: units, library: library, sampling: sampling)
    guard calculation.faults.isEmpty else { throw DocumentErrors(in: model.document.source, calculation.faults) }
    do throws(Diagnostic) {
      let inputs = try calculation.answers().inputs
      guard let found = inputs.first(where: { $0.name == input }) else {
        throw Diagnostic("expected-number", "'\(input)' has no default", at: nil)
      }
      guard case .number(let number) = found.value, let quantity = SweepText.quantity(found.value) else {
        throw Diagnostic("expected-number", "'\(input)' is no number", at: nil)
      }
      return (quantity, number.isShare)
    } catch {
      throw DocumentErrors(in: model.document.source, [error])
    }
  }

  /// A value with all its digits.
  static func text(_ value: Quantity) -> String {
    value.unit.following(NumberText.exact(value.value, digits: 17))
  }

  /// A certain quantity that was typed, such as an end of a sweep.
  func quantity(_ typed: String) throws -> Quantity {
    let source = SourceText(name: "arguments", text: typed)
    return try wrapping(source) { () throws(Diagnostic) -> Quantity in
      try Formula(source, in: SourceSpan(0, source.bytes.count), units: units).value(in: Scope())
    }
  }

  private func wrapping<Value>(_ source: SourceText, _ body: () throws(Diagnostic) -> Value) throws -> Value {
    do throws(Diagnostic) {
      return try body()
    } catch {
      throw DocumentErrors(in: source, [error])
    }
  }
}

/// What `name=low..high` asks for.
struct SweptInput {
  var name: String
  var low: String
  var high: String

  /// The one of some arguments that is a stretch, and the others.
  static func parted(_ typed: [String]) throws(Failure) -> (swept: SweptInput, others: [String]) {
    // Dots count behind the first '=': those of a name make no stretch.
    func isStretch(_ argument: String) -> Bool {
      argument.firstIndex(of: "=").map { argument[$0...].contains("..") } ?? argument.contains("..")
    }
    let all = typed.filter(isStretch)
    guard all.count == 1, let one = all.first, let equals = one.firstIndex(of: "="),
      let dots = one[equals...].firstRange(of: "..")
    else {
      throw Failure(.usage, .usage("one input is swept, as name=low..high", hint: "as in 'gpus=1k..100k'"))
    }
    let name = one[..<equals].trimmed
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      throw Failure(.usage, .usage("'\(name)' is no name of an input", hint: "as in 'gpus=1k..100k'"))
    }
    return (
      SweptInput(
        name: name, low: one[one.index(after: equals)..<dots.lowerBound].trimmed,
        high: one[dots.upperBound...].trimmed), typed.filter { !isStretch($0) }
    )
  }
}

extension ModelFunction {
  /// Both ends in the unit of the second: a unit there covers both.
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
