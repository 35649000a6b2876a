import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// A store's file, whatever state it is in: what can still be read of it.
enum Salvage {
  /// Opens a file for as long as something is done with what it holds, with writers shut out where it can be locked.
  ///
  /// - Throws: a `Failure` where there is no store, or it is another program's or a newer program's.
  static func of<Value>(
    _ path: String, steps: [Schema.Step], isLocking: Bool, waiting: @escaping @Sendable () -> Void,
    _ body: (Holdings, Checkup.Soundness) throws -> Value
  ) throws -> Value {
    guard try StoreFile.isThere(path) else { throw Failure(.missing, .noStore(path)) }
    let isWritable = access(path, W_OK) == 0
    if isLocking, !isWritable { throw Failure(.inputOutput, .storeIsReadOnly(path)) }
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(
        path: path, configuration: Store.configuration(readonly: !isWritable, isTolerant: true, waiting))
    } catch let error as DatabaseError where error.isBusy {
      throw error
    } catch {
      return try body(pages(path), .unreadable)
    }
    return try queue.writeWithoutTransaction { database in
      do {
        try database.beginTransaction(isLocking ? .immediate : .deferred)
      } catch let error as DatabaseError where error.isBusy {
        throw error
      } catch {
        // What SQLite cannot even lock, nobody writes to.
        return try body(pages(path), .unreadable)
      }
      // Nothing was written: there is nothing to lose.
      defer { try? database.rollback() }
      let soundness = try Self.soundness(database, path: path, steps: steps)
      // What SQLite cannot read to its end is looked for on the pages.
      if soundness.areTablesOurs, let holdings = try? Holdings(database), holdings.isComplete,
        let count = try? Int.fetchOne(database, sql: "SELECT count(*) FROM revision INDEXED BY revision_of_document"),
        count == holdings.rows.count
      {
        return try body(holdings, soundness)
      }
      var worse = soundness
      worse.isReadable = false
      return try body(pages(path), worse)
    }
  }

  /// What the pages hold, with the size that pages have where the file does not say it.
  ///
  /// - Throws: a `Failure` where they hold nothing of a store of ours.
  private static func pages(_ path: String) throws -> Holdings {
    var best = Holdings(try PageFile(path: path))
    if best.rows.isEmpty {
      for size in [4096, 1024, 2048, 8192, 16_384, 32_768, 65_536, 512] where best.rows.isEmpty {
        best = Holdings(try PageFile(path: path, pageSize: size))
      }
    }
    if best.rows.isEmpty {
      throw Failure(.inputOutput, StoreFile.isMarked(path) ? .nothingLeft(path) : .notAStore(path))
    }
    return best
  }

  private static func soundness(
    _ database: Database, path: String, steps: [Schema.Step]
  ) throws -> Checkup.Soundness {
    var soundness = Checkup.Soundness()
    guard let objects = try? Schema.objects(database) else { return .unreadable }
    let version = (try? Int.fetchOne(database, sql: "PRAGMA user_version")) ?? 0
    let application = (try? Int32.fetchOne(database, sql: "PRAGMA application_id")) ?? 0
    // The header may be wrong where the schema is right.
    let all = try (1...steps.count).map { try Schema.expected(Array(steps[..<$0])) }
    let expected = all.first { $0 == objects } ?? all[min(max(version, 1), steps.count) - 1]
    if version > steps.count, objects != expected {
      throw Failure(.inputOutput, .storeIsNewer(path, version, known: steps.count))
    }
    soundness.areTablesOurs = ["document", "revision", "parent"].allSatisfy {
      objects[$0] != nil && objects[$0] == expected[$0]
    }
    soundness.differences = Schema.differences(of: objects, from: expected)
    if application != Store.applicationID { soundness.differences.append("its mark as a store is gone") }
    if !(1...steps.count).contains(version) { soundness.differences.append("its version is \(version)") }
    return soundness
  }
}

extension DatabaseError {
  /// Whether another program holds the file.
  fileprivate var isBusy: Bool { [.SQLITE_BUSY, .SQLITE_LOCKED].contains(resultCode) }
}
