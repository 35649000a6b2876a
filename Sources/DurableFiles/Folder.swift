import Foundation

/// Folders for their owner only, and what they hold on the disk.
package enum Folder {
  /// Makes a folder of mode 0700 and those above it that are missing.
  ///
  /// - Returns: nil, or what the system says against it.
  package static func make(_ path: String) -> String? {
    fault(making: path).map { String(cString: strerror($0)) }
  }

  /// The folder that holds a file.
  package static func holding(_ path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  package static func fault(making path: String) -> Int32? {
    var built = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      let above = built.isEmpty ? "/" : built
      built += "/" + part
      if mkdir(built, 0o700) == 0 {
        // A folder whose name is lost in a power cut takes what it holds with it.
        if let code = fault(syncing: above) { return code }
      } else if errno != EEXIST {
        // On a read-only disk, even a folder that is there answers so.
        let code = errno
        if code == EROFS || code == EACCES, access(built, F_OK) == 0 { continue }
        return code
      }
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { return ENOTDIR }
    return nil
  }

  /// Waits until the names in a folder are on the disk: a file that is not named there is lost with the power.
  ///
  /// - Returns: nil, or the system's error number.
  package static func fault(syncing path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be written but not read cannot be waited for.
    guard descriptor >= 0 else { return errno == EACCES ? nil : errno }
    defer { close(descriptor) }
    // Some disks have nothing to wait for.
    if fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS { return nil }
    return errno
  }

  /// Waits until a file that somebody else wrote, and its name, are on the disk.
  ///
  /// - Returns: nil, or the system's error number.
  package static func fault(keeping path: String) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    if fsync(descriptor) != 0, errno != EINVAL { return errno }
    return fault(syncing: holding(path))
  }
}
