package import Diagnostics

/// The YAML at the head of a document, between two lines of `---`.
package struct Header: Sendable {
  package enum Value: Hashable, Sendable {
    /// A scalar as text: a bare `no`, `12:30` or date is what was typed.
    case text(String)
    case list([String])
    /// Anything else, kept in the document and not looked into.
    case other
  }

  package struct Entry: Hashable, Sendable {
    package var key: String
    package var value: Value
    package var keySpan: SourceSpan
    /// From the first byte of the value to the end of what belongs to it; empty where the value is.
    package var valueSpan: SourceSpan

    package init(key: String, value: Value, keySpan: SourceSpan, valueSpan: SourceSpan) {
      self.key = key
      self.value = value
      self.keySpan = keySpan
      self.valueSpan = valueSpan
    }
  }

  package var entries: [Entry]
  /// From the opening `---` through the line of the closing one; nil where the document has no header.
  package var span: SourceSpan?
  /// The offset of the closing `---`, where a new line is put in.
  package var closing: Int?

  package init(entries: [Entry] = [], span: SourceSpan? = nil, closing: Int? = nil) {
    self.entries = entries
    self.span = span
    self.closing = closing
  }

  /// The entry of a key, however that is written: `Risk_tolerance` is `risk-tolerance`.
  package subscript(key: String) -> Entry? {
    if let same = entries.first(where: { $0.key == key }) { return same }
    return entries.first { Header.isSame($0.key, key) }
  }

  /// The keys that somebody reads, in any kind of document.
  package static let known = [
    "kind", "slug", "title", "tags", "created", "how", "stake", "bankroll", "risk-tolerance", "decide-by", "chosen",
    "decided", "calls", "decision", "process", "outcome", "causes", "fooled-by", "competence",
  ]

  /// The known keys whose value is a list; the others have one value.
  package static let lists: Set = ["tags", "causes", "fooled-by", "competence"]

  /// The keys that verbs write.
  package static let written = ["slug", "how", "chosen", "decided", "calls"]

  /// A key without what people write in different ways: case, hyphens, underscores and spaces.
  package static func plain(_ key: String) -> String {
    key.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
  }

  /// Whether two keys are one, written in two ways.
  static func isSame(_ one: String, _ other: String) -> Bool {
    guard one.utf8.allSatisfy({ $0 < 0x80 }), other.utf8.allSatisfy({ $0 < 0x80 }) else {
      return plain(one) == plain(other)
    }
    func letters(_ key: String) -> some Sequence<UInt8> {
      key.utf8.lazy.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") }
        .map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    }
    return letters(one).elementsEqual(letters(other))
  }

  /// The known key that a key is another spelling of.
  package static func known(_ key: String) -> String? { knownByPlain[plain(key)] }

  private static let knownByPlain = Dictionary(uniqueKeysWithValues: known.map { (plain($0), $0) })

  /// The document's tags, each on one line and once.
  package var tags: [String] {
    var seen: Set<String> = []
    return list("tags").map { $0.composed.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// A scalar's text; nil where the key is missing, empty, or no scalar.
  package func text(_ key: String) -> String? {
    guard case .text(let text)? = self[key]?.value, !text.isEmpty else { return nil }
    return text
  }

  /// A list, or what a single scalar separates by commas.
  package func list(_ key: String) -> [String] {
    switch self[key]?.value {
    case .list(let items): items
    case .text(let text): text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    case .other, nil: []
    }
  }
}
