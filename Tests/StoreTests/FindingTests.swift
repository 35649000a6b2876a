import Diagnostics
import Foundation
import Knowledge
import Testing

@testable import Store

struct FindingTests {
  private let machine: Machine
  private let store: Store

  init() throws {
    machine = try Machine()
    store = try machine.store(.reading)
    try machine.write("# Drill\n", as: .decision, in: store)
    let deep = try machine.write("# Drill deep\n", as: .decision, in: store).revision
    try machine.write("---\nslug: dig\n---\n# Drill deep\n", as: .decision, after: [deep], in: store)
    try machine.write("# How I decide\n", in: store)
    let gone = try machine.write("# Gone\n", in: store).revision
    _ = try machine.remove(gone, in: store)
  }

  private func slug(_ name: String, includingRemoved: Bool = false, byPrefix: Bool = true) throws -> String? {
    try store.find(name, includingRemoved: includingRemoved, byPrefix: byPrefix)?.first?.slug
  }

  @Test(arguments: [
    ("drill", "drill"), ("dig", "dig"), ("di", "dig"), ("d1", "drill"), ("d2", "dig"), ("m3", "how-i-decide"),
    ("how", "how-i-decide"),
    ("drill-deep", "dig"), ("m1", nil), ("d9", nil), ("x1", nil), ("nothing", nil), ("drill'; --", nil), ("%", nil),
    ("dr%", nil),
  ])
  func `a document is found by slug, id, beginning, or a slug it once had`(name: String, expected: String?) throws {
    #expect(try slug(name) == expected)
  }

  @Test func `several that begin so are told`() throws {
    #expect(refusal { _ = try slug("d") } == .ambiguous)
    #expect(try slug("") == nil && slug(" ") == nil && slug("\t\u{A0}") == nil)
    #expect(try slug("di", byPrefix: false) == nil)
  }

  @Test(arguments: ["gone", "m4"])
  func `what was removed is found by who asks for it`(name: String) throws {
    #expect(refusal { _ = try slug(name) } == .isRemoved)
    #expect(try slug(name, includingRemoved: true) == "gone")
  }

  @Test func `a revision is found by number or digits`() throws {
    let heads = try #require(try store.find("dig"))
    let history = try store.history(of: heads[0].document)
    #expect(try store.revision("1", of: heads[0].document).name == history[1].name)
    #expect(try store.revision("2", of: heads[0].document).name == history[0].name)
    for revision in history {
      let digits = revision.name.description
      #expect(try store.revision(digits, of: revision.document).name == revision.name)
      #expect(try store.revision(digits.prefix(8).uppercased(), of: revision.document).name == revision.name)
      #expect(try store.revision(beginningWith: String(digits.prefix(8)))?.name == revision.name)
    }
    for wrong in ["0", "3", "-1", "", "zzzzzzzz", "ffffffffffffffff", "abc"] {
      #expect(refusal { _ = try store.revision(wrong, of: heads[0].document) } == .noSuchRevision)
    }
  }

  @Test(arguments: [
    ("drill@3", "drill", "3"), ("drill", "drill", nil), ("a@b@c", "a@b", "c"), ("@3", "@3", nil),
    ("drill@", "drill", ""),
  ])
  func `what is typed is a name and perhaps a revision`(typed: String, name: String, revision: String?) {
    let reference = Reference(typed)
    #expect(reference.name == name && reference.revision == revision)
  }
}
