import Diagnostics
import Foundation
internal import GRDB
import Knowledge
import Migrations

/// Every revision of every document, in one SQLite file.
///
/// Revisions are only ever added. Tables about the current texts follow in the same transaction and can be made again
/// from the revisions at any time.
public final class Store: Sendable {
  public enum Purpose: Sendable { case reading, writing }

  public let path: String
  let queue: DatabaseQueue
  let summarize: @Sendable (SourceText, Kind) -> Summary
  private let now: @Sendable () -> Timestamp

  /// Marks the file as a store of ours: "how1" in ASCII.
  static let applicationID: Int32 = 0x686F_7731

  /// Opens a store, made on first use; for reading, a store that is not there is an empty one.
  ///
  /// - Parameters:
  ///   - summarize: what lists and searches keep of a text.
  ///   - now: the clock that dates revisions.
  ///   - steps: the schema's history.
  /// - Throws: a `Refusal` where the file cannot be opened, is no store, or is of a newer version.
  public init(
    path: String, for purpose: Purpose, now: @escaping @Sendable () -> Timestamp,
    summarize: @escaping @Sendable (SourceText, Kind) -> Summary,
    steps: [(name: String, sql: String)] = Migrations.all
  ) throws(Refusal) {
    self.path = path
    self.summarize = summarize
    self.now = now
    queue = try refusing(path) {
      let exists = access(path, F_OK) == 0
      if !exists, errno != ENOENT {
        throw Refusal(.inputOutput, .cannotOpenStore(path, String(cString: strerror(errno))))
      }
      var status = stat()
      if exists, stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
        throw Refusal(.inputOutput, .notAStore(path))
      }
      // Reading changes nothing: an empty file is an empty store, and stays an empty file.
      if !exists || status.st_size == 0, purpose == .reading {
        let queue = try DatabaseQueue()
        try queue.write { try Schema.apply(steps, from: 0, to: $0) }
        return queue
      }
      if !exists { try StoreFile.create(path) }
      let isWritable = access(path, W_OK) == 0
      if purpose == .writing, !isWritable { throw Refusal(.inputOutput, .storeIsReadOnly(path)) }
      let queue = try DatabaseQueue(
        path: path, configuration: Self.configuration(readonly: purpose == .reading && !isWritable))
      return queue
    }
    // What is derived may be derived otherwise after a migration: it is made anew in the same transaction.
    try refusing(path) {
      try Schema.bringUpToDate(queue, path: path, steps: steps) { try rebuildDerived(in: $0) }
    }
  }

  private static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(20)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  var time: Timestamp { now() }

  func read<Value>(_ body: (Database) throws -> Value) throws(Refusal) -> Value {
    try refusing(path) { try queue.read(body) }
  }

  /// One transaction that holds the write lock from its beginning.
  func write<Value>(_ body: (Database) throws -> Value) throws(Refusal) -> Value {
    try refusing(path) {
      try queue.writeWithoutTransaction { database in
        var value: Value?
        try database.inTransaction(.immediate) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw Refusal(.ours, .lostTransaction()) }
        return value
      }
    }
  }
}

/// Runs something that speaks with SQLite, and says in our words what went wrong.
func refusing<Value>(_ path: String, _ body: () throws -> Value) throws(Refusal) -> Value {
  do {
    return try body()
  } catch let refusal as Refusal {
    throw refusal
  } catch let error as DatabaseError {
    throw Refusal(.inputOutput, .database(error.resultCode, error.message, path))
  } catch {
    throw Refusal(.inputOutput, .cannotOpenStore(path, "\(error)"))
  }
}
