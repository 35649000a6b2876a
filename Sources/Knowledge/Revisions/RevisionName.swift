/// The name of a revision: the SHA-256 over everything that it is.
package struct RevisionName: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// The name of a revision with these parts.
  ///
  /// What is hashed is text: a line for each part, an empty line, then the document's bytes. Parents are sorted, so
  /// that a merge has one name whichever way it was made.
  ///
  ///     how revision
  ///     document 0f3c…            (32 hexadecimal digits)
  ///     kind decision
  ///     slug drill-the-north-block
  ///     parent 1f3a…              (64 digits, a line for each)
  ///     time 1795444027250        (milliseconds since 1970)
  package init(document: DocumentID, kind: Kind, slug: String, parents: [RevisionName], time: Timestamp, text: [UInt8])
  {
    var lines = ["how revision", "document \(document)", "kind \(kind.rawValue)", "slug \(slug)"]
    lines += parents.map { "parent \($0)" }.sorted()
    lines += ["time \(time.milliseconds)", "", ""]
    bytes = SHA256.digest(Array(lines.joined(separator: "\n").utf8) + text)
  }

  /// All 64 hexadecimal digits.
  package var description: String { hexadecimal(bytes) }

  /// The first eight digits, as they are shown.
  package var short: String { hexadecimal(bytes.prefix(4)) }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
