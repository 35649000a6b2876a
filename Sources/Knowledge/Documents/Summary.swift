import Diagnostics
import Formulas
package import Quantities

/// What a list or a search needs to know of a document, read leniently: a document that no longer passes today's rules
/// is still found.
package struct Summary: Sendable {
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
  /// The slugs it links to, with lines: links in the text, the model it follows, the decision it is about.
  package var links: [(slug: String, line: Int)]

  /// - Parameters:
  ///   - units: the units that formulas know.
  ///   - decision: the document as a decision, where it has been read already.
  package init(_ document: Document, kind: Kind, units: UnitCatalogue = .builtIn, decision: Decision? = nil) {
    let header = document.header
    title = document.shownTitle
    statesTitle = document.statedTitle != nil
    body = header.span?.end ?? 0
    tags = header.tags
    headerValues = header.entries.filter { !["kind", "slug"].contains($0.key) }.flatMap { entry in
      switch entry.value {
      case .text(let text): [text]
      case .list(let items): items
      case .other: [document.source[entry.valueSpan]]
      }
    }
    created = header.text("created")
    decideBy = header.text("decide-by")
    decided = header.text("decided")
    about = kind == .postmortem ? header.text("decision")?.composed : nil
    links = document.links.map { ($0.slug, document.source.line(at: $0.span.start)) }
    for key in ["how", "decision"] {
      if let text = header.text(key), let span = header[key]?.keySpan {
        links.append((ModelReference(text).slug, document.source.line(at: span.start)))
      }
    }
    if kind == .decision {
      // What the outcome says, one reader tells; where there is none the header says enough.
      let hasOutcome = document.section("Outcome")?.outline.items.isEmpty == false
      state =
        hasOutcome
        ? (decision ?? Decision(forgiving: document, units: units)).state : decided == nil ? .open : .decided
    }
  }

  /// The summary of a text that cannot be read at all, or of none.
  package init(title: String) {
    self.title = title
    body = 0
    tags = []
    headerValues = []
    links = []
  }
}
