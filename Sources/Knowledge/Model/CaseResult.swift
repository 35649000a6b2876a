package import Diagnostics
package import Formulas
package import Quantities

/// What became of a test case.
package struct CaseResult: Sendable {
  package enum Status: String, Sendable {
    case held, failed
    /// Its formulas, or the model's, cannot be computed.
    case wrong
    /// A narrative case that the person must look at again.
    case toJudge
    /// A narrative case that was judged of this very model.
    case judged
  }

  package var testCase: TestCase
  package var status: Status
  package var findings: [CaseEvaluation.Finding]
  package var faults: [Diagnostic]

  package init(
    _ testCase: TestCase, _ status: Status, findings: [CaseEvaluation.Finding] = [], faults: [Diagnostic] = []
  ) {
    self.testCase = testCase
    self.status = status
    self.findings = findings
    self.faults = faults
  }
}

extension Model {
  /// Holds a case that can run against the model's formulas, or against those of another text.
  ///
  /// - Parameter older: the formulas to examine instead of the model's own.
  package func result(
    of testCase: TestCase, older: Program? = nil, units: UnitCatalogue, library: any FormulaLibrary,
    sampling: Calculation.Sampling = .init()
  ) -> CaseResult {
    let own = program(of: testCase, units: units)
    let examination = CaseEvaluation(
      of: older ?? program(units: units), against: own, units: units, library: library, sampling: sampling)
    if !examination.faults.isEmpty { return CaseResult(testCase, .wrong, faults: examination.faults) }
    if examination.findings.isEmpty {
      return CaseResult(testCase, .wrong, faults: [.caseWithoutExpectation(testCase.title, at: testCase.heading)])
    }
    let isHeld = examination.findings.allSatisfy(\.isHeld)
    return CaseResult(testCase, isHeld ? .held : .failed, findings: examination.findings)
  }

  /// The model's text without its cases: what a narrative case is judged of.
  package var textWithoutCases: [UInt8] {
    guard let section = document.section("Test Cases") else { return document.source.bytes }
    return Array(document.source.bytes[..<section.body.start]) + document.source.bytes[section.body.end...]
  }
}

extension Model {
  /// The document's bytes with a judgement written at the end of a case.
  package func judging(_ testCase: TestCase, _ judgement: Judgement) -> [UInt8] {
    let source = document.source
    let filled = source.trimmed(testCase.body)
    let end = filled.isEmpty ? testCase.heading.end : filled.end
    // A list that ends the case goes on; any other text is parted from it by an empty line.
    let last = source[source.span(ofLine: source.line(at: max(0, end - 1)))].trimmed
    let gap = last.hasPrefix("- ") ? "\n" : "\n\n"
    return Array(source.bytes[..<end]) + Array("\(gap)- \(judgement.line)".utf8) + source.bytes[end...]
  }
}
