import Foundation
package import Knowledge

/// Which store a draft belongs to, and what it is to be.
package struct DraftOrigin: Equatable {
  package var store: String
  package var kind: Kind?

  package init(store: String, kind: Kind?) {
    self.store = store
    self.kind = kind
  }

  /// Reads the file beside a draft; nil where it says nothing.
  package init?(at path: String) {
    guard let bytes = try? Files.read(path, shown: path, limit: 1 << 16) else { return nil }
    var fields: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    guard let store = fields["store"] else { return nil }
    self.store = store
    kind = fields["kind"].flatMap { Kind(rawValue: $0) }
  }

  package var text: String { "store \(store)\n" + (kind.map { "kind \($0.rawValue)\n" } ?? "") }
}
