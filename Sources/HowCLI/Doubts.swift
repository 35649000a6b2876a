import Diagnostics
import Knowledge
import Quantities
import Store

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
    return doubts + (try baseRates(decision))
  }

  /// Chances whose probabilities disagree with how chances of their names turned out.
  private func baseRates(_ decision: Decision) throws -> [Diagnostic] {
    let chances = (decision.tree?.beliefs.chances ?? []).filter { chance in
      chance.parents.isEmpty && chance.rows[0].probabilities.allSatisfy { $0.exact != nil }
    }
    guard !chances.isEmpty, let store = try? store() else { return [] }
    var rates = chances.map { BaseRate(of: $0.name) }
    for state in [Decision.State.decided, .resolved, .reviewed] {
      var filter = ListFilter()
      (filter.kind, filter.state, filter.limit) = (.decision, state, 1000)
      for listed in try store.list(filter) {
        guard let head = try store.find(listed.slug)?.first, head.source.bytes != decision.document.source.bytes else {
          continue
        }
        for index in rates.indices { rates[index].count(head.source) }
      }
    }
    return zip(chances, rates).compactMap { chance, rate in
      let probabilities = zip(chance.values, chance.rows[0].probabilities).map { ($0, $1.exact ?? 0) }
      guard let off = rate.disagreement(with: probabilities.map { (value: $0.0, probability: $0.1) }) else {
        return nil
      }
      let believed = probabilities.first { $0.0 == off.value }?.1 ?? 0
      return .baseRate(
        chance.name, off.value, seen: rate.counts[off.value] ?? 0, of: rate.total, believed: believed,
        at: chance.nameSpan)
    }
  }
}

extension Diagnostic {
  fileprivate static func baseRate(
    _ chance: String, _ value: String, seen: Int, of total: Int, believed: Double, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "base-rate",
      "in \(total) earlier decisions '\(chance)' was '\(value)' \(seen) times; here it has \(NumberText.percent(believed))",
      at: span, hint: "what is different this time?", severity: .warning)
  }

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
