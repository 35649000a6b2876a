package import Diagnostics
import DurableFiles
import Foundation
internal import GRDB
package import Knowledge
import Migrations

/// Every revision of every document, in one SQLite file.
///
/// Revisions are only ever added. Tables about the current texts follow in the same transaction and can be made again
/// from the revisions at any time.
package final class Store: Sendable {
  package enum Purpose: Sendable {
    /// What is not there is empty, and is not made.
    case reading
    /// As for reading where there is no store, else as for writing: what is to be changed is not in a store to be made.
    case changing
    /// Made on first use.
    case writing
  }

  package let path: String
  /// Whether there is a file; else all of it is empty, and in memory.
  package let isThere: Bool
  let queue: DatabaseQueue
  let summarize: @Sendable (SourceText, Kind) -> Summary
  private let now: @Sendable () -> Timestamp
  /// Which file was opened, whatever is there under its name later; nil in memory.
  private let identity: Identity?

  private struct Identity: Equatable {
    var device: UInt64
    var file: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, file) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
  }

  /// Marks the file as a store of ours: "how1" in ASCII.
  static let applicationID: Int32 = 0x686F_7731

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - waiting: says that another program holds the store, where it does so for long.
  ///   - now: the clock that dates revisions.
  ///   - summarize: what lists and searches keep of a text.
  ///   - steps: the schema's history.
  /// - Throws: a `Failure` where the file cannot be opened, is no store, is damaged, is not as we make stores, or is of
  ///   a newer version.
  package init(
    path: String, for purpose: Purpose, waiting: @escaping @Sendable () -> Void = {},
    now: @escaping @Sendable () -> Timestamp, summarize: @escaping @Sendable (SourceText, Kind) -> Summary,
    steps: [(name: String, sql: String)] = Migrations.all
  ) throws(Failure) {
    self.path = path
    self.summarize = summarize
    self.now = now
    (queue, isThere, identity) = try refusing(path) {
      let isThere = try StoreFile.isThere(path)
      // Reading changes nothing: an empty file is an empty store, and stays an empty file.
      if !isThere, purpose != .writing {
        let queue = try DatabaseQueue()
        try queue.write { try Schema.apply(steps, from: 0, to: $0) }
        return (queue, false, nil)
      }
      if !isThere { try StoreFile.create(path) }
      let isWritable = access(path, W_OK) == 0
      if purpose == .writing, !isWritable { throw Failure(.inputOutput, .storeIsReadOnly(path)) }
      let queue = try DatabaseQueue(
        path: path, configuration: Self.configuration(readonly: purpose == .reading && !isWritable, waiting))
      return (queue, true, Identity(path))
    }
    guard isThere else { return }
    // What is derived may be derived otherwise after a migration: it is made anew in the same transaction.
    try refusing(path) {
      try Schema.bringUpToDate(queue, path: path, steps: steps) { database in
        try clearDerived(in: database)
        try deriveAll(in: database)
      }
    }
  }

  /// A database that is open already: one that is being made, or a copy.
  init(_ queue: DatabaseQueue, path: String, summarize: @escaping @Sendable (SourceText, Kind) -> Summary) {
    self.path = path
    self.queue = queue
    self.summarize = summarize
    now = { Timestamp(milliseconds: 0) }
    isThere = true
    identity = nil
  }

  /// How every connection is set up.
  ///
  /// - Parameter isTolerant: whether a schema that SQLite cannot read whole is read as far as it goes.
  static func configuration(
    readonly: Bool, isTolerant: Bool = false, _ waiting: @escaping @Sendable () -> Void = {}
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    let waiting = Waiting(waiting)
    configuration.busyMode = .callback { waiting.isWorthwhile(after: $0) }
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      if isTolerant { try database.execute(sql: "PRAGMA writable_schema = ON") }
      // What somebody put into the schema must not act on its own; damaged pages are seen when they are read.
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
      // EXTRA waits for the folder, too, when the journal is gone: else a power cut brings the journal back, and with
      // it the state before a save that was acknowledged.
      try database.execute(sql: "PRAGMA synchronous = EXTRA")
      // 64 MB at most, taken as needed: SQLite's own 2 MB are read again and again by a search of many texts.
      try database.execute(sql: "PRAGMA cache_size = -64000")
    }
    return configuration
  }

  var time: Timestamp { now() }

  /// Where SQLite notes what to take back, as long as a transaction is open.
  private var journal: String { URL(filePath: path).resolvingSymlinksInPath().path + "-journal" }

  func read<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    try refusing(path) { try queue.read(body) }
  }

  /// One transaction that holds the write lock from its beginning.
  func write<Value>(_ body: (Database) throws -> Value) throws(Failure) -> Value {
    try refusing(path) {
      try queue.writeWithoutTransaction { database in
        var value: Value?
        var newest: Int64 = 0
        try database.inTransaction(.immediate) {
          // Made anew while we waited: what we wrote would be gone with the old file.
          if let identity, Identity(path) != identity { throw Failure(.inputOutput, .replacedMeanwhile(path)) }
          value = try body(database)
          newest = try self.newest(in: database)
          return .commit
        }
        // A journal that is still there is another writer's, or takes back what was just written.
        if identity != nil, access(journal, F_OK) == 0 {
          let kept = try self.newest(in: database)
          if kept < newest { throw Failure(.inputOutput, .notKept(path)) }
        }
        guard let value else { throw Failure(.ours, .lostTransaction()) }
        return value
      }
    }
  }
}

/// Runs something that speaks with SQLite, and says in our words what went wrong.
func refusing<Value>(_ path: String, _ body: () throws -> Value) throws(Failure) -> Value {
  do {
    return try body()
  } catch let refusal as Failure {
    throw refusal
  } catch let fault as FileFault {
    throw Failure(.inputOutput, .cannotOpenStore(path, fault.reason))
  } catch let error as DatabaseError {
    throw Failure(.inputOutput, .database(error, path))
  } catch {
    throw Failure(.inputOutput, .damaged(path, "\(error)"))
  }
}
