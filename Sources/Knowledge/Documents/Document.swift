package import Decisions
package import Diagnostics

/// A document as a person wrote it, byte for byte, with the places of its parts.
package struct Document: Sendable {
  package let source: SourceText
  package let header: Header
  /// The first level-1 heading.
  package let title: Heading?
  /// The parts under level-2 headings, in order.
  package let sections: [Section]
  /// Every `[[link]]` outside code.
  package let links: [Link]

  package init(source: SourceText, header: Header, title: Heading?, sections: [Section], links: [Link]) {
    self.source = source
    self.header = header
    self.title = title
    self.sections = sections
    self.links = links
  }

  /// The first section of a name, without regard to case.
  package func section(_ name: String) -> Section? {
    sections.first { $0.heading.text.lowercased() == name.lowercased() }
  }

  /// What the document calls itself: its first level-1 heading, else the `title` of its header.
  package var statedTitle: String? {
    if let title, !title.text.isEmpty { return title.text }
    let text = header.text("title")?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed ?? ""
    return text.isEmpty ? nil : text
  }

  /// What the document is called: as it says, else as the file it came from.
  package var shownTitle: String { statedTitle ?? fileTitle ?? "Untitled" }

  /// The name of the file without its ending; nil where the text came from no file with a name.
  private var fileTitle: String? {
    let path = source.name
    if path == "-" || path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return nil }
    var name = path.split(separator: "/").last.map { String($0).composed } ?? ""
    for ending in [".md", ".markdown"] where name.lowercased().hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    let title = name.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    return title.isEmpty ? nil : title
  }

  /// Where to point for what concerns the document as a whole: its title, or its beginning.
  package var place: SourceSpan { title?.span ?? SourceSpan(0, 0) }
}

extension Reading where Value == Document {
  /// The same document under another name.
  package func named(_ name: String) -> Reading<Document> {
    let source = source.named(name)
    let document = Document(
      source: source, header: value.header, title: value.title, sections: value.sections, links: value.links)
    return Reading(document, of: source, diagnostics)
  }
}

package struct Heading: Hashable, Sendable {
  package var level: Int
  package var text: String
  /// The line or lines of the heading.
  package var span: SourceSpan

  package init(level: Int, text: String, span: SourceSpan) {
    self.level = level
    self.text = text
    self.span = span
  }
}

/// A level-2 heading and everything up to the next one.
package struct Section: Sendable {
  package var heading: Heading
  /// From the first byte after the heading's line to the next section or the end.
  package var body: SourceSpan
  package var blocks: [Block]

  package init(heading: Heading, body: SourceSpan, blocks: [Block]) {
    self.heading = heading
    self.body = body
    self.blocks = blocks
  }

  /// The contents of the section's fenced blocks in the language.
  package var formulaBlocks: [SourceSpan] {
    blocks.compactMap { block in
      guard case .code(info: "how", let content) = block else { return nil }
      return content
    }
  }

  /// All lists of the section as one outline.
  package var outline: Outline {
    Outline(
      items: blocks.flatMap { block in
        guard case .list(_, let outline) = block else { return [Outline.Item]() }
        return outline.items
      })
  }
}

/// A block directly below a section, as far as anyone asks.
package enum Block: Sendable {
  case heading(Heading)
  case list(isOrdered: Bool, Outline)
  /// A fenced block: the first word after the fence, and the lines inside.
  case code(info: String, content: SourceSpan)
  case other(SourceSpan)
}

/// `[[slug]]`, `[[slug#Section]]` or `[[slug@1f3a9c2e]]`, each perhaps with a text of its own: `[[slug|text]]`.
package struct Link: Hashable, Sendable {
  package var slug: String
  package var section: String?
  package var revision: String?
  package var span: SourceSpan

  /// - Parameter target: what stands between the brackets.
  package init(target: String, span: SourceSpan) {
    var rest = Substring(target)
    // What stands behind a bar is how the link reads; in a table a backslash keeps the bar in its cell.
    if let bar = rest.firstIndex(of: "|") {
      rest = rest[..<bar]
      if rest.last == "\\" { rest = rest.dropLast() }
    }
    if let mark = rest.firstIndex(of: "#") {
      section = rest[rest.index(after: mark)...].trimmed
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: "@") {
      revision = rest[rest.index(after: mark)...].trimmed
      rest = rest[..<mark]
    }
    slug = rest.trimmed.composed
    self.span = span
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
