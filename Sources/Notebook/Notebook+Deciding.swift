package import Decisions
import Diagnostics
package import Knowledge
package import Quantities
import Store

/// A decision that was taken, and what was expected of it.
package struct DecisionTaken {
  package var saved: SaveResult
  package var option: String
  /// The score of the moment, by which it was taken.
  package var score: Score
  /// The models of the library that were copied into the store, and why.
  package var kept: [(slug: String, why: String)] = []

  /// What the option is expected to bring, and how much less that is than the best one; nil where it is the best.
  package var expected: (value: Quantity, givenUp: Quantity?)? {
    guard let taken = score.options.first(where: { $0.label == option }) else { return nil }
    let isBest = taken.label == score.best.label || taken.expected == score.best.expected
    return (
      Quantity(taken.expected, score.unit),
      isBest ? nil : Quantity(score.best.expected - taken.expected, score.unit)
    )
  }
}

extension Notebook {
  /// Takes an option: what is believed now is kept and scored later.
  ///
  /// - Parameters:
  ///   - option: the option's label or the beginning of it; nil is an error that lists them.
  ///   - date: the day it was taken; today where nil.
  package func decide(_ ref: String, option: String?, on date: CivilDate?) throws -> DecisionTaken {
    try retrying { try take(ref, option, date) }
  }

  private func take(_ ref: String, _ option: String?, _ date: CivilDate?) throws -> DecisionTaken {
    let head = try decisionHead(ref)
    let entry = try entry(head.source, kind: .decision)
    let document = entry.document
    let decision = try decision(entry)
    if let decided = decision.decided {
      throw Failure(
        .data, .alreadyDecided(head.slug, decision.chosen ?? "", on: decided, before: try beforeTaken(head, ref)))
    }
    guard let option else {
      throw Failure(.usage, .optionMissing(head.slug, decision.options?.options.map(\.label) ?? []))
    }
    let score = try decision.scored()
    let label = try decision.option(option)
    let day = try past(date)
    var kept: [(slug: String, why: String)] = []
    var changes = [(key: "chosen", value: label), (key: "decided", value: day.description)]
    if let model = decision.how, model.revision == nil {
      let found = try self.model(model.slug)
      let name = try keep(found.revision, slug: found.slug, found.document, "you followed it", &kept)
      changes.append((key: "how", value: ModelReference(slug: found.slug, revision: name).description))
    }
    // The models that formulas reach keep the revisions they have now: a later one must not change what was believed.
    let targets = decision.text.targets
    let called = targets.isEmpty ? [] : try LoadedLibrary(for: targets, in: self).unpinned
    let calls = try called.map { found in
      let name = try keep(found.revision, slug: found.name, found.document, "it was used", &kept)
      return ModelReference(slug: found.name, revision: name).description
    }
    if !calls.isEmpty { changes.append((key: "calls", value: calls.joined(separator: ", "))) }
    let saved = try saveNext(head, try next(head, document.setting(changes)))
    return DecisionTaken(saved: saved, option: label, score: score, kept: kept)
  }

  /// The revision before a decision was taken, as it is typed; nil where it came in taken.
  private func beforeTaken(_ head: Revision, _ ref: String) throws -> String? {
    guard let taken = try pinned(try open(ref)).revision else { return nil }
    let before = try store().history(of: head.document).filter { taken.parents.contains($0.name) && !$0.isRemoval }
    return before.first.map { "\(head.slug)@\($0.ordinal)" }
  }

  /// The beginning of the name of a model's revision; one of the library is copied into the store, where it stays as it
  /// was.
  private func keep(
    _ revision: Revision?, slug: String, _ document: Document, _ why: String,
    _ kept: inout [(slug: String, why: String)]
  ) throws -> String {
    if let revision { return String(revision.name.description.prefix(16)) }
    let entry = try entry(document.source, kind: .model)
    let name = try store(for: .writing).keepLibraryCopy(entry, slug: slug).revision.name
    kept.append((slug, why))
    return String(name.description.prefix(16))
  }

  // MARK: What writing calls share

  /// The only head of a decision that is to be changed.
  func decisionHead(_ ref: String) throws -> Revision {
    let head = try head(ref)
    guard head.kind == .decision else { throw Failure(.data, .isNot(head.slug, .decision, but: head.kind)) }
    return head
  }

  /// A day that has come; today where nil.
  func past(_ date: CivilDate?) throws -> CivilDate {
    let day = date ?? today
    if day > today { throw Failure(.usage, .dateInFuture(day)) }
    return day
  }

  /// A note on one line; nil where it says nothing.
  func note(_ text: String?) -> String? {
    let line = text?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed ?? ""
    return line.isEmpty ? nil : line
  }

  /// Reads the text that is to follow a head.
  func next(_ head: Revision, _ bytes: [UInt8], named name: String? = nil) throws -> Entry {
    try entry(SourceText(name: name ?? head.slug, bytes: bytes), kind: head.kind)
  }

  /// Saves what was read after a head, which must still be one.
  func saveNext(_ head: Revision, _ entry: Entry) throws -> SaveResult {
    var new = NewRevision(after: head, entry: entry)
    new.mustFollowHeads = true
    return try save(new)
  }
}
