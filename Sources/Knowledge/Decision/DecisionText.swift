package import Decisions
package import Diagnostics
package import Formulas
package import Quantities

/// A decision as it is written: its parts with their places, read by the grammars of lines and formulas, and nothing of
/// it computed.
package struct DecisionText: Sendable {
  package let document: Document
  /// The model followed.
  package let how: ModelReference?
  package let stake: HeaderFormula?
  package let bankroll: HeaderFormula?
  package let riskTolerance: HeaderFormula?
  package let decideBy: CivilDate?
  package let decided: CivilDate?
  /// The option that was taken, as the header has it.
  package let chosen: String?
  /// The formulas under Beliefs.
  package let beliefs: Program
  /// The tree under Options, as far as it can be read; nil where the document has none.
  package let options: Tree?
  /// Whether every item of the tree could be read, so that it can be valued.
  let isTreeWhole: Bool
  package let predictions: [PredictionText]
  package let evidence: [EvidenceText]
  package let costs: [CostText]
  package let outcome: [OutcomeText]
  package let checkpoints: [Checkpoint]
  /// What its formulas are parsed with.
  let grammar: FormulaGrammar

  /// Reads the parts of a document; what is wrong with a line is told at the line, and the others are there.
  ///
  /// - Parameter units: the units that formulas know.
  package static func reading(_ document: Document, units: UnitCatalogue = .builtIn) -> Reading<DecisionText> {
    var reader = FieldReader(document)
    let text = DecisionText(&reader, units: units)
    return reader.reading(text)
  }

  private init(_ reader: inout FieldReader, units: UnitCatalogue) {
    let document = reader.document
    self.document = document
    how = document.header.text("how").map { ModelReference($0) }
    decideBy = reader.date("decide-by")
    decided = reader.date("decided")
    chosen = document.header.text("chosen")
    for name in ["Beliefs", "Options", "Predictions", "Evidence", "Outcome"] {
      let all = document.sections.filter { $0.heading.text.lowercased() == name.lowercased() }
      if all.count > 1 {
        reader.faults.append(.duplicateSection(name, at: all[1].heading.span, first: all[0].heading.span))
      }
    }
    beliefs = Program(document.source, in: document.section("Beliefs")?.formulaBlocks ?? [], units: units)
    let grammar = FormulaGrammar(units: units, declaredUnits: beliefs.declaredUnits)
    self.grammar = grammar
    stake = reader.formula("stake", grammar)
    bankroll = reader.formula("bankroll", grammar)
    riskTolerance = reader.formula("risk-tolerance", grammar)
    var tree: Tree?
    var faults: [Diagnostic] = []
    var unread: [Diagnostic] = []
    if let section = document.section("Options") {
      unread = reader.unreadOptions(section)
      (tree, faults) = TreeReader.read(
        section.outline, of: document.source, section: section.heading.span, units: units,
        declaredUnits: grammar.declaredUnits)
      // Where the options were written in another form, that form is told of.
      if !unread.isEmpty { faults.removeAll { $0.code == .emptyOptions } }
    }
    options = tree
    isTreeWhole = faults.isEmpty
    reader.faults += faults + unread
    predictions = reader.predictions(grammar)
    evidence = reader.evidence()
    costs = reader.costs(grammar)
    outcome = reader.outcome()
    checkpoints = reader.checkpoints()
    reader.strayStatements()
  }

  /// The documents that its formulas reach, as they are written between `[[` and `]]`.
  package var targets: Set<String> { beliefs.targets.union(options?.targets ?? []) }
}
