package import Diagnostics
import Foundation
package import Knowledge
import Markdown
import Store
import Templates

/// What a reading command was pointed at: a document of the store, of the library, or a file that is not stored.
package struct OpenDocument {
  /// The document as far as it can be read, with what is wrong with its form.
  package var reading: Reading<Document>
  /// The revision read; nil for a file or a document of the library.
  package var revision: Revision?
  /// All heads of the document, the newest first; empty for a file or a document of the library.
  package var heads: [Revision]
  package var kind: Kind
  /// The slug, or the name of the file.
  package var name: String

  package var document: Document { reading.value }
}

extension Notebook {
  /// A file's path, or `-` for standard input, rather than the name of a record.
  package static let documentEndings = [".md", ".markdown"]

  /// A file's path, or `-` for standard input, rather than the name of a record.
  package static func isPath(_ typed: String) -> Bool {
    typed == "-" || typed.contains("/") || documentEndings.contains { typed.hasSuffix($0) }
  }

  /// What a reading command means by what was typed, whatever is wrong with it.
  ///
  /// - Parameters:
  ///   - includingDamaged: whether a text that is not what was saved may be the answer.
  ///   - orRemoval: whether a revision that takes the document away, which has no text, will do.
  package func open(_ typed: String, includingDamaged: Bool = false, orRemoval: Bool = false) throws -> OpenDocument {
    if Self.isPath(typed) {
      let reading = world.document(try world.read(typed))
      let document = reading.value
      if reading.isValid { try DocumentReader.checkForm(of: document) }
      let kind = document.header.text("kind").flatMap { Kind(rawValue: $0) }
      return OpenDocument(
        reading: reading, revision: nil, heads: [],
        kind: kind ?? (document.section("The Model") == nil ? .decision : .model), name: typed)
    }
    let reference = Reference(typed)
    let store = try store()
    // A model of the library is there even where the person's copy was removed.
    let isOfLibrary = reference.revision == nil && Templates.library[reference.name] != nil
    let heads = try store.find(reference.name, includingRemoved: reference.revision != nil || isOfLibrary)
    if let heads, let head = heads.first, !(isOfLibrary && heads.allSatisfy(\.isRemoval)) {
      let revision = try reference.revision.map { try store.revision($0, of: head.document) } ?? head
      if !includingDamaged { try revision.checked() }
      if revision.isRemoval, reference.revision == nil { throw Failure(.missing, .isRemoved(revision.slug)) }
      if revision.isRemoval, !orRemoval {
        throw Failure(.missing, .revisionIsRemoval(revision.slug, revision.ordinal))
      }
      return OpenDocument(
        reading: world.document(revision.source), revision: revision, heads: heads, kind: revision.kind,
        name: revision.slug)
    }
    if reference.revision == nil, let text = Templates.library[reference.name] {
      let reading = world.document(SourceText(name: reference.name, text: text))
      return OpenDocument(reading: reading, revision: nil, heads: [], kind: .model, name: reference.name)
    }
    throw try unknown(reference.name)
  }

  /// A model of the library as it ships, whatever the person's copy says.
  ///
  /// - Throws: a `Failure` where the library has none of the name.
  package func libraryModel(_ slug: String) throws -> OpenDocument {
    guard let text = Templates.library[slug] else { throw try unknown(slug) }
    let reading = world.document(SourceText(name: slug, text: text))
    return OpenDocument(reading: reading, revision: nil, heads: [], kind: .model, name: slug)
  }

  /// The only head of a stored document that a writing command is to change.
  ///
  /// - Parameter includingDamaged: whether a text that is not what was saved may be the answer.
  package func head(_ typed: String, includingDamaged: Bool = false) throws -> Revision {
    let reference = Reference(typed)
    if let revision = reference.revision { throw Failure(.usage, .revisionCannotChange(reference.name, revision)) }
    guard let heads = try store(for: .changing).find(reference.name), let head = heads.first else {
      throw try unknown(reference.name)
    }
    if heads.count > 1 { throw Failure(.data, .hasForked(head.slug, heads.map(\.name.short))) }
    return includingDamaged ? head : try head.checked()
  }

  /// The error for a name that nothing has.
  package func unknown(_ name: String) throws -> Failure {
    let names = try store().slugs() + Templates.library.keys.sorted()
    return Failure(.missing, .noSuchRecord(name, among: names))
  }

  /// The decision as it was when it was taken, else as it is: the first revision of an unbroken line of revisions with
  /// `decided` in their headers that leads to this one. A removal in between does not break the line.
  package func pinned(_ readable: OpenDocument, seed: UInt64 = 1) throws -> (decision: Decision, revision: Revision?) {
    guard readable.kind == .decision else {
      throw Failure(.data, .isNot(readable.name, .decision, but: readable.kind))
    }
    var pinned = (document: try readable.reading.valid(), revision: readable.revision)
    guard let revision = readable.revision, readable.document.header.text("decided") != nil else {
      return (try decision(readable.document, seed: seed), readable.revision)
    }
    let history = try store().history(of: revision.document)
    let byName = Dictionary(uniqueKeysWithValues: history.map { ($0.name, $0) })
    var seen: Set<RevisionName> = [revision.name]
    var open = [revision]
    while let next = open.popLast() {
      for name in next.parents where seen.insert(name).inserted {
        guard let parent = byName[name] else { continue }
        try parent.checked()
        if parent.isRemoval {
          open.append(parent)
          continue
        }
        // Most revisions are told from their bytes without reading them as documents.
        guard String(decoding: parent.text, as: UTF8.self).contains("decided") else { continue }
        let document = try world.document(parent.source).valid()
        guard document.header.text("decided") != nil else { continue }
        open.append(parent)
        if parent.ordinal < pinned.revision?.ordinal ?? .max { pinned = (document, parent) }
      }
    }
    return (try decision(pinned.document, seed: seed), pinned.revision)
  }

  /// A model by its slug or the beginning of it, in the store or the library.
  package func model(_ typed: String) throws -> (slug: String, document: Document, revision: Revision?) {
    let found: OpenDocument
    do {
      found = try open(typed)
    } catch let refusal as Failure where refusal.reason == .missing {
      var filter = ListFilter()
      filter.kind = .model
      let names = try store().list(filter).map(\.slug) + Templates.library.keys.sorted()
      throw Failure(.missing, .unknownModel(typed, near: names))
    }
    guard found.kind == .model else { throw Failure(.data, .isNot(found.name, .model, but: found.kind)) }
    return (found.name, try found.reading.valid(), found.revision)
  }
}
