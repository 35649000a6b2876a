package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge
import Migrations

extension Checkup {
  /// What can be told of a store before its rows are read.
  struct Soundness {
    var isReadable = true
    /// Whether documents, revisions and parents stand in the tables that we make.
    var areTablesOurs = false
    /// What else is missing, different or not ours.
    var differences: [String] = []

    var isSound: Bool { isReadable && areTablesOurs && differences.isEmpty }

    static let unreadable = Soundness(isReadable: false)
  }
}

extension Store {
  /// Checks a store's file, whatever state it is in.
  ///
  /// - Throws: a `Failure` where there is none, or it is another program's or a newer one's.
  package static func checkUp(
    path: String, waiting: @escaping @Sendable () -> Void = {}, now: @escaping @Sendable () -> Timestamp,
    summarize: @escaping @Sendable (SourceText, Kind) -> Summary,
    steps: [(name: String, sql: String)] = Migrations.all
  ) throws(Failure) -> Checkup {
    let store: Store
    do throws(Failure) {
      store = try Store(
        path: path, for: .reading, waiting: waiting, now: now, summarize: summarize, steps: steps)
    } catch {
      guard error.diagnostic.code == .storeDamaged else { throw error }
      return try refusing(path) {
        try Salvage.of(path, steps: steps, isLocking: false, waiting: waiting) { holdings, _ in
          var checkup = Checkup()
          checkup.problems = [error.diagnostic.message]
          checkup.count(holdings)
          return checkup
        }
      }
    }
    guard store.isThere else { throw Failure(.missing, .noStore(path)) }
    var checkup = try store.checkUp()
    if checkup.problems.isEmpty { try store.checkIndex(&checkup) }
    return checkup
  }

  /// Checks the file, the hash of every revision, and that the derived tables are what the revisions make of them.
  ///
  /// - Parameter isOfTextsOnly: whether only the file and what is in it for good is looked at.
  package func checkUp(isOfTextsOnly: Bool = false) throws(Failure) -> Checkup {
    try read { database in
      var checkup = Checkup()
      checkup.attempt("the file") {
        let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check (20)")
        if integrity != ["ok"] {
          let lines = integrity.flatMap { $0.split(separator: "\n") }.filter { !$0.hasPrefix("***") }
          $0.problems += lines.prefix(10).map { "SQLite: \($0)" }
        }
      }
      checkup.attempt("the references between rows") {
        for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
          $0.problems.append("\(try row.readIfPresent("table") ?? "a table") points at a row that is not there")
        }
      }
      checkup.attempt("the documents") {
        $0.documents = try Int.fetchOne(database, sql: "SELECT count(*) FROM document") ?? 0
      }
      checkup.attempt("the revisions") { try self.checkNames(in: database, &$0) }
      if isOfTextsOnly { return checkup }
      checkup.attempt("the heads") {
        $0.forks =
          try Int.fetchOne(
            database, sql: "SELECT count(*) FROM (SELECT 1 FROM head GROUP BY document HAVING count(*) > 1)") ?? 0
      }
      // Lists of texts that are wrong are wrong with them: making them anew would only hide it.
      if checkup.problems.isEmpty { checkup.attempt("the lists") { try self.checkDerived(in: database, &$0) } }
      return checkup
    }
  }

  /// Every revision's name must be the hash of what it holds.
  private func checkNames(in database: Database, _ checkup: inout Checkup) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT revision.sequence, revision.name, document.id, revision.kind, revision.slug, revision.time, revision.text
        FROM revision LEFT JOIN document ON document.number = revision.document ORDER BY revision.sequence
        """)
    let parents = try database.cachedStatement(
      sql: """
        SELECT revision.name FROM parent LEFT JOIN revision ON revision.sequence = parent.parent
        WHERE parent.revision = ?
        """)
    while let row = try rows.next() {
      checkup.revisions += 1
      let name = RevisionName(bytes: Array(try row.readIfPresent("name", as: Data.self) ?? Data()))
      let slug = (try? row.read("slug", as: String.self)) ?? ""
      if try isWhole(row, parents: Data?.fetchAll(parents, arguments: [row.read("sequence", as: Int64.self)])) {
        checkup.whole += 1
      } else {
        checkup.problems.append(
          "revision \(name?.short ?? "without a name") of '\(slug)' is not what was saved: its hash differs")
      }
    }
  }

  private func isWhole(_ row: Row, parents: [Data?]) -> Bool {
    let names = parents.map { $0.flatMap { RevisionName(bytes: Array($0)) } }
    guard let name = try? row.read("name", as: Data.self), let id = try? row.read("id", as: Data.self),
      let document = DocumentID(bytes: Array(id)), let kind = (try? row.read("kind")).flatMap({ Kind(rawValue: $0) }),
      let slug = try? row.read("slug", as: String.self), let time = try? row.read("time", as: Int64.self),
      let text = try? row.read("text", as: Data.self), !names.contains(nil)
    else { return false }
    return RevisionName(
      document: document, kind: kind, slug: slug, parents: names.compactMap { $0 },
      time: Timestamp(milliseconds: time), text: Array(text)
    ).bytes == Array(name)
  }

  /// The derived tables must hold what they would hold if they were made anew: compared one head after the other.
  private func checkDerived(in database: Database, _ checkup: inout Checkup) throws {
    var counts: [DerivedTable: Int] = [:]
    var isRight = true
    let childless = try Int64.fetchCursor(database, sql: Self.childless)
    while isRight, let sequence = try childless.next() {
      guard let source = try derivationSource(sequence, in: database) else { continue }
      let derived = try derived(source, in: database)
      for table in DerivedTable.all where isRight {
        let select = try database.cachedStatement(sql: table.select)
        let stored = try Row.fetchAll(select, arguments: [sequence]).map { Array($0.databaseValues) }
        isRight = derived.are(stored, in: table)
        counts[table, default: 0] += stored.count
      }
    }
    for table in DerivedTable.all where isRight {
      isRight = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table.name)") == counts[table, default: 0]
    }
    if !isRight { checkup.problems.append("the lists do not follow from the revisions: run 'how doctor --rebuild'") }
  }

  /// Checks that the full-text index holds what the current texts say.
  ///
  /// Checking it means writing to it: a store that cannot be written is checked in a copy that vanishes.
  func checkIndex(_ checkup: inout Checkup) throws(Failure) {
    do throws(Failure) {
      if try !checkIndex() {
        checkup.problems.append("the search index does not fit the texts: run 'how doctor --rebuild'")
      }
    } catch {
      guard error.diagnostic.code == .storeReadOnly else { throw error }
      checkup.attempt("the search index", isRequired: false) {
        let copy = try DatabaseQueue(path: "")
        try queue.backup(to: copy)
        let store = Store(copy, path: path, summarize: summarize)
        if try !store.checkIndex() { $0.problems.append("the search index does not fit the texts") }
      }
    }
  }

  /// Whether the full-text index holds what the current texts say.
  package func checkIndex() throws(Failure) -> Bool {
    do throws(Failure) {
      try write { try $0.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)") }
      return true
    } catch {
      if error.diagnostic.code == .storeDamaged { return false }
      throw error
    }
  }
}

extension Checkup {
  /// Looks at one thing; what cannot be looked at is a problem of its own, and the next is looked at all the same.
  mutating func attempt(_ what: String, isRequired: Bool = true, _ body: (inout Checkup) throws -> Void) {
    do {
      try body(&self)
    } catch {
      let reason =
        ((error as? Failure)?.diagnostic.message ?? (error as? DatabaseError)?.message) ?? "\(error)"
      if isRequired {
        problems.append("\(what) cannot be read: \(reason)")
      } else {
        unchecked.append("\(what) was not checked: \(reason)")
      }
    }
  }

  /// Counts what can be read where the store cannot be opened.
  mutating func count(_ holdings: Holdings) {
    documents = holdings.documents.count
    revisions = holdings.rows.count + holdings.lost.count
    whole = holdings.rows.count { $0.state == .whole }
    for row in holdings.rows where row.state != .whole {
      let name = RevisionName(bytes: row.name)?.short ?? "without a name"
      problems.append(
        row.state == .altered
          ? "revision \(name) of '\(row.slug)' is not what was saved: its hash differs"
          : "revision \(name) of '\(row.slug)' cannot be proved to be what was saved")
    }
    for lost in holdings.lost {
      problems.append(
        "revision \(holdings.names[lost].flatMap { RevisionName(bytes: $0) }?.short ?? "@\(lost)") is lost")
    }
  }
}
