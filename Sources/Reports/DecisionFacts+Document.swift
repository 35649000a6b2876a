import Decisions
import Diagnostics
import Knowledge
import Quantities

/// What a report takes from the text of a decision: beliefs, predictions, answers, evidence, checkpoints, outcome.
extension DecisionFacts {
  var documentValues: [String: Any] {
    var values: [String: Any] = [:]
    // What was believed stands in the revision that was taken, what was learnt since in the text as it is.
    values["beliefs"] = Self.text(of: "Beliefs", in: believed)
    values["answers"] = Self.text(of: "How could I be fooled?", in: decision)
    values["checkpoints"] = Self.text(of: "Checkpoints", in: decision)
    values["evidenceLines"] = Self.text(of: "Evidence", in: decision)
    let predictions = decision.predictions.map { prediction -> [String: Any] in
      [
        "number": prediction.number, "text": prediction.text, "came": came(prediction) ?? "not known yet",
        "changes": prediction.changes.map { ["change": decision.document.source[$0.span]] },
      ]
    }
    values["predictions"] = predictions
    values["hasPredictions"] = !predictions.isEmpty
    // What a prediction came to stands beside it.
    values["events"] = decision.outcome.compactMap { line -> [String: Any]? in
      guard line.quantity == nil, !line.subject.hasPrefix("prediction ") else { return nil }
      return Self.event(line)
    }
    values["payoffLines"] = decision.outcome.filter { $0.quantity != nil }.dropLast().map(Self.event)
    values["outcomes"] = decision.outcome.filter { $0.subject != "payoff" }.map { line in
      ["subject": Self.cell(subject(of: line)), "value": Self.cell(line.value)]
    }
    values["isResolved"] = !decision.outcome.isEmpty
    return values
  }

  private static func event(_ line: OutcomeLine) -> [String: Any] {
    var event: [String: Any] = [
      "what": line.subject == "happened" ? line.value : "\(line.subject) = \(line.value)",
      "date": line.date?.description ?? "",
    ]
    event["note"] = line.note
    return event
  }

  /// What a line of the outcome is about, in words.
  private func subject(of line: OutcomeLine) -> String {
    if line.subject == "happened" { return "what happened" }
    return decision.predictions.first { $0.subject == line.subject }?.text ?? line.subject
  }

  /// What became of a prediction; nil where that is not known.
  private func came(_ prediction: Prediction) -> String? {
    guard let line = decision.outcome.last(where: { $0.subject == prediction.subject }) else { return nil }
    let note = line.note.map { " — \($0)" } ?? ""
    switch line.meaning {
    case .came(_, let came): return (came ? "it came true" : "it did not come true") + note
    case .nothing: return "unknown" + note
    default: return line.value + note
    }
  }

  /// A section's text without the comments of a template; nil where nothing is left.
  private static func text(of section: String, in decision: Decision) -> String? {
    guard let body = decision.document.section(section)?.body else { return nil }
    let text = withoutComments(decision.document.source[body])
    return text.isEmpty ? nil : text
  }
}
