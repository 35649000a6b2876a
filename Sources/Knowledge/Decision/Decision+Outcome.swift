package import Decisions
package import Diagnostics
import Formulas
package import Quantities

/// How a decision turned out, as far as Outcome tells.
extension Decision {
  /// What an outcome can be about: the payoff, the predictions, the beliefs.
  package var openQuestions: [String] { subjects.all }

  /// `open`, `decided` or `resolved`; whether it is reviewed, another document says.
  package var state: State {
    if isPayoffKnown { return .resolved }
    return Self.isTaken(document.header) ? .decided : .open
  }

  /// Whether a header says that its decision was taken. A day that cannot be read is a fault of its own: it was taken,
  /// all the same.
  static func isTaken(_ header: Header) -> Bool {
    header["decided"].map { $0.value != .text("") } ?? false
  }

  /// Whether a payoff is stated, or implied by what happened.
  private var isPayoffKnown: Bool {
    if outcome.contains(where: { $0.quantity != nil }) { return true }
    // A decision that calls models, which may not be at hand, is resolved where its way is known.
    return tree == nil ? way?.isWhole ?? false : impliedPayoff != nil
  }

  /// The payoff that was recorded last, or else the one that is implied by what happened.
  package var payoff: Quantity? {
    outcome.last { $0.quantity != nil }?.quantity ?? impliedPayoff
  }

  /// What the option that was taken paid on the way that things went; nil where the way is not known to its end, or an
  /// amount on it is still uncertain.
  package var impliedPayoff: Quantity? {
    guard let tree, let way, way.isWhole else { return nil }
    return tree.payoff(along: way.steps, knowing: known.numbers).map { Quantity($0, tree.unit) }
  }

  /// The way of the option that was taken as far as it is known; nil where nothing is said of how things went.
  private var way: (steps: [Int], isWhole: Bool)? {
    guard let options, let chosen = subjects.chosen, !outcome.isEmpty else { return nil }
    guard !known.taken.isEmpty || !known.values.isEmpty else { return nil }
    return options.way(of: chosen, taken: known.taken, values: known.values, chances: subjects.chances)
  }

  /// The branch that something typed means: a label, or the end of a path.
  ///
  /// - Throws: an error that lists what is possible.
  package func branch(_ typed: String) throws(Diagnostic) -> Branch {
    try subjects.branch(typed, knowing: known, at: nil)
  }

  /// A statement about the outcome as it would be read in the document.
  ///
  /// - Throws: what is wrong with it, at no place: it stands nowhere yet.
  package func outcomeLine(_ subject: String, _ value: String) throws(Diagnostic) -> OutcomeLine {
    let source = SourceText(name: "arguments", text: "\(subject) = \(value)")
    do throws(Diagnostic) {
      let written = try OutcomeText(source, SourceSpan(0, source.bytes.count))
      let read = try OutcomeReader(subjects: subjects).line(written, knowing: known)
      guard let read else { throw .unknownOutcome(subject, among: subjects.all, at: nil) }
      if let tree, tree.hasAmounts, let payoff = read.quantity, payoff.converted(to: tree.unit) == nil {
        throw Diagnostic.payoffInOtherUnit(payoff, tree.unit, at: nil)
      }
      return read
    } catch {
      throw error.told(at: nil)
    }
  }

  /// The decision as it would be with further lines under Outcome.
  package func knowing(_ lines: [OutcomeLine]) -> Decision {
    var later = self
    later.outcome += lines
    for line in lines { later.known.add(line.meaning) }
    return later
  }

  /// What was forecast of the forks without a name that the outcome tells of, and which branch came.
  var happened: [(probabilities: [Double], came: Int)] {
    guard let tree else { return [] }
    return known.taken.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { fork, came in
      guard let probabilities = tree.probabilities(besides: fork + [came]), probabilities.indices.contains(came) else {
        return nil
      }
      return (probabilities, came)
    }
  }
}
