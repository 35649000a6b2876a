import Diagnostics
import Knowledge
import Quantities

/// What is suspicious about a decision beyond its numbers: when it is taken, and by whom.
extension Session {
  func doubts(about decision: Decision) throws -> [Diagnostic] {
    let header = decision.document.header
    var doubts: [Diagnostic] = []
    if decision.decided == nil, let day = decision.decideBy, day < surroundings.today {
      doubts.append(.deadlinePast(day, at: header["decide-by"]?.valueSpan))
    }
    if let model = decision.how {
      let name = model.revision.map { "\(model.slug)@\($0)" } ?? model.slug
      let competence = (try? readable(name))?.document.header.list("competence") ?? []
      let tags = Set(header.list("tags").map { $0.lowercased() })
      if !competence.isEmpty, tags.isDisjoint(with: competence.map { $0.lowercased() }) {
        doubts.append(.outsideCompetence(competence, of: model.slug, at: header["how"]?.valueSpan))
      }
    }
    return doubts
  }
}

extension Diagnostic {
  fileprivate static func deadlinePast(_ day: CivilDate, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "deadline-past", "this was to be decided by \(day)", at: span,
      hint: "has not deciding become the decision?", severity: .warning)
  }

  fileprivate static func outsideCompetence(
    _ competence: [String], of model: String, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "outside-competence", "'\(model)' is at home with \(competence.joined(separator: ", ")): none is a tag of this",
      at: span, hint: "who stands inside this circle and could look at it?", severity: .warning)
  }
}
