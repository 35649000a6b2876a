package import Diagnostics
package import Quantities

/// One formula of a document, parsed: an amount, a probability, a stake.
package struct Formula: Sendable {
  let expression: Expression
  let source: SourceText
  /// Where it stands in its document.
  package let span: SourceSpan

  /// Reads the formula that fills a span of a text.
  ///
  /// - Throws: what is wrong with it, at its place.
  ///
  /// - Parameter declaredUnits: names that the document's blocks declare as units.
  package init(
    _ source: SourceText, in span: SourceSpan, units: UnitCatalogue = .builtIn, declaredUnits: Set<String> = []
  ) throws(Diagnostic) {
    let trimmed = source.trimmed(span)
    guard trimmed.count <= Program.largest else {
      throw .programTooLarge(at: SourceSpan(trimmed.start, trimmed.start))
    }
    var parser = Parser(source: source, span: trimmed, units: units, declaredUnits: declaredUnits)
    expression = try parser.wholeExpression()
    self.source = source
    self.span = trimmed
  }

  /// The formula's value, which must be certain, with names from a scope.
  ///
  ///     try Formula(SourceText(name: "-", text: "2 * 70k USD"), in: …).value(in: Scope())   // 140k USD
  package func value(in scope: Scope) throws(Diagnostic) -> Quantity {
    var interpreter = scope.interpreting ?? Interpreter(source: source, units: .builtIn)
    interpreter.context.source = source
    let value = interpreter.value(of: expression)
    if let fault = interpreter.report.faults.first { throw fault }
    // What uses a name whose definition is wrong has been told of there.
    guard let value else { throw .follows(at: span) }
    guard case .figure(let figure) = value, let unit = figure.unit else {
      throw .expectedNumber(value.inWords, at: span)
    }
    guard let exact = figure.exact else { throw .uncertainHere(at: span) }
    return Quantity(exact, unit)
  }

  /// The names that it uses.
  package var names: Set<String> {
    var names: Set<String> = []
    expression.forEachName { name, _ in names.insert(name) }
    return names
  }

  /// The documents that it reaches, as they are written between `[[` and `]]`.
  package var targets: Set<String> {
    var targets: Set<String> = []
    expression.forEachLink { targets.insert($0.target) }
    return targets
  }
}
