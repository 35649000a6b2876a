import Decisions
import Diagnostics

/// The items of a section whose lines are read one by one: Predictions, Evidence, Outcome.
///
/// Lists with `-`, `*`, `+` or numbers mean the same, and an item that goes on in further lines is one line.
struct SectionLines {
  struct Item {
    /// From the first byte of the item to the last of its paragraph.
    var span: SourceSpan
    var children: [Item]
  }

  /// The document's text, with the line endings inside of items as spaces: places are the same.
  let source: SourceText
  let items: [Item]

  /// An empty one where the document has no such section.
  init(_ name: String, of document: Document) {
    let outline = document.section(name)?.outline.items ?? []
    var breaks: [SourceSpan] = []
    func joined(_ item: Outline.Item) -> Item {
      let span = item.continuation.reduce(item.text) { $0.joined(with: $1) }
      if !item.continuation.isEmpty { breaks.append(span) }
      return Item(span: span, children: item.children.map { joined($0) })
    }
    items = outline.map { joined($0) }.filter { !$0.span.isEmpty }
    guard !breaks.isEmpty else {
      source = document.source
      return
    }
    var bytes = document.source.bytes
    for index in breaks.flatMap(\.range) where bytes[index] == 0x0A || bytes[index] == 0x0D {
      bytes[index] = UInt8(ascii: " ")
    }
    source = SourceText(name: document.source.name, bytes: bytes)
  }

  /// Items that begin with `>` and are quotations to markdown: nothing of them is read.
  private static func quoted(in name: String, of document: Document) -> [Diagnostic] {
    func all(_ items: [Outline.Item]) -> [Outline.Item] { items.flatMap { [$0] + all($0.children) } }
    return all(document.section(name)?.outline.items ?? []).compactMap { item in
      guard item.text.isEmpty, let other = item.others.first else { return nil }
      let place = document.source.trimmed(document.source.span(ofLine: document.source.line(at: other.start)))
      return document.source[place].contains(">") ? .quotedLine(in: name, at: place) : nil
    }
  }

  /// Paragraphs of a section whose lines look as if they were items of its list.
  ///
  /// - Parameter isMeant: whether a line that is no item was meant as one.
  static func stray(in name: String, of document: Document, _ isMeant: (String) -> Bool) -> [Diagnostic] {
    quoted(in: name, of: document)
      + (document.section(name)?.blocks ?? []).compactMap { block in
        guard case .other(let span) = block, !document.source[span].hasPrefix("<!--") else { return nil }
        let source = document.source
        for line in source.line(at: span.start)...source.line(at: max(span.start, span.end - 1)) {
          let place = source.trimmed(source.span(ofLine: line))
          if isMeant(source[place]) { return .lineOutsideList(in: name, at: place) }
        }
        return nil
      }
  }
}
