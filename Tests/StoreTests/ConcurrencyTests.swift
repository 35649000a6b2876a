import Diagnostics
import Foundation
import GRDB
import Knowledge
import Testing

@testable import Store

/// Several writers at once.
@Suite struct ConcurrencyTests {
  /// Twenty stores on one file, each with a connection of its own as processes have.
  @Test func twentySavesAtOnceAreTwentyRevisions() async throws {
    let machine = try Machine()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          let store = try machine.store()
          _ = try machine.save("# The same title\nNumber \(number)\n", in: store)
        }
      }
      try await group.waitForAll()
    }
    let store = try machine.store()
    let checkup = try store.checkUp()
    #expect(checkup.revisions == 20)
    #expect(checkup.documents == 20)
    #expect(checkup.problems == [])
    #expect(Set(try store.slugs()).count == 20)
  }

  @Test func editsThatMustFollowTheHeadDoNotFork() async throws {
    let machine = try Machine()
    let first = try machine.save("# One", in: try machine.store()).revision
    let won = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<10 {
        group.addTask {
          let store = try machine.store()
          var new = NewRevision(
            document: first.document, kind: .model, slug: nil, title: "One", text: Array("# One \(number)".utf8),
            parents: [first.name])
          new.mustFollowHeads = true
          var generator = SystemRandomNumberGenerator()
          do {
            _ = try store.save(new, using: &generator)
            return true
          } catch let refusal as Failure where refusal.diagnostic.code == .changedMeanwhile {
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
    #expect(try machine.store().heads(of: first.document).count == 1)
  }

  @Test func `who waits for long says so, once`() throws {
    let machine = try Machine()
    _ = try machine.save("# One", in: machine.store())
    let told = Told()
    let store = try Store(
      path: machine.path, for: .writing, waiting: { told.tell() }, now: machine.now, summarize: Machine.summarize)
    let holder = try Holder(machine.path)
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: 1.6)
      holder.letGo()
    }
    #expect(try machine.save("# Two", in: store).isNew)
    #expect(told.count == 1)
  }

  /// Another program that holds the store.
  private final class Holder: Sendable {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
      var configuration = Configuration()
      configuration.allowsUnsafeTransactions = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
    }

    func letGo() { try? queue.writeWithoutTransaction { try $0.rollback() } }
  }

  private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var times = 0

    func tell() { lock.withLock { times += 1 } }
    var count: Int { lock.withLock { times } }
  }

  @Test func `what is written after the store was made anew is not lost in the old file`() throws {
    let machine = try Machine()
    let before = try machine.store()
    _ = try machine.save("# One", in: before)
    try machine.rebuild()
    #expect(refusal { _ = try machine.save("# Two", in: before) } == .changedMeanwhile)
    _ = try machine.save("# Two", in: machine.store())
    #expect(try machine.store().slugs() == ["one", "two"])
  }
}
