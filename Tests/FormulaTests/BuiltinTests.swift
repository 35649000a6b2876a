import Diagnostics
import Formulas
import Foundation
import Reports
import Testing

/// The examples of the functions are their documentation: each says what the program prints.
struct BuiltinTests {
  @Test(arguments: Builtin.all.flatMap { builtin in builtin.examples.map { ($0.formula, $0.result) } })
  func `an example gives its result`(formula: String, result: String) throws {
    let calculation = Calculation(Program(SourceText(formula)))
    #expect(calculation.faults.map(\.code) == [])
    let answers = try calculation.answers().outputs
    #expect(answers.map { AnswerText.plain($0).plain } == [result])
  }

  @Test(arguments: Builtin.all.map(\.name))
  func `a function has an example that calls it`(name: String) throws {
    let builtin = try #require(Builtin.all.first { $0.name == name })
    #expect(!builtin.examples.isEmpty)
    for example in builtin.examples { #expect(example.formula.contains("\(name)(")) }
  }
}

/// `Docs/Language.md` has a row for each function.
struct BuiltinDocumentationTests {
  @Test func `the language's documentation has every function as it says itself`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/Language.md")
    let rows = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n").filter { $0.hasPrefix("| ") }
    for builtin in Builtin.all { #expect(rows.contains(builtin.row), "Docs/Language.md lacks: \(builtin.row)") }
  }
}

extension Builtin {
  /// What it gives and an example, as a row of a markdown table.
  fileprivate var row: String {
    let calls = signature.components(separatedBy: " or ").map { "`\($0)`" }.joined(separator: " ")
    let example = examples.first.map { "`\($0.formula)` = `\($0.result)`" } ?? ""
    return "| \(calls) | \(summary) | \(example) |"
  }
}
