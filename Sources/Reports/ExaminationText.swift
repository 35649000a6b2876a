package import Diagnostics
import Formulas
package import Knowledge
import Quantities
package import Styling

/// What became of a model's cases, as text.
package enum ExaminationText {
  package static func lines(_ results: [CaseResult], model name: String, in source: SourceText) -> [StyledText] {
    [StyledText(visible(name), .heading)]
      + results.flatMap { result -> [StyledText] in
        var line =
          StyledText("  ") + word(result.status) + StyledText("  ") + StyledText(visible(result.testCase.title))
        if let written = result.testCase.written {
          line += StyledText("  \(written)\(result.testCase.isHindsight ? ", hindsight" : "")", .dim)
        }
        // What the person found wanting is not among what held.
        if result.status == .judged, let last = result.testCase.judgements.last, last.verdict != .held {
          line += StyledText("  \(last.verdict.rawValue)\(last.note.map { ": \(visible($0))" } ?? "")", .warning)
        }
        return [line] + details(result, in: source)
      }
  }

  private static func word(_ status: CaseResult.Status) -> StyledText {
    switch status {
    case .held: StyledText("held   ", .good)
    case .failed: StyledText("failed ", .bad)
    case .wrong: StyledText("wrong  ", .bad)
    case .toJudge: StyledText("judge  ", .warning)
    case .judged: StyledText("judged ", .dim)
    }
  }

  private static func details(_ result: CaseResult, in source: SourceText) -> [StyledText] {
    switch result.status {
    case .held, .judged: return []
    case .toJudge: return [StyledText("           to judge again: how test --judge", .dim)]
    case .wrong:
      return result.faults.flatMap { $0.drawn(in: source) }.map { StyledText("           ") + $0 }
    case .failed:
      return result.findings.filter { !$0.isHeld }.map { finding in
        let line = "line \(source.line(at: finding.span.start)): "
        return StyledText("           " + line, .dim) + StyledText(visible(source[finding.span]), .code)
          + StyledText(" but it is ") + AnswerText.inline(finding.actual, digits: 6)
          + StyledText(distance(finding.difference))
      }
    }
  }

  /// `, 5.2% too much`.
  static func distance(_ difference: CaseEvaluation.Difference?) -> String {
    guard let difference else { return "" }
    let side = difference.absolute.value > 0 ? "too much" : "too little"
    let size =
      difference.relative.map { NumberText.percent(abs($0)) }
      ?? Quantity(abs(difference.absolute.value), difference.absolute.unit).short()
    return ", \(size) \(side)"
  }

  /// `12 held, 1 failed, 2 to judge`.
  package static func count(_ results: [CaseResult]) -> StyledText {
    func number(_ status: CaseResult.Status) -> Int { results.count { $0.status == status } }
    var parts = ["\(number(.held)) held"]
    for (status, word) in [
      (CaseResult.Status.failed, "failed"), (.wrong, "wrong"), (.judged, "judged"), (.toJudge, "to judge"),
    ] where number(status) > 0 { parts.append("\(number(status)) \(word)") }
    let hindsight = results.count { $0.status == .held && $0.testCase.isHindsight }
    if hindsight > 0 { parts[0] += " (\(hindsight) in hindsight)" }
    return StyledText(parts.joined(separator: ", "))
  }

  package static func json(_ result: CaseResult, model name: String, in source: SourceText) -> JSON {
    // The first expectation that does not hold says it; else the first.
    let finding = result.findings.first { !$0.isHeld } ?? result.findings.first
    let place = finding?.span.start ?? result.faults.first?.span?.start ?? result.testCase.heading.start
    return .object([
      ("model", .string(name)), ("case", .string(result.testCase.title)), ("status", .string(result.status.rawValue)),
      ("expected", JSON(finding?.expected)), ("actual", finding.map { AnswerJSON.value($0.actual) } ?? .null),
      ("line", .integer(source.line(at: place))),
      ("errors", .array(result.faults.map { DiagnosticJSON.object($0, in: source) })),
    ])
  }
}
