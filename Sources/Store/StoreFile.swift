import Diagnostics
import DurableFiles
import Foundation

/// The file of a store: for its owner only.
enum StoreFile {
  /// What every SQLite file begins with.
  static let magic = Array("SQLite format 3\0".utf8)
  /// The smallest page that SQLite has: a file that is shorter holds nothing.
  static let smallest = 512

  /// Makes an empty file of mode 0600, and the folders above it of mode 0700.
  static func create(_ path: String) throws {
    if let reason = Folder.make(Folder.holding(path)) { throw Failure(.inputOutput, .cannotOpenStore(path, reason)) }
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Failure(.inputOutput, .cannotOpenStore(path, String(cString: strerror(errno))))
    }
    close(file)
    if let code = Folder.fault(syncing: Folder.holding(path)) { throw FileFault(code) }
  }

  /// Whether there is a file with something in it.
  ///
  /// - Throws: a `Failure` where it cannot be told or reached, or is a folder, a link to nothing, or too short.
  static func isThere(_ path: String) throws -> Bool {
    var status = stat()
    if stat(path, &status) != 0 {
      let code = errno
      var link = stat()
      if code == ENOENT, lstat(path, &link) == 0 { throw Failure(.inputOutput, .linkToNothing(path)) }
      if code == ENOENT { return false }
      throw FileFault(code)
    }
    if status.st_mode & S_IFMT != S_IFREG { throw Failure(.inputOutput, .notAStore(path)) }
    if access(path, R_OK) != 0 { throw FileFault() }
    if status.st_size > 0, status.st_size < smallest { throw Failure(.inputOutput, .notAStore(path)) }
    return status.st_size > 0
  }

  /// What is the matter with a file that SQLite does not take for one of its own.
  ///
  /// Only read where SQLite has given up: to close a file that it has open would open its locks.
  static func fault(of path: String) -> Diagnostic {
    let header = beginning(of: path)
    return isMarked(path) || header.starts(with: magic)
      ? .damaged(path, "its first bytes are not those of a store") : .notAStore(path)
  }

  /// Whether a file has our mark where it should be, whatever else is in it.
  static func isMarked(_ path: String) -> Bool {
    beginning(of: path).dropFirst(68).starts(with: Array("how1".utf8))
  }

  private static func beginning(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: smallest)
    let count = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return Array(header.prefix(max(0, count)))
  }
}
