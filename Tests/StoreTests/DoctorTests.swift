import Diagnostics
import Foundation
import GRDB
import Knowledge
import Migrations
import Testing

@testable import Store

struct DoctorTests {
  private let machine: Machine
  private let store: Store
  private let last: Revision

  init() throws {
    machine = try Machine()
    store = try machine.store()
    let first = try machine.write("---\ntags: [a]\n---\n# One\nold [[two]]\n", in: store).revision
    last = try machine.write("---\ntags: [a, b]\n---\n# One\nnew [[two]] a\0b\n", after: [first], in: store).revision
    try machine.write("# Two\ntext\n", as: .decision, in: store)
  }

  @Test func `a sound store has no problems`() throws {
    let checkup = try store.checkUp()
    #expect(checkup.documents == 2 && checkup.revisions == 3 && checkup.forks == 0 && checkup.problems == [])
    #expect(try store.checkIndex())
  }

  @Test(arguments: [
    "UPDATE revision SET text = CAST ('x' AS BLOB) WHERE sequence = 1",
    "UPDATE revision SET text = x'' WHERE sequence = 3",
    "UPDATE revision SET slug = 'other' WHERE sequence = 2", "UPDATE revision SET time = time + 1 WHERE sequence = 3",
    "UPDATE revision SET kind = 'model' WHERE sequence = 3",
    "UPDATE revision SET name = zeroblob(32) WHERE sequence = 1",
    "UPDATE document SET id = zeroblob(16) WHERE number = 2", "UPDATE revision SET document = 2 WHERE sequence = 2",
    "DELETE FROM parent", "PRAGMA foreign_keys = OFF; DELETE FROM revision WHERE sequence = 1",
    "DELETE FROM head WHERE revision = 2",
    "INSERT INTO head (revision, document, kind, slug, removed, title, body, updated) VALUES (1, 1, 'model', 'one', 0, 'One', 0, 0)",
  ])
  func `what has been tampered with is seen`(sql: String) throws {
    let triggers = ["revision", "document", "parent"].flatMap { ["\($0)_is_not_updated", "\($0)_is_not_deleted"] }
    try store.queue.writeWithoutTransaction { database in
      for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
      try database.execute(sql: sql)
    }
    #expect(try !store.checkUp().problems.isEmpty)
  }

  @Test func `an index that is out of date is seen and made again`() throws {
    try store.write { try $0.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')") }
    #expect(try !store.checkIndex())
    #expect(try store.search("new", limit: nil).total == 0)
    try machine.rebuild()
    #expect(try machine.store().checkIndex() && machine.store().search("new", limit: nil).total == 1)
  }

  @Test func `tables made again are the same to the last byte`() throws {
    func dump() throws -> [String] {
      try machine.store().read { database in
        try ["head", "tag", "link", "folded"].flatMap { table in
          try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { row in
            row.databaseValues.map(\.description).joined(separator: " | ")
          }
        }
      }
    }
    let before = try dump()
    try store.write { try $0.execute(sql: "DELETE FROM tag; DELETE FROM link; UPDATE head SET title = 'x'") }
    #expect(try dump() != before)
    try machine.rebuild()
    #expect(try dump() == before)
    #expect(before.contains { $0.contains("\"two\"") } && before.count == 7, "\(before)")
  }

  @Test func `a backup is the same store, for its owner only`() throws {
    let copy = machine.folder + "/new/folder/copy.sqlite"
    #expect(try Store.backUp(machine.path, to: copy) == [])
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    let other = try Store(path: copy, for: .writing, now: machine.now, summarize: store.summarize)
    #expect(try other.checkUp().revisions == 3 && other.checkUp().problems == [] && other.checkIndex())
    #expect(try other.revision(last.name)?.text == last.text)
    #expect(refusal { _ = try Store.backUp(machine.path, to: copy) } == .fileExists)
  }

  @Test func `a store that is not there is an empty one to read, and is not made`() throws {
    let path = machine.folder + "/none/how.sqlite"
    let empty = try Store(path: path, for: .reading, now: machine.now, summarize: store.summarize)
    #expect(try empty.list(ListFilter()).isEmpty && empty.search("a", limit: nil).total == 0 && empty.find("a") == nil)
    #expect(try empty.checkUp().problems == [])
    #expect(!FileManager.default.fileExists(atPath: machine.folder + "/none"))
  }

  @Test func `a place where no file can be is refused`() throws {
    for path in [machine.path + "/how.sqlite", machine.folder, "/proc/none/how.sqlite"] {
      let code = refusal { _ = try Store(path: path, for: .writing, now: machine.now, summarize: store.summarize) }
      #expect(code == .cannotOpenStore || code == .notAStore, "\(path)")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func `a folder that cannot be written can still be read`() throws {
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o400], ofItemAtPath: machine.path)
    try files.setAttributes([.posixPermissions: 0o500], ofItemAtPath: machine.folder + "/how")
    defer { try? files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: machine.folder + "/how") }
    let reading = try machine.store(.reading)
    #expect(try reading.list(ListFilter()).count == 2 && reading.search("new", limit: nil).total == 1)
    #expect(refusal { _ = try machine.store() } == .storeReadOnly)
  }

  @Test func `a backup before a migration is of what there was, not of an older attempt`() throws {
    let broken = Migrations.all + [("v9998_broken", "CREATE TABLE a (x) STRICT;")]
    #expect(refusal { _ = try machine.store(steps: broken) } != nil)
    try machine.write("# Three\nbetween two attempts\n", in: store)
    let mended = Migrations.all + [("v9998_mended", "CREATE TABLE a (x INTEGER) STRICT;")]
    _ = try machine.store(steps: mended)
    let backup = try DatabaseQueue(path: machine.path + ".before-v\(mended.count)")
    let (version, revisions) = try backup.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM revision")
      )
    }
    #expect(version == Migrations.all.count && revisions == 4)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: machine.folder + "/how").sorted() == [
        "how.sqlite", "how.sqlite.before-v\(mended.count)",
      ])
  }

  @Test func `what came after a lost revision is kept under a new name, and all of it is told`() throws {
    try store.queue.writeWithoutTransaction { database in
      try database.execute(
        sql: """
          PRAGMA foreign_keys = OFF; DROP TRIGGER revision_is_not_deleted;
          DELETE FROM revision WHERE sequence = 1
          """)
    }
    let rebuilt = try machine.rebuild()
    #expect(rebuilt.revisions == 2 && rebuilt.lost == ["revision @1"] && rebuilt.altered == [])
    #expect(rebuilt.renamed.count == 1 && rebuilt.keptAt != nil)
    let fresh = try machine.store()
    #expect(try fresh.checkUp().problems == [] && fresh.checkIndex())
    #expect(try fresh.find("one")?.first?.text == last.text && fresh.search("new", limit: nil).total == 1)
    #expect(try machine.write("# One\nlater\n", after: fresh.find("one") ?? [], in: fresh).heads == 1)
  }

  @Test func `an index of a store that cannot be written is checked, too`() throws {
    try store.write { try $0.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')") }
    var checkup = Checkup()
    let readonly = Store(
      try DatabaseQueue(path: machine.path, configuration: Store.configuration(readonly: true)), path: machine.path,
      summarize: Machine.summarize)
    try readonly.checkIndex(&checkup)
    #expect(checkup.problems.count == 1 && checkup.unchecked == [], "\(checkup)")
  }
}
