import Decisions
import Diagnostics
import Formulas
import Quantities

/// A bet: options, outcomes, probabilities and payoffs, with what was done about it.
public struct Decision: Sendable {
  public enum State: String, CaseIterable, Sendable {
    /// Not taken yet.
    case open
    /// Taken, the outcome not known yet.
    case decided
    /// The outcome is recorded.
    case resolved
    /// A postmortem has been written.
    case reviewed
  }

  public let document: Document
  public var how: ModelReference?
  public var stake: Quantity?
  public var bankroll: Quantity?
  public var decideBy: CivilDate?
  /// The label of the option taken.
  public var chosen: String?
  public var decided: CivilDate?
  /// The tree with its formulas computed; nil where the document has no Options.
  public var tree: ValuedTree?
  /// What Outcome records, latest last.
  public var outcome: [OutcomeLine]
  /// The text of each top-level item under Predictions.
  public var predictions: [String]
  /// The names that Beliefs define, in order.
  public var beliefs: [String]
  private var optionsPlace: SourceSpan

  /// What an outcome can be about: the payoff, the predictions, the beliefs.
  public var openQuestions: [String] {
    ["payoff"] + predictions.indices.map { "prediction \($0 + 1)" } + beliefs
  }

  /// Whether an outcome can only be yes, no or unknown: a prediction with a probability.
  public func isYesOrNo(_ subject: String) -> Bool {
    guard subject.hasPrefix("prediction "), let number = Int(subject.dropFirst("prediction ".count)),
      predictions.indices.contains(number - 1)
    else { return false }
    return predictions[number - 1].split(separator: " ").first?.hasSuffix("%") ?? false
  }

  /// `open`, `decided` or `resolved`; whether it is reviewed, another document says.
  public var state: State {
    if outcome.contains(where: { $0.subject == "payoff" }) { return .resolved }
    return decided == nil ? .open : .decided
  }

  /// The payoff that was recorded last.
  public var payoff: Quantity? {
    outcome.last { $0.subject == "payoff" }?.quantity
  }

  /// Reads a decision.
  ///
  /// - Throws: everything that is wrong with it.
  public init(_ document: Document) throws(Faults) {
    var reader = FieldReader(document)
    self.document = document
    how = document.header.text("how").map { ModelReference($0) }
    decideBy = reader.date("decide-by")
    decided = reader.date("decided")
    chosen = document.header.text("chosen")
    predictions = (document.section("Predictions")?.outline.items ?? []).map { document.source[$0.text] }
    optionsPlace = document.section("Options")?.heading.span ?? document.place

    for name in ["Beliefs", "Options", "Predictions", "Outcome"] {
      let all = document.sections.filter { $0.heading.text.lowercased() == name.lowercased() }
      if all.count > 1 {
        let line = document.source.line(at: all[0].heading.span.start)
        reader.faults.append(.duplicateSection(name, at: all[1].heading.span, firstLine: line))
      }
    }
    let blocks = document.section("Beliefs")?.formulaBlocks ?? []
    let beliefs = Scope.reading(document.source, in: blocks)
    reader.faults += beliefs.faults
    self.beliefs = beliefs.scope.names
    stake = reader.quantity("stake", in: beliefs.scope)
    bankroll = reader.quantity("bankroll", in: beliefs.scope)
    outcome = reader.outcome(in: beliefs.scope)
    if let options = document.section("Options") {
      let read = TreeReader.read(options.outline, of: document.source, section: options.heading.span)
      reader.faults += read.faults
      if let valued = read.tree?.valued(in: beliefs.scope, source: document.source) {
        reader.faults += valued.faults
        tree = valued.tree
      }
    }
    if let tree, let chosen, !tree.options.contains(where: { $0.label == chosen }) {
      let span = document.header["chosen"]?.valueSpan
      reader.faults.append(.unknownOption(chosen, among: tree.options.map(\.label), at: span))
    }
    if let tree, let stake, stake.converted(to: tree.unit) == nil, tree.hasAmounts {
      reader.faults.append(.stakeInOtherUnit(stake.unit, tree.unit, at: document.header["stake"]?.valueSpan))
    }
    for line in outcome {
      guard let tree, let payoff = line.quantity, payoff.converted(to: tree.unit) == nil, tree.hasAmounts else {
        continue
      }
      reader.faults.append(.payoffInOtherUnit(payoff.unit, tree.unit, at: line.span))
    }
    try reader.finish()
  }

  /// The score of the tree.
  ///
  /// - Throws: an error where the document has no Options.
  public func scored() throws(Faults) -> Score {
    guard let tree else { throw Faults(in: document.source, [.withoutOptions(at: document.place)]) }
    return tree.scored(
      stake: (stake?.converted(to: tree.unit) ?? stake)?.value, source: document.source, section: optionsPlace)
  }

  /// The option of a label: exactly, else without regard to case, else by a unique beginning.
  ///
  /// - Throws: an error that lists the options.
  public func option(_ typed: String) throws(Faults) -> String {
    let labels = tree?.options.map(\.label) ?? []
    if labels.contains(typed) { return typed }
    let lowered = typed.lowercased()
    let same = labels.filter { $0.lowercased() == lowered }
    if same.count == 1 { return same[0] }
    // The marks of emphasis are part of a label, but nobody types them.
    func bare(_ text: String) -> String { text.lowercased().filter { !"*_`\"".contains($0) } }
    let unmarked = labels.filter { bare($0) == bare(typed) }
    if unmarked.count == 1 { return unmarked[0] }
    let beginning = labels.filter { !lowered.isEmpty && $0.lowercased().hasPrefix(lowered) }
    if beginning.count == 1 { return beginning[0] }
    if beginning.count > 1 { throw Faults(in: document.source, [.ambiguousOption(typed, beginning)]) }
    throw Faults(in: document.source, [.unknownOption(typed, among: labels, at: nil)])
  }
}

extension ValuedTree {
  /// Whether any amount is not 0: the unit of a tree without is nobody's.
  var hasAmounts: Bool {
    func has(_ node: Node) -> Bool { node.amount != 0 || node.children.contains(where: has) }
    return options.contains(where: has)
  }
}
