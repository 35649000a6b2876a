import Ccmark
import Decisions
package import Diagnostics
package import Knowledge

/// Reads a document: its header with Yams, its parts with libcmark, every part with its place in the bytes.
package struct DocumentReader {
  /// Larger texts are no documents; libcmark and the editor would both suffer.
  package static let largest = 16 << 20

  private let source: SourceText
  /// How many lines stand before what libcmark reads.
  private let firstLine: Int

  /// - Throws: what keeps the bytes from being a document at all: size, encoding, or a header that is not YAML.
  package static func read(_ source: SourceText) throws(DocumentErrors) -> Document {
    let header = try readHeader(source)
    return DocumentReader(source: source, bodyStart: header.span?.end ?? 0).document(header: header)
  }

  /// Reads the header alone, for whom the rest is only to be shown.
  ///
  /// - Throws: what keeps the bytes from being a document at all.
  package static func readHeader(_ source: SourceText) throws(DocumentErrors) -> Header {
    if source.bytes.count > largest { throw DocumentErrors(in: SourceText(name: source.name, text: ""), [.tooLarge()]) }
    if let offset = firstInvalidByte(source.bytes) {
      if let encoding = wideEncoding(source.bytes) {
        throw DocumentErrors(in: source, [.notUTF8(of: source.bytes.count, encoding)])
      }
      throw DocumentErrors(in: source, [.notUTF8(source.bytes[offset], at: SourceSpan(offset, offset + 1))])
    }
    do throws(Diagnostic) {
      return try HeaderReader.read(source)
    } catch {
      throw DocumentErrors(in: source, [error])
    }
  }

  /// What programs call an encoding with units of two or four bytes, by its mark of byte order or its zero bytes.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "utf-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
    let start = bytes.prefix(200)
    return start.count { $0 == 0 } * 3 > start.count ? "utf-16" : nil
  }

  private let bodyStart: Int
  private let tree: CommonMark

  private init(source: SourceText, bodyStart: Int) {
    self.source = source
    self.bodyStart = bodyStart
    firstLine = bodyStart == 0 ? 0 : source.line(at: bodyStart) - (bodyStart == source.bytes.count ? 0 : 1)
    tree = CommonMark(source.bytes[bodyStart...])
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  // MARK: Directories

  /// The whole lines from the first of a node to its last, without the last's ending.
  private func lines(_ node: OpaquePointer) -> SourceSpan {
    let first = Int(cmark_node_get_start_line(node)) + firstLine
    let last = max(first, Int(cmark_node_get_end_line(node)) + firstLine)
    return span(first, min(last, source.lineStarts.count))
  }

  private func span(_ first: Int, _ last: Int) -> SourceSpan {
    source.span(ofLine: min(first, source.lineStarts.count)).joined(with: source.span(ofLine: last))
  }

  /// The line of a heading, or its lines and the one that underlines them: libcmark takes one more for such a heading.
  private func headingLines(_ node: OpaquePointer) -> SourceSpan {
    let whole = lines(node)
    let first = source.line(at: whole.start)
    let last = source.line(at: max(whole.start, whole.end - 1))
    let underline = (first...last).dropFirst().first { line in
      let text = source.bytes[source.trimmed(source.span(ofLine: line)).range]
      return text.first.map { mark in
        (mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-")) && text.allSatisfy { $0 == mark }
      } ?? false
    }
    return span(first, underline ?? last)
  }

  // MARK: Parts

  private func document(header: Header) -> Document {
    var title: Heading?
    var sections: [Section] = []
    var node = cmark_node_first_child(tree.root)
    while let current = node {
      node = cmark_node_next(current)
      let block = block(current)
      if case .heading(let heading) = block {
        if heading.level == 1, title == nil { title = heading }
        if heading.level <= 2, !sections.isEmpty {
          sections[sections.count - 1].body = SourceSpan(sections[sections.count - 1].body.start, heading.span.start)
        }
        if heading.level == 2 {
          sections.append(Section(heading: heading, body: bodyAfter(heading), blocks: []))
          continue
        }
        // A further level-1 heading closes the section before it.
        if heading.level == 1 {
          if !sections.isEmpty { sections.append(Section(heading: heading, body: bodyAfter(heading), blocks: [])) }
          continue
        }
      }
      if !sections.isEmpty { sections[sections.count - 1].blocks.append(block) }
    }
    return Document(
      source: source, header: header, title: title, sections: sections.filter { $0.heading.level == 2 },
      links: LinkScanner.links(in: source, from: bodyStart, except: codeSpans()))
  }

  private func bodyAfter(_ heading: Heading) -> SourceSpan {
    let line = source.line(at: max(heading.span.start, heading.span.end - 1))
    let start = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    return SourceSpan(start, source.bytes.count)
  }

  private func block(_ node: OpaquePointer) -> Block {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      let span = headingLines(node)
      // Sections are known by their names, whatever marks these carry.
      let text = level == 2 ? InlineText.of(node).trimmed : HeadingText.of(source.bytes[span.range])
      return .heading(Heading(level: level, text: text, span: span))
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return .list(isOrdered: isOrdered, Outline(items: items(node, depth: 1)))
    case CMARK_NODE_CODE_BLOCK:
      return code(node) ?? .other(lines(node))
    default:
      return .other(lines(node))
    }
  }

  /// A fenced block; nil for an indented one.
  private func code(_ node: OpaquePointer) -> Block? {
    let whole = lines(node)
    let first = source.line(at: whole.start)
    let last = source.line(at: max(whole.start, whole.end - 1))
    func fence(_ line: Int) -> UInt8? {
      let bytes = source.bytes[source.trimmed(source.span(ofLine: line)).range]
      guard let mark = bytes.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
      return bytes.prefix(3).allSatisfy { $0 == mark } && bytes.count >= 3 ? mark : nil
    }
    guard fence(first) != nil, let info = cmark_node_get_fence_info(node) else { return nil }
    // A fence that nothing closes ends with the document.
    let lastInside = last > first && fence(last) == fence(first) ? last - 1 : last
    let start = first < source.lineStarts.count ? source.lineStarts[first] : source.bytes.count
    let end = lastInside > first ? source.span(ofLine: lastInside).end : start
    let word = String(cString: info).split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    return .code(info: word, content: SourceSpan(start, max(start, end)))
  }

  /// Deeper than anything that is read as a tree, so that a reader can say that it is too deep.
  private static let deepest = 210

  private func items(_ list: OpaquePointer, depth: Int) -> [Outline.Item] {
    var items: [Outline.Item] = []
    var node = cmark_node_first_child(list)
    while let item = node {
      node = cmark_node_next(item)
      items.append(self.item(item, depth: depth))
    }
    return items
  }

  private func item(_ item: OpaquePointer, depth: Int) -> Outline.Item {
    let line = min(Int(cmark_node_get_start_line(item)) + firstLine, source.lineStarts.count)
    let whole = source.span(ofLine: line)
    var result = Outline.Item(text: SourceSpan(whole.end, whole.end))
    var child = cmark_node_first_child(item)
    let first = child
    if let first, [CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING].contains(cmark_node_get_type(first)) {
      let line = Int(cmark_node_get_start_line(first)) + firstLine
      let whole = source.span(ofLine: line)
      let start = min(whole.end, source.lineStarts[line - 1] + Int(cmark_node_get_start_column(first)) - 1)
      result.text = source.trimmed(SourceSpan(start, whole.end))
      let last = min(Int(cmark_node_get_end_line(first)) + firstLine, source.lineStarts.count)
      if last > line {
        result.continuation = ((line + 1)...last).map { source.trimmed(source.span(ofLine: $0)) }.filter { !$0.isEmpty }
      }
    } else {
      // An empty item is marked where its marker stands.
      result.text = SourceSpan(source.trimmed(whole).start, source.trimmed(whole).start)
    }
    while let block = child {
      child = cmark_node_next(block)
      if cmark_node_get_type(block) == CMARK_NODE_LIST {
        if depth < Self.deepest { result.children += items(block, depth: depth + 1) }
      } else if block != first || result.text.isEmpty {
        result.others.append(lines(block))
      }
    }
    return result
  }

  /// The lines of code blocks and HTML blocks anywhere in the tree, where links are no links.
  private func codeSpans() -> [SourceSpan] {
    var spans: [SourceSpan] = []
    let iterator = cmark_iter_new(tree.root)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      if type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK { spans.append(lines(node)) }
    }
    return spans
  }
}
