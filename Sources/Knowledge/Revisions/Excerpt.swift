/// A stretch of a text on one line, with what was looked for marked in it.
package struct Excerpt: Sendable, Equatable {
  package struct Part: Sendable, Equatable {
    package var utf8: [UInt8]
    package var isMatch: Bool

    package var text: String { String(decoding: utf8, as: UTF8.self) }
  }

  /// One behind the other, none of them empty.
  package private(set) var parts: [Part] = []

  package init() {}

  package var plain: String { String(decoding: parts.flatMap(\.utf8), as: UTF8.self) }

  package mutating func append(_ bytes: [UInt8], isMatch: Bool) {
    if bytes.isEmpty { return }
    if parts.last?.isMatch == isMatch {
      parts[parts.count - 1].utf8 += bytes
    } else {
      parts.append(Part(utf8: bytes, isMatch: isMatch))
    }
  }
}
