package import Decisions
package import Diagnostics
package import Knowledge
package import Quantities
import Store

/// Evidence that was recorded, and what it changes.
package struct EvidenceRecorded {
  package var saved: SaveResult
  package var document: Document
  package var score: Score
  /// The best option before; nil where it could not be scored.
  package var bestBefore: String?
  /// The day the decision was taken; what came later does not change what was believed then.
  package var decided: CivilDate?
  /// What the new line makes suspicious.
  package var warnings: [Diagnostic]
}

extension Notebook {
  /// Records evidence about a chance in a decision's ledger.
  ///
  /// - Parameters:
  ///   - likelihood: how likely what was seen is under each value, or a ratio such as `3:1`.
  ///   - because: where it comes from.
  ///   - date: the day it was seen; today where nil.
  package func update(
    _ ref: String, chance name: String, likelihood: String, because: String? = nil, on date: CivilDate? = nil
  ) throws -> EvidenceRecorded {
    try retrying {
      let head = try decisionHead(ref)
      let decision = try decision(try entry(head.source, kind: .decision))
      let day = try past(date)
      let chances = decision.tree?.beliefs.chances ?? []
      guard let chance = chances.first(where: { $0.name == name }) else {
        throw Failure(.data, .noSuchChance(name, among: chances.map(\.name)))
      }
      let text = note(likelihood) ?? ""
      do throws(Diagnostic) {
        _ = try LikelihoodText.read(text, of: name, values: chance.values, at: nil)
      } catch {
        throw Failure(.data, error)
      }
      let line = EvidenceLine.written(date: day, chance: name, likelihood: text, source: note(because))
      let bytes = decision.document.appending([line], to: "Evidence")
      let entry = try next(head, bytes)
      // What cannot have been seen is told of before it is written down.
      let updated = try self.decision(entry).scored()
      let own: Set<Diagnostic.Code> = [.sharedSource, .certainEvidence]
      return EvidenceRecorded(
        saved: try saveNext(head, entry), document: entry.document, score: updated,
        bestBefore: try? decision.scored().best.label, decided: decision.decided,
        warnings: updated.warnings.filter { own.contains($0.code) })
    }
  }
}
