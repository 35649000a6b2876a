import Diagnostics
import Formulas
import Quantities

/// What the formulas of a document are parsed with: the units of the person and of the document.
struct FormulaGrammar {
  var units: UnitCatalogue
  var declaredUnits: Set<String>

  func formula(_ source: SourceText, _ span: SourceSpan) throws(Diagnostic) -> Formula {
    try Formula(source, in: span, units: units, declaredUnits: declaredUnits)
  }
}

/// What the formulas of a document are computed with: the names of Beliefs.
struct FormulaContext {
  var grammar: FormulaGrammar
  var scope: Scope
  /// Whether the documents that formulas reach are at hand.
  var isWhole: Bool

  /// Whether a formula has a value without documents that are not at hand.
  func reaches(_ formula: Formula) -> Bool { isWhole || formula.targets.isEmpty }
}
