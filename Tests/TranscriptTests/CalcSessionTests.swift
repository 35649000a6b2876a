import Formulas
import Foundation
import Knowledge
import Testing

@testable import HowCLI

/// The interactive session of `how calc`, a line at a time.
struct CalcSessionTests {
  private let folder = NSTemporaryDirectory() + "how-" + UUID().uuidString

  private func session() throws -> CalcSession {
    let silent = Outlet(isTerminal: false, write: { _ in 0 })
    let surroundings = Surroundings(
      environment: ["HOME": folder], workingDirectory: folder, readInput: { _ in [] }, readLine: { nil },
      isInputTerminal: true, output: silent, errors: silent, now: { Timestamp(milliseconds: 0) }, offset: { _ in 0 },
      random: SystemRandomNumberGenerator(), edit: { _, _ in 1 }, page: { _, _ in false })
    let how = Session(try CommonOptions.parse([]), in: surroundings)
    return CalcSession(Calculator(units: .builtIn, sampling: .init(count: 4096), how: how), how)
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
    #expect(answers[1] == "there is no function 'nromal': did you mean 'normal'?")
    #expect(Builtin.all.allSatisfy { answers[2].contains($0.name) })
    #expect(Array(answers[3...]) == ["nothing is defined yet", "x = 1", "x = 1"])
  }
}
