import Diagnostics
import Foundation
import GRDB
import Knowledge
import Migrations
import Testing

@testable import Store

/// The schema and the way from one version to the next.
@Suite struct SchemaTests {
  private let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Schema")

  /// A migration that has shipped is never changed: the schema after each is pinned by a file.
  @Test(arguments: Migrations.all.indices)
  func schemaAfter(step: Int) throws {
    let queue = try DatabaseQueue()
    try queue.write { try Schema.apply(Array(Migrations.all[...step]), from: 0, to: $0) }
    let schema = try queue.read { try Schema.dump($0) }
    let file = golden.appending(path: Migrations.all[step].name + ".sql")
    guard FileManager.default.fileExists(atPath: file.path) else {
      try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
      try schema.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(file.lastPathComponent) was recorded: read it")
      return
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == schema)
  }

  /// What is compared when a store is opened is what the migrations make.
  @Test func fingerprintIsOfTheNewestSchema() throws {
    let made = try Schema.fingerprint(of: Schema.expected(Migrations.all))
    #expect(made == Schema.newest)
  }

  @Test func fileAndFolderAreForTheirOwnerOnly() throws {
    let machine = try Machine()
    _ = try machine.store()
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(machine.path) == 0o600)
    #expect(try mode(machine.folder + "/how") == 0o700)
  }

  /// A future step, to see what happens to a store of today.
  private var future: [(name: String, sql: String)] {
    Migrations.all + [("v9998_future", "CREATE TABLE future (x INTEGER) STRICT;")]
  }

  @Test func olderStoreIsBackedUpAndMigrated() throws {
    let machine = try Machine()
    let saved = try machine.save("# Kept", in: try machine.store())
    let store = try machine.store(steps: future)
    #expect(try store.revision(saved.revision.name)?.text == Array("# Kept".utf8))
    let backup = try DatabaseQueue(path: machine.path + ".before-v\(future.count)")
    try backup.read { database in
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM revision")
      let hasFuture = try database.tableExists("future")
      #expect(version == Migrations.all.count)
      #expect(count == 1)
      #expect(!hasFuture)
    }
    let hasFuture = try store.read { try $0.tableExists("future") }
    #expect(hasFuture)
  }

  @Test func whatAnOlderProgramSavedIsFound() throws {
    let machine = try Machine()
    try FileManager.default.createDirectory(atPath: machine.folder + "/how", withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: machine.path)
    try queue.write { database in
      try Schema.apply(Array(Migrations.all.prefix(2)), from: 0, to: database)
      try database.execute(sql: "INSERT INTO document (number, id) VALUES (1, randomblob(16))")
      try database.execute(
        sql: """
          INSERT INTO revision (sequence, name, document, kind, slug, time, text)
          VALUES (1, randomblob(32), 1, 'model', 'old', 0, ?)
          """, arguments: [Data("# Old\n\nŁódź\n".utf8)])
    }
    try queue.close()
    let found = try machine.store().search("lodz", limit: nil).found
    #expect(found.map(\.title) == ["Old"])
  }

  @Test func newerStoreIsRefusedAndNotTouched() throws {
    let machine = try Machine()
    _ = try machine.store(steps: future)
    let before = try Data(contentsOf: URL(filePath: machine.path))
    #expect(refusal { try machine.store() } == .storeIsNewer)
    #expect(try Data(contentsOf: URL(filePath: machine.path)) == before)
  }

  @Test func migrationThatFailsLeavesTheStoreAsItWas() throws {
    let machine = try Machine()
    _ = try machine.save("# Kept", in: try machine.store())
    let broken = Migrations.all + [("v9998_broken", "CREATE TABLE a (x) STRICT;")]
    #expect(throws: Failure.self) { try machine.store(steps: broken) }
    #expect(try machine.store(.reading).list(ListFilter()).count == 1)
  }

  @Test func whatIsNoStoreIsRefused() throws {
    let machine = try Machine()
    try FileManager.default.createDirectory(atPath: machine.folder + "/how", withIntermediateDirectories: true)
    try Data("this is a letter to a friend, not a database".utf8).write(to: URL(filePath: machine.path))
    #expect(refusal { try machine.store() } == .notAStore)
    try FileManager.default.removeItem(atPath: machine.path)
    try DatabaseQueue(path: machine.path).write { try $0.execute(sql: "CREATE TABLE t (x)") }
    #expect(refusal { try machine.store() } == .notAStore)
  }

  private func refusal(_ body: () throws -> Store) -> Diagnostic.Code? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? Failure)?.diagnostic.code
    }
  }
}
