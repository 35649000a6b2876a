import ArgumentParser
import Diagnostics
import Notebook
import Reports

struct Solve: Verb {
  static let configuration = CommandConfiguration(
    commandName: "solve", abstract: "Find the input for which an output has a value.",
    discussion: """
      Invert, always invert: how many accelerators for thirty days? All roots in the stretch that is searched are found,
      each with its bracket. Where other inputs are uncertain, the input has a distribution: its value in every sample; the
      value for which the output is right on average stands below it. Without --between the search goes from a millionth
      of the input's default to a million times of it, for a share from 0% to 100%.

        how solve training-time 'duration = 30 day' --for gpus utilization=40%
        how solve training-time 'duration = 30 day' --for gpus --between 1k..100k
      """)
  static let formats: Set<Format> = [.plain]

  @Argument(help: "The model, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @Argument(help: ArgumentHelp("The output and the value it is to have.", valueName: "output = value"))
  var goal: String

  @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Other inputs as name=value.", valueName: "name=value"))
  var values: [String] = []

  @Option(name: .customLong("for"), help: ArgumentHelp("The input to find.", valueName: "name"))
  var input: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Where to search, as low..high.", valueName: "stretch"))
  var between: String?

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let solution = try how.notebook.solve(
      ref, goal, for: input, values.filter { $0 != "--" }, between: between, sampling: sampling.sampling(on: how))
    guard !solution.roots.isEmpty || solution.inversion != nil else { throw Failure(.no, solution.absence) }
    switch how.format {
    case .json: how.console.answer(solution.json)
    case .plain: how.console.answer(solution.plain)
    default: how.console.answer(solution.lines(pictures: how.surroundings.output.isTerminal))
    }
  }
}
