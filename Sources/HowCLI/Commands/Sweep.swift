import ArgumentParser
import Charts
import Diagnostics
import Formulas
import Knowledge
import Quantities
import Reports

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
    help: ArgumentHelp("Draw the first output as SVG; - is standard output, and then alone.", valueName: "file"),
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
    let (model, found) = try how.runnable(ref)
    guard model.computes else { throw Refusal(.data, .nothingToCompute(found.name)) }
    let (swept, others) = try SweptInput.parted(values)
    let function = ModelFunction(
      model: model, name: found.name, input: swept.name, others: others, units: try how.units(),
      sampling: sampling.sampling(on: how), how: how)
    let (low, high) = try function.ends(swept.low, swept.high)
    if log, low.value <= 0 {
      throw Refusal(.usage, .usage("--log begins above 0, not at \(swept.low)"))
    }
    let points = try Spacing.points(from: low.value, to: high.value, count: steps, isLogarithmic: log).map { value in
      let quantity = Quantity(value, high.unit)
      return SweepPoint(
        input: quantity, outputs: try function.answers(at: quantity).filter { output == nil || $0.name == output })
    }
    if let output, points.contains(where: \.outputs.isEmpty) {
      let names = try function.answers(at: low).compactMap(\.name)
      throw Refusal(.data, .noSuchOutput(output, among: names))
    }
    if chart == "-" {
      let svg = SweepText.chart(points, title: model.title, input: swept.name, isLogarithmic: log)
      return how.console.answer(bytes: Array(svg.utf8))
    }
    switch how.format {
    case .json: how.console.answer(SweepText.json(points, model: found.name, input: swept.name))
    case .plain: how.console.answer(SweepText.plain(points))
    default:
      let width = how.console.width
      how.console.page(SweepText.lines(points, title: model.title, input: swept.name, width: width).lines)
    }
    if let chart {
      let svg = SweepText.chart(points, title: model.title, input: swept.name, isLogarithmic: log)
      try Files.export(Array(svg.utf8), to: how.surroundings.path(chart), shown: chart, overwriting: force)
    }
  }
}
