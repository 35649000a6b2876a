import Diagnostics
import Foundation
import Notebook
import Styling

/// The documents of a folder and of all folders below it, in the order of their names, and what else is there.
///
/// Every name below the folder is among the documents, among what was left out, or among what was refused; a folder
/// that is left out stands for what is in it. The same file is taken once, however it is reached.
struct FolderReading {
  /// Why something is no document.
  enum Reason: String, CaseIterable {
    case hidden = "hidden"
    case notMarkdown = "no markdown"
    case folderLink = "a link to a folder"
    case notFile = "no file"
    case repeated = "read already"
  }

  /// The files, as a person would type them.
  private(set) var documents: [String] = []
  private(set) var leftOut: [(path: String, reason: Reason)] = []
  private(set) var refused: [(path: String, fault: Diagnostic)] = []
  private var seen: Set<FileIdentity> = []

  static var endings: [String] { Notebook.documentEndings }

  private struct FileIdentity: Hashable {
    var device: UInt64
    var number: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  /// Takes a path that a person named: a folder with all below it, or anything else as a document.
  ///
  /// - Parameters:
  ///   - typed: as it was typed.
  ///   - path: from the root.
  /// - Returns: whether it is a folder.
  mutating func take(_ typed: String, at path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      documents.append(typed)
      return false
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      let shown = typed.hasSuffix("/") ? String(typed.dropLast()) : typed
      walk(Array(path.utf8), shown: shown.isEmpty ? "/" : shown)
      return true
    }
    if status.st_mode & S_IFMT == S_IFREG, !seen.insert(FileIdentity(status)).inserted {
      leftOut.append((typed, .repeated))
    } else {
      documents.append(typed)
    }
    return false
  }

  private mutating func walk(_ folder: [UInt8], shown: String) {
    guard let names = FolderNames.read(folder) else {
      refused.append((shown + "/", .cannotRead(shown + "/", String(cString: strerror(errno)))))
      return
    }
    for name in names {
      let path = folder + [UInt8(ascii: "/")] + name
      let text = String(validating: name, as: UTF8.self)
      let entry = (shown == "/" ? "" : shown) + "/" + (text ?? String(decoding: name, as: UTF8.self))
      var status = stat()
      let cPath = path.map { CChar(bitPattern: $0) } + [0]
      guard lstat(cPath, &status) == 0 else {
        refused.append((entry, .cannotRead(entry, String(cString: strerror(errno)))))
        continue
      }
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      if isLink, stat(cPath, &status) != 0 {
        leftOut.append((entry, .notFile))
        continue
      }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      if name.first == UInt8(ascii: ".") {
        leftOut.append((entry + (isFolder ? "/" : ""), .hidden))
      } else if isFolder {
        if isLink { leftOut.append((entry + "/", .folderLink)) } else { walk(path, shown: entry) }
      } else if status.st_mode & S_IFMT != S_IFREG {
        leftOut.append((entry, .notFile))
      } else if !Self.endings.contains(where: { entry.lowercased().hasSuffix($0) }) {
        leftOut.append((entry, .notMarkdown))
      } else if text == nil {
        refused.append((entry, .fileNameNotUTF8(entry)))
      } else if !seen.insert(FileIdentity(status)).inserted {
        leftOut.append((entry, .repeated))
      } else {
        documents.append(entry)
      }
    }
  }
}
