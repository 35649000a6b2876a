package import Decisions
package import Diagnostics
package import Formulas
package import Quantities

/// A bet: options, outcomes, probabilities and payoffs, with what was done about it.
package struct Decision: Sendable {
  package enum State: String, CaseIterable, Sendable {
    /// Not taken yet.
    case open
    /// Taken, the outcome not known yet.
    case decided
    /// The outcome is recorded.
    case resolved
    /// A postmortem has been written.
    case reviewed
  }

  /// What it is made from.
  package let text: DecisionText
  package var stake: Quantity?
  package var bankroll: Quantity?
  package var riskTolerance: Quantity?
  /// The label of the option taken.
  package var chosen: String?
  /// The tree with its formulas valued; nil where there is none, where something in it is wrong, or where models that
  /// it calls are not at hand.
  package var tree: ValuedTree?
  /// The dated ledger under Evidence.
  package var evidence: [EvidenceLine]
  /// What learning the truth about beliefs costs.
  package var costs: [LearningCost]
  /// What Outcome records, latest last.
  package var outcome: [OutcomeLine]
  /// The lines under Predictions.
  package var predictions: [Prediction]
  /// The names that Beliefs define, in order.
  package var beliefs: [String]
  /// The named chances, each after those it depends on.
  package var chances: [NamedChance]
  /// What is known of how things went.
  var known: KnownWay
  /// What an outcome can be about.
  let subjects: OutcomeSubjects

  package var document: Document { text.document }
  package var how: ModelReference? { text.how }
  package var decideBy: CivilDate? { text.decideBy }
  package var decided: CivilDate? { text.decided }
  /// The tree as it is written, as far as it can be read; nil where the document has no Options.
  package var options: Tree? { text.options }
  /// The dated lines under Checkpoints.
  package var checkpoints: [Checkpoint] { text.checkpoints }

  /// Reads a decision.
  ///
  /// - Parameters:
  ///   - units: the units that formulas know.
  ///   - library: the documents that formulas reach. Without one the tree of a decision that calls models is left out.
  ///   - seed: what uncertain numbers are drawn with.
  /// - Throws: everything that is wrong with it.
  package init(
    _ document: Document, units: UnitCatalogue = .builtIn, library: (any FormulaLibrary)? = nil, seed: UInt64 = 1
  ) throws(DocumentErrors) {
    self = try Self.reading(document, units: units, library: library, seed: seed).valid()
  }

  /// Reads a decision, whatever is wrong with it: of a line that is wrong nothing is taken, the others count.
  package static func reading(
    _ document: Document, units: UnitCatalogue = .builtIn, library: (any FormulaLibrary)? = nil, seed: UInt64 = 1
  ) -> Reading<Decision> {
    reading(DecisionText.reading(document, units: units), library: library, seed: seed)
  }

  /// Computes a decision from its text.
  ///
  /// - Parameters:
  ///   - library: the documents that formulas reach. Without one the tree of a decision that calls models is left out.
  ///   - seed: what uncertain numbers are drawn with.
  package static func reading(
    _ text: Reading<DecisionText>, library: (any FormulaLibrary)? = nil, seed: UInt64 = 1
  ) -> Reading<Decision> {
    var reader = FieldReader(text.value.document, faults: text.diagnostics)
    let decision = Decision(text.value, &reader, library: library, seed: seed)
    return reader.reading(decision)
  }

  private init(_ text: DecisionText, _ reader: inout FieldReader, library: (any FormulaLibrary)?, seed: UInt64) {
    self.text = text
    let document = text.document
    let units = text.grammar.units
    let program = text.beliefs
    // Formulas that call models wait for them; what they say is checked when the decision is scored.
    let isWhole = library != nil || text.targets.isEmpty
    let beliefs = Beliefs(
      isWhole ? program : program.withoutLinks, units: units, library: library, seed: seed)
    if isWhole { reader.faults += beliefs.faults } else { reader.faults += program.faults }
    self.beliefs = beliefs.scope.names + beliefs.chances.map(\.name)
    chances = beliefs.chances
    let context = FormulaContext(grammar: text.grammar, scope: beliefs.scope, isWhole: library != nil)
    stake = reader.quantity(text.stake, context)
    bankroll = reader.quantity(text.bankroll, context)
    riskTolerance = reader.quantity(text.riskTolerance, context)
    chosen = text.chosen
    // The marks of emphasis are no part of a label, but may stand in what was written down as chosen.
    if let label = chosen, let options = text.options, !options.options.contains(where: { $0.label == label }) {
      chosen = options.options.first { $0.label == Self.bare(label) }?.label ?? label
    }
    predictions = reader.predictions(text.predictions, context)
    subjects = OutcomeSubjects(
      predictions: predictions, beliefs: beliefs, options: text.options,
      chosen: chosen.flatMap { label in text.options?.options.firstIndex { $0.label == label } }, context: context)
    outcome = reader.outcome(text.outcome, subjects)
    var known = KnownWay()
    for line in outcome { known.add(line.meaning) }
    self.known = known
    evidence = isWhole ? reader.evidence(text.evidence, beliefs) : []
    costs = reader.costs(
      text.costs, of: .init(names: program.definedNames, beliefs, isWhole: isWhole), in: context.scope)
    // A tree of which a part cannot be read is worth something else.
    if isWhole, text.isTreeWhole,
      let valued = text.options?.valued(with: beliefs, source: document.source, in: stake?.unit)
    {
      reader.faults += valued.faults
      tree = valued.tree
    }
    if text.isTreeWhole, let options, let chosen, !options.options.contains(where: { $0.label == chosen }) {
      let span = document.header["chosen"]?.valueSpan
      reader.faults.append(.unknownOption(chosen, among: options.options.map(\.label), at: span))
    }
    checkUnits(&reader)
    reader.strayBlocks()
    // A name that is defined outside of a block has been told of there.
    if reader.faults.contains(where: { [.statementOutside, .blockOutside].contains($0.code) }) {
      reader.faults.removeAll { $0.code == .unknownName }
    }
  }

  /// What is measured against payoffs must be in their unit.
  private func checkUnits(_ reader: inout FieldReader) {
    guard let tree, tree.hasAmounts else { return }
    for (key, quantity) in [("stake", stake), ("bankroll", bankroll), ("risk-tolerance", riskTolerance)] {
      guard let quantity, inUnit(of: tree, quantity) == nil else { continue }
      reader.faults.append(
        .headerInOtherUnit(key, quantity.unit, tree.unit, at: document.header[key]?.valueSpan))
    }
    if let bankroll, bankroll.value <= 0 {
      reader.faults.append(.bankroll(bankroll, at: document.header["bankroll"]?.valueSpan))
    }
    if let riskTolerance, riskTolerance.value <= 0 {
      reader.faults.append(.riskTolerance(riskTolerance, at: document.header["risk-tolerance"]?.valueSpan))
    }
    for line in outcome {
      guard let payoff = line.quantity, inUnit(of: tree, payoff) == nil else { continue }
      reader.faults.append(.payoffInOtherUnit(payoff, tree.unit, at: line.span))
    }
    for cost in costs where inUnit(of: tree, cost.amount) == nil {
      reader.faults.append(.headerInOtherUnit("cost", cost.amount.unit, tree.unit, at: cost.span))
    }
  }

  private func inUnit(of tree: ValuedTree, _ quantity: Quantity) -> Double? {
    quantity.converted(to: tree.unit)?.value
  }

  /// The score of the tree.
  ///
  /// - Parameter recalibration: what the person's record says.
  /// - Throws: an error where the document has no Options, and what has no value in some sample.
  package func scored(
    sampling: Calculation.Sampling = .init(), recalibration: Recalibration? = nil
  ) throws(DocumentErrors) -> Score {
    try onTree { tree throws(Diagnostic) in
      try tree.scored(context(tree, sampling, recalibration))
    }
  }

  /// Ranks the options by what they are expected to pay, without all else that a score says.
  ///
  /// - Throws: as `scored`.
  package func ranked(sampling: Calculation.Sampling = .init()) throws(DocumentErrors) -> Ranking {
    try onTree { tree throws(Diagnostic) in try tree.ranked(context(tree, sampling, nil)) }
  }

  private func onTree<Answer>(_ body: (ValuedTree) throws(Diagnostic) -> Answer) throws(DocumentErrors) -> Answer {
    guard let tree else { throw DocumentErrors(in: document.source, [.withoutOptions(at: document.place)]) }
    do throws(Diagnostic) {
      return try body(tree)
    } catch {
      throw DocumentErrors(in: document.source, [error])
    }
  }

  /// What the tree is scored with, in its unit.
  private func context(
    _ tree: ValuedTree, _ sampling: Calculation.Sampling, _ recalibration: Recalibration?
  ) -> ScoreContext {
    func own(_ quantity: Quantity?) -> Double? { quantity.map { inUnit(of: tree, $0) ?? $0.value } }
    return ScoreContext(
      source: document.source, section: document.section("Options")?.heading.span ?? document.place, stake: own(stake),
      bankroll: own(bankroll),
      riskTolerance: own(riskTolerance), evidence: evidence.map(\.evidence),
      costs: costs.compactMap { cost in
        own(cost.amount).map { ScoreContext.Cost(belief: cost.belief, amount: $0, span: cost.span) }
      }, recalibration: recalibration, sampling: sampling)
  }

  /// A label without the marks of emphasis and quotes that somebody may have typed.
  private static func bare(_ text: String) -> String { text.filter { !"*_`\"".contains($0) } }

  /// The option of a label: exactly, else without regard to case, else by a unique beginning.
  ///
  /// - Throws: an error that lists the options.
  package func option(_ typed: String) throws(DocumentErrors) -> String {
    let labels = options?.options.map(\.label) ?? []
    if labels.contains(typed) { return typed }
    let lowered = typed.lowercased()
    let same = labels.filter { $0.lowercased() == lowered }
    if same.count == 1 { return same[0] }
    let unmarked = labels.filter { Self.bare($0).lowercased() == Self.bare(typed).lowercased() }
    if unmarked.count == 1 { return unmarked[0] }
    let beginning = labels.filter { !lowered.isEmpty && $0.lowercased().hasPrefix(lowered) }
    if beginning.count == 1 { return beginning[0] }
    if beginning.count > 1 { throw DocumentErrors(in: document.source, [.ambiguousOption(typed, beginning)]) }
    throw DocumentErrors(in: document.source, [.unknownOption(typed, among: labels, at: nil)])
  }
}
