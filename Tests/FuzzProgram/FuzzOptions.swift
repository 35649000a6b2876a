import Foundation

struct FuzzOptions {
  var root = FileManager.default.currentDirectoryPath
  var minutes = 1.0
  var seed: UInt64 = 1
  var workers = 2
  /// The number of a worker, and the folder in which it says what it does.
  var worker: Int?
  var folder = ""
  /// A case to be tried alone.
  var check: String?

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { break }
      switch name {
      case "--root": root = value
      case "--minutes": minutes = Double(value) ?? minutes
      case "--seed": seed = UInt64(value) ?? seed
      case "--workers": workers = Int(value) ?? workers
      case "--worker": worker = Int(value)
      case "--folder": folder = value
      case "--check": check = value
      default: break
      }
    }
  }
}
