package import Diagnostics
import DurableFiles
import Foundation

extension Files {
  /// Writes a file that is not there yet, for its owner only.
  ///
  /// - Returns: false where there is one of the name, which stays as it is.
  package static func create(_ bytes: [UInt8], at path: String) throws(Failure) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor < 0, errno == EEXIST { return false }
    guard descriptor >= 0 else { throw Failure(.inputOutput, .cannotWrite(path, String(cString: strerror(errno)))) }
    var failure = writeAll(bytes, to: descriptor)
    if failure == 0, fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    if failure != 0 {
      unlink(path)
      throw Failure(.inputOutput, .cannotWrite(path, String(cString: strerror(failure))))
    }
    // The name is on the disk only once its folder is.
    let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
    return true
  }

  /// A path without links in it, as far as it leads to something that is there.
  package static func withoutLinks(_ path: String) -> String {
    var rest: [String] = []
    var known = path
    while true {
      if let found = realpath(known, nil) {
        defer { free(found) }
        return ([String(cString: found)] + rest.reversed()).joined(separator: "/").replacing("//", with: "/")
      }
      let last = (known as NSString).lastPathComponent
      let parent = (known as NSString).deletingLastPathComponent
      if last.isEmpty || last == "/" || parent == known || parent.isEmpty { return path }
      rest.append(last)
      known = parent
    }
  }
}
