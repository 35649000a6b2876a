import Decisions
import Diagnostics
package import Knowledge
package import Quantities
import Store

/// What was recorded of how a decision turned out, and what that means.
package struct Resolved {
  package var saved: SaveResult
  package var lines: [OutcomeLine]
  package var before: Decision
  package var after: Decision
  /// The payoff where these lines tell it, and by how much it is more than was expected; nil where it was not scored.
  package var payoff: (value: Quantity, isImplied: Bool, surprise: Quantity?)?

  /// What each line had been given, where the document tells a probability.
  package var probabilities: [(line: OutcomeLine, probability: Double)] {
    lines.compactMap { line in after.probability(of: line).map { (line, $0) } }
  }
}

extension Decision {
  /// The predictions that nothing is recorded of, as an outcome calls them.
  package var unanswered: [String] {
    predictions.map(\.subject).filter { subject in !outcome.contains { $0.subject == subject } }
  }
}

extension Notebook {
  /// A decision that was taken, whose outcome is to be recorded.
  package func resolvable(_ ref: String) throws -> (slug: String, decision: Decision) {
    let head = try decisionHead(ref)
    let decision = try decision(try entry(head.source, kind: .decision))
    guard decision.decided != nil else { throw Failure(.data, .notDecided(head.slug)) }
    return (head.slug, decision)
  }

  /// Records what really happened.
  ///
  /// - Parameters:
  ///   - typed: `payoff=190k USD`, `prediction 1=yes`, `oil=wet`, or a branch.
  ///   - because: a note, or the reason of a correction.
  ///   - date: the day it was known; today where nil.
  package func resolve(
    _ ref: String, _ typed: [String], because: String? = nil, on date: CivilDate? = nil
  ) throws -> Resolved {
    try retrying { try record(ref, typed, because, date) }
  }

  private func record(_ ref: String, _ typed: [String], _ because: String?, _ date: CivilDate?) throws -> Resolved {
    let head = try decisionHead(ref)
    let decision = try decision(try entry(head.source, kind: .decision))
    guard decision.decided != nil else { throw Failure(.data, .notDecided(head.slug)) }
    let day = try past(date)
    let note = note(because)
    var after = decision
    var lines: [OutcomeLine] = []
    for text in typed {
      let line: OutcomeLine
      do throws(Diagnostic) {
        line = try ResolvedOutcome(text, of: after).line
      } catch {
        throw Failure(error.code == .usage ? .usage : .data, error)
      }
      if note == nil, after.isAnswered(line) { throw Failure(.data, .alreadyResolved(line.subject, line.value)) }
      after = after.knowing([line])
      lines.append(line)
    }
    let written = lines.map { OutcomeLine.written(date: day, subject: $0.subject, value: $0.value, note: note) }
    let entry = try next(head, decision.document.appending(written, to: "Outcome"))
    let saved = try saveNext(head, entry)
    let resolved = try self.decision(entry)
    return Resolved(
      saved: saved, lines: lines, before: decision, after: resolved,
      payoff: payoff(decision, resolved, saved.revision))
  }

  /// The payoff where it is known now and was not before.
  private func payoff(
    _ before: Decision, _ after: Decision, _ saved: Revision
  ) -> (value: Quantity, isImplied: Bool, surprise: Quantity?)? {
    guard let payoff = after.payoff, before.payoff != payoff else { return nil }
    var surprise: Quantity?
    let found = OpenDocument(
      reading: Reading(after.document, of: after.document.source), revision: saved, heads: [saved], kind: .decision,
      name: saved.slug)
    if let score = try? scored(found).score,
      let taken = score.options.first(where: { $0.label == after.chosen }),
      let own = payoff.converted(to: score.unit)
    {
      let difference = own.value - taken.expected
      let isNone = abs(difference) <= 1e-9 * max(abs(own.value), abs(taken.expected))
      surprise = Quantity(isNone ? 0 : difference, score.unit)
    }
    return (payoff, after.outcome.allSatisfy { $0.quantity == nil }, surprise)
  }
}
