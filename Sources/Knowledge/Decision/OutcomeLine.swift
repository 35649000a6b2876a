package import Decisions
package import Diagnostics
package import Formulas
package import Quantities

/// One line under Outcome: `- 2027-03-01 payoff = 45k USD — the well was dry`.
package struct OutcomeLine: Sendable {
  /// What a line says.
  package enum Meaning: Sendable {
    case payoff(Quantity)
    /// Whether a prediction with a probability came true.
    case came(prediction: Int, Bool)
    /// Where what came lies in the range of a prediction.
    case lies(prediction: Int, Placement)
    /// What a named chance turned out to be.
    case value(chance: String, String)
    /// What a number of Beliefs turned out to be, in its own unit.
    case number(belief: String, Double)
    /// A branch of the tree that came, or was chosen.
    case happened(Branch)
    /// It will not be known, or what it says needs documents that are not at hand.
    case nothing
  }

  /// What a line is about.
  package enum Subject: Hashable, Sendable {
    case payoff
    case prediction(Int)
    /// A named chance or a number of Beliefs.
    case belief(String)
    /// A branch of the tree.
    case branch
  }

  package var about: Subject
  /// What happened, as written.
  package var value: String
  package var meaning: Meaning
  package var date: CivilDate?
  package var note: String?
  /// The line without its marker.
  package var text: String
  package var span: SourceSpan

  /// What the line is about, as it is written: `payoff`, `prediction 2`, a belief, or `happened`.
  package var subject: String {
    switch about {
    case .payoff: "payoff"
    case .prediction(let number): "prediction \(number)"
    case .belief(let name): name
    case .branch: "happened"
    }
  }

  /// The payoff that it states.
  package var quantity: Quantity? { if case .payoff(let quantity) = meaning { quantity } else { nil } }

  /// The line as it is written into a document.
  package static func written(date: CivilDate, subject: String, value: String, note: String?) -> String {
    "- \(date) \(subject) = \(value)" + (note.map { " — \($0)" } ?? "")
  }
}

/// What an outcome can be about.
struct OutcomeSubjects {
  var predictions: [Prediction]
  var beliefs: Beliefs
  var options: Tree?
  /// The place of the option that was taken among the options; nil where none was.
  var chosen: Int?
  var context: FormulaContext

  /// The values of the named chances.
  var chances: [String: [String]] {
    Dictionary(beliefs.chances.map { ($0.name, $0.values) }) { first, _ in first }
  }

  /// The names that Beliefs define, chances last.
  var names: [String] { beliefs.scope.names + beliefs.chances.map(\.name) }

  var all: [String] { ["payoff"] + predictions.map(\.subject) + names }

  /// What a subject that can be is, in the order in which an outcome is read.
  func about(_ subject: String) -> OutcomeLine.Subject {
    if subject == "happened" { return .branch }
    if subject == "payoff" { return .payoff }
    return predictions.first { $0.subject == subject }.map { .prediction($0.number) } ?? .belief(subject)
  }

  /// The branches that can come under the option that was taken, or under any where none was.
  var branches: [Branch] {
    (options?.branches(chances: chances) ?? []).filter { $0.steps.first == chosen ?? $0.steps.first }
  }

  /// The branch that a label or the end of a path means.
  ///
  /// - Parameter known: what is known of the way, which decides between branches of one label.
  /// - Throws: an error that lists what is possible.
  func branch(_ typed: String, knowing known: KnownWay, at span: SourceSpan?) throws(Diagnostic) -> Branch {
    let parts = typed.split { $0 == "›" || $0 == ">" }.map(\.trimmed)
    let all = branches
    // Exactly, else without regard to case and quotes, else by a unique beginning of the last label.
    let exact = all.filter { $0.ends(in: parts) { $0 == $1 } }
    let same = exact.isEmpty ? all.filter { $0.ends(in: parts) { $0.lowercased() == $1.lowercased() } } : exact
    let begun =
      same.isEmpty && typed.count > 1
      ? all.filter { $0.ends(in: parts) { $0.lowercased().hasPrefix($1.lowercased()) } } : same
    if begun.count == 1 { return begun[0] }
    if begun.isEmpty { throw .unknownBranch(typed, among: all.map(\.label), at: span) }
    // What one way of going on leads to is one branch, though it stands in the tree several times.
    let possible = begun.filter { known.allows($0) }
    guard possible.count == 1 else { throw .ambiguousBranch(typed, begun.map(\.name), at: span) }
    return possible[0]
  }
}

extension Branch {
  fileprivate func ends(in parts: [String], _ isSame: (String, String) -> Bool) -> Bool {
    guard !parts.isEmpty, parts.count <= path.count else { return false }
    func matches(_ own: String, _ typed: String, isLast: Bool) -> Bool {
      isSame(own, typed) || isLast && isSame(label, typed)
    }
    return zip(path.suffix(parts.count), parts).enumerated().allSatisfy { index, pair in
      matches(pair.0, pair.1, isLast: index == parts.count - 1)
    }
  }
}

/// What is known of how things went: forks passed and values of named chances.
struct KnownWay {
  /// At a fork, by the way to it, the branch that came or was chosen.
  var taken: [[Int]: Int] = [:]
  var values: [String: String] = [:]
  /// What uncertain numbers turned out to be.
  var numbers: [String: Double] = [:]
  /// The forks without a name that an outcome tells of, by the way to their branch.
  var happened: [[Int]] = []

  /// Whether a branch agrees with what is known.
  func allows(_ branch: Branch) -> Bool {
    let forksAgree = branch.steps.indices.dropFirst().allSatisfy { index in
      let fork = Array(branch.steps[..<index])
      return taken[fork].map { $0 == branch.steps[index] } ?? true
    }
    return forksAgree
      && branch.path.allSatisfy { label in
        guard let mark = label.firstRange(of: " = "), let value = values[String(label[..<mark.lowerBound])] else {
          return true
        }
        return label[mark.upperBound...] == value || label[mark.upperBound...] == "any"
      }
  }

  /// Takes in a line; a later one about the same replaces it.
  mutating func add(_ meaning: OutcomeLine.Meaning) {
    switch meaning {
    case .value(let chance, let value): values[chance] = value
    case .number(let belief, let value): numbers[belief] = value
    case .happened(let branch):
      for index in branch.steps.indices.dropFirst() {
        let fork = Array(branch.steps[..<index])
        // What was said before of another way is corrected.
        if let before = taken[fork], before != branch.steps[index] {
          taken = taken.filter { !$0.key.starts(with: fork + [before]) }
        }
        taken[fork] = branch.steps[index]
      }
      if case .named(let chance, let value?) = branch.fork { values[chance] = value }
    case .payoff, .came, .lies, .nothing: break
    }
  }
}
