import Diagnostics
import Foundation
import GRDB
import Knowledge
import Testing

@testable import Store

/// Revisions: immutable, named by their hash, never overwritten.
@Suite struct RevisionTests {
  /// The examples of FIPS 180-4's validation suite.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func digest(message: String, expected: String) {
    let digest = SHA256.digest(Array(message.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    #expect(digest.joined() == expected)
  }

  @Test func nameIsTheHashOfWhatItIs() throws {
    let document = try #require(DocumentID(bytes: Array(0..<16)))
    let parent = try #require(RevisionName(bytes: SHA256.digest([1])))
    let name = RevisionName(
      document: document, kind: .decision, slug: "drill", parents: [parent], time: Timestamp(milliseconds: 5),
      text: Array("x".utf8))
    let text = """
      how revision
      document 000102030405060708090a0b0c0d0e0f
      kind decision
      slug drill
      parent \(parent)
      time 5

      x
      """
    #expect(name.bytes == SHA256.digest(Array(text.utf8)))
  }

  @Test func aSaveOfAnOldTextForksAndIsMerged() throws {
    let machine = try Machine()
    let store = try machine.store()
    let first = try machine.save("# One\na\n", in: store).revision
    let mine = try machine.save("# One\nb\n", after: first, in: store)
    let theirs = try machine.save("# One\nc\n", after: first, in: store)
    #expect(mine.heads == 1)
    #expect(theirs.heads == 2)
    #expect(Set(try store.heads(of: first.document).map(\.name)) == [mine.revision.name, theirs.revision.name])
    var merge = NewRevision(
      document: first.document, kind: .model, slug: nil, title: "One", text: Array("# One\nd\n".utf8),
      parents: [mine.revision.name, theirs.revision.name])
    merge.mustFollowHeads = true
    var generator = SystemRandomNumberGenerator()
    #expect(try store.save(merge, using: &generator).heads == 1)
    #expect(try store.history(of: first.document).count == 4)
    #expect(try store.checkUp().problems == [])
    #expect(try store.checkIndex())
  }

  @Test func theSameTextIsNoNewRevision() throws {
    let machine = try Machine()
    let store = try machine.store()
    let first = try machine.save("# One", in: store)
    let again = try machine.save("# One", after: first.revision, in: store)
    #expect(!again.isNew)
    #expect(again.revision.name == first.revision.name)
  }

  @Test(arguments: ["revision", "document", "parent"])
  func rowsCannotBeChanged(table: String) throws {
    let machine = try Machine()
    let store = try machine.store()
    let first = try machine.save("# One", in: store).revision
    _ = try machine.save("# Two", after: first, in: store)
    let column = ["revision": "slug = 'x'", "document": "number = 9", "parent": "parent = 9"][table] ?? ""
    #expect(throws: Failure.self) { try store.write { try $0.execute(sql: "UPDATE \(table) SET \(column)") } }
    #expect(throws: Failure.self) { try store.write { try $0.execute(sql: "DELETE FROM \(table)") } }
    #expect(try store.checkUp().revisions == 2)
  }

  @Test func doctorSeesAChangedText() throws {
    let machine = try Machine()
    let store = try machine.store()
    _ = try machine.save("# One", in: store)
    try store.write { try $0.execute(sql: "DROP TRIGGER revision_is_not_updated; UPDATE revision SET text = x'41'") }
    #expect(try store.checkUp().problems.count == 1)
  }

  @Test func derivedTablesFollowFromTheRevisions() throws {
    let machine = try Machine()
    let store = try machine.store()
    let first = try machine.save("---\ntags: [a, b]\n---\n# One [[two]]\nvanished\n", in: store).revision
    _ = try machine.save("---\ntags: [c]\n---\n# Other [[three]]\n", after: first, in: store)
    _ = try machine.save("# Two\n", in: store)
    func derived() throws -> [String] {
      try machine.store().read { database in
        try ["head", "tag", "link", "folded"].flatMap { table in
          try Row.fetchAll(database, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map(\.description)
        }
      }
    }
    let before = try derived()
    try machine.rebuild()
    #expect(try derived() == before)
    let rebuilt = try machine.store()
    #expect(try rebuilt.checkIndex())
    #expect(try rebuilt.search("other", limit: nil).total == 1)
    #expect(try rebuilt.search("vanished", limit: nil).total == 0)
  }

  @Test func aFullDiskLosesNothing() throws {
    let machine = try Machine()
    let store = try machine.store()
    let first = try machine.save("# One", in: store).revision
    try store.queue.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    do {
      _ = try machine.save("# One\n" + String(repeating: "long ", count: 50_000), after: first, in: store)
      Issue.record("there was room after all")
    } catch let refusal as Failure {
      #expect(refusal.diagnostic.code == .diskFull)
      #expect(refusal.reason == .inputOutput)
    }
    #expect(try store.heads(of: first.document).map(\.name) == [first.name])
    #expect(try store.checkUp().problems == [])
  }
}
