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

  package let document: Document
  package var how: ModelReference?
  package var stake: Quantity?
  package var bankroll: Quantity?
  package var riskTolerance: Quantity?
  package var decideBy: CivilDate?
  /// The label of the option taken.
  package var chosen: String?
  package var decided: CivilDate?
  /// The tree as it is written; nil where the document has no Options.
  package var options: Tree?
  /// The tree with its formulas valued; nil where there is none, or where models that it calls are not at hand.
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
  private var optionsPlace: SourceSpan

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
    var reader = FieldReader(document)
    self.init(&reader, units: units, library: library, seed: seed)
    try reader.finish()
  }

  /// What can be read of a decision that may no longer pass today's rules: a line that is wrong is left out, the others
  /// count.
  package init(forgiving document: Document, units: UnitCatalogue = .builtIn) {
    var reader = FieldReader(document)
    self.init(&reader, units: units, library: nil, seed: 1)
  }

  private init(_ reader: inout FieldReader, units: UnitCatalogue, library: (any FormulaLibrary)?, seed: UInt64) {
    let document = reader.document
    self.document = document
    how = document.header.text("how").map { ModelReference($0) }
    decideBy = reader.date("decide-by")
    decided = reader.date("decided")
    chosen = document.header.text("chosen")
    optionsPlace = document.section("Options")?.heading.span ?? document.place

    for name in ["Beliefs", "Options", "Predictions", "Evidence", "Outcome"] {
      let all = document.sections.filter { $0.heading.text.lowercased() == name.lowercased() }
      if all.count > 1 {
        reader.faults.append(.duplicateSection(name, at: all[1].heading.span, first: all[0].heading.span))
      }
    }
    let program = Self.program(of: document, units: units)
    var read: (tree: Tree?, faults: [Diagnostic]) = (nil, [])
    if let section = document.section("Options") {
      let unread = reader.unreadOptions(section)
      read = TreeReader.read(
        section.outline, of: document.source, section: section.heading.span, units: units,
        declaredUnits: program.declaredUnits)
      // Where the options were written in another form, that form is told of.
      if !unread.isEmpty { read.faults.removeAll { $0.code == .emptyOptions } }
      read.faults += unread
    }
    options = read.tree
    // Formulas that call models wait for them; what they say is checked when the decision is scored.
    let isWhole = library != nil || program.targets.isEmpty && read.tree?.targets.isEmpty ?? true
    let beliefs = Beliefs(
      isWhole ? program : program.withoutLinks, units: units, library: library, seed: seed)
    if isWhole { reader.faults += beliefs.faults } else { reader.faults += program.faults }
    self.beliefs = beliefs.scope.names + beliefs.chances.map(\.name)
    chances = beliefs.chances
    let context = FormulaContext(
      scope: beliefs.scope, units: units, declaredUnits: program.declaredUnits, isWhole: library != nil)
    stake = reader.quantity("stake", context)
    bankroll = reader.quantity("bankroll", context)
    riskTolerance = reader.quantity("risk-tolerance", context)
    // The marks of emphasis are no part of a label, but may stand in what was written down as chosen.
    if let label = chosen, let options, !options.options.contains(where: { $0.label == label }) {
      chosen = options.options.first { $0.label == Self.bare(label) }?.label ?? label
    }
    predictions = reader.predictions(context)
    subjects = OutcomeSubjects(
      predictions: predictions, beliefs: beliefs, options: options,
      chosen: chosen.flatMap { label in read.tree?.options.firstIndex { $0.label == label } }, context: context)
    outcome = reader.outcome(subjects)
    var known = KnownWay()
    for line in outcome { known.add(line.meaning) }
    self.known = known
    evidence = isWhole ? reader.evidence(beliefs.chances) : []
    costs = reader.costs(of: .init(names: program.definedNames, beliefs, isWhole: isWhole), in: context.scope)
    reader.strayStatements()
    reader.faults += read.faults
    if isWhole, let valued = read.tree?.valued(with: beliefs, source: document.source, in: stake?.unit) {
      reader.faults += valued.faults
      tree = valued.tree
    }
    if let options, let chosen, !options.options.contains(where: { $0.label == chosen }) {
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

  /// The formulas under Beliefs.
  private static func program(of document: Document, units: UnitCatalogue) -> Program {
    Program(document.source, in: document.section("Beliefs")?.formulaBlocks ?? [], units: units)
  }

  /// The documents that a decision's formulas reach.
  package static func targets(of document: Document, units: UnitCatalogue = .builtIn) -> Set<String> {
    // Most decisions reach none, and need not be read for that.
    if document.links.isEmpty, !document.source.hasBrackets { return [] }
    let program = program(of: document, units: units)
    guard let section = document.section("Options") else { return program.targets }
    let read = TreeReader.read(
      section.outline, of: document.source, section: section.heading.span, units: units,
      declaredUnits: program.declaredUnits)
    return program.targets.union(read.tree?.targets ?? [])
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
      source: document.source, section: optionsPlace, stake: own(stake), bankroll: own(bankroll),
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

extension SourceText {
  /// Whether `[[` stands anywhere in it.
  fileprivate var hasBrackets: Bool {
    let bracket = UInt8(ascii: "[")
    var before = false
    for byte in bytes {
      if byte == bracket, before { return true }
      before = byte == bracket
    }
    return false
  }
}
