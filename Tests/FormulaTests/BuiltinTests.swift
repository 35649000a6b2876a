import Diagnostics
import Formulas
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
