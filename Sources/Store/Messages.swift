import Diagnostics
internal import GRDB

/// What the store has to say, in alphabetical order.
extension Diagnostic {
  static func ambiguous(_ typed: String, _ candidates: [String]) -> Diagnostic {
    let shown = candidates.prefix(8).joined(separator: ", ") + (candidates.count > 8 ? ", …" : "")
    return Diagnostic("ambiguous", "'\(typed)' could be \(candidates.count) things", hint: "one of \(shown)")
  }

  static func backupExists(_ path: String) -> Diagnostic {
    Diagnostic("file-exists", "\(path) exists already", hint: "name a file that does not, or move the old one away")
  }

  static func cannotOpenStore(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "cannot-open-store", "cannot open the store \(path): \(reason)",
      hint: "--store or HOW_STORE names another file")
  }

  static func damaged(_ what: String) -> Diagnostic {
    Diagnostic("store-damaged", "the store is damaged: \(what) cannot be read", hint: "see 'how doctor'")
  }

  static func database(_ code: ResultCode, _ message: String?, _ path: String) -> Diagnostic {
    switch code {
    case .SQLITE_NOTADB: .notAStore(path)
    case .SQLITE_FULL:
      Diagnostic("disk-full", "the disk is full: nothing was saved in \(path)", hint: "free some space and try again")
    case .SQLITE_READONLY: .storeIsReadOnly(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      Diagnostic(
        "store-busy", "another program holds the store \(path)", hint: "wait for it to finish and try again")
    case .SQLITE_CORRUPT:
      Diagnostic(
        "store-damaged", "the store \(path) is damaged: \(message ?? "")",
        hint: "see 'how doctor', and keep a copy of the file as it is")
    case .SQLITE_CANTOPEN:
      cannotOpenStore(path, "the file or its folder cannot be written")
    default: cannotOpenStore(path, message ?? "SQLite says \(code.rawValue)")
    }
  }

  /// What was read has been changed before it could be written back.
  static func changedMeanwhile(_ slug: String) -> Diagnostic {
    Diagnostic("changed-meanwhile", "'\(slug)' was changed by another program meanwhile", hint: "try again")
  }

  /// What was removed and can be brought back.
  public static func isRemoved(_ name: String) -> Diagnostic {
    Diagnostic("is-removed", "'\(name)' was removed", hint: "how restore \(name) brings it back")
  }

  static func lostTransaction() -> Diagnostic {
    Diagnostic("internal", "a transaction gave no result")
  }

  static func noSuchRevision(_ typed: String, of slug: String, count: Int) -> Diagnostic {
    Diagnostic(
      "no-such-revision", "'\(slug)' has no revision '\(typed)'",
      hint: "it has \(count == 1 ? "one, @1" : "\(count), from @1 to @\(count)"): see 'how history \(slug)'")
  }

  static func notAStore(_ path: String) -> Diagnostic {
    Diagnostic(
      "not-a-store", "\(path) is not a store of how", hint: "--store or HOW_STORE names another file")
  }

  static func slugTaken(_ slug: String, free: String) -> Diagnostic {
    Diagnostic("slug-taken", "another document is called '\(slug)'", hint: "'\(free)' is free")
  }

  static func storeIsNewer(_ path: String, _ version: Int, known: Int) -> Diagnostic {
    Diagnostic(
      "store-is-newer", "the store \(path) is of version \(version), this program knows \(known)",
      hint: "it was written by a newer how: use that one; nothing was changed")
  }

  static func storeIsReadOnly(_ path: String) -> Diagnostic {
    Diagnostic("store-read-only", "the store \(path) cannot be written", hint: "check the permissions of the file")
  }

  static func unknownParent(_ name: String) -> Diagnostic {
    Diagnostic("internal", "the store lost revision \(name)")
  }
}
