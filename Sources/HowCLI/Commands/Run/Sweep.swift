import ArgumentParser
import Charts
import Diagnostics
import Formulas
import Knowledge
import Notebook
import Quantities
import Reports
import Styling

struct Sweep: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "See how a model's outputs go with one of its inputs.",
    discussion: """
      One input runs from one value to another, the others have their defaults or what is given.

        how sweep training-time gpus=1k..100k --log
        how sweep training-time 'utilization=20%..60%' gpus=20k --output duration -o duration.svg
      """)
  static let formats: Set<Format> = [.plain]

  @Argument(help: "The model, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("The stretch as name=low..high, and other inputs as name=value.", valueName: "name=value"))
  var values: [String] = []

  @Option(help: ArgumentHelp("Only this output.", valueName: "name"))
  var output: String?

  @Option(help: ArgumentHelp("At so many values.", valueName: "n"))
  var steps = 11

  @Flag(help: "Values that grow by the same factor.")
  var log = false

  @Option(
    name: [.customShort("o"), .customLong("chart")],
    help: ArgumentHelp(
      "Draw the first output that varies as SVG; - is standard output, and then alone.", valueName: "file"),
    completion: .file())
  var chart: String?

  @Flag(name: [.customShort("f"), .long], help: "Write the chart over a file that is there.")
  var force = false

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(2...1000).contains(steps) { throw ValidationError("--steps lies between 2 and 1000, not at \(steps)") }
  }

  func run(_ how: Session) throws {
    let (model, found) = try how.notebook.runnable(ref)
    guard model.computes else { throw Failure(.data, .nothingToCompute(found.name)) }
    let (swept, others) = try SweptInput.parted(values)
    let function = try ModelFunction(
      model: model, name: found.name, input: swept.name, output: try chosenOutput(model, how), others: others,
      units: try how.notebook.units(),
      sampling: sampling.sampling(on: how), how: how)
    let (low, high) = try function.ends(swept.low, swept.high)
    if log, low.value <= 0 {
      throw Failure(.usage, .usage("--log begins above 0, not at \(swept.low)"))
    }
    var values = Spacing.points(from: low.value, to: high.value, count: steps, isLogarithmic: log)
    if function.isWhole { values = Set(values.map { $0.rounded() }).sorted() }
    let points = try points(function, at: values.map { Quantity($0, high.unit) }, how)
    if chart == "-" {
      let svg = SweepText.chart(points, title: model.title, input: swept.name, isLogarithmic: log)
      return how.console.answer(bytes: Array(svg.utf8))
    }
    switch how.format {
    case .json: how.console.answer(SweepText.json(points, model: found.name, input: swept.name))
    case .plain: how.console.answer(SweepText.plain(points))
    default:
      let width = how.console.width
      how.console.page(
        SweepText.lines(
          points, title: model.title, input: swept.name, isShare: function.isShare, width: width
        ).lines)
    }
    if let chart {
      let svg = SweepText.chart(points, title: model.title, input: swept.name, isLogarithmic: log)
      try Files.export(Array(svg.utf8), to: how.surroundings.path(chart), shown: chart, overwriting: force)
    }
  }

  /// The output that is asked for, where it is one of the model's.
  private func chosenOutput(_ model: Model, _ how: Session) throws -> String? {
    guard let output else { return nil }
    let names = model.program(units: try how.notebook.units()).entries.filter { $0.role == .output }.map(\.name)
    if names.isEmpty { return nil }
    guard names.contains(output) else { throw Failure(.data, .noSuchOutput(output, among: names)) }
    return output
  }

  /// The outputs at some values; where the model does not hold there is no point, which is said.
  private func points(_ function: ModelFunction, at values: [Quantity], _ how: Session) throws -> [SweepPoint] {
    var points: [SweepPoint] = []
    var left: [(value: Quantity, fault: DocumentErrors)] = []
    for value in values {
      do {
        points.append(
          SweepPoint(
            input: value, outputs: try function.answers(at: value).filter { output == nil || $0.name == output }))
      } catch let faults as DocumentErrors {
        left.append((value, faults))
      }
    }
    guard let first = left.first else { return points }
    if points.isEmpty { throw first.fault }
    let shown =
      left.prefix(4).map { function.isShare ? NumberText.percent($0.value.value) : $0.value.short() }.joined(
        separator: ", ") + (left.count > 4 ? ", …" : "")
    how.console.say(
      StyledText("left out, as the model does not hold there: ", .warning)
        + StyledText("\(function.input) = \(shown) (\(visible(first.fault.diagnostics[0].message)))"))
    return points
  }
}
