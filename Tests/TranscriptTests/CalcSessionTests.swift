import Formulas
import Foundation
import Knowledge
import LineEditing
import Notebook
import Testing

@testable import HowCLI

/// The interactive session of `how calc`, a line at a time.
struct CalcSessionTests {
  private let folder = NSTemporaryDirectory() + "how-" + UUID().uuidString

  private func session() throws -> CalcSession {
    let silent = TerminalStream(isTerminal: false, write: { _ in 0 })
    let surroundings = Environment(
      environment: ["HOME": folder], workingDirectory: folder, readInput: { _ in [] }, readLine: { nil },
      isInputTerminal: true, output: silent, errors: silent, now: { Timestamp(milliseconds: 0) }, offset: { _ in 0 },
      random: SystemRandomNumberGenerator(), edit: { _, _ in 1 }, page: { _, _ in false })
    let how = Session(try CommonOptions.parse([]), in: surroundings)
    return CalcSession(try Calculator(how.notebook, sampling: .init(count: 4096)), how)
  }

  /// What each line answers, its lines joined.
  private func answers(to lines: [String]) throws -> [String] {
    var session = try session()
    return lines.map { session.answer(to: $0).map(\.plain).joined(separator: "\n") }
  }

  @Test func `definitions stay and the last result is ans`() throws {
    let answers = try answers(to: ["x = 3 km", "x * 2", "ans / 2", "ans + ans", "", "# nothing"])
    #expect(answers == ["x = 3 km", "6 km", "3 km", "6 km", "", ""])
  }

  @Test func `a later definition takes the place of the earlier, and results of that go where they must`() throws {
    let answers = try answers(to: ["x = 3 km", "x + 1 km", "x = 5", "x + 1", "x = y", "x", "f(a) = a^2; f(x)"])
    #expect(Array(answers[..<4]) == ["x = 3 km", "4 km", "x = 5", "6"])
    #expect(answers[4].hasPrefix("error[unknown-name]: unknown name 'y'"))
    #expect(Array(answers[5...]) == ["5", "25"])
  }

  @Test func `a definition that others need is not broken`() throws {
    let answers = try answers(to: ["x = 3 km", "y = x + 1 km", "x = 5 s", "y"])
    #expect(answers[2].hasPrefix("error[unit-mismatch]: cannot add 's' and 'km'"))
    #expect(answers[3] == "4 km")
  }

  @Test func `an uncertain name is one draw in all lines`() throws {
    let answers = try answers(to: ["x = normal(0, 1) * uniform(0, 1)", "y = x", "x - y", "a = 5 to 10", "a - a"])
    #expect(answers[2].hasPrefix("0"))
    #expect(answers[4].hasPrefix("0"))
  }

  @Test func `help tells how a function is called`() throws {
    let answers = try answers(to: ["help normal", "help nromal", "help", "names", "x = 1", "names"])
    #expect(answers[0].hasPrefix("normal(mean, sd) or normal(p5:, p95:)\n"))
    #expect(answers[1] == "there is no function, unit or word 'nromal': did you mean 'normal'?")
    #expect(Builtin.all.allSatisfy { answers[2].contains($0.name) })
    #expect(Array(answers[3...]) == ["nothing is defined yet", "x = 1", "x = 1"])
  }

  @Test func `every statement that is accepted counts for the lines after it`() throws {
    let lines = ["p = normal(0, 1)", "q = normal(0, 1)", "correlate(p, q, 0.9)", "sd(p + q)"]
    let whole = try answers(to: [lines.joined(separator: "; ")])
    let single = try answers(to: lines)
    #expect(single[3] == whole[0])
    #expect(single[2] == "")
    let more = try answers(to: lines + ["names", "correlate(p, q, 0.1)", "names", "forget p", "names", "sd(q)"])
    #expect(more[4].contains("correlate(p, q, 0.9)"))
    #expect(more[6].contains("correlate(p, q, 0.1)") && !more[6].contains("0.9"))
    #expect(!more[8].contains("correlate") && more[8].contains("q = "))
    #expect(more[9] == "1")
    let units = try answers(to: ["unit token, tokens", "f(x) = 2 * x", "f(3 tokens)", "a = 1; b = 2", "a = 5", "a + b"])
    #expect(units[2] == "6 token" && units[5] == "7")
  }

  @Test func `a text goes on over open brackets, then and else, and rows`() throws {
    var answers = try answers(to: ["total = sum([1 km,", "500 m,", "])", "total"])
    #expect(answers == ["", "", "total = 1.5 km", "1.5 km"])
    answers = try self.answers(to: ["if 3 > 2", "then 1", "else 2"])
    #expect(answers.last == "1")
    answers = try self.answers(to: [
      "chance oil = dry 50%, wet 50%", "test core given oil", "  dry: good 10%, bad 90%", "  wet: good 70%, bad 30%",
      "",
      "2 + 2", "names",
    ])
    #expect(answers[5] == "4" && answers[6].contains("wet: good 70%, bad 30%"))
    answers = try self.answers(to: [
      "```how\nrate = 80 USD/hour\ncost = sum([\n  rate * 3 hour,\n  60 USD])\n```", "cost", "sum([1", "", "3",
    ])
    #expect(answers[0] == "cost = 300 USD" && answers[1] == "300 USD")
    #expect(answers[2] == "" && answers[3].hasPrefix("error[unclosed-bracket]") && answers[4] == "3")
  }

  @Test func `places are those of what was typed`() throws {
    let answers = try answers(to: ["x = 1", "y = 2", "f(a) = a + 1 km", "1 + z", "f(x)", "y = x + 1 km; y + 3 s"])
    #expect(answers[3].contains(" --> session:1:5"))
    #expect(answers[4].contains("an earlier line:1:8") && answers[4].contains("called here: 'f(x)'"))
    #expect(answers[5].contains("session:1:5"))
  }

  @Test func `a name goes on from its earlier value, and can be forgotten`() throws {
    let answers = try answers(to: [
      "x = 3", "x = x + 1", "x", "y = 2 * x", "x = x * 10", "y", "forget x", "forget x y", "x", ":names",
      "forget nothing",
      "m = 3 km", "forget all", "names",
    ])
    #expect(answers[1] == "x = 4" && answers[2] == "4" && answers[4] == "x = 40" && answers[5] == "80")
    #expect(answers[6] == "'y' uses 'x'; to forget both: forget x y")
    #expect(answers[7] == "" && answers[8].contains("unknown name 'x'"))
    #expect(answers[9].contains("x_1 = 3"))
    #expect(answers[10] == "nothing is called 'nothing'")
    #expect(answers[13] == "nothing is defined yet")
  }

  @Test func `help knows units, words and signs`() throws {
    let answers = try answers(to: [
      "help units", "help hour", "help km", "help USD", "help to", "help ->", "help if", "help unit", ":help",
      "? normal",
      "help kilometers", "help",
    ])
    #expect(answers[0].contains("time: s min hour"))
    #expect(answers[1].hasPrefix("hour, h, hours, hr, hrs\n3600 s"))
    #expect(answers[2].hasPrefix("km\n1000 m"))
    #expect(answers[3].contains("a currency"))
    #expect(answers[4].hasPrefix("[level%] a to b"))
    #expect(answers[5].contains("Converts") && answers[6].contains("then") && answers[7].contains("unit workday"))
    #expect(answers[8] == answers[11])
    #expect(answers[9].hasPrefix("normal(mean, sd)"))
    #expect(answers[10].hasPrefix("kilometers"))
  }

  @Test(arguments: LanguageWord.all.flatMap(\.examples))
  func `an example of a word runs`(example: String) throws {
    #expect(try answers(to: [example])[0].hasPrefix("error") == false)
  }

  @Test(
    arguments: [
      ("5 kilom", "kilometre"), ("80 USD/ho", "hour"), ("3 km -> nautical", "nautical_mile"), ("5 k", "km"),
      ("sq", "sqrt("),
      ("2 * dura", "duration"), ("7 TFL", "TFLOP"),
    ])
  func `Tab completes units behind a number, else names`(typed: String, candidate: String) {
    let names = CompletionNames(.builtIn)
    names.own = ["duration"]
    #expect(names.completion(of: typed, at: typed.count).candidates.contains(candidate))
  }
}
