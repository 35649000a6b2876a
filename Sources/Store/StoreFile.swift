import Diagnostics
import Foundation

/// The file of a store: for its owner only.
enum StoreFile {
  /// Makes an empty file of mode 0600, and the folders above it of mode 0700.
  static func create(_ path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    if let reason = Folder.make(folder) { throw Refusal(.inputOutput, .cannotOpenStore(path, reason)) }
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw Refusal(.inputOutput, .cannotOpenStore(path, String(cString: strerror(errno))))
    }
    close(file)
  }
}
