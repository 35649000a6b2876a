package import Diagnostics
package import Formulas
import Quantities

/// A formula in the header: `stake: rig / 2`.
package struct HeaderFormula: Sendable {
  package var formula: Formula
  /// The value's place in the document, its quotes included.
  package var span: SourceSpan
}

extension FieldReader {
  /// The formula of a key, which stands in the document between quotes or without.
  mutating func formula(_ key: String, _ grammar: FormulaGrammar) -> HeaderFormula? {
    guard let text = document.header.text(key), let span = document.header[key]?.valueSpan else { return nil }
    let bare = document.source[span] == text ? span : SourceSpan(span.start + 1, max(span.start + 1, span.end - 1))
    do throws(Diagnostic) {
      if document.source[bare] == text {
        return HeaderFormula(formula: try grammar.formula(document.source, bare), span: span)
      }
      // A scalar with escapes is read by itself; its faults are told at the whole of it.
      let source = SourceText(name: document.source.name, text: text)
      return HeaderFormula(formula: try grammar.formula(source, SourceSpan(0, source.bytes.count)), span: span)
    } catch {
      report(error, within: span)
      return nil
    }
  }

  /// What a formula of the header comes to.
  mutating func quantity(_ written: HeaderFormula?, _ context: FormulaContext) -> Quantity? {
    guard let written else { return nil }
    do throws(Diagnostic) {
      return try written.formula.value(in: context.scope)
    } catch {
      report(error, within: written.span)
      return nil
    }
  }

  private mutating func report(_ fault: Diagnostic, within span: SourceSpan) {
    if fault.code == .follows { return }
    let isInside = fault.span.map { span.start <= $0.start && $0.end <= span.end } ?? false
    faults.append(isInside ? fault : fault.told(at: span, label: fault.label))
  }
}
