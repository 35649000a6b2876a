import Diagnostics
import DurableFiles
import Foundation
internal import GRDB
import Knowledge
import Synchronization

/// Brings a store's schema to the version of this program. The version is SQLite's `user_version`.
enum Schema {
  typealias Step = (name: String, sql: String)

  /// Checks that the schema is as we made it, and brings it up to date.
  ///
  /// - Parameter derive: makes the derived tables of a store that was of an older version.
  static func bringUpToDate(
    _ queue: DatabaseQueue, path: String, steps: [Step], derive: (Database) throws -> Void
  ) throws {
    let (version, isEmpty) = try queue.read { try checked($0, path: path, steps: steps) }
    if version == steps.count { return }
    // A file that was empty, made by hand perhaps, is for its owner only from now on.
    if isEmpty { chmod(path, 0o600) }
    try queue.writeWithoutTransaction { database in
      // A step may make a table anew that others refer to: SQLite would empty those, too, and refuses what is only
      // wrong until the step's end. References are looked at when all is done. Within a transaction the switch does
      // nothing, so it stands before.
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      let result = Result {
        try database.inTransaction(.immediate) {
          // Another process may have been faster.
          let version = try self.version(database)
          if version > 0, version < steps.count { try backUp(path, version: version) }
          try apply(steps, from: version, to: database)
          if version > 0, version < steps.count { try derive(database) }
          if version < steps.count { try checkReferences(in: database, path: path, version: steps.count) }
          return .commit
        }
      }
      try database.execute(sql: "PRAGMA foreign_keys = ON")
      try result.get()
    }
  }

  /// - Throws: a `Failure` that names the tables whose rows point at rows that are not there.
  private static func checkReferences(in database: Database, path: String, version: Int) throws {
    var broken: Set<String> = []
    let rows = try Row.fetchCursor(database, sql: "PRAGMA foreign_key_check")
    while let row = try rows.next() {
      let (table, parent): (String, String) = try (row.read("table"), row.read("parent"))
      broken.insert("rows of '\(table)' point at rows of '\(parent)' that are not there")
    }
    if !broken.isEmpty {
      throw Failure(.inputOutput, .brokenReferences(path, version: version, broken.sorted()))
    }
  }

  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// The version of a schema that is ours.
  ///
  /// - Throws: a `Failure` where it is another program's, a newer program's, or not as we made it.
  private static func checked(
    _ database: Database, path: String, steps: [Step]
  ) throws -> (version: Int, isEmpty: Bool) {
    let version = try version(database)
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let found = try objects(database)
    if found.isEmpty, application == 0 || application == Store.applicationID, version == 0 { return (0, true) }
    if application != Store.applicationID {
      let isOurs = try found.keys.contains("revision") && found == expected(steps)
      throw Failure(.inputOutput, isOurs ? .damaged(path, "its mark as a store is gone") : .notAStore(path))
    }
    if version > steps.count {
      throw Failure(.inputOutput, .storeIsNewer(path, version, known: steps.count))
    }
    guard (1...steps.count).contains(version) else {
      throw Failure(.inputOutput, .damaged(path, "its version is \(version)"))
    }
    if version == steps.count, fingerprint(of: found) == newest { return (version, false) }
    let differences = try differences(of: found, from: expected(Array(steps[..<version])))
    if !differences.isEmpty { throw Failure(.inputOutput, .notAsMade(path, differences)) }
    return (version, false)
  }

  static func apply(_ steps: [Step], from version: Int, to database: Database) throws {
    guard (0..<steps.count).contains(version) else { return }
    for step in steps[version...] { try database.execute(sql: step.sql) }
    try database.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(steps.count)")
  }

  /// How the temporary names of copies before a migration begin.
  private static let stem = ".how-before-"

  /// Copies the store as it is to a file beside it, in place of what an earlier attempt may have left there.
  ///
  /// Whoever does so holds the write lock: what else is begun and not finished was left by one that was killed.
  private static func backUp(_ path: String, version: Int) throws {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let folder = Folder.holding(real)
    let name = (real as NSString).lastPathComponent
    let stem = "\(stem)\(name)-"
    for left in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where left.hasPrefix(stem) {
      unlink("\(folder)/\(left)")
    }
    let source = try DatabaseQueue(path: path, configuration: Store.configuration(readonly: true))
    try Store.copy(source, to: "\(real).before-v\(version + 1)", stem: stem, replacing: true)
    try source.close()
  }

  // MARK: What it consists of

  /// Tables, indexes, triggers and views with their SQL, by name; those of SQLite's own and of the full-text index are
  /// by name and type alone.
  static func objects(_ database: Database) throws -> [String: String] {
    var objects: [String: String] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT type, name, sql FROM sqlite_schema") {
      let name: String = try row.readIfPresent("name") ?? ""
      if name.hasPrefix("sqlite_") { continue }
      let type: String = try row.readIfPresent("type") ?? ""
      let sql: String = try row.readIfPresent("sql") ?? ""
      objects[name] = name.hasPrefix("search_") && type == "table" ? type : "\(type) \(sql)"
    }
    return objects
  }

  /// The fingerprint of the schema that all steps make: to make it anew takes longer than most runs. A test compares.
  static let newest = "775f095e389ed283b71b531d83bf6337989c4f053a34397d0846adc3cdbd62b7"

  /// Stands for a schema, whatever the order of its objects.
  static func fingerprint(of objects: [String: String]) -> String {
    let text = objects.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)\n" }.joined()
    return SHA256.digest(Array(text.utf8)).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
  }

  /// What some steps make.
  static func expected(_ steps: [Step]) throws -> [String: String] {
    let key = steps.map(\.sql)
    if let known = made.withLock({ $0[key] }) { return known }
    let queue = try DatabaseQueue()
    let found = try queue.write { database in
      try apply(steps, from: 0, to: database)
      return try objects(database)
    }
    made.withLock { $0[key] = found }
    return found
  }

  /// What steps made that were asked for already: a run opens its store more than once.
  private static let made = Mutex<[[String]: [String: String]]>([:])

  /// What is missing, different or not ours, in words. A table that somebody put beside ours does no harm.
  static func differences(of found: [String: String], from expected: [String: String]) -> [String] {
    var differences: [String] = []
    for (name, sql) in expected.sorted(by: { $0.key < $1.key }) where found[name] != sql {
      differences.append(found[name] == nil ? "'\(name)' is missing" : "'\(name)' is not what how makes")
    }
    for (name, sql) in found.sorted(by: { $0.key < $1.key }) where expected[name] == nil {
      if !sql.hasPrefix("table") { differences.append("'\(name)' is none of its own") }
    }
    return differences
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
