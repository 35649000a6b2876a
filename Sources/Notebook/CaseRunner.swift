import Diagnostics
package import Formulas
package import Knowledge
import Quantities
import Store
import Templates

/// A model with what became of its cases.
package struct ExaminedModel {
  package var name: String
  package var model: Model
  package var revision: Revision?
  package var results: [CaseResult]
}

/// Holds models against their cases.
package struct CaseRunner {
  let notebook: Notebook
  let units: UnitCatalogue
  let sampling: Calculation.Sampling

  package init(_ notebook: Notebook, sampling: Calculation.Sampling) throws {
    self.notebook = notebook
    self.sampling = sampling
    units = try notebook.units()
  }

  package func examine(_ found: OpenDocument) throws -> ExaminedModel {
    try examine(Model(try found.reading.valid()), name: found.name, revision: found.revision)
  }

  package func examine(_ model: Model, name: String, revision: Revision?) throws -> ExaminedModel {
    ExaminedModel(
      name: name, model: model, revision: revision,
      results: try results(of: model, program: model.program(units: units), revision: revision))
  }

  /// The cases of a model against its own formulas, or against those of an older revision.
  package func results(of model: Model, program: Program, revision: Revision?) throws -> [CaseResult] {
    let cases = model.cases.map { model.program(of: $0, units: units) }
    let library = try LoadedLibrary(for: cases.reduce(program) { $0.joined(with: $1) }, in: notebook)
    return try model.cases.map { testCase in
      if testCase.isNarrative {
        return CaseResult(testCase, try isJudged(testCase, model, revision) ? .judged : .toJudge)
      }
      return model.result(of: testCase, older: program, units: units, library: library, sampling: sampling)
    }
  }

  /// Whether the last judgement of a case was of the model as it is now, whatever its cases say.
  private func isJudged(_ testCase: TestCase, _ model: Model, _ revision: Revision?) throws -> Bool {
    guard let last = testCase.judgements.last else { return false }
    // Of a text that is not stored nobody can tell what it was then.
    guard let revision else { return true }
    guard let old = try? notebook.store().revision(last.revision, of: revision.document) else { return false }
    let then = Model(try notebook.entry(old.source, kind: .model).document)
    return then.textWithoutCases == model.textWithoutCases
  }

  /// Today's cases against the formulas of an older revision, put before them in one text.
  package func results(of model: Model, against older: Model) throws -> [CaseResult] {
    let before = older.document.source.bytes + [UInt8(ascii: "\n")]
    let text = SourceText(name: model.document.source.name, bytes: before + model.document.source.bytes)
    let shift = before.count
    let library = try LoadedLibrary(for: older.program(units: units), in: notebook)
    return model.cases.filter { !$0.isNarrative }.map { testCase in
      let spans = testCase.formulas.map { SourceSpan($0.start + shift, $0.end + shift) }
      let program = Program(text, in: older.formulas, units: units)
      let examination = CaseEvaluation(
        of: program, against: Program(text, in: spans, units: units, knowing: older.formulas), units: units,
        library: library, sampling: sampling)
      let isHeld = !examination.findings.isEmpty && examination.findings.allSatisfy(\.isHeld)
      let status: CaseResult.Status = examination.faults.isEmpty ? (isHeld ? .held : .failed) : .wrong
      return CaseResult(testCase, status, findings: examination.findings, faults: examination.faults)
    }
  }
}
