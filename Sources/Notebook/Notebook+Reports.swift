package import Diagnostics
package import Knowledge
package import Quantities
package import Reports

/// Reports as markdown, by the person's templates or the program's.
extension Notebook {
  /// The story of a decision, a model or a postmortem.
  ///
  /// - Parameter leaveOut: is told of a decision of a model that no longer passes the rules.
  package func report(
    of found: OpenDocument, as version: ScoredDecision.Version = .taken,
    leaveOut: (_ slug: String, DocumentErrors) -> Void
  ) throws -> String {
    switch found.kind {
    case .decision:
      return try template("reports/decision.mustache").filled(try facts(found, as: version).pages)
    case .postmortem:
      return try template("reports/postmortem.mustache").filled([PostmortemPage(try Postmortem(found.document))])
    case .model, .forecasts:
      let rows = try decisionRows(following: found.name, leaveOut: leaveOut)
      let page = ModelPage(found.document, slug: found.name, decisions: rows)
      return try template("reports/model.mustache").filled([page])
    }
  }

  /// All decisions at a glance.
  ///
  /// - Parameters:
  ///   - since: the local day from which on a change counts; all count where nil.
  ///   - moment: the moment at which that day begins.
  package func report(
    since: CivilDate?, from moment: Timestamp?, leaveOut: (_ slug: String, DocumentErrors) -> Void
  ) throws -> (text: String, isEmpty: Bool) {
    let rows = try decisionRows(since: moment, leaveOut: leaveOut)
    let page = OverviewPage(rows, today: today, since: since)
    return (try template("reports/all.mustache").filled([page]), rows.isEmpty)
  }
}
