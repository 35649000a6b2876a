import Diagnostics
import Foundation
import GRDB
import Knowledge
import SeededChance
import Testing

@testable import Store

struct SavingTests {
  private let machine: Machine
  private let store: Store

  init() throws {
    machine = try Machine()
    store = try machine.store()
  }

  @Test(arguments: [
    "# One\r\ntext  \r\n", "no heading", "---\nslug: one # why\n---\n", "größer 同步 🙂 e\u{301}", "\u{FEFF}# T", "a\0b\n",
    "\n",
  ])
  func `a text comes back byte for byte`(text: String) throws {
    let saved = try machine.write(text, in: store)
    #expect(try machine.store(.reading).revision(saved.revision.name)?.text == Array(text.utf8))
    #expect(saved.isNew && saved.heads == 1 && saved.revision.ordinal == 1 && saved.revision.parents == [])
    let next = try machine.write(text + "more\n", after: [saved.revision], in: store)
    #expect(next.revision.ordinal == 2 && next.revision.parents == [saved.revision.name])
    #expect(try store.history(of: saved.revision.document).map(\.name) == [next.revision.name, saved.revision.name])
    #expect(try store.checkUp().problems == [] && store.checkIndex())
  }

  @Test func `slugs are made of titles, numbered where taken`() throws {
    let slugs = try (1...3).map { try machine.write("# The title\n\($0)\n", in: store).revision.slug }
    #expect(slugs == ["the-title", "the-title-2", "the-title-3"])
    #expect(try machine.write("no heading", in: store).revision.slug == "untitled")
    #expect(try machine.write("---\nslug: stated\n---\n# The title\n", in: store).revision.slug == "stated")
  }

  @Test func `a slug that is stated and taken is refused`() throws {
    let first = try machine.write("# One\n", in: store).revision
    #expect(refusal { try machine.write("---\nslug: one\n---\n# Other\n", in: store) } == .slugTaken)
    #expect(try store.checkUp().revisions == 1)
    let renamed = try machine.write("---\nslug: two\n---\n# One\n", after: [first], in: store).revision
    #expect(renamed.slug == "two" && renamed.document == first.document)
    #expect(try machine.write("---\nslug: one\n---\n# Other\n", in: store).revision.slug == "one")
  }

  @Test func `a document keeps its slug when its title changes`() throws {
    let first = try machine.write("# One\n", in: store).revision
    #expect(try machine.write("# Another title\n", after: [first], in: store).revision.slug == "one")
  }

  @Test func `what is removed can be brought back, and gives its slug away meanwhile`() throws {
    let first = try machine.write("# One\nunique words\n", in: store).revision
    let removal = try machine.remove(first, in: store)
    #expect(removal.isRemoval && removal.slug == "one")
    #expect(try store.list(ListFilter()).isEmpty && store.search("unique", limit: nil).total == 0)
    var removed = ListFilter()
    removed.removed = true
    #expect(try store.list(removed).map(\.slug) == ["one"])
    let other = try machine.write("# One\nothers\n", in: store).revision
    #expect(other.slug == "one" && other.document != first.document)
    let restored = try machine.write("# One\nunique words\n", after: [removal], in: store).revision
    #expect(restored.document == first.document && restored.slug == "one-2" && restored.ordinal == 3)
    #expect(try store.search("unique", limit: nil).total == 1)
    #expect(try store.checkUp().problems == [] && store.checkIndex())
  }

  @Test func `all are saved or none`() throws {
    var generator = SplitMix64(seed: 1)
    let good = NewRevision(kind: .model, slug: nil, title: "A", text: Array("# A\n".utf8))
    let taken = NewRevision(kind: .model, slug: Slug("a"), title: "B", text: Array("# B\n".utf8))
    #expect(refusal { _ = try store.save([good, taken], using: &generator) } == .slugTaken)
    #expect(try store.checkUp().revisions == 0 && store.checkUp().documents == 0)
    #expect(try store.save([good, good], using: &generator).map(\.revision.slug) == ["a", "a-2"])
    #expect(try store.checkIndex())
  }

  @Test func `a revision is not older than its parents`() throws {
    let first = try machine.write("# One\n", in: store).revision
    let late = try Store(
      path: machine.path, for: .writing, now: { Timestamp(milliseconds: 5) }, summarize: store.summarize)
    let second = try machine.write("# One\nmore\n", after: [first], in: late).revision
    #expect(second.time == first.time)
    #expect(try machine.write("# Two\n", in: late).revision.time == Timestamp(milliseconds: 5))
  }

  @Test func `twenty saves of one text at once are twenty heads, and one merge joins them`() async throws {
    let first = try machine.write("# One\n", in: store).revision
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask { [machine] in
          try machine.write("# One\n\(number)\n", after: [first], in: machine.store())
        }
      }
      try await group.waitForAll()
    }
    let heads = try store.heads(of: first.document)
    #expect(heads.count == 20 && Set(heads.map(\.text)).count == 20)
    let checkup = try store.checkUp()
    #expect(checkup.revisions == 21 && checkup.forks == 1 && checkup.problems == [])
    #expect(try store.list(ListFilter()).map(\.heads) == [20])
    #expect(try machine.write("# One\nmerged\n", after: heads, in: store).heads == 1)
    #expect(try store.checkUp().forks == 0 && store.checkIndex())
  }

  @Test func `a library's copy is the same in every store`() throws {
    let entry = try Entry(
      DocumentReading.document("---\nkind: model\nslug: decision-making\ncreated: 2026-11-01\n---\n# Deciding\n"))
    let other = try Machine()
    let (here, there) = (
      try store.keepLibraryCopy(entry, slug: "decision-making"),
      try other.store().keepLibraryCopy(entry, slug: "decision-making")
    )
    #expect(here.revision.name == there.revision.name && here.isNew)
    #expect(here.revision.time.date.description == "2026-11-01")
    #expect(try !store.keepLibraryCopy(entry, slug: "decision-making").isNew)
    #expect(try store.checkUp().revisions == 1)
  }

  @Test func `the folder is waited for with every save`() throws {
    let synchronous = try store.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(synchronous == 3)
  }

  @Test func `a save that is asked for again is the same revision`() throws {
    let first = try machine.write("# One\n", in: store).revision
    let second = try machine.write("# One\nmore\n", after: [first], in: store)
    let again = try machine.write("# One\nmore\n", after: [first], in: store)
    #expect(second.isNew && !again.isNew && again.revision.name == second.revision.name && again.heads == 1)
  }

  @Test func `a slug that leads elsewhere is none`() throws {
    try machine.write("# One\n", in: store)
    for slug in ["../../one", ".one", "a/b", "a\u{1B}[2J"] {
      try store.queue.writeWithoutTransaction { database in
        try database.execute(sql: "DROP TRIGGER IF EXISTS revision_is_not_updated")
        try database.execute(sql: "UPDATE revision SET slug = ?", arguments: [slug])
        try database.execute(sql: "UPDATE head SET slug = ?", arguments: [slug])
      }
      #expect(refusal { _ = try store.find("m1") } == .storeDamaged, "\(slug)")
      #expect(refusal { _ = try store.list(ListFilter()) } == .storeDamaged, "\(slug)")
    }
  }
}
