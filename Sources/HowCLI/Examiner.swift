import Diagnostics
import Formulas
import Knowledge
import Quantities
import Store
import Templates

/// A model with what became of its cases.
struct ExaminedModel {
  var name: String
  var model: Model
  var revision: Revision?
  var results: [CaseResult]
}

/// Holds models against their cases.
struct Examiner {
  let how: Session
  let units: UnitCatalogue
  let sampling: Calculation.Sampling

  init(_ how: Session, sampling: Calculation.Sampling) throws {
    self.how = how
    self.sampling = sampling
    units = try how.units()
  }

  func examine(_ found: Readable) throws -> ExaminedModel {
    let model = Model(found.document)
    return ExaminedModel(
      name: found.name, model: model, revision: found.revision,
      results: try results(of: model, program: model.program(units: units), revision: found.revision))
  }

  /// The cases of a model against its own formulas, or against those of an older revision.
  func results(of model: Model, program: Program, revision: Revision?) throws -> [CaseResult] {
    let cases = model.cases.map { model.program(of: $0, units: units) }
    let library = try LoadedLibrary(for: cases.reduce(program) { $0.joined(with: $1) }, in: how)
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
    guard let old = try? how.store().revision(last.revision, of: revision.document) else { return false }
    let then = Model(try how.entry(old.source, kind: .model).document)
    return then.textWithoutCases == model.textWithoutCases
  }

  /// Today's cases against the formulas of an older revision, put before them in one text.
  func results(of model: Model, against older: Model) throws -> [CaseResult] {
    let before = older.document.source.bytes + [UInt8(ascii: "\n")]
    let text = SourceText(name: model.document.source.name, bytes: before + model.document.source.bytes)
    let shift = before.count
    let library = try LoadedLibrary(for: older.program(units: units), in: how)
    return model.cases.filter { !$0.isNarrative }.map { testCase in
      let spans = testCase.formulas.map { SourceSpan($0.start + shift, $0.end + shift) }
      let program = Program(text, in: older.formulas, units: units)
      let examination = Examination(
        of: program, against: Program(text, in: spans, units: units, knowing: older.formulas), units: units,
        library: library, sampling: sampling)
      let isHeld = !examination.findings.isEmpty && examination.findings.allSatisfy(\.isHeld)
      let status: CaseResult.Status = examination.faults.isEmpty ? (isHeld ? .held : .failed) : .wrong
      return CaseResult(testCase, status, findings: examination.findings, faults: examination.faults)
    }
  }
}
