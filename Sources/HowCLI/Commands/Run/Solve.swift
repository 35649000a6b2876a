import ArgumentParser
import Charts
import Diagnostics
import Formulas
import Knowledge
import Notebook
import Quantities
import Reports
import Styling

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
    let (model, found) = try how.notebook.runnable(ref)
    guard model.computes else { throw Failure(.data, .nothingToCompute(found.name)) }
    let parts = goal.split(separator: "=", maxSplits: 1).map(\.trimmed)
    guard parts.count == 2 else {
      throw Failure(.usage, .usage("'\(goal)' is not of the form output = value", hint: "as in 'duration = 30 day'"))
    }
    let outputs = model.program(units: try how.notebook.units()).entries.filter { $0.role == .output }.map(\.name)
    guard outputs.isEmpty || outputs.contains(parts[0]) else {
      throw Failure(.data, .noSuchOutput(parts[0], among: outputs))
    }
    if values.contains(where: { ModelFunction.name($0) == input }) {
      throw Failure(
        .usage, .usage("'\(input)' is to be found and cannot be given", hint: "--between says where to search"))
    }
    let function = try ModelFunction(
      model: model, name: found.name, input: input, output: outputs.isEmpty ? nil : parts[0],
      others: values.filter { $0 != "--" }, units: try how.notebook.units(),
      sampling: sampling.sampling(on: how), how: how)
    let (low, high) = try stretch(function)
    let wanted = try function.quantity(parts[1])
    var solution = try SolvedFunction(function, output: parts[0], wanted: wanted).solution(
      at: points(function, low.value, high.value), unit: high.unit)
    solution.typed = parts[1]
    guard !solution.roots.isEmpty || solution.inversion != nil else { throw Failure(.no, solution.absence) }
    switch how.format {
    case .json: how.console.answer(solution.json)
    case .plain:
      how.console.answer(solution.roots.map { StyledText(ModelFunction.text(Quantity($0.value, high.unit))) })
    default: how.console.answer(solution.lines(pictures: how.surroundings.output.isTerminal))
    }
  }

  /// Where to search: what was typed, else about the input's default.
  private func stretch(_ function: ModelFunction) throws -> (Quantity, Quantity) {
    if let between {
      guard let dots = between.firstRange(of: "..") else {
        throw Failure(.usage, .usage("'\(between)' is not of the form low..high"))
      }
      return try function.ends(between[..<dots.lowerBound].trimmed, between[dots.upperBound...].trimmed)
    }
    let standard = try function.standard()
    if standard.isShare { return (Quantity(0), Quantity(1)) }
    guard standard.quantity.value != 0 else {
      throw Failure(.usage, .usage("where is '\(input)' to be searched?", hint: "say --between low..high"))
    }
    let size = abs(standard.quantity.value)
    let (low, high) = (size / 1e6, size * 1e6)
    let unit = standard.quantity.unit
    return standard.quantity.value < 0
      ? (Quantity(-high, unit), Quantity(-low, unit)) : (Quantity(low, unit), Quantity(high, unit))
  }

  /// Dense enough to part roots that are not close together: by factors where the stretch is long, and for a share also
  /// near its ends.
  private func points(_ function: ModelFunction, _ low: Double, _ high: Double) -> [Double] {
    let isLong = low > 0 && high / low > 100 || high < 0 && low / high > 100
    var points: [Double]
    if isLong, low > 0 {
      points = Spacing.points(from: low, to: high, count: 121, isLogarithmic: true)
    } else if isLong {
      points = Spacing.points(from: -high, to: -low, count: 121, isLogarithmic: true).map { -$0 }.reversed()
    } else {
      points = Spacing.points(from: low, to: high, count: 121, isLogarithmic: false)
      if low == 0, high == 1 { points += Spacing.points(from: 1e-6, to: 0.01, count: 25, isLogarithmic: true) }
    }
    if function.isWhole { points = points.map { low > 0 ? max(1, $0.rounded()) : $0.rounded() } }
    return Set(points).sorted()
  }
}
