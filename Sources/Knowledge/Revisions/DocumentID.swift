/// The random name of a document, the same in every store.
package struct DocumentID: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  package init(using generator: inout some RandomNumberGenerator) {
    let words = [generator.next(), generator.next()]
    bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
  }

  /// The name that a document of the library has in every store that keeps a copy.
  package init(librarySlug: String) {
    bytes = Array(SHA256.digest(Array("how library \(librarySlug)".utf8)).prefix(16))
  }

  package var description: String { hexadecimal(bytes) }
}
