import Diagnostics
import Quantities

/// One formula of a document, parsed: an amount, a probability, a stake.
public struct Formula: Hashable, Sendable {
  let expression: Expression
  /// Where it stands in its document.
  public let span: SourceSpan

  /// Reads the formula that fills a span of a text.
  ///
  /// - Throws: what is wrong with it, at its place.
  public init(_ source: SourceText, in span: SourceSpan) throws(Diagnostic) {
    let trimmed = source.trimmed(span)
    var parser = Parser(source: source, span: trimmed)
    expression = try parser.wholeExpression()
    self.span = trimmed
  }

  /// The formula's value, with names from a scope.
  ///
  ///     try Formula(SourceText(name: "-", text: "2 * 70k USD"), in: …).value(in: Scope())   // 140k USD
  public func value(in scope: Scope) throws(Diagnostic) -> Quantity {
    try expression.value(in: scope)
  }
}
