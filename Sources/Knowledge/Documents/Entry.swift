package import Diagnostics
import Formulas
package import Quantities

/// A document with what it says it is: how the store and the lists know it.
package struct Entry: Sendable {
  /// What a document holds, by its kind.
  package enum Content: Sendable {
    case model(Model)
    case decision(Decision)
    case postmortem(Postmortem)
    /// Predictions and their outcome, read as a decision's are.
    case forecasts(Decision)
  }

  package var document: Document
  package var kind: Kind
  /// The slug in the header; nil where the title must serve.
  package var slug: Slug?
  package var tags: [String]
  package var content: Content

  package var title: String { document.shownTitle }

  /// What it is as a decision; nil for other kinds.
  package var decision: Decision? { if case .decision(let decision) = content { decision } else { nil } }

  /// Reads a document that has to be without faults.
  ///
  /// - Throws: everything that is wrong with the document.
  package init(_ document: Document, kind expected: Kind? = nil, units: UnitCatalogue = .builtIn) throws(DocumentErrors)
  {
    let document = Reading(document, of: document.source)
    self = try Self.reading(document, kind: expected, units: units).valid()
  }

  /// Reads what every kind has in common and the rest by the rules of its kind.
  ///
  /// - Parameters:
  ///   - read: the document, with what is wrong with its form.
  ///   - expected: what it is where its header does not say, as in `how new decision --from x.md`.
  ///   - units: the units that its formulas know.
  package static func reading(
    _ read: Reading<Document>, kind expected: Kind? = nil, units: UnitCatalogue = .builtIn
  ) -> Reading<Entry> {
    var faults = read.diagnostics
    let entry = Entry(read.value, expected, units, &faults)
    return Reading(entry, of: read.source, faults)
  }

  private init(_ document: Document, _ expected: Kind?, _ units: UnitCatalogue, _ faults: inout [Diagnostic]) {
    self.document = document
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
    func taking<Value>(_ reading: Reading<Value>) -> Value {
      faults += reading.diagnostics
      return reading.value
    }
    switch kind {
    case .decision: content = .decision(taking(Decision.reading(document, units: units)))
    case .postmortem: content = .postmortem(taking(Postmortem.reading(document)))
    case .model: content = .model(taking(Model.reading(document)))
    case .forecasts: content = .forecasts(taking(Decision.reading(document, units: units)))
    }
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
