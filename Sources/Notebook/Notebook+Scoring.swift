package import Decisions
import Diagnostics
package import Formulas
package import Knowledge
import Markdown
package import Reports
import Store

extension Notebook {
  /// A decision that a verb was pointed at.
  package func decision(_ readable: OpenDocument, seed: UInt64 = 1) throws -> Decision {
    guard readable.kind == .decision else {
      throw Failure(.data, .isNot(readable.name, .decision, but: readable.kind))
    }
    return try decision(readable.document, seed: seed)
  }

  /// The revisions of models that a decision called when it was taken, by slug.
  package func pins(of document: Document) -> [String: String] {
    let pins = (document.header.text("calls") ?? "").split(separator: ",").map { ModelReference($0.trimmed) }
    return Dictionary(pins.compactMap { pin in pin.revision.map { (pin.slug, $0) } }) { first, _ in first }
  }

  /// A document as a decision, with the documents that its formulas reach.
  package func decision(_ document: Document, seed: UInt64 = 1) throws -> Decision {
    let units = try units()
    let targets = Decision.targets(of: document, units: units)
    return try Decision(
      document, units: units, library: try LoadedLibrary(for: targets, in: self, pins: pins(of: document)),
      seed: seed)
  }

  /// A decision with its score and everything that is suspicious about it: the one way to score, whoever asks.
  ///
  /// - Parameter isAsItIs: whether a decision that was taken is scored as it is now, and not as it was then.
  package func scored(
    _ readable: OpenDocument, isAsItIs: Bool = false, sampling: Calculation.Sampling? = nil
  ) throws -> (decision: Decision, revision: Revision?, score: Score) {
    let sampling = sampling ?? .init(threads: world.processors)
    let (decision, revision) =
      isAsItIs
      ? (try decision(readable, seed: sampling.seed), readable.revision) : try pinned(readable, seed: sampling.seed)
    let past = try past(besides: readable)
    let record = record(of: past)
    var score = try decision.scored(sampling: sampling, recalibration: record.recalibration)
    score.warnings += try doubts(about: decision, after: past) + narrowRanges(record, in: decision)
    return (decision, revision, score)
  }

  /// Everything that a report says about a decision: its score when it was taken, its outcome, its reviews.
  package func facts(_ readable: OpenDocument) throws -> DecisionFacts {
    let decision = try decision(readable)
    var believed: (decision: Decision, revision: Revision?) = try pinned(readable)
    var score: Score?
    if believed.decision.tree != nil {
      let scored = try scored(readable)
      believed = (scored.decision, scored.revision)
      score = scored.score
    }
    var reviews: [Postmortem] = []
    if readable.revision != nil {
      for review in try store().reviews(of: readable.name) {
        reviews.append(try Postmortem(try DocumentReader.read(review.source)))
      }
    }
    var state = decision.state
    if let revision = readable.revision, revision.name == readable.heads.first?.name {
      state = try store().state(of: revision.document) ?? state
    }
    return DecisionFacts(
      decision: decision, believed: believed.decision, chosen: believed.decision.chosen ?? decision.chosen,
      slug: readable.name, state: state, score: score,
      scoredRevision: believed.revision?.name.short, reviews: reviews)
  }
}
