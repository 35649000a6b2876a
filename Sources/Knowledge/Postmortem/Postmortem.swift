package import Diagnostics

/// What a decision taught: its process and its outcome, judged apart.
package struct Postmortem: Sendable {
  package let document: Document
  /// The slug of the decision.
  package var decision: String?
  /// From 1 (bad) to 5 (good); nil where not judged yet.
  package var process: Int?
  package var outcome: Int?
  package var causes: [String]
  package var fooledBy: [String]

  /// Reads a postmortem.
  ///
  /// - Throws: everything that is wrong with it.
  package init(_ document: Document) throws(DocumentErrors) {
    self = try Self.reading(document).valid()
  }

  /// Reads a postmortem, whatever is wrong with it.
  package static func reading(_ document: Document) -> Reading<Postmortem> {
    var reader = FieldReader(document)
    let postmortem = Postmortem(&reader)
    return reader.reading(postmortem)
  }

  private init(_ reader: inout FieldReader) {
    document = reader.document
    decision = document.header.text("decision")?.composed
    process = reader.rating("process")
    outcome = reader.rating("outcome")
    causes = document.header.list("causes")
    fooledBy = document.header.list("fooled-by")
    if decision == nil { reader.faults.append(.postmortemWithoutDecision(at: document.place)) }
  }

  /// Where the decision stands in the square; nil until both are judged.
  package var square: SkillAndLuck? {
    guard let process, let outcome else { return nil }
    return SkillAndLuck(process: process, outcome: outcome)
  }
}

/// The square of process and outcome (Russo and Schoemaker 2002, "Winning Decisions"): a good outcome may be deserved
/// or luck, and so may a bad one. 3 is neither good nor bad.
package enum SkillAndLuck: String, Sendable {
  case deservedSuccess, badBreak, dumbLuck, poeticJustice, onTheLine

  package init(process: Int, outcome: Int) {
    switch (process, outcome) {
    case (4..., 4...): self = .deservedSuccess
    case (4..., ...2): self = .badBreak
    case (...2, 4...): self = .dumbLuck
    case (...2, ...2): self = .poeticJustice
    default: self = .onTheLine
    }
  }

  package var words: String {
    switch self {
    case .deservedSuccess: "deserved success: a good process and a good outcome"
    case .badBreak: "a bad break: a good process and a bad outcome"
    case .dumbLuck: "dumb luck: a bad process and a good outcome"
    case .poeticJustice: "poetic justice: a bad process and a bad outcome"
    case .onTheLine: "on the line: process or outcome was neither good nor bad"
    }
  }
}
