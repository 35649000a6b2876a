import Decisions
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
    return try decision(try readable.reading.valid(), seed: seed)
  }

  /// The revisions of models that a decision called when it was taken, by slug.
  package func pins(of document: Document) -> [String: String] {
    let pins = (document.header.text("calls") ?? "").split(separator: ",").map { ModelReference($0.trimmed) }
    return Dictionary(pins.compactMap { pin in pin.revision.map { (pin.slug, $0) } }) { first, _ in first }
  }

  /// A document as a decision, with the documents that its formulas reach.
  package func decision(_ document: Document, seed: UInt64 = 1) throws -> Decision {
    try decision(DecisionText.reading(document, units: try units()), seed: seed)
  }

  /// A decision whose text was read, with the documents that its formulas reach.
  func decision(_ text: Reading<DecisionText>, seed: UInt64 = 1) throws -> Decision {
    let library = try LoadedLibrary(for: text.value.targets, in: self, pins: pins(of: text.value.document))
    return try Decision.reading(text, library: library, seed: seed).valid()
  }

  /// A decision that was read without the documents that its formulas reach, with them.
  func decision(_ entry: Entry) throws -> Decision {
    guard let decision = entry.decision else {
      throw Failure(.data, .isNot(entry.title, .decision, but: entry.kind))
    }
    return try self.decision(Reading(decision.text, of: entry.document.source))
  }

  /// What is scored of a decision that a person typed the name of: a revision that is named as it is, else the decision
  /// as it was when it was taken.
  package static func version(of typed: String) -> ScoredDecision.Version {
    !isPath(typed) && typed.contains("@") ? .named : .taken
  }

  /// A decision with its score and everything that is suspicious about it: the one way to score, whoever asks.
  package func scored(
    _ readable: OpenDocument, as version: ScoredDecision.Version = .taken, sampling: Calculation.Sampling? = nil
  ) throws -> ScoredDecision {
    let sampling = sampling ?? .init(threads: world.processors)
    let (decision, revision) =
      version == .taken
      ? try pinned(readable, seed: sampling.seed) : (try decision(readable, seed: sampling.seed), readable.revision)
    let past = try past(besides: readable)
    let record = record(of: past)
    var score = try decision.scored(sampling: sampling, recalibration: record.recalibration)
    score.warnings += try doubts(about: decision, after: past) + narrowRanges(record, in: decision)
    return ScoredDecision(
      name: readable.name, decision: decision, revision: revision, version: version, score: score)
  }

  /// Everything that a report says about a decision: its score, its outcome, its reviews.
  package func facts(_ readable: OpenDocument, as version: ScoredDecision.Version = .taken) throws -> DecisionFacts {
    let decision = try decision(readable)
    var believed: (decision: Decision, revision: Revision?) =
      version == .taken ? try pinned(readable) : (decision, readable.revision)
    var score: Score?
    if believed.decision.tree != nil {
      let scored = try scored(readable, as: version)
      believed = (scored.decision, scored.revision)
      score = scored.score
    }
    return DecisionFacts(
      decision: decision, believed: believed.decision, chosen: believed.decision.chosen ?? decision.chosen,
      slug: readable.name, state: try state(of: readable) ?? decision.state, score: score,
      scoredRevision: believed.revision?.name.short, reviews: try reviews(of: readable))
  }

  /// The postmortems of a stored decision, the oldest first.
  func reviews(of readable: OpenDocument) throws -> [Postmortem] {
    guard readable.revision != nil else { return [] }
    return try store().reviews(of: readable.name).map { try Postmortem(try world.document($0.source).valid()) }
  }

  /// What a list says of a decision whose newest head this is; nil for any other revision, or a file.
  private func state(of readable: OpenDocument) throws -> Decision.State? {
    guard let revision = readable.revision, revision.name == readable.heads.first?.name else { return nil }
    return try store().state(of: revision.document)
  }
}
