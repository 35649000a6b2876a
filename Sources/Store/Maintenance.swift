import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// What `how doctor` found.
public struct Checkup: Sendable {
  public var documents = 0
  public var revisions = 0
  public var forks = 0
  /// What is wrong, in words; none where all is well.
  public var problems: [String] = []
}

extension Store {
  /// Checks the file, the hash of every revision, and that the derived tables are what the revisions make of them.
  public func checkUp() throws(Refusal) -> Checkup {
    try read { database in
      var checkup = Checkup()
      checkup.documents = try Int.fetchOne(database, sql: "SELECT count(*) FROM document") ?? 0
      checkup.revisions = try Int.fetchOne(database, sql: "SELECT count(*) FROM revision") ?? 0
      checkup.forks =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM (SELECT 1 FROM head GROUP BY document HAVING count(*) > 1)") ?? 0
      let integrity = try String.fetchAll(database, sql: "PRAGMA integrity_check")
      if integrity != ["ok"] { checkup.problems += integrity.map { "SQLite: \($0)" } }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check") {
        checkup.problems.append("\(row["table"] as String? ?? "a table") points at a row that is not there")
      }
      try checkNames(in: database, &checkup)
      // Lists of texts that are wrong are wrong with them: making them anew would only hide it.
      if checkup.problems.isEmpty { try checkDerived(in: database, &checkup) }
      return checkup
    }
  }

  /// Every revision's name must be the hash of what it holds.
  private func checkNames(in database: Database, _ checkup: inout Checkup) throws {
    let names = try Data.fetchAll(database, sql: "SELECT name FROM revision ORDER BY sequence")
    for bytes in names {
      guard let name = RevisionName(bytes: Array(bytes)), let revision = try revision(name, in: database) else {
        checkup.problems.append("a revision cannot be read")
        continue
      }
      let computed = RevisionName(
        document: revision.document, kind: revision.kind, slug: revision.slug, parents: revision.parents,
        time: revision.time, text: revision.text)
      if computed != name {
        checkup.problems.append("revision \(name.short) of '\(revision.slug)' is not what was saved: its hash differs")
      }
    }
  }

  /// The derived tables must hold what they would hold if they were made anew.
  ///
  /// Made anew in a copy in memory: a reader cannot write, and need not believe the rows it finds.
  private func checkDerived(in database: Database, _ checkup: inout Checkup) throws {
    let copy = try DatabaseQueue()
    try copy.writeWithoutTransaction { try database.backup(to: $0) }
    let before = try copy.read(Self.derived)
    try copy.write { try rebuildDerived(in: $0) }
    if try copy.read(Self.derived) != before {
      checkup.problems.append("the lists do not follow from the revisions: run 'how doctor --rebuild'")
    }
  }

  private static func derived(_ database: Database) throws -> [String] {
    try ["head ORDER BY revision", "tag ORDER BY head, tag", "link ORDER BY head, target, line"].flatMap { table in
      try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map(\.description)
    }
  }

  /// Checks that the full-text index holds what the current texts say.
  public func checkIndex() throws(Refusal) -> Bool {
    do throws(Refusal) {
      try write { try $0.execute(sql: "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)") }
      return true
    } catch {
      if error.diagnostic.code == "store-damaged" { return false }
      // Checking the index means writing to it; a store that cannot be written is checked as far as reading goes.
      if error.diagnostic.code == "store-read-only" { return true }
      throw error
    }
  }

  /// Makes all derived tables again from the revisions.
  public func rebuild() throws(Refusal) {
    try write { try rebuildDerived(in: $0) }
  }

  /// Copies the store to a new file while others may use it (SQLite's online backup).
  public func backUp(to path: String) throws(Refusal) {
    try refusing(path) {
      if FileManager.default.fileExists(atPath: path) { throw Refusal(.inputOutput, .backupExists(path)) }
      try StoreFile.create(path)
      do {
        let destination = try DatabaseQueue(path: path)
        try queue.backup(to: destination)
        try destination.close()
      } catch {
        try? FileManager.default.removeItem(atPath: path)
        throw error
      }
    }
  }
}
