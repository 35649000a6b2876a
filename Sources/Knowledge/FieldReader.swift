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

  func finish() throws(Faults) {
    if !faults.isEmpty { throw Faults(in: document.source, faults) }
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

  mutating func quantity(_ key: String, in scope: Scope) -> Quantity? {
    guard let text = document.header.text(key), let span = document.header[key]?.valueSpan else { return nil }
    return quantity(text, at: span, in: scope)
  }

  /// The formula of a scalar, which stands in the document between quotes or without.
  private mutating func quantity(_ text: String, at span: SourceSpan, in scope: Scope) -> Quantity? {
    let bare = document.source[span] == text ? span : SourceSpan(span.start + 1, max(span.start + 1, span.end - 1))
    do throws(Diagnostic) {
      if document.source[bare] == text {
        return try Formula(document.source, in: bare).value(in: scope)
      }
      // A scalar with escapes is read by itself; its faults are told at the whole of it.
      let source = SourceText(name: document.source.name, text: text)
      return try Formula(source, in: SourceSpan(0, source.bytes.count)).value(in: scope)
    } catch {
      if error.code != Diagnostic.followsFrom {
        let isInside = error.span.map { span.start <= $0.start && $0.end <= span.end } ?? false
        faults.append(
          Diagnostic(error.code, error.message, at: isInside ? error.span : span, label: error.label, hint: error.hint))
      }
      return nil
    }
  }

  /// The lines under Outcome; a line without ` = ` is a note of the person's and left alone.
  mutating func outcome(in scope: Scope) -> [OutcomeLine] {
    var lines: [OutcomeLine] = []
    for item in document.section("Outcome")?.outline.items ?? [] {
      var text = Substring(document.source[item.text])
      var date: CivilDate?
      if let day = CivilDate(text.prefix(10)) {
        date = day
        text = text.dropFirst(10)
      }
      let parts = text.split(separator: "—", maxSplits: 1)
      guard let statement = parts.first, let mark = statement.firstIndex(of: "=") else { continue }
      let subject = statement[..<mark].trimmed
      let value = statement[statement.index(after: mark)...].trimmed
      var line = OutcomeLine(
        subject: subject, value: value, quantity: nil, date: date,
        note: parts.count > 1 ? parts[1].trimmed : nil, span: item.text)
      if subject == "payoff" {
        let source = SourceText(name: document.source.name, text: value)
        do throws(Diagnostic) {
          line.quantity = try Formula(source, in: SourceSpan(0, source.bytes.count)).value(in: scope)
        } catch {
          faults.append(Diagnostic(error.code, error.message, at: item.text, hint: error.hint))
        }
      }
      lines.append(line)
    }
    return lines
  }
}
