import Foundation

/// The names in a folder as the system keeps them, which need not be text.
package enum FolderNames {
  /// In the order of their bytes; empty where the folder cannot be read.
  package static func all(in folder: String) -> [[UInt8]] { read(Array(folder.utf8)) ?? [] }

  /// In the order of their bytes; nil where the folder cannot be read.
  package static func read(_ folder: [UInt8]) -> [[UInt8]]? {
    let path = folder.map { CChar(bitPattern: $0) } + [0]
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
          Array(UnsafeBufferPointer(start: text, count: strlen(text))).map { UInt8(bitPattern: $0) }
        }
      }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
