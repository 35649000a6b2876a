import Diagnostics

/// The YAML at the head of a document, between two lines of `---`.
public struct Header: Sendable {
  public enum Value: Hashable, Sendable {
    /// A scalar as text: a bare `no`, `12:30` or date is what was typed.
    case text(String)
    case list([String])
    /// Anything else, kept in the document and not looked into.
    case other
  }

  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: Value
    public var keySpan: SourceSpan
    /// From the first byte of the value to the end of what belongs to it; empty where the value is.
    public var valueSpan: SourceSpan

    public init(key: String, value: Value, keySpan: SourceSpan, valueSpan: SourceSpan) {
      self.key = key
      self.value = value
      self.keySpan = keySpan
      self.valueSpan = valueSpan
    }
  }

  public var entries: [Entry]
  /// From the opening `---` through the line of the closing one; nil where the document has no header.
  public var span: SourceSpan?
  /// The offset of the closing `---`, where a new line is put in.
  public var closing: Int?

  public init(entries: [Entry] = [], span: SourceSpan? = nil, closing: Int? = nil) {
    self.entries = entries
    self.span = span
    self.closing = closing
  }

  public subscript(key: String) -> Entry? {
    entries.first { $0.key == key }
  }

  /// A scalar's text; nil where the key is missing, empty, or no scalar.
  public func text(_ key: String) -> String? {
    guard case .text(let text)? = self[key]?.value, !text.isEmpty else { return nil }
    return text
  }

  /// A list, or what a single scalar separates by commas.
  public func list(_ key: String) -> [String] {
    switch self[key]?.value {
    case .list(let items): items
    case .text(let text): text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    case .other, nil: []
    }
  }
}
