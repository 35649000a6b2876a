import Foundation

/// Folders for their owner only.
public enum Folder {
  /// Makes a folder of mode 0700 and those above it that are missing.
  ///
  /// - Returns: nil, or what the system says against it.
  public static func make(_ path: String) -> String? {
    var built = ""
    for part in path.split(separator: "/") {
      built += "/" + part
      if mkdir(built, 0o700) != 0, errno != EEXIST {
        // On a read-only disk, even a folder that is there answers so.
        if errno == EROFS || errno == EACCES, access(built, F_OK) == 0 { continue }
        return String(cString: strerror(errno))
      }
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { return String(cString: strerror(ENOTDIR)) }
    return nil
  }
}
