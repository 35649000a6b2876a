import Diagnostics
import Foundation
import Store

/// Files of the person's, read and written whole.
enum Files {
  /// - Throws: a `Refusal` where there is no such file, or it cannot be read, or it is larger than a limit.
  static func read(_ path: String, shown: String, limit: Int) throws(Refusal) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT
        ? Refusal(.missing, .noSuchFile(shown))
        : Refusal(.inputOutput, .cannotRead(shown, String(cString: strerror(errno))))
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Refusal(.inputOutput, .cannotRead(shown, "it is a folder"))
    }
    guard let bytes = readDescriptor(descriptor, limit: limit) else {
      throw Refusal(.inputOutput, .cannotRead(shown, String(cString: strerror(errno))))
    }
    return bytes
  }

  /// Writes an answer where the person said: through links, devices and pipes; over a file only where that is meant.
  static func export(_ bytes: [UInt8], to path: String, shown: String, overwriting: Bool) throws(Refusal) {
    var status = stat()
    let exists = stat(path, &status) == 0
    let isFile = status.st_mode & S_IFMT == S_IFREG
    if exists, isFile {
      if !overwriting { throw Refusal(.inputOutput, .fileExists(shown)) }
      // The old text is there until the new one is, with the permissions it had.
      let target = URL(filePath: path).resolvingSymlinksInPath().path
      try write(bytes, to: target, shown: shown, mode: status.st_mode & 0o777)
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Refusal(.inputOutput, .cannotWrite(shown, String(cString: strerror(errno)))) }
    let failure = writeAll(bytes, to: descriptor)
    if close(descriptor) != 0 || failure != 0 {
      throw Refusal(.inputOutput, .cannotWrite(shown, String(cString: strerror(failure == 0 ? errno : failure))))
    }
  }

  /// Writes a file for its owner only, all of it or nothing.
  static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    try write(bytes, to: path, shown: path, mode: 0o600)
  }

  private static func write(
    _ bytes: [UInt8], to path: String, shown: String, mode: mode_t
  ) throws(Refusal) {
    let folder = (path as NSString).deletingLastPathComponent
    if let reason = Folder.make(folder) { throw Refusal(.inputOutput, .cannotWrite(shown, reason)) }
    let temporary = "\(path).\(getpid()).tmp"
    func fail() -> Refusal {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      return Refusal(.inputOutput, .cannotWrite(shown, reason))
    }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fail() }
    let failure = writeAll(bytes, to: descriptor)
    if failure != 0 {
      close(descriptor)
      unlink(temporary)
      throw Refusal(.inputOutput, .cannotWrite(shown, String(cString: strerror(failure))))
    }
    guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0
    else { throw fail() }
  }
}
