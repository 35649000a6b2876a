import Decisions
package import Diagnostics

/// One step of a model: an item of its list, or a heading.
package struct Step: Hashable, Sendable {
  /// What is to be done, on one line and without the box to tick.
  package var text: String
  /// The item or heading in the document.
  package var span: SourceSpan

  init(_ heading: Heading) {
    text = heading.text
    span = heading.span
  }

  private init?(_ item: Outline.Item, of source: SourceText) {
    span = item.continuation.reduce(item.text) { $0.joined(with: $1) }
    let line = source[span].split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
    let isTask = line.hasPrefix("[ ] ") || line.lowercased().hasPrefix("[x] ")
    text = isTask ? String(line.dropFirst(4)) : line
    if text.isEmpty { return nil }
  }

  /// The steps that the items of a list are.
  static func all(_ outline: Outline, of source: SourceText) -> [Step] {
    outline.items.compactMap { Step($0, of: source) }
  }
}
