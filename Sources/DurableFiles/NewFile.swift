package import Foundation

/// What the system says against a file.
package struct FileFault: Error, Sendable {
  /// The system's error number.
  package let code: Int32

  package var reason: String { String(cString: strerror(code)) }

  package init(_ code: Int32 = errno) { self.code = code }
}

/// A file that appears under its name only when all of it is written and on the disk.
///
/// Until then it stands beside its place under a name that nobody can foresee, opened so that nothing planted there is
/// written through, and readable by its owner alone.
///
///     let file = try NewFile(beside: "/home/mia/report.md")
///     try file.write(bytes)
///     try file.finish(replacing: false)
package final class NewFile {
  /// Which permissions it has in the end.
  package enum Mode {
    case ownerOnly
    /// Those that the person gives to new files.
    case ordinary
    /// Those of the file that it takes the place of, and its owner where we may.
    case like(stat)
  }

  /// Where it stands until it is finished.
  package let temporary: String
  private let target: String
  private let mode: Mode
  private let descriptor: Int32
  private let ordinary: mode_t

  /// Begins a file beside its place; for what is the owner's only, folders above that are missing are made.
  ///
  /// - Parameter stem: how the temporary name begins, for whoever clears up after one that was killed.
  package init(beside target: String, mode: Mode = .ownerOnly, stem: String = ".how-") throws(FileFault) {
    let folder = Folder.holding(target)
    if case .ownerOnly = mode, let code = Folder.fault(making: folder) { throw FileFault(code) }
    var opened: Int32 = -1
    var path = ""
    repeat {
      path = "\(folder)/\(stem)\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
      opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    } while opened < 0 && errno == EEXIST
    guard opened >= 0 else { throw FileFault() }
    // Empty as yet: what the person gives to new files is read from it, and taken away until it is finished.
    var status = stat()
    guard fstat(opened, &status) == 0, fchmod(opened, 0o600) == 0 else {
      let fault = FileFault()
      close(opened)
      unlink(path)
      throw fault
    }
    self.target = target
    self.mode = mode
    temporary = path
    descriptor = opened
    ordinary = status.st_mode & 0o777
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  package func write(_ bytes: [UInt8]) throws(FileFault) {
    let code = bytes.withUnsafeBytes { buffer -> Int32 in
      var start = 0
      while start < buffer.count {
        let written = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
        if written < 0, errno != EINTR { return errno }
        start += max(0, written)
      }
      return 0
    }
    if code != 0 { throw FileFault(code) }
  }

  /// Gives the file its name, once it and its folder are on the disk.
  ///
  /// - Parameter replacing: whether it takes the place of a file that is there; else that is `EEXIST`.
  package func finish(replacing: Bool) throws(FileFault) {
    var bits: mode_t = 0o600
    switch mode {
    case .ownerOnly: break
    case .ordinary: bits = ordinary
    case .like(let status):
      bits = status.st_mode & 0o7777
      // Only who may give files away can keep another's ownership; to all others it becomes their own.
      if status.st_uid != geteuid() || status.st_gid != getegid() {
        _ = fchown(descriptor, status.st_uid, status.st_gid)
      }
    }
    guard fchmod(descriptor, bits) == 0, fsync(descriptor) == 0 else { throw FileFault() }
    if replacing {
      guard rename(temporary, target) == 0 else { throw FileFault() }
    } else if link(temporary, target) == 0 {
      unlink(temporary)
    } else {
      // Some disks have no second names for a file.
      guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK else { throw FileFault() }
      var status = stat()
      if lstat(target, &status) == 0 { throw FileFault(EEXIST) }
      guard rename(temporary, target) == 0 else { throw FileFault() }
    }
    if let code = Folder.fault(syncing: Folder.holding(target)) { throw FileFault(code) }
  }

  /// Takes away what is not finished.
  package func discard() {
    unlink(temporary)
  }
}
