import ArgumentParser
import Diagnostics
import Formulas
import Notebook
import Reports

struct Calc: Verb {
  static let configuration = CommandConfiguration(
    commandName: "calc", abstract: "Compute with units, ranges and distributions.",
    discussion: """
      What is uncertain is answered by its mean, standard deviation, and 5%, 50% and 95%; how each range was read is
      told. Several formulas are statements of one program. Without arguments a terminal gets an interactive session.

        how calc '40 hour * 80 USD/hour'
        how calc 'hours = 20 to 60 hour' 'hours * 80 USD/hour'
        how calc 'P(5 to 10 > 8)'
        how calc budget.how
        how calc - < budget.how
      """)
  static let formats: Set<Format> = [.plain]

  @Argument(
    parsing: .allUnrecognized,
    help: "Formulas or statements, a file that ends in .how, or - for standard input.", completion: .file())
  var formulas: [String] = []

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let typed = formulas.first == "--" ? Array(formulas.dropFirst()) : formulas
    let calculator = try Calculator(how.notebook, sampling: sampling.sampling(on: how))
    if typed.isEmpty {
      guard how.surroundings.isInputTerminal, how.surroundings.output.isTerminal, !common.noInput else {
        throw Failure(
          .usage, .usage("nothing to compute", hint: "as in how calc '40 hour * 80 USD/hour', or - for standard input"))
      }
      var session = CalcSession(calculator, how)
      return try session.run()
    }
    let source = try source(typed, how)
    let result = try calculator.answers(to: source)
    switch how.format {
    case .json:
      how.console.answer(
        AnswerJSON.answer(
          outputs: result.outputs, inputs: result.inputs, readings: result.readings, sampling: calculator.sampling))
    case .plain: how.console.answer(result.outputs.map { AnswerText.plain($0) })
    default:
      let pictures = how.surroundings.output.isTerminal
      how.console.answer(
        AnswerText.lines(result.outputs, readings: result.readings, pictures: pictures, note: result.note))
    }
  }

  /// The text of the program. Words that a shell has parted are one formula again; formulas in quotes are statements.
  private func source(_ typed: [String], _ how: Session) throws -> SourceText {
    if typed.count == 1, typed[0] == "-" || typed[0].hasSuffix(".how") { return try how.text(at: typed[0]) }
    // Formulas in quotes are whole by themselves; words that a shell has parted are not, nor is the name of a unit.
    let areWords =
      typed.count > 1 && !typed.contains { $0.contains(" ") || isDefinition($0) } && !typed.allSatisfy(isWhole)
    return SourceText(name: "formula", text: typed.joined(separator: areWords ? " " : "\n"))
  }

  /// `x=5`, which nobody means as a word of a longer formula.
  private func isDefinition(_ word: String) -> Bool {
    guard let mark = word.firstIndex(of: "="), let first = word.first, first.isLetter || first == "_" else {
      return false
    }
    let after = word.index(after: mark)
    return after < word.endIndex && word[after] != "="
      && word[..<mark].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private func isWhole(_ word: String) -> Bool {
    if word.allSatisfy({ $0.isLetter || $0 == "_" }) { return false }
    let source = SourceText(name: "formula", text: word)
    return (try? Formula(source, in: SourceSpan(0, source.bytes.count))) != nil
  }
}
