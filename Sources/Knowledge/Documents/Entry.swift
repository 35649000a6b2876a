package import Diagnostics
import Formulas
package import Quantities

/// A document with what it says it is: how the store and the lists know it.
package struct Entry: Sendable {
  package var document: Document
  package var kind: Kind
  /// The slug in the header; nil where the title must serve.
  package var slug: Slug?
  package var tags: [String]
  /// What it is as a decision; nil for other kinds.
  package private(set) var decision: Decision?

  package var title: String { document.shownTitle }

  /// Reads what every kind has in common and checks the rest by the rules of its kind.
  ///
  /// - Parameter kind: what it is where its header does not say, as in `how new decision --from x.md`.
  /// - Parameter units: the units that its formulas know.
  /// - Throws: everything that is wrong with the document.
  package init(_ document: Document, kind expected: Kind? = nil, units: UnitCatalogue = .builtIn) throws(DocumentErrors)
  {
    self.document = document
    var faults: [Diagnostic] = []
    let header = document.header
    kind = expected ?? .decision
    if let text = header.text("kind") {
      if let stated = Kind(rawValue: text) {
        if let expected, expected != stated {
          faults.append(.otherKind(stated, expected: expected, at: header["kind"]?.valueSpan))
        }
        kind = stated
      } else {
        faults.append(.unknownKind(text, at: header["kind"]?.valueSpan))
      }
    } else if expected == nil {
      faults.append(.withoutKind(at: document.place))
    }
    if let text = header.text("slug") {
      slug = Slug(text)
      if slug == nil { faults.append(.badSlug(text, at: header["slug"]?.valueSpan)) }
    }
    tags = header.tags
    faults += Self.misshapen(in: header)
    do throws(DocumentErrors) {
      switch kind {
      case .decision: decision = try Decision(document, units: units)
      case .postmortem: _ = try Postmortem(document)
      case .model:
        let found = Model(document).faults
        if !found.isEmpty { throw DocumentErrors(in: document.source, found) }
      // Predictions and their outcome are read as a decision's are.
      case .forecasts: _ = try Decision(document, units: units)
      }
    } catch {
      faults += error.diagnostics
    }
    if !faults.isEmpty { throw DocumentErrors(in: document.source, faults) }
  }

  /// Known keys whose values nobody can read: a list where there is one value, or a list of more than words.
  private static func misshapen(in header: Header) -> [Diagnostic] {
    Header.known.compactMap { key in
      guard let entry = header[key] else { return nil }
      switch entry.value {
      case .text: return nil
      case .list: return Header.lists.contains(key) ? nil : .valueForm(entry.key, isList: false, at: entry.valueSpan)
      case .other: return .valueForm(entry.key, isList: Header.lists.contains(key), at: entry.valueSpan)
      }
    }
  }
}
