import Decisions
package import Diagnostics
import Quantities

/// What somebody types who says how things went: `payoff=45k USD`, `oil=wet`, or a branch such as `she is great`.
package struct ResolvedOutcome {
  package let line: OutcomeLine

  /// - Throws: what is wrong with it, and what would be possible.
  package init(_ typed: String, of decision: Decision) throws(Diagnostic) {
    let text = typed.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    if let mark = text.firstIndex(of: "=") {
      let subject = text[..<mark].trimmed
      let value = text[text.index(after: mark)...].trimmed
      let isKnown = decision.openQuestions.contains(subject) || subject == "happened"
      // A label may hold the mark, and `she is great=yes` says that she is.
      if !isKnown, let branch = try? decision.branch(text) {
        line = try Self.happened(branch, decision)
        return
      }
      if !isKnown, let branch = try? decision.branch(subject) {
        guard ["yes", "true"].contains(value.lowercased()) else { throw .branchNotYes(branch.name, value) }
        line = try Self.happened(branch, decision)
        return
      }
      if subject == "happened" {
        line = try Self.happened(try decision.branch(value), decision)
        return
      }
      let prediction = decision.predictions.first { $0.subject == subject }
      // `Yes` is what the document calls yes.
      line = try decision.outcomeLine(subject, prediction?.isProbability == true ? value.lowercased() : value)
      return
    }
    // The value of one chance alone says which chance is meant.
    let chances = decision.chances.filter { $0.values.contains(text) }
    if chances.count == 1 {
      line = try decision.outcomeLine(chances[0].name, text)
      return
    }
    if chances.count > 1 { throw .ambiguousBranch(text, chances.map { "\($0.name)=\(text)" }, at: nil) }
    if decision.openQuestions.contains(text) { throw .outcomeWithoutValue(text, decision.exampleAnswer(to: text)) }
    line = try Self.happened(try decision.branch(text), decision)
  }

  /// The line that records a branch: by its label, or by as much of the path as tells it from others.
  private static func happened(_ branch: Branch, _ decision: Decision) throws(Diagnostic) -> OutcomeLine {
    if case .named(let chance, let value?) = branch.fork { return try decision.outcomeLine(chance, value) }
    for count in 1...max(1, branch.path.count) {
      let name = count == 1 ? branch.label : branch.path.suffix(count).joined(separator: " › ")
      if decision.branchesNamed(name) == 1 { return try decision.outcomeLine("happened", name) }
    }
    return try decision.outcomeLine("happened", branch.name)
  }
}

extension Decision {
  /// How many branches end in a label or a path.
  func branchesNamed(_ name: String) -> Int {
    let parts = name.split(separator: " › ").map(String.init)
    return subjects.branches.count { branch in
      parts.count == 1
        ? branch.label == name || branch.path.last == name : Array(branch.path.suffix(parts.count)) == parts
    }
  }

  /// Whether what a line is about is recorded already.
  package func isAnswered(_ line: OutcomeLine) -> Bool {
    guard case .happened(let branch) = line.meaning else { return outcome.contains { $0.subject == line.subject } }
    // Also what contradicts a way that is known is a correction.
    return known.taken[Array(branch.steps.dropLast())] != nil || !known.allows(branch)
  }

  /// The probability that was given to what a line says; nil where it is no chance, or not certain.
  package func probability(of line: OutcomeLine) -> Double? {
    switch line.meaning {
    case .happened(let branch):
      guard let last = branch.steps.last, let all = tree?.probabilities(besides: branch.steps) else { return nil }
      return all.indices.contains(last) ? all[last] : nil
    case .value(let name, let value):
      guard let chance = chances.first(where: { $0.name == name }), chance.parents.isEmpty,
        let index = chance.values.firstIndex(of: value)
      else { return nil }
      return chance.rows[0].probabilities[index].exact
    case .came(let number, let came):
      guard case .probability(let stated)? = predictions.first(where: { $0.number == number })?.belief else {
        return nil
      }
      return came ? stated : 1 - stated
    case .payoff, .lies, .number, .nothing: return nil
    }
  }

  /// What could be answered to a question, for hints.
  package func exampleAnswer(to subject: String) -> String {
    if let prediction = predictions.first(where: { $0.subject == subject }) {
      return prediction.isProbability ? "yes" : "…"
    }
    if let chance = chances.first(where: { $0.name == subject }) { return chance.values[0] }
    return "…"
  }
}
