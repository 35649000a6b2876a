import Diagnostics
import Foundation
internal import GRDB

/// Brings a store's schema to the version of this program. The version is SQLite's `user_version`.
enum Schema {
  typealias Step = (name: String, sql: String)

  /// - Parameter derive: makes the derived tables of a store that was of an older version.
  static func bringUpToDate(
    _ queue: DatabaseQueue, path: String, steps: [Step], derive: (Database) throws -> Void
  ) throws {
    let (version, application, isEmpty) = try queue.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
      )
    }
    if application != Store.applicationID, !isEmpty { throw Refusal(.inputOutput, .notAStore(path)) }
    if version > steps.count { throw Refusal(.inputOutput, .storeIsNewer(path, version, known: steps.count)) }
    if version == steps.count { return }
    // A file that was empty, made by hand perhaps, is for its owner only from now on.
    if isEmpty { chmod(path, 0o600) }
    if version > 0 { try backUp(queue, path: path, version: version) }
    try queue.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        // Another process may have been faster.
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        try apply(steps, from: version, to: database)
        if version > 0, version < steps.count { try derive(database) }
        return .commit
      }
    }
  }

  static func apply(_ steps: [Step], from version: Int, to database: Database) throws {
    guard version < steps.count else { return }
    for step in steps[version...] { try database.execute(sql: step.sql) }
    try database.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(steps.count)")
  }

  /// Copies the store as it is to a file beside it, in place of what an earlier attempt may have left there.
  private static func backUp(_ queue: DatabaseQueue, path: String, version: Int) throws {
    let copy = "\(path).before-v\(version + 1)"
    let fresh = "\(copy).\(getpid())"
    try StoreFile.create(fresh)
    let destination = try DatabaseQueue(path: fresh)
    try queue.backup(to: destination)
    let copied = try destination.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    try destination.close()
    // Another process may have been faster: then its copy is the one of the old version.
    if copied != version || rename(fresh, copy) != 0 { try FileManager.default.removeItem(atPath: fresh) }
  }

  /// The schema as SQL, to be pinned by a golden file.
  static func dump(_ database: Database) throws -> String {
    try String.fetchAll(
      database,
      sql:
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY rowid"
    ).map { $0 + ";\n" }.joined(separator: "\n")
  }
}
