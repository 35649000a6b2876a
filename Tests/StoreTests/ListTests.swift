import Diagnostics
import Foundation
import Knowledge
import Quantities
import Testing

@testable import Store

struct ListTests {
  private let machine: Machine
  private let store: Store

  init() throws {
    machine = try Machine()
    let days = Days()
    store = try Store(
      path: machine.path, for: .writing, now: { days.next() }, summarize: machine.store(.reading).summarize)
    try machine.write("---\ntags: [a, b]\ncreated: 2026-01-03\n---\n# Zulu\n[[bravo]]\n", in: store)
    try machine.write(
      "---\ntags: a\ncreated: 2026-01-01\ndecide-by: 2026-12-01\n---\n# Bravo\n", as: .decision, in: store)
    try machine.write(
      "---\ndecided: 2026-01-02\ncreated: 2026-01-02\ndecide-by: 2026-11-01\n---\n# alpha\n[[bravo]] [[bravo]]\n",
      as: .decision, in: store)
    try machine.write("# Charlie\n## Outcome\n- payoff = 1\n", as: .decision, in: store)
    try machine.write("# Delta\n## Outcome\n- payoff = 2\n", as: .decision, in: store)
    try machine.write("---\ndecision: delta\n---\n# Echo\n", as: .postmortem, in: store)
  }

  /// A clock that goes on a day with each look.
  private final class Days: @unchecked Sendable {
    private let lock = NSLock()
    private var day = 100

    func next() -> Timestamp {
      lock.withLock {
        day += 1
        return Days.day(day)
      }
    }

    static func day(_ number: Int) -> Timestamp {
      Timestamp(milliseconds: Int64(number) * 86_400_000)
    }
  }

  private func list(_ change: (inout ListFilter) -> Void) throws -> [String] {
    var filter = ListFilter()
    change(&filter)
    return try store.list(filter).map(\.slug)
  }

  @Test(arguments: [
    (ListFilter.Order.updated, ["echo", "delta", "charlie", "alpha", "bravo", "zulu"]),
    (.title, ["alpha", "bravo", "charlie", "delta", "echo", "zulu"]),
    (.slug, ["alpha", "bravo", "charlie", "delta", "echo", "zulu"]),
    (.created, ["zulu", "alpha", "bravo", "echo", "delta", "charlie"]),
    (.decideBy, ["alpha", "bravo", "zulu", "charlie", "delta", "echo"]),
  ])
  func `a list has its order, forwards and backwards`(order: ListFilter.Order, slugs: [String]) throws {
    #expect(try list { $0.order = order } == slugs)
    #expect(
      try list {
        $0.order = order
        $0.isReversed = true
      } == slugs.reversed())
    #expect(
      try list {
        $0.order = order
        $0.limit = 2
      } == Array(slugs.prefix(2)))
  }

  @Test func `a list is of those that pass`() throws {
    #expect(try list { $0.kind = .model } == ["zulu"])
    #expect(try list { $0.tags = ["a"] } == ["bravo", "zulu"])
    #expect(try list { $0.tags = ["a", "b"] } == ["zulu"])
    #expect(try list { $0.tags = ["A"] } == [])
    let states: [Decision.State: [String]] = [
      .open: ["bravo"], .decided: ["alpha"], .resolved: ["charlie"], .reviewed: ["delta"],
    ]
    for (state, slugs) in states { #expect(try list { $0.state = state } == slugs) }
    #expect(try list { $0.since = Days.day(105) } == ["echo", "delta"])
    #expect(try list { $0.until = Days.day(103) } == ["bravo", "zulu"])
    #expect(
      try list {
        $0.since = Days.day(103)
        $0.until = Days.day(104)
      } == ["alpha"])
    #expect(try list { $0.limit = 0 } == [])
    #expect(
      try list {
        $0.kind = .decision
        $0.tags = ["a"]
        $0.state = .open
      } == ["bravo"])
  }

  @Test func `a line of a list says what the head says`() throws {
    var filter = ListFilter()
    filter.tags = ["b"]
    let zulu = try #require(try store.list(filter).first)
    #expect(zulu.shortID == "m1" && zulu.title == "Zulu" && zulu.tags == ["a", "b"] && zulu.created == "2026-01-03")
    #expect(zulu.heads == 1 && !zulu.isRemoved && zulu.state == nil && zulu.updated.date == CivilDate(days: 101))
  }

  @Test func `links and reviews are found from the other end`() throws {
    #expect(try store.linking(to: "bravo") == ["alpha", "zulu"])
    #expect(try store.linking(to: "zulu") == [])
    #expect(try store.reviews(of: "delta").map(\.slug) == ["echo"])
    #expect(try store.reviews(of: "charlie").isEmpty)
    let delta = try #require(try store.find("delta")?.first)
    try machine.write(
      "---\nslug: dee\n---\n# Delta\n## Outcome\n- payoff = 2\n", as: .decision, after: [delta], in: store)
    #expect(try store.reviews(of: "dee").map(\.slug) == ["echo"])
    #expect(try list { $0.state = .reviewed } == ["dee"])
  }

  @Test func `a fork is one line, that of its newest head`() throws {
    let zulu = try #require(try store.find("zulu")?.first)
    try machine.write("# Zulu one\n", after: [zulu], in: store)
    try machine.write("# Zulu two\n", after: [zulu], in: store)
    let listed = try store.list(ListFilter()).filter { $0.slug == "zulu" }
    #expect(listed.map(\.title) == ["Zulu two"] && listed.map(\.heads) == [2])
  }
}
