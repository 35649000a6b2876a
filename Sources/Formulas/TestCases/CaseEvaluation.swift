package import Diagnostics
package import Quantities

/// A model held against one of its test cases: what the case gives, what it expects, and what the model says.
package struct CaseEvaluation: Sendable {
  /// One `expect` of the case.
  package struct Finding: Sendable {
    /// The whole statement.
    package var span: SourceSpan
    package var isHeld: Bool
    /// What is expected, as it is written.
    package var expected: String
    package var actual: Answer.Value
    /// How far the two are apart, where both are numbers; relative where that says more.
    package var difference: Difference?
  }

  package struct Difference: Hashable, Sendable {
    /// Actual less expected, in the unit of what is expected.
    package var absolute: Quantity
    /// The same over what is expected; nil where that is 0.
    package var relative: Double?
  }

  /// Everything that is wrong with the model or the case, in the order of the text.
  package let faults: [Diagnostic]
  /// Empty where something is wrong, or where the case expects nothing.
  package let findings: [Finding]

  /// - Parameters:
  ///   - model: the model's program.
  ///   - testCase: the case's, of the same document.
  package init(
    of model: Program, against testCase: Program, units: UnitCatalogue = .builtIn,
    library: (any FormulaLibrary)? = nil, sampling: Calculation.Sampling = .init()
  ) {
    let program = model.joined(with: testCase)
    var interpreter = Interpreter(source: program.source, units: units, library: library, seed: sampling.seed)
    interpreter.definitions.mayGive = true
    _ = interpreter.read(program)
    let refusals = testCase.statements.filter { $0.expectsRefusal && interpreter.definitions.values["refused"] == nil }
    let expectations = testCase.statements.filter { $0.expectsRefusal == false || refusals.isEmpty }.compactMap {
      statement -> (Statement.Expectation, SourceSpan)? in
      if case .expectation(let expectation) = statement.form { (expectation, statement.span) } else { nil }
    }
    let read = expectations.map { interpreter.read($0.0, at: $0.1) }
    var faults = interpreter.report.faults
    var findings: [Finding] = []
    if faults.isEmpty, !refusals.isEmpty,
      let fault = interpreter.report.unmetRequirement(
        in: interpreter.draws.graph, count: sampling.count, threads: sampling.threads)
    {
      faults.append(fault)
    }
    if !refusals.isEmpty {
      // What is refused has no other answer.
      let unmet = faults.first { $0.code == .requirementNotMet }
      if unmet != nil { faults.removeAll { $0.code == .requirementNotMet } }
      if faults.isEmpty {
        findings = refusals.map {
          Finding(
            span: $0.span, isHeld: unmet != nil, expected: "refused", actual: .text(unmet?.message ?? "computed"),
            difference: nil)
        }
      }
    }
    if faults.isEmpty, findings.allSatisfy({ !$0.isHeld }) {
      var sampler = Sampler(interpreter: interpreter, sampling: sampling)
      for expectation in read.compactMap({ $0 }) { for value in expectation.values { sampler.want(value) } }
      do throws(Diagnostic) {
        try sampler.run()
        findings += read.compactMap { $0.map { $0.finding(sampler, interpreter) } }
      } catch {
        faults.append(error)
      }
    }
    self.faults = faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    self.findings = findings
  }
}

extension Program {
  /// The statements of both, of one document.
  package func joined(with other: Program) -> Program {
    Program(
      source: source, statements: statements + other.statements, broken: broken + other.broken,
      faults: faults + other.faults)
  }

  init(source: SourceText, statements: [Statement], broken: [String], faults: [Diagnostic]) {
    self.source = source
    self.statements = statements
    self.broken = broken
    self.faults = faults
  }

  /// Whether it expects anything.
  package var hasExpectations: Bool {
    statements.contains { if case .expectation = $0.form { true } else { false } }
  }
}

extension Statement {
  /// Whether it is `expect refused`.
  fileprivate var expectsRefusal: Bool {
    guard case .expectation(let expectation) = form, case .condition(let condition) = expectation.form,
      case .name("refused") = condition.form
    else { return false }
    return true
  }
}
