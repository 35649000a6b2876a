import Diagnostics
import Foundation

/// A folder that nobody else can foresee or look into, for as long as it is needed.
struct PrivateFolder {
  let path: String

  /// - Throws: a `Failure` where it cannot be made.
  init(in parent: String) throws(Failure) {
    var template = Array("\(parent)/how-XXXXXXXX".utf8CString)
    // Made with mode 0700 under a name that was free.
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else {
      throw Failure(.inputOutput, .cannotWrite(parent, String(cString: strerror(errno))))
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func remove() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
