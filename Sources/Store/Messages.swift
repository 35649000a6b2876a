package import Diagnostics
import Foundation
internal import GRDB

/// What the store has to say, in alphabetical order.
extension Diagnostic {
  static func ambiguous(_ typed: String, _ candidates: [String]) -> Diagnostic {
    let shown = candidates.prefix(8).joined(separator: ", ") + (candidates.count > 8 ? ", …" : "")
    return Diagnostic(.ambiguous, "'\(typed)' could be \(candidates.count) things", hint: "one of \(shown)")
  }

  static func backupExists(_ path: String) -> Diagnostic {
    Diagnostic(.fileExists, "\(path) exists already", hint: "name a file that does not, or move the old one away")
  }

  /// What a store's history of the schema cannot be gone on with.
  static func brokenReferences(_ path: String, version: Int, _ broken: [String]) -> Diagnostic {
    damaged(path, "it cannot be brought to version \(version): \(broken.joined(separator: ", "))")
  }

  static func cannotOpenStore(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .cannotOpenStore, "cannot open the store \(path): \(reason)",
      hint: "--store or HOW_STORE names another file")
  }

  /// A row, or what stands in it, cannot be read.
  static func damaged(_ what: String) -> Diagnostic {
    Diagnostic(.storeDamaged, "the store is damaged: \(what) cannot be read", hint: wayOut)
  }

  static func damaged(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.storeDamaged, "the store \(path) is damaged: \(reason)", hint: wayOut)
  }

  private static let wayOut = """
    'how doctor' says what is whole, 'how doctor --rebuild' makes the store anew from it,
    'how doctor --rescue FOLDER' writes out every text that can be read
    """

  static func database(_ error: DatabaseError, _ path: String) -> Diagnostic {
    // Some ways of failing leave no message of their own behind, or the one of success.
    let message = error.message.flatMap { $0 == "not an error" ? nil : $0 }
    let reason = message ?? "SQLite says \(error.resultCode)"
    switch error.resultCode {
    case .SQLITE_NOTADB: return StoreFile.fault(of: path)
    case .SQLITE_FULL:
      return Diagnostic(
        .diskFull, "the disk is full: nothing was saved in \(path)", hint: "free some space and try again")
    case .SQLITE_READONLY: return .storeIsReadOnly(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return Diagnostic(
        .storeBusy, "another program holds the store \(path)", hint: "wait for it to finish and try again")
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_RANGE:
      return .damaged(path, reason)
    case .SQLITE_CANTOPEN:
      return cannotOpenStore(path, "the file or its folder cannot be written")
    case .SQLITE_IOERR:
      return Diagnostic(
        .storeFailed, "the disk failed the store \(path): \(reason)",
        hint: "what was not acknowledged is not saved: free some space, look at the disk, and try again")
    default: return cannotOpenStore(path, reason)
    }
  }

  static func cannotWriteBackup(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.cannotWrite, "cannot write \(path): \(reason)")
  }

  /// What was read has been changed before it could be written back.
  static func changedMeanwhile(_ slug: String) -> Diagnostic {
    Diagnostic(.changedMeanwhile, "'\(slug)' was changed by another program meanwhile", hint: "try again")
  }

  /// What was removed and can be brought back.
  package static func isRemoved(_ name: String) -> Diagnostic {
    Diagnostic(.isRemoved, "'\(name)' was removed", hint: "how restore \(name) brings it back")
  }

  static func linkToNothing(_ path: String) -> Diagnostic {
    let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? "nothing"
    return cannotOpenStore(path, "it is a link to \(target), where there is nothing")
  }

  static func lostTransaction() -> Diagnostic {
    Diagnostic(.internal, "a transaction gave no result")
  }

  static func noSuchRevision(_ typed: String, of slug: String, count: Int) -> Diagnostic {
    Diagnostic(
      .noSuchRevision, "'\(slug)' has no revision '\(typed)'",
      hint: "it has \(count == 1 ? "one, @1" : "\(count), from @1 to @\(count)"): see 'how history \(slug)'")
  }

  static func notAStore(_ path: String) -> Diagnostic {
    Diagnostic(
      .notAStore, "\(path) is not a store of how", hint: "--store or HOW_STORE names another file")
  }

  static func notAsMade(_ path: String, _ differences: [String]) -> Diagnostic {
    let shown = differences.prefix(3).joined(separator: ", ") + (differences.count > 3 ? ", …" : "")
    return Diagnostic(.storeDamaged, "the store \(path) is not as how makes it: \(shown)", hint: wayOut)
  }

  package static func noStore(_ path: String) -> Diagnostic {
    Diagnostic(
      .noStore, "there is no store \(path)",
      hint: "the first 'how new' makes one; --store or HOW_STORE names another file")
  }

  static func notKept(_ path: String) -> Diagnostic {
    Diagnostic(
      .storeFailed, "the disk did not keep what was saved in \(path): its journal could not be removed",
      hint: "look at the disk, and try again")
  }

  static func nothingLeft(_ path: String) -> Diagnostic {
    Diagnostic(
      .storeDamaged, "no revision can be read in the store \(path)",
      hint: "a backup is a store like any other: --store names it")
  }

  static func nothingToBackUp(_ path: String) -> Diagnostic {
    Diagnostic(
      .noStore, "the store \(path) holds nothing yet: there is nothing to back up",
      hint: "--store or HOW_STORE names another file")
  }

  /// The file has been made anew by `how doctor --rebuild`.
  static func replacedMeanwhile(_ path: String) -> Diagnostic {
    Diagnostic(.changedMeanwhile, "the store \(path) was made anew by another program meanwhile", hint: "try again")
  }

  static func slugTaken(_ slug: String, free: String) -> Diagnostic {
    Diagnostic(.slugTaken, "another document is called '\(slug)'", hint: "'\(free)' is free")
  }

  static func storeIsNewer(_ path: String, _ version: Int, known: Int) -> Diagnostic {
    Diagnostic(
      .storeIsNewer, "the store \(path) is of version \(version), this program knows \(known)",
      hint: """
        it was written by a newer how: use that one; nothing was changed
        where no newer how has been here, the file is damaged: see 'how doctor'
        """)
  }

  static func storeIsReadOnly(_ path: String) -> Diagnostic {
    Diagnostic(.storeReadOnly, "the store \(path) cannot be written", hint: "check the permissions of the file")
  }

  static func unknownParent(_ name: String) -> Diagnostic {
    Diagnostic(.internal, "the store lost revision \(name)")
  }
}
