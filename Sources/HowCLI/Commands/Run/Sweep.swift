import ArgumentParser
import Notebook
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
    let sweep = try how.notebook.sweep(
      ref, values, output: output, steps: steps, isLogarithmic: log, sampling: sampling.sampling(on: how))
    if let leftOut = SweepText.leftOut(sweep) { how.console.say(leftOut) }
    if chart == "-" { return how.console.answer(bytes: Array(SweepText.chart(sweep).utf8)) }
    switch how.format {
    case .json: how.console.answer(SweepText.json(sweep))
    case .plain: how.console.answer(SweepText.plain(sweep))
    default: how.console.page(SweepText.lines(sweep, width: how.console.width).lines)
    }
    if let chart {
      let svg = Array(SweepText.chart(sweep).utf8)
      try Files.export(svg, to: how.surroundings.path(chart), shown: chart, overwriting: force)
    }
  }
}
