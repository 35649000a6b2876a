import Decisions
package import Diagnostics
package import Knowledge
package import Reports
import Store

/// All decisions at a glance.
extension Notebook {
  /// Stored decisions, a row each, the newest first. Each is opened and ranked by itself, and nothing but its row is
  /// kept.
  ///
  /// - Parameters:
  ///   - since: only what changed then or later.
  ///   - model: only what follows the model of this slug.
  ///   - leaveOut: is told of a decision that no longer passes the rules.
  package func decisionRows(
    since: Timestamp? = nil, following model: String? = nil, leaveOut: (_ slug: String, DocumentErrors) -> Void
  ) throws -> [DecisionRow] {
    var filter = ListFilter()
    filter.kind = .decision
    filter.since = since
    return try list(filter).compactMap { item in
      do {
        let found = try open(item.slug)
        if let model, found.document.header.text("how").map({ ModelReference($0).slug }) != model { return nil }
        return try row(of: found, item)
      } catch let faults as DocumentErrors {
        leaveOut(item.slug, faults)
        return nil
      }
    }
  }

  private func row(of found: OpenDocument, _ item: ListItem) throws -> DecisionRow {
    let pinned = try pinned(found)
    let isWhole = pinned.revision?.name == found.revision?.name
    let decision = isWhole ? pinned.decision : try self.decision(found)
    let ranking =
      pinned.decision.tree == nil ? nil : try pinned.decision.ranked(sampling: .init(threads: world.processors))
    return DecisionRow(
      decision, slug: found.name, state: item.state ?? decision.state,
      chosen: pinned.decision.chosen ?? decision.chosen, ranking: ranking, reviews: try reviews(of: found))
  }
}
