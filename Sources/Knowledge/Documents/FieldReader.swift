import Diagnostics
import Quantities

/// Reads the typed parts of a document and collects what is wrong with them.
struct FieldReader {
  let document: Document
  var faults: [Diagnostic] = []

  /// - Parameter faults: what is known to be wrong already.
  init(_ document: Document, faults: [Diagnostic] = []) {
    self.document = document
    self.faults = faults
  }

  /// A value that was read, with what is wrong.
  func reading<Value>(_ value: Value) -> Reading<Value> {
    Reading(value, of: document.source, faults)
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
}
