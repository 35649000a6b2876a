import Decisions
import Diagnostics
import Knowledge
import Quantities

/// What a template can say of the document of a decision: what was believed, forecast, done, and what came.
struct DecisionPage: TemplateValues {
  struct Prediction: TemplateValues {
    var number: Int
    var text: String
    var came: String
    var changes: [Change]
  }

  struct Change: TemplateValues { var change: String }

  /// A line of the outcome.
  struct Event: TemplateValues {
    var what: String
    var date: String
    var note: String?
  }

  struct Outcome: TemplateValues {
    var subject: String
    var value: String
  }

  var title: String
  var slug: String
  var state: String
  var how: String?
  var stake: String?
  var decideBy: String?
  var chosen: String?
  var decided: String?
  var payoff: String?
  var tail: String?
  var scoredRevision: String?
  var reviews: [PostmortemPage]
  /// What was believed stands in the revision that was taken, what was learnt since in the text as it is.
  var beliefs: String?
  var answers: String?
  var checkpoints: String?
  var evidenceLines: String?
  var predictions: [Prediction]
  var hasPredictions: Bool
  /// What happened; what a prediction came to stands beside it.
  var events: [Event]
  /// The payoffs that were stated before the one that counts.
  var payoffLines: [Event]
  var outcomes: [Outcome]
  var isResolved: Bool

  init(_ facts: DecisionFacts) {
    let decision = facts.decision
    title = decision.document.shownTitle
    slug = facts.slug
    state = facts.state.rawValue
    how = decision.how?.description
    stake = decision.stake?.short()
    decideBy = decision.decideBy?.description
    chosen = facts.chosen
    decided = decision.decided?.description
    payoff = decision.payoff?.short()
    tail = facts.tail
    scoredRevision = facts.scoredRevision
    reviews = facts.reviews.map(PostmortemPage.init)
    beliefs = Self.text(of: "Beliefs", in: facts.believed)
    answers = Self.text(of: "How could I be fooled?", in: decision)
    checkpoints = Self.text(of: "Checkpoints", in: decision)
    evidenceLines = Self.text(of: "Evidence", in: decision)
    predictions = decision.predictions.map { prediction in
      Prediction(
        number: prediction.number, text: prediction.text, came: Self.came(prediction, decision) ?? "not known yet",
        changes: prediction.changes.map { Change(change: decision.document.source[$0.span]) })
    }
    hasPredictions = !predictions.isEmpty
    events = decision.outcome.filter { $0.quantity == nil && !$0.subject.hasPrefix("prediction ") }.map(Event.init)
    payoffLines = decision.outcome.filter { $0.quantity != nil }.dropLast().map(Event.init)
    outcomes = decision.outcome.filter { $0.subject != "payoff" }.map { line in
      Outcome(
        subject: FindingMarkdown.cell(Self.subject(of: line, decision)), value: FindingMarkdown.cell(line.value))
    }
    isResolved = !decision.outcome.isEmpty
  }

  /// What a line of the outcome is about, in words.
  private static func subject(of line: OutcomeLine, _ decision: Decision) -> String {
    if line.subject == "happened" { return "what happened" }
    return decision.predictions.first { $0.subject == line.subject }?.text ?? line.subject
  }

  /// What became of a prediction; nil where that is not known.
  private static func came(_ prediction: Knowledge.Prediction, _ decision: Decision) -> String? {
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
    let text = PostmortemPage.withoutComments(decision.document.source[body])
    return text.isEmpty ? nil : text
  }
}

extension DecisionPage.Event {
  init(_ line: OutcomeLine) {
    self.init(
      what: line.subject == "happened" ? line.value : "\(line.subject) = \(line.value)",
      date: line.date?.description ?? "", note: line.note)
  }
}

extension DecisionFacts {
  /// What templates can fill in.
  package var pages: [any TemplateValues] {
    guard let score else { return [DecisionPage(self)] }
    let page: [any TemplateValues] = [DecisionPage(self), ScorePage(score, chosen: chosen)]
    return page + (taken.map { [TakenPage($0, payoff: decision.payoff, score)] } ?? [])
  }
}
