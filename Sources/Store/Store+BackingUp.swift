package import Diagnostics
import DurableFiles
import Foundation
internal import GRDB
import Knowledge
import Migrations

extension Store {
  /// Copies a store to a new file while others may use it (SQLite's online backup), and checks the copy.
  ///
  /// - Returns: what is wrong with the copy, as it is with the store; nothing where all is well.
  /// - Throws: a `Failure` where there is nothing to copy, or the copy could not be made.
  package static func backUp(
    _ path: String, to copy: String, waiting: @escaping @Sendable () -> Void = {},
    steps: [(name: String, sql: String)] = Migrations.all
  ) throws(Failure) -> [String] {
    try refusing(path) {
      guard try StoreFile.isThere(path) else { throw Failure(.missing, .noStore(path)) }
      var status = stat()
      if lstat(copy, &status) == 0 { throw Failure(.inputOutput, .backupExists(copy)) }
      let isWritable = access(path, W_OK) == 0
      let source = try DatabaseQueue(
        path: path, configuration: configuration(readonly: !isWritable, isTolerant: true, waiting))
      var problems: [String] = []
      do {
        try self.copy(source, to: copy, stem: ".how-backup-", replacing: false) { made in
          problems = try check(made, path: path, steps: steps)
        }
      } catch let fault as FileFault {
        if fault.code == EEXIST { throw Failure(.inputOutput, .backupExists(copy)) }
        throw Failure(.inputOutput, .cannotWriteBackup(copy, fault.reason))
      }
      return problems
    }
  }

  /// What is wrong with a copy that was made.
  private static func check(_ made: DatabaseQueue, path: String, steps: [Schema.Step]) throws -> [String] {
    let objects = try made.read(Schema.objects)
    let version = try made.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    let application = try made.read { try Int32.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
    if application != applicationID, objects["revision"] == nil { throw Failure(.inputOutput, .notAStore(path)) }
    if version > steps.count {
      // Its rows are not ours to judge, the file is.
      let integrity = try made.read { try String.fetchAll($0, sql: "PRAGMA integrity_check (20)") }
      return integrity == ["ok"] ? [] : integrity
    }
    var problems = Schema.differences(
      of: objects, from: try Schema.expected(Array(steps[..<min(max(version, 1), steps.count)])))
    if application != applicationID { problems.append("its mark as a store is gone") }
    if version < 1 { problems.append("its version is \(version)") }
    let store = Store(made, path: path) { source, _ in Summary(title: source.name) }
    let checkup = try store.checkUp(isOfTextsOnly: true)
    problems += checkup.problems
    if problems.isEmpty, checkup.revisions == 0 { throw Failure(.missing, .nothingToBackUp(path)) }
    return problems
  }

  /// Copies a database to a new file that appears when it is whole.
  ///
  /// - Parameter examine: looks at the copy before it gets its name.
  static func copy(
    _ source: DatabaseQueue, to path: String, stem: String, replacing: Bool,
    _ examine: (DatabaseQueue) throws -> Void = { _ in }
  ) throws {
    let file = try NewFile(beside: path, stem: stem)
    do {
      let destination = try DatabaseQueue(
        path: file.temporary, configuration: configuration(readonly: false, isTolerant: true))
      try source.backup(to: destination)
      try examine(destination)
      try destination.close()
      try file.finish(replacing: replacing)
    } catch {
      file.discard()
      throw error
    }
  }
}
