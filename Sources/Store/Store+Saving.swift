package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge
import Quantities

extension Store {
  /// Saves one revision.
  ///
  /// A parent that has children by now makes a fork: both heads stay until a person merges them. Text and slug equal
  /// to those of the only parent save nothing.
  ///
  /// - Throws: a `Failure` where the slug belongs to another document or the disk does not take it.
  package func save(
    _ new: NewRevision, using generator: inout some RandomNumberGenerator
  ) throws(Failure) -> SaveResult {
    try save([new], using: &generator)[0]
  }

  /// Saves several revisions, all or none.
  package func save(
    _ all: [NewRevision], using generator: inout some RandomNumberGenerator
  ) throws(Failure) -> [SaveResult] {
    // Names are drawn outside the transaction, which cannot change the generator.
    let named = all.map { new in (new, new.document ?? DocumentID(using: &generator)) }
    return try write { database in
      let indexed = try self.newest(in: database)
      let saved = try named.map { new, document in
        try self.save(new, of: document, in: database, indexed: indexed)
      }
      try self.index(after: indexed, in: database)
      return saved
    }
  }

  /// Saves several revisions, each for itself; or, where one is refused, none.
  ///
  /// - Returns: what became of each, in their order.
  package func save(
    each all: [NewRevision], orNone: Bool, using generator: inout some RandomNumberGenerator
  ) throws(Failure) -> [Result<SaveResult, Failure>] {
    let named = all.map { new in (new, new.document ?? DocumentID(using: &generator)) }
    var results: [Result<SaveResult, Failure>] = []
    do {
      try write { database in
        let indexed = try self.newest(in: database)
        for (new, document) in named {
          try database.inSavepoint {
            do {
              results.append(.success(try self.save(new, of: document, in: database, indexed: indexed)))
              return .commit
            } catch let refusal as Failure where refusal.reason == .data {
              results.append(.failure(refusal))
              return .rollback
            }
          }
          if orNone, case .failure(let refusal)? = results.last { throw refusal }
        }
        try self.index(after: indexed, in: database)
      }
    } catch  where orNone && error.reason == .data && !results.isEmpty {
      return results
    }
    return results
  }

  /// Which of some new documents are there already: with the same text, as documents of the same kind and name.
  ///
  /// - Returns: their heads, by the places of the new ones.
  package func present(_ all: [NewRevision]) throws(Failure) -> [Int: Revision] {
    let sizes = Set(all.map(\.text.count))
    return try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT revision.name, head.slug, length(revision.text) AS size
          FROM head JOIN revision ON revision.sequence = head.revision WHERE NOT head.removed
          """)
      var bySize: [Int: [(name: RevisionName, slug: String)]] = [:]
      while let row = try rows.next() {
        guard let size = row["size"] as Int?, sizes.contains(size),
          let name = RevisionName(bytes: Array(row["name"] as Data))
        else { continue }
        bySize[size, default: []].append((name, row["slug"]))
      }
      var found: [Int: Revision] = [:]
      for (index, new) in all.enumerated() {
        let wanted = (new.slug ?? Slug(title: new.title)).text
        for head in bySize[new.text.count] ?? [] where Self.isNumbered(head.slug, wanted) {
          guard let revision = try self.revision(head.name, in: database), revision.text == new.text,
            revision.kind == new.kind
          else { continue }
          found[index] = revision
          break
        }
      }
      return found
    }
  }

  /// Whether a slug is another one, or that with a number behind it.
  private static func isNumbered(_ slug: String, _ wanted: String) -> Bool {
    guard slug.hasPrefix(wanted) else { return false }
    let rest = slug.dropFirst(wanted.count)
    return rest.isEmpty || rest.first == "-" && rest.count > 1 && rest.dropFirst().allSatisfy(\.isNumber)
  }

  /// Keeps a copy of a document of the library, with the same names in every store.
  ///
  /// It is dated by the day the document says it was made, so that the same text is the same revision everywhere.
  package func keepLibraryCopy(_ entry: Entry, slug: String) throws(Failure) -> SaveResult {
    let id = DocumentID(librarySlug: slug)
    let created = entry.document.header.text("created").flatMap { CivilDate($0) } ?? CivilDate(days: 0)
    let time = Timestamp(milliseconds: Int64(created.days) * 86_400_000)
    return try write { database in
      var new = NewRevision(first: entry)
      new.document = id
      new.slug = Slug(slug)
      let indexed = try self.newest(in: database)
      let saved = try self.save(new, of: id, in: database, indexed: indexed, time: time)
      try self.index(after: indexed, in: database)
      return saved
    }
  }

  private func save(
    _ new: NewRevision, of document: DocumentID, in database: Database, indexed: Int64, time fixed: Timestamp? = nil
  ) throws -> SaveResult {
    let number = try self.number(of: document, in: database)
    let slug = try self.slug(for: new, document: number, in: database)
    if new.parents.count == 1, let parent = try revision(new.parents[0], in: database),
      parent.text == new.text, parent.slug == slug, parent.kind == new.kind, parent.isWhole
    {
      return SaveResult(revision: parent, isNew: false, heads: try heads(of: number, in: database))
    }
    // A revision is not older than its parents, even where the clock was set back.
    let parents = try new.parents.map { name in
      guard let sequence = try self.sequence(of: name, in: database) else {
        throw Failure(.ours, .unknownParent(name.short))
      }
      return sequence
    }
    // A save that was cut off after it was done is asked for again: from its draft, say.
    if let same = try child(of: parents, like: new, slug: slug, in: database) {
      return SaveResult(revision: same, isNew: false, heads: try heads(of: number, in: database))
    }
    if !new.leavesDamageBehind, !new.text.isEmpty {
      for parent in new.parents { try revision(parent, in: database)?.checked() }
    }
    if new.mustFollowHeads {
      for parent in parents where try !isHead(parent, in: database) {
        throw Failure(.inputOutput, .changedMeanwhile(slug))
      }
    }
    let newest =
      parents.isEmpty
      ? nil
      : try Int64.fetchOne(
        database, sql: "SELECT max(time) FROM revision WHERE sequence IN (\(list(parents)))")
    let time = fixed ?? max(self.time, Timestamp(milliseconds: newest ?? .min))
    let name = RevisionName(
      document: document, kind: new.kind, slug: slug, parents: new.parents, time: time, text: new.text)
    if let same = try revision(name, in: database) {
      return SaveResult(revision: same, isNew: false, heads: try heads(of: number, in: database))
    }
    let insert = try database.cachedStatement(
      sql: "INSERT INTO revision (name, document, kind, slug, time, text) VALUES (?, ?, ?, ?, ?, ?)")
    try insert.execute(arguments: [
      Data(name.bytes), number, new.kind.rawValue, slug, time.milliseconds, Data(new.text),
    ])
    let sequence = database.lastInsertedRowID
    for parent in parents {
      try database.cachedStatement(sql: "INSERT INTO parent (revision, parent) VALUES (?, ?)")
        .execute(arguments: [sequence, parent])
      try dropHead(parent, isIndexed: parent <= indexed, in: database)
    }
    try addHead(
      DerivationSource(
        sequence: sequence, document: number, kind: new.kind, slug: slug, time: time.milliseconds, text: new.text),
      summary: new.summary, in: database)
    let count = try database.cachedStatement(sql: "SELECT count(*) FROM revision WHERE document = ?")
    let revision = Revision(
      name: name, document: document, number: number, ordinal: try Int.fetchOne(count, arguments: [number]) ?? 1,
      kind: new.kind, slug: slug, time: time, text: new.text, parents: new.parents, isWhole: true)
    return SaveResult(revision: revision, isNew: true, heads: try heads(of: number, in: database))
  }

  /// A revision after the same parents that says the same.
  private func child(
    of parents: [Int64], like new: NewRevision, slug: String, in database: Database
  ) throws -> Revision? {
    guard let parent = parents.first else { return nil }
    return try revisions(
      where: "JOIN parent ON parent.revision = revision.sequence WHERE parent.parent = ?", [parent], in: database
    ).first {
      $0.isWhole && $0.text == new.text && $0.slug == slug && $0.kind == new.kind && Set($0.parents) == Set(new.parents)
    }
  }

  /// The document whose current text is this, of those that were saved once; nil where there is none.
  package func document(withFirstText text: [UInt8]) throws(Failure) -> Revision? {
    try read { database in
      try self.revisions(
        where: """
          JOIN head ON head.revision = revision.sequence
          WHERE revision.text = ? AND NOT EXISTS (SELECT 1 FROM parent WHERE parent.revision = revision.sequence)
          ORDER BY revision.sequence DESC LIMIT 1
          """, [Data(text)], in: database
      ).first
    }
  }

  private func isHead(_ sequence: Int64, in database: Database) throws -> Bool {
    let find = try database.cachedStatement(sql: "SELECT 1 FROM head WHERE revision = ?")
    return try Int.fetchOne(find, arguments: [sequence]) != nil
  }

  private func list(_ sequences: [Int64]) -> String {
    sequences.map(String.init).joined(separator: ", ")
  }

  private func number(of document: DocumentID, in database: Database) throws -> Int64 {
    let id = Data(document.bytes)
    let find = try database.cachedStatement(sql: "SELECT number FROM document WHERE id = ?")
    if let number = try Int64.fetchOne(find, arguments: [id]) { return number }
    try database.cachedStatement(sql: "INSERT INTO document (id) VALUES (?)").execute(arguments: [id])
    return database.lastInsertedRowID
  }

  func heads(of document: Int64, in database: Database) throws -> Int {
    let count = try database.cachedStatement(sql: "SELECT count(*) FROM head WHERE document = ?")
    return try Int.fetchOne(count, arguments: [document]) ?? 0
  }

  /// The slug the document states, else the one its parent has, else one made of the title, with a number if taken.
  private func slug(for new: NewRevision, document: Int64, in database: Database) throws -> String {
    if new.text.isEmpty, let parent = try new.parents.first.flatMap({ try revision($0, in: database) }) {
      return parent.slug
    }
    if let stated = new.slug {
      if try isTaken(stated.text, except: document, in: database) {
        throw Failure(.data, .slugTaken(stated.text, free: try free(stated, except: document, in: database)))
      }
      return stated.text
    }
    var wanted = Slug(title: new.title)
    if let parent = try new.parents.first.flatMap({ try revision($0, in: database) }) {
      wanted = Slug(parent.slug) ?? wanted
    }
    return try isTaken(wanted.text, except: document, in: database)
      ? try free(wanted, except: document, in: database) : wanted.text
  }

  func free(_ slug: Slug, except document: Int64, in database: Database) throws -> String {
    var number = 2
    while try isTaken(slug.numbered(number).text, except: document, in: database) { number += 1 }
    return slug.numbered(number).text
  }

  func isTaken(_ slug: String, except document: Int64, in database: Database) throws -> Bool {
    let find = try database.cachedStatement(
      sql: "SELECT 1 FROM head WHERE slug = ? AND document <> ? AND NOT removed LIMIT 1")
    return try Int.fetchOne(find, arguments: [slug, document]) != nil
  }
}
