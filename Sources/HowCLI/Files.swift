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
    return readDescriptor(descriptor, limit: limit)
  }

  /// The markdown files of a folder, in the order of their names; anything else is itself.
  static func documents(at typed: String, _ how: Session) throws(Refusal) -> [String] {
    var isFolder: ObjCBool = false
    let path = how.surroundings.path(typed)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [typed]
    }
    let folder = typed.hasSuffix("/") ? typed : typed + "/"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.hasSuffix(".md") }
    if names.isEmpty { throw Refusal(.missing, .noDocuments(typed)) }
    return names.sorted().map { folder + $0 }
  }

  /// Writes a file for its owner only, all of it or nothing.
  static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    let folder = (path as NSString).deletingLastPathComponent
    if let reason = Folder.make(folder) { throw Refusal(.inputOutput, .cannotWrite(path, reason)) }
    let temporary = "\(path).\(getpid()).tmp"
    func fail() -> Refusal {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      return Refusal(.inputOutput, .cannotWrite(path, reason))
    }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fail() }
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        let failure = fail()
        close(descriptor)
        throw failure
      }
      start += written
    }
    guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else { throw fail() }
  }
}
