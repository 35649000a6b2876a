package import Diagnostics
import DurableFiles
import Foundation
import Knowledge

/// Files of the person's, read and written whole.
package enum Files {
  /// - Throws: a `Failure` where there is no such file, or it cannot be read, or it is larger than a limit.
  package static func read(_ path: String, shown: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT
        ? Failure(.missing, .noSuchFile(shown))
        : Failure(.inputOutput, .cannotRead(shown, String(cString: strerror(errno))))
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.inputOutput, .cannotRead(shown, "it is a folder"))
    }
    guard let bytes = readDescriptor(descriptor, limit: limit) else {
      throw Failure(.inputOutput, .cannotRead(shown, String(cString: strerror(errno))))
    }
    return bytes
  }

  /// Gives a file's bytes a part at a time.
  package static func forEachPart(of path: String, _ body: ([UInt8]) -> Void) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.inputOutput, .cannotRead(path, String(cString: strerror(errno)))) }
    defer { close(descriptor) }
    while true {
      guard let part = readDescriptor(descriptor, limit: 1 << 16) else {
        throw Failure(.inputOutput, .cannotRead(path, String(cString: strerror(errno))))
      }
      if part.isEmpty { return }
      body(part)
    }
  }

  /// Writes an answer where the person said: through links, devices and pipes; over a file only where that is meant.
  package static func export(_ bytes: [UInt8], to path: String, shown: String, overwriting: Bool) throws(Failure) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return try write(bytes, to: path, shown: shown, mode: .ordinary, overwriting)
    }
    if status.st_mode & S_IFMT == S_IFREG {
      if !overwriting { throw Failure(.inputOutput, .fileExists(shown)) }
      // The old text is there until the new one is, with the permissions it had.
      let target = URL(filePath: path).resolvingSymlinksInPath().path
      return try write(bytes, to: target, shown: shown, mode: .like(status), true)
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(.inputOutput, .cannotWrite(shown, String(cString: strerror(errno)))) }
    let failure = writeAll(bytes, to: descriptor)
    if close(descriptor) != 0 || failure != 0 {
      throw Failure(.inputOutput, .cannotWrite(shown, String(cString: strerror(failure == 0 ? errno : failure))))
    }
  }

  /// Writes a file for its owner only, all of it or nothing.
  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try write(bytes, to: path, shown: path, mode: .ownerOnly, true)
  }

  private static func write(
    _ bytes: [UInt8], to path: String, shown: String, mode: NewFile.Mode, _ overwriting: Bool
  ) throws(Failure) {
    do throws(FileFault) {
      let file = try NewFile(beside: path, mode: mode)
      do throws(FileFault) {
        try file.write(bytes)
        try file.finish(replacing: overwriting)
      } catch {
        file.discard()
        throw error
      }
    } catch {
      if error.code == EEXIST { throw Failure(.inputOutput, .fileExists(shown)) }
      throw Failure(.inputOutput, .cannotWrite(shown, error.reason))
    }
  }
}
