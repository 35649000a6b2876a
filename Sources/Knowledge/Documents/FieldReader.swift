import Decisions
import Diagnostics
import Formulas
import Quantities

/// Reads the typed parts of a document and collects what is wrong with them.
struct FieldReader {
  let document: Document
  var faults: [Diagnostic] = []

  init(_ document: Document) {
    self.document = document
  }

  func finish() throws(DocumentErrors) {
    if !faults.isEmpty { throw DocumentErrors(in: document.source, faults) }
  }

  private func place(of key: String) -> SourceSpan {
    guard let entry = document.header[key] else { return document.place }
    return entry.valueSpan.isEmpty ? entry.keySpan : entry.valueSpan
  }

  mutating func date(_ key: String) -> CivilDate? {
    guard let text = document.header.text(key) else { return nil }
    guard let date = CivilDate(text) else {
      faults.append(.badDate(text, key: key, at: place(of: key)))
      return nil
    }
    return date
  }

  /// A whole number from 1 to 5.
  mutating func rating(_ key: String) -> Int? {
    guard let text = document.header.text(key) else { return nil }
    guard let rating = Int(text), (1...5).contains(rating) else {
      faults.append(.badRating(text, key: key, at: place(of: key)))
      return nil
    }
    return rating
  }

  mutating func quantity(_ key: String, _ context: FormulaContext) -> Quantity? {
    guard let text = document.header.text(key), let span = document.header[key]?.valueSpan else { return nil }
    return quantity(text, at: span, context)
  }

  /// The formula of a scalar, which stands in the document between quotes or without.
  private mutating func quantity(_ text: String, at span: SourceSpan, _ context: FormulaContext) -> Quantity? {
    let bare = document.source[span] == text ? span : SourceSpan(span.start + 1, max(span.start + 1, span.end - 1))
    let isPlain = document.source[bare] == text
    do throws(Diagnostic) {
      if isPlain {
        return try context.formula(document.source, bare).value(in: context.scope)
      }
      // A scalar with escapes is read by itself; its faults are told at the whole of it.
      let source = SourceText(name: document.source.name, text: text)
      return try context.formula(source, SourceSpan(0, source.bytes.count)).value(in: context.scope)
    } catch {
      if error.code != .follows {
        let isInside = isPlain && error.span.map { span.start <= $0.start && $0.end <= span.end } ?? false
        faults.append(isInside ? error : error.told(at: span, label: error.label))
      }
      return nil
    }
  }
}
