import Decisions
package import Diagnostics
package import Knowledge

/// Reads a document: its header with Yams, its parts from the tree of its markdown, every part with its place in the
/// bytes.
package struct DocumentReader {
  /// Larger texts are no documents; libcmark and the editor would both suffer.
  package static let largest = 16 << 20

  private let source: SourceText
  private let tree: MarkdownTree

  /// Reads a document that has to be without faults.
  ///
  /// - Throws: what is wrong with its form: size, encoding, or a header that is not YAML.
  package static func read(_ source: SourceText) throws(DocumentErrors) -> Document {
    try reading(source).valid()
  }

  /// Reads a document, whatever is wrong with its form.
  ///
  /// Keys of a header that is not YAML are read one by one, and bytes that are no text stand for signs that nobody
  /// knows. What is too large for a document, or in another encoding, is one without parts.
  package static func reading(_ source: SourceText) -> Reading<Document> {
    switch form(of: source) {
    case .text: return parts(of: source)
    case .nothing(let fault):
      let empty = Document(source: source, header: Header(), title: nil, sections: [], links: [])
      return Reading(empty, of: source, [fault])
    case .brokenText(let fault):
      // Of the same length, so that every place is what it was.
      let read = parts(of: SourceText(name: source.name, bytes: repaired(source.bytes)))
      let document = Document(
        source: source, header: read.value.header, title: read.value.title, sections: read.value.sections,
        links: read.value.links)
      return Reading(document, of: source, [fault] + read.diagnostics)
    }
  }

  /// Reads the header alone, for whom the rest is only to be shown.
  ///
  /// - Throws: what keeps the bytes from being read at all: size, or another encoding.
  package static func readingHeader(_ source: SourceText) throws(DocumentErrors) -> Reading<Header> {
    switch form(of: source) {
    case .text:
      let (header, faults) = header(of: source)
      return Reading(header, of: source, faults)
    case .nothing(let fault): throw DocumentErrors(in: source, [fault])
    case .brokenText(let fault):
      let (header, faults) = header(of: SourceText(name: source.name, bytes: repaired(source.bytes)))
      return Reading(header, of: source, [fault] + faults)
    }
  }

  /// What some bytes are before anyone asks what they say.
  private enum Form {
    case text
    /// Text but for some bytes.
    case brokenText(Diagnostic)
    /// Nothing that could be read as a document.
    case nothing(Diagnostic)
  }

  private static func form(of source: SourceText) -> Form {
    if source.bytes.count > largest { return .nothing(.tooLarge()) }
    guard let offset = firstInvalidByte(source.bytes) else { return .text }
    if let encoding = wideEncoding(source.bytes) { return .nothing(.notUTF8(of: source.bytes.count, encoding)) }
    return .brokenText(.notUTF8(source.bytes[offset], at: SourceSpan(offset, offset + 1)))
  }

  private static func parts(of source: SourceText) -> Reading<Document> {
    let (header, faults) = header(of: source)
    let reader = DocumentReader(source: source, bodyStart: header.span?.end ?? 0)
    return Reading(reader.document(header: header), of: source, faults)
  }

  private static func header(of source: SourceText) -> (Header, [Diagnostic]) {
    do throws(Diagnostic) {
      return (try HeaderReader.read(source), [])
    } catch {
      return (HeaderReader.keys(of: source), [error])
    }
  }

  /// Some bytes with those that are no UTF-8 replaced by as many that mean nothing in markdown.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count)
    var rest = bytes.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): repaired += scalar
      case .error(let length): repaired += Array(repeating: UInt8(ascii: "?"), count: length)
      case .emptyInput: return repaired
      }
    }
  }

  /// What programs call an encoding with units of two or four bytes, by its mark of byte order or its zero bytes.
  private static func wideEncoding(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "utf-32" }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return "utf-16" }
    let start = bytes.prefix(200)
    return start.count { $0 == 0 } * 3 > start.count ? "utf-16" : nil
  }

  private init(source: SourceText, bodyStart: Int) {
    self.source = source
    tree = MarkdownTree(source.bytes[bodyStart...])
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

  /// The whole lines from the first of a block to its last, without the last's ending.
  private func lines(_ block: MarkdownTree.Block) -> SourceSpan {
    source.span(ofLine: source.line(at: block.span.start))
      .joined(with: source.span(ofLine: source.line(at: block.span.end)))
  }

  // MARK: Parts

  private func document(header: Header) -> Document {
    var title: Heading?
    var sections: [Section] = []
    for index in tree.children() {
      let block = block(tree.blocks[index], index)
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
      if sections.isEmpty { continue }
      let last = sections.count - 1
      if continuesParagraph(index), case .other(let table) = block, case .other(let lines)? = sections[last].blocks.last
      {
        sections[last].blocks[sections[last].blocks.count - 1] = .other(lines.joined(with: table))
      } else {
        sections[last].blocks.append(block)
      }
    }
    return Document(
      source: source, header: header, title: title, sections: sections.filter { $0.heading.level == 2 },
      links: LinkScanner.links(in: source, of: tree))
  }

  private func bodyAfter(_ heading: Heading) -> SourceSpan {
    let line = source.line(at: max(heading.span.start, heading.span.end - 1))
    let start = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
    return SourceSpan(start, source.bytes.count)
  }

  private func block(_ block: MarkdownTree.Block, _ index: Int) -> Block {
    switch block.kind {
    case .heading(let level):
      let lines = lines(block)
      // Sections are known by their names, whatever marks these carry.
      let text = level == 2 ? tree.text(of: block.inlines).trimmed : HeadingText.of(source.bytes[lines.range])
      return .heading(Heading(level: level, text: text, span: lines))
    case .list(let list): return .list(isOrdered: list.isOrdered, Outline(items: items(of: index, depth: 1)))
    case .code(let code) where code.isFenced:
      let word = tree.text(code.info).split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
      return .code(info: word, content: code.content)
    default: return .other(lines(block))
    }
  }

  /// Deeper than anything that is read as a tree, so that a reader can say that it is too deep.
  private static let deepest = 210

  private func items(of list: Int, depth: Int) -> [Outline.Item] {
    tree.children(of: list).map { item($0, depth: depth) }
  }

  private func item(_ index: Int, depth: Int) -> Outline.Item {
    let whole = source.span(ofLine: source.line(at: tree.blocks[index].span.start))
    var children = tree.children(of: index)[...]
    var result = Outline.Item(text: SourceSpan(whole.end, whole.end))
    if let first = children.first, let text = text(tree.blocks[first]) {
      children.removeFirst()
      var last = source.line(at: tree.blocks[first].span.end)
      if let next = children.first, continuesParagraph(next) {
        children.removeFirst()
        last = source.line(at: tree.blocks[next].span.end)
      }
      result.text = text
      let line = source.line(at: text.start)
      if last > line {
        result.continuation = ((line + 1)...last).map { source.trimmed(source.span(ofLine: $0)) }.filter { !$0.isEmpty }
      }
      if text.isEmpty { result.others.append(lines(tree.blocks[first])) }
    } else {
      // An empty item is marked where its marker stands.
      result.text = SourceSpan(source.trimmed(whole).start, source.trimmed(whole).start)
    }
    for child in children {
      if case .list = tree.blocks[child].kind {
        if depth < Self.deepest { result.children += items(of: child, depth: depth + 1) }
      } else if continuesParagraph(child), let before = result.others.popLast() {
        result.others.append(before.joined(with: lines(tree.blocks[child])))
      } else {
        result.others.append(lines(tree.blocks[child]))
      }
    }
    return result
  }

  /// Whether a block is a table that other lines of its paragraph stand before.
  private func continuesParagraph(_ index: Int) -> Bool {
    guard index > 0, case .table = tree.blocks[index].kind, case .paragraph = tree.blocks[index - 1].kind else {
      return false
    }
    return source.line(at: tree.blocks[index - 1].span.end) + 1 == source.line(at: tree.blocks[index].span.start)
  }

  /// The first line of what may be the text of an item.
  private func text(_ block: MarkdownTree.Block) -> SourceSpan? {
    switch block.kind {
    case .paragraph, .heading, .table:
      let end = source.span(ofLine: source.line(at: block.span.start)).end
      return source.trimmed(SourceSpan(block.span.start, max(block.span.start, end)))
    default: return nil
    }
  }
}
