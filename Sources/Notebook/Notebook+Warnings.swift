import Diagnostics
import Foundation
import Knowledge
import Markdown
import Quantities
import Store
import Uncertainty

/// What is suspicious about a decision beyond its numbers: when it is taken, and by whom.
extension Notebook {
  func doubts(about decision: Decision, after past: [Decision]) throws -> [Diagnostic] {
    let header = decision.document.header
    var doubts: [Diagnostic] = []
    if decision.decided == nil, let day = decision.decideBy, day < today {
      doubts.append(.deadlinePast(day, at: header["decide-by"]?.valueSpan))
    }
    if let model = decision.how {
      let name = model.revision.map { "\(model.slug)@\($0)" } ?? model.slug
      let competence = (try? open(name))?.document.header.list("competence") ?? []
      let tags = Set(header.tags.map { $0.lowercased() })
      if !competence.isEmpty, tags.isDisjoint(with: competence.map { $0.lowercased() }) {
        doubts.append(.outsideCompetence(competence, of: model.slug, at: header["how"]?.valueSpan))
      }
    }
    doubts += Self.misspelled(in: header)
    for line in decision.evidence where line.date > today {
      doubts.append(.evidenceOfTomorrow(line.date, at: line.evidence.span))
    }
    return doubts + baseRates(decision, after: past)
  }

  /// Keys of the header that nothing reads and that are nearly one that is read.
  private static func misspelled(in header: Header) -> [Diagnostic] {
    let known = Header.known
    // Words of their own.
    let others: Set = ["state", "status", "stakes", "decider", "decided-by"]
    return header.entries.compactMap { entry in
      if others.contains(entry.key) { return nil }
      let plain = entry.key.lowercased().replacing("_", with: "-")
      // What differs only in case, hyphens or spaces is read.
      guard Header.known(entry.key) == nil, let near = NearestName.of(plain, among: known) else { return nil }
      return .misspelledKey(entry.key, near: near, at: entry.keySpan)
    }
  }

  /// The decisions of the store that were taken and have an outcome, other than one, the newest first, 1000 at most.
  func past(besides read: OpenDocument) throws -> [Decision] {
    let slug = read.document.header.text("slug")
    let past = try pastRevisions().filter { revision in
      read.revision.map { $0.document != revision.document } ?? (revision.slug != slug)
    }
    let new = past.filter { readPast[$0.name] == nil }
    if !new.isEmpty {
      let (units, document) = (try units(), world.document)
      // A line that is wrong is left out by itself.
      let decisions = concurrentMap(new.count, threads: world.processors) { index in
        Decision.reading(document(new[index].source).value, units: units).value
      }
      for (revision, decision) in zip(new, decisions) { readPast[revision.name] = decision }
    }
    return past.compactMap { readPast[$0.name] }.filter { !$0.outcome.isEmpty }
  }

  private func pastRevisions() throws -> [Revision] {
    if let knownPast { return knownPast }
    // Making an empty store in memory would take longer than most scores.
    guard hasStore, let store = try? store() else { return [] }
    let past = try store.decisionsWithOutcome(limit: 1000)
    knownPast = past
    return past
  }

  /// What the person forecast in earlier decisions, and what came.
  func record(of past: [Decision]) -> TrackRecord {
    concurrentMap(past.count, threads: world.processors) { TrackRecord(of: past[$0]) }
      .reduce(into: TrackRecord(), +=)
  }

  /// Chances whose probabilities disagree with how chances of their names turned out.
  private func baseRates(_ decision: Decision, after past: [Decision]) -> [Diagnostic] {
    let chances = (decision.tree?.beliefs.chances ?? []).filter { chance in
      chance.parents.isEmpty && chance.rows[0].probabilities.allSatisfy { $0.exact != nil }
    }
    if chances.isEmpty { return [] }
    var rates = chances.map { BaseRate(of: $0.name) }
    for earlier in past {
      for index in rates.indices { rates[index].count(earlier) }
    }
    return zip(chances, rates).compactMap { chance, rate in
      let believed = zip(chance.values, chance.rows[0].probabilities).map { (value: $0, probability: $1.exact ?? 0) }
      guard let off = rate.disagreement(with: believed) else { return nil }
      return .baseRate(
        chance.name, off.value, seen: rate.counts[off.value] ?? 0, of: rate.total,
        believed: believed.first { $0.value == off.value }?.probability ?? 0, at: chance.nameSpan)
    }
  }

  /// Ranges of a person whose ranges have held less than they should.
  func narrowRanges(_ record: TrackRecord, in decision: Decision) -> [Diagnostic] {
    let readings = decision.tree?.beliefs.readings ?? []
    guard record.scores.count >= 10, let first = readings.first(where: \.isRange) else { return [] }
    let distribution = Distribution.binomial(trials: record.scores.count, probability: 0.9)
    guard distribution.cumulative(Double(record.hits)) < 0.05 else { return [] }
    return [.narrowRanges(hits: record.hits, of: record.scores.count, at: first.span)]
  }
}
