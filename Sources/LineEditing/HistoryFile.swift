import DurableFiles
import Foundation

/// Why a line was not kept.
package struct HistoryFault: Error, Sendable {
  package let path: String
  package let reason: String
}

/// A file of typed lines, one a line, oldest first, for its owner only.
///
///     entry = (text | '\n' | '\\')*      a line break as a backslash and n, a backslash doubled
struct HistoryFile {
  let path: String

  /// What it holds; nothing where it is absent, cannot be read, or is not UTF-8.
  func entries() -> [String] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    guard isFile(descriptor), let bytes = readDescriptor(descriptor, limit: .max) else { return [] }
    return Self.entries(of: bytes) ?? []
  }

  /// Adds an entry to those that are there now, from whatever session they came.
  ///
  /// The file is written anew, whole or not at all, while other sessions wait.
  func add(_ entry: String) throws(HistoryFault) {
    let (descriptor, target) = try locked()
    defer { close(descriptor) }
    guard let bytes = readDescriptor(descriptor, limit: .max) else { throw refused(errno) }
    // What we cannot read is not ours to write over.
    guard let before = Self.entries(of: bytes) else { throw refused("it is not UTF-8 text") }
    if before.last == entry { return }
    let lines = (before + [entry]).suffix(LineHistory.limit).map { Self.escaped($0) + "\n" }
    do throws(FileFault) {
      let file = try NewFile(beside: target)
      do throws(FileFault) {
        try file.write(Array(lines.joined().utf8))
        try file.finish(replacing: true)
      } catch {
        file.discard()
        throw error
      }
    } catch {
      throw refused(error.code)
    }
  }

  // MARK: Locking

  /// The file, open and locked until it is closed, and where it is behind any links.
  private func locked() throws(HistoryFault) -> (descriptor: Int32, target: String) {
    if let reason = Folder.make((path as NSString).deletingLastPathComponent) { throw refused(reason) }
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_NONBLOCK | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw refused(errno) }
      guard isFile(descriptor) else {
        close(descriptor)
        throw refused("it is not a file")
      }
      guard lock(descriptor) else {
        close(descriptor)
        throw refused("another session holds it")
      }
      // Another session may have put a new file in its place while we waited.
      var opened = stat()
      var named = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return (descriptor, URL(filePath: path).resolvingSymlinksInPath().path)
      }
      close(descriptor)
    }
  }

  /// Waits some seconds at most: one who is stopped with the lock in hand must not stop all others.
  private func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<2500 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      // Some network disks have no locks; there the last one wins.
      if errno != EWOULDBLOCK, errno != EINTR { return true }
      usleep(2000)
    }
    return false
  }

  private func isFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private func refused(_ reason: String) -> HistoryFault {
    HistoryFault(path: path, reason: reason)
  }

  private func refused(_ error: Int32) -> HistoryFault {
    refused(String(cString: strerror(error)))
  }

  // MARK: Its lines

  /// Nil where the bytes are not UTF-8.
  private static func entries(of bytes: [UInt8]) -> [String]? {
    guard let text = String(bytes: bytes, encoding: .utf8) else { return nil }
    return text.split(whereSeparator: \.isNewline).map { unescaped($0).typable }
  }

  static func escaped(_ entry: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line += ["\\", "\\"]
      case "\n": line += ["\\", "n"]
      default: line.append(scalar)
      }
    }
    return String(line)
  }

  /// A backslash before anything else is itself: someone may have written the line by hand.
  static func unescaped(_ line: some StringProtocol) -> String {
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "\\"): entry.append("\\")
      case (true, "n"): entry.append("\n")
      case (true, _): entry += ["\\", scalar]
      case (false, _): entry.append(scalar)
      }
      isEscaped = false
    }
    if isEscaped { entry.append("\\") }
    return String(entry)
  }
}
