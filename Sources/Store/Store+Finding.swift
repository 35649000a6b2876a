package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge

extension Store {
  /// The document that a reference means: by its exact slug, else its short id, else a slug that it once had, else the
  /// only slug that begins so.
  ///
  /// A removed document is still what its exact slug and id mean: they never fall through to another one.
  ///
  /// - Parameters:
  ///   - includingRemoved: whether a removed document may be the answer.
  ///   - byPrefix: whether the beginning of a slug is enough.
  /// - Returns: its heads, the newest first; nil where nothing is called so, as nothing is called by a blank name.
  /// - Throws: a `Failure` where several slugs begin so, or the document was removed.
  package func find(
    _ name: String, includingRemoved: Bool = false, byPrefix: Bool = true
  ) throws(Failure) -> [Revision]? {
    for form in Self.forms(of: name) {
      if let found = try find(form: form, includingRemoved: includingRemoved, byPrefix: byPrefix) { return found }
    }
    return nil
  }

  /// The ways in which a name may be kept: as slugs are written; else as older stores may have it, and as it was typed.
  private static func forms(of name: String) -> [String] {
    if name.allSatisfy(\.isWhitespace) { return [] }
    var seen: Set<[UInt8]> = []
    return [name.composed, name.decomposedStringWithCanonicalMapping, name, name.lowercased().composed]
      .filter { seen.insert(Array($0.utf8)).inserted }
  }

  private func find(form name: String, includingRemoved: Bool, byPrefix: Bool) throws(Failure) -> [Revision]? {
    if let document = try document(ofSlug: name, removed: false) { return try heads(of: document) }
    // Slugs and ids are lower-case, however they are typed.
    let lower = name.lowercased()
    if !lower.utf8.elementsEqual(name.utf8) {
      return try find(lower, includingRemoved: includingRemoved, byPrefix: byPrefix)
    }
    if Slug.isShortID(name) {
      if let document = try document(ofShortID: name) { return try present(document, name, includingRemoved) }
      return nil
    }
    if let document = try document(ofSlug: name, removed: true) { return try present(document, name, includingRemoved) }
    if let document = try document(ofFormerSlug: name) { return try present(document, name, includingRemoved) }
    guard byPrefix else { return nil }
    var beginning = try slugs(beginningWith: name)
    let areRemoved = beginning.isEmpty && includingRemoved
    if areRemoved { beginning = try slugs(beginningWith: name, removed: true) }
    if beginning.count > 1 { throw Failure(.missing, .ambiguous(name, beginning)) }
    guard let slug = beginning.first, let document = try document(ofSlug: slug, removed: areRemoved) else { return nil }
    return try heads(of: document)
  }

  private func present(
    _ document: DocumentID, _ name: String, _ includingRemoved: Bool
  ) throws(Failure) -> [Revision] {
    let heads = try heads(of: document)
    if !includingRemoved, heads.allSatisfy(\.isRemoval) { throw Failure(.missing, .isRemoved(name)) }
    return heads
  }

  private func document(ofSlug slug: String, removed: Bool) throws(Failure) -> DocumentID? {
    try read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT document.id FROM head JOIN document ON document.number = head.document
          WHERE head.slug = ? AND head.removed = ? ORDER BY head.revision DESC LIMIT 1
          """)
      return try Data.fetchOne(select, arguments: [slug, removed]).flatMap { DocumentID(bytes: Array($0)) }
    }
  }

  private func document(ofShortID name: String) throws(Failure) -> DocumentID? {
    guard let letter = name.first, let kind = Kind.allCases.first(where: { $0.letter == letter }),
      let number = Int64(name.dropFirst())
    else { return nil }
    return try read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT document.id FROM head JOIN document ON document.number = head.document
          WHERE head.document = ? AND head.kind = ? LIMIT 1
          """)
      return try Data.fetchOne(select, arguments: [number, kind.rawValue]).flatMap { DocumentID(bytes: Array($0)) }
    }
  }

  private func document(ofFormerSlug slug: String) throws(Failure) -> DocumentID? {
    try read { database in
      let select = try database.cachedStatement(
        sql: """
          SELECT document.id FROM revision JOIN document ON document.number = revision.document
          WHERE revision.slug = ? ORDER BY revision.sequence DESC LIMIT 1
          """)
      return try Data.fetchOne(select, arguments: [slug]).flatMap { DocumentID(bytes: Array($0)) }
    }
  }

  /// The slugs of documents that are there, or of those that were removed, in order.
  package func slugs(beginningWith prefix: String = "", removed: Bool = false) throws(Failure) -> [String] {
    try read { database in
      // A range instead of LIKE: the index serves, and no character is special.
      let select = try database.cachedStatement(
        sql: "SELECT DISTINCT slug FROM head WHERE removed = ? AND slug >= ? AND slug < ? ORDER BY slug")
      return try String.fetchAll(select, arguments: [removed, prefix, prefix + "\u{10FFFF}"])
    }
  }

  /// A slug as it is where no other document that is there has it, else with the first number behind it that is free.
  package func free(_ slug: Slug, for document: DocumentID) throws(Failure) -> Slug {
    try read { database in
      let id = Data(document.bytes)
      let number = try Int64.fetchOne(database, sql: "SELECT number FROM document WHERE id = ?", arguments: [id]) ?? 0
      if try !self.isTaken(slug.text, except: number, in: database) { return slug }
      return Slug(try self.free(slug, except: number, in: database)) ?? slug
    }
  }

  /// One revision among a document's: `3` for the third in this store, or at least four digits of its name.
  ///
  /// - Throws: a `Failure` where there is none, or the digits fit several.
  package func revision(_ typed: String, of document: DocumentID) throws(Failure) -> Revision {
    if typed.count < 8, let ordinal = Int(typed), let revision = try revision(ordinal, of: document) { return revision }
    let fitting = try revisions(beginningWith: typed, of: document)
    if fitting.count > 1 { throw Failure(.missing, .ambiguous(typed, fitting.map(\.name.short))) }
    guard let revision = fitting.first else {
      let slug = try heads(of: document).first?.slug ?? ""
      throw Failure(.missing, .noSuchRevision(typed, of: slug, count: try count(of: document)))
    }
    return revision
  }
}
