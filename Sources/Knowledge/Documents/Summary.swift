import Diagnostics
import Formulas
package import Quantities

/// What the store keeps of a document to list it, search it and ask for its lines, whatever is wrong with it.
package struct Summary: Sendable {
  /// Something that a document says, with the 1-based line on which it begins.
  package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var line: Int
  }

  package var title: String
  /// Whether the text itself says so; else the document is called by its slug.
  package var statesTitle = true
  /// The offset of the first byte behind the header.
  package var body: Int
  /// The state of a decision; `reviewed` is for whoever knows the postmortems.
  package var state: Decision.State?
  package var tags: [String]
  /// What the header says besides what the document is and is called.
  package var headerValues: [String]
  package var created: String?
  package var decideBy: String?
  package var decided: String?
  /// The decision of a postmortem.
  package var about: String?
  /// Whether there is anything under Outcome, be it a note.
  package var hasOutcome = false
  /// What it links to: links in the text, the model it follows, the decision it is about.
  package var links: [Located<Link>] = []
  package var predictions: [Located<Prediction>] = []
  package var outcome: [Located<OutcomeLine>] = []
  package var checkpoints: [Located<Checkpoint>] = []

  /// What is kept of a document that was read already.
  package init(_ entry: Entry) {
    switch entry.content {
    case .decision(let decision), .forecasts(let decision):
      self.init(entry.document, kind: entry.kind, decision: decision)
    case .model, .postmortem: self.init(entry.document, kind: entry.kind, decision: nil)
    }
  }

  /// - Parameter units: the units that formulas know.
  package init(_ document: Document, kind: Kind, units: UnitCatalogue = .builtIn) {
    // Most of what is kept stands in the text as it is: only what lines say of beliefs has to be computed.
    let lines = ["Predictions", "Outcome", "Checkpoints"].contains { name in
      document.section(name)?.outline.items.isEmpty == false
    }
    let isRead = lines && (kind == .decision || kind == .forecasts)
    self.init(document, kind: kind, decision: isRead ? Decision.reading(document, units: units).value : nil)
  }

  /// - Parameter decision: the document as a decision; nil where it is none, or has no lines to read.
  private init(_ document: Document, kind: Kind, decision: Decision?) {
    let header = document.header
    let source = document.source
    title = document.shownTitle
    statesTitle = document.statedTitle != nil
    body = header.span?.end ?? 0
    tags = header.tags
    headerValues = header.entries.filter { !["kind", "slug"].contains($0.key) }.flatMap { entry in
      switch entry.value {
      case .text(let text): [text]
      case .list(let items): items
      case .other: [source[entry.valueSpan]]
      }
    }
    created = header.text("created")
    decideBy = header.text("decide-by")
    decided = header.text("decided")
    about = kind == .postmortem ? header.text("decision")?.composed : nil
    func located<Value>(_ value: Value, _ span: SourceSpan) -> Located<Value> {
      Located(value: value, line: source.line(at: span.start))
    }
    links = document.links.map { located($0, $0.span) }
    for key in ["how", "decision"] {
      if let text = header.text(key), let entry = header[key] {
        links.append(located(Link(target: text, span: entry.valueSpan), entry.keySpan))
      }
    }
    if let outcome = document.section("Outcome") { hasOutcome = !source.trimmed(outcome.body).isEmpty }
    if let decision {
      predictions = decision.predictions.map { located($0, $0.span) }
      outcome = decision.outcome.map { located($0, $0.span) }
      checkpoints = decision.checkpoints.map { located($0, $0.span) }
    }
    if kind == .decision { state = decision?.state ?? (Decision.isTaken(header) ? .decided : .open) }
  }

  /// The summary of a document that was removed, or of no text at all.
  package init(title: String) {
    self.title = title
    body = 0
    tags = []
    headerValues = []
  }
}
