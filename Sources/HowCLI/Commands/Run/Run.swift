import ArgumentParser
import Diagnostics
import Formulas
import Knowledge
import Notebook
import Reports
import Styling

struct Run: Verb {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Compute with a model.",
    discussion: """
      Values are formulas: with units, ranges and distributions. What is not given has the model's default. With --help
      behind the model's name its inputs are listed.

        how run training-time gpus=20k 'utilization=30% to 40%'
        how run training-time --sensitivity
        how run training-time --help
      """)
  static let formats: Set<Format> = [.plain]

  @Argument(help: "The model, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Inputs as name=value.", valueName: "name=value"))
  var values: [String] = []

  @Flag(help: "How much of each output's spread each input carries.")
  var sensitivity = false

  @Flag(help: "Every formula with the numbers in place of its names.")
  var explain = false

  @Flag(help: .hidden)
  var inputs = false

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (model, found) = try how.notebook.runnable(ref)
    let units = try how.notebook.units()
    if inputs {
      return how.format == .json
        ? how.console.answer(ModelHelp.json(model, name: found.name, units: units))
        : how.console.answer(ModelHelp.lines(model, name: found.name, units: units))
    }
    guard model.computes else { throw Failure(.data, .nothingToCompute(found.name)) }
    let typed = values.first == "--" ? Array(values.dropFirst()) : values
    let inputs = try ModelInputs(model, name: found.name, typed: typed)
    let (program, given) = (inputs.program(units: units), inputs.given(units: units))
    let library = try LoadedLibrary(for: program.joined(with: given), in: how.notebook)
    let calculation = Calculation(
      program, given: given, units: units, library: library, sampling: sampling.sampling(on: how))
    guard calculation.faults.isEmpty else { throw inputs.faults(calculation.faults) }
    let warnings = program.warnings(given: calculation.given)
    do throws(Diagnostic) {
      try answer(calculation, warnings, model, found.name, how)
    } catch {
      throw inputs.faults([error])
    }
    for warning in warnings { how.console.complain(warning.drawn(in: model.document.source)) }
  }

  private func answer(
    _ calculation: Calculation, _ warnings: [Diagnostic], _ model: Model, _ name: String, _ how: Session
  ) throws(Diagnostic) {
    let (outputs, inputs, isSampled) = try calculation.answers()
    let shares = sensitivity ? try calculation.sensitivities() : []
    let explanations = explain ? try calculation.explanations(RunText.inFormula) : []
    let sampling = sampling.sampling(on: how)
    switch how.format {
    case .json:
      how.console.answer(
        AnswerJSON.answer(
          outputs: outputs, inputs: inputs, readings: calculation.readings, sampling: sampling,
          more: RunText.json(model: name, given: calculation.given, inputs: inputs, shares, explanations)
            + [("warnings", .array(warnings.map { DiagnosticJSON.object($0, in: model.document.source) }))]))
    case .plain:
      how.console.answer(outputs.map { StyledText("\($0.name ?? "")\t") + AnswerText.plain($0) })
    default:
      let note = isSampled ? "\(sampling.count) samples, seed \(sampling.seed)" : nil
      var lines = [StyledText(visible(model.title), .heading), StyledText()]
      lines += AnswerText.lines(
        outputs, readings: [], pictures: how.surroundings.output.isTerminal, note: nil)
      lines += [StyledText()] + RunText.inputs(inputs, given: calculation.given)
      if !calculation.readings.isEmpty || note != nil { lines.append(StyledText()) }
      lines += AnswerText.lines([], readings: calculation.readings, pictures: false, note: note)
      lines += RunText.sensitivities(shares) + RunText.explanations(explanations)
      how.console.page(lines.lines)
    }
  }
}
