import Ccmark
import Diagnostics

extension TreeBuilder {
  /// What is known while the inlines of a block are added.
  private struct Walk {
    /// The block's own stretch, for what has no place of its own.
    let block: Range<Int>
    var places: InlinePlaces
    /// The inlines that hold the next.
    var open: [Int] = []
    var links = 0
    /// Where the inline before ends, and whether that is known.
    var before: Int
    var isBeforeExact = true
  }

  /// Adds the inlines of a paragraph or heading.
  ///
  /// - Parameter skipped: the bytes to leave out at the beginning, such as the box of a task.
  /// - Returns: their places.
  mutating func add(
    inlinesOf block: OpaquePointer, _ span: Range<Int>, _ places: InlinePlaces, skipping skipped: Int = 0
  ) -> Range<Int> {
    let first = tree.inlines.count
    var walk = Walk(block: span, places: places, before: span.lowerBound)
    var skipped = skipped
    var next = cmark_node_first_child(block)
    while let node = next {
      if enter(node, &walk, skipping: skipped) {
        skipped = 0
        if let child = cmark_node_first_child(node) {
          next = child
          continue
        }
        leave(node, &walk)
      }
      skipped = 0
      var left = node
      next = cmark_node_next(left)
      while next == nil, let parent = cmark_node_parent(left), parent != block {
        left = parent
        leave(left, &walk)
        next = cmark_node_next(left)
      }
    }
    return first..<tree.inlines.count
  }

  /// - Returns: whether the inline holds others.
  private mutating func enter(_ node: OpaquePointer, _ walk: inout Walk, skipping skipped: Int) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: addText(node, &walk, skipping: skipped)
    case CMARK_NODE_SOFTBREAK: addBreak(.softBreak, &walk)
    case CMARK_NODE_LINEBREAK:
      addBreak(.lineBreak, &walk)
      walk.places.mayMiss(1)
    case CMARK_NODE_CODE: addCode(node, &walk)
    case CMARK_NODE_HTML_INLINE:
      let literal = UnsafeBufferPointer(cString: cmark_node_get_literal(node))
      let start = walk.places.offset(of: literal, cmark_node_get_start_line(node), cmark_node_get_start_column(node))
      append(.html, start.map { $0..<($0 + literal.count) }, words(literal, at: start), &walk)
    case CMARK_NODE_EMPH: open(.emphasis, nil, &walk)
    case CMARK_NODE_STRONG: open(.strong, nil, &walk)
    case CMARK_NODE_LINK:
      walk.links += 1
      open(.link, node, &walk)
    case CMARK_NODE_IMAGE: open(.image, node, &walk)
    default: return false
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK, CMARK_NODE_IMAGE: return true
    default: return false
    }
  }

  /// - Parameter range: its place, if that is known.
  private mutating func append(
    _ kind: MarkdownTree.Inline.Kind, _ range: Range<Int>?, _ words: MarkdownTree.Words, _ walk: inout Walk
  ) {
    append(kind, range ?? walk.block, isExact: range != nil, words)
    walk.isBeforeExact = range != nil
    if let range { walk.before = range.upperBound }
  }

  private mutating func append(
    _ kind: MarkdownTree.Inline.Kind, _ range: Range<Int>, isExact: Bool, _ words: MarkdownTree.Words,
    isVerbatim: Bool = false
  ) {
    tree.inlines.append(
      MarkdownTree.Inline(
        kind, (range.lowerBound + shift)..<(range.upperBound + shift), isExact: isExact, words: words,
        end: tree.inlines.count + 1, isVerbatim: isVerbatim))
  }

  // MARK: Text

  private mutating func addText(_ node: OpaquePointer, _ walk: inout Walk, skipping skipped: Int) {
    let whole = UnsafeBufferPointer(cString: cmark_node_get_literal(node))
    let (line, column) = (cmark_node_get_start_line(node), cmark_node_get_start_column(node))
    let text = UnsafeBufferPointer(rebasing: whole.dropFirst(skipped))
    if let start = walk.places.offset(of: whole, line, column) {
      add(text: text, at: start + whole.count - text.count, walk.block, marks: walk.links == 0)
      walk.before = start + whole.count
      walk.isBeforeExact = true
      return
    }
    var range: Range<Int>?
    let start = walk.places.offset(line, column) { start in
      range = endOfSpelling(whole, from: start).map { start..<$0 }
      return range != nil
    }
    if start == nil { range = nil }
    walk.isBeforeExact = range != nil
    if let range { walk.before = range.upperBound }
    add(text: text, at: nil, range ?? walk.block, isExact: range != nil && skipped == 0, marks: walk.links == 0)
  }

  /// Adds text and what is marked in it.
  ///
  /// - Parameters:
  ///   - place: Where it stands as it is, if it does.
  ///   - span: Where else it comes from.
  ///   - isExact: Whether all of that is the text, spelled otherwise.
  mutating func add(
    text: UnsafeBufferPointer<UInt8>, at place: Int?, _ span: Range<Int>, isExact: Bool = false, marks: Bool = true
  ) {
    var written = 0
    func append(
      _ kind: MarkdownTree.Inline.Kind, _ range: Range<Int>, inside: Range<Int>? = nil, isVerbatim: Bool = false,
      to builder: inout TreeBuilder
    ) {
      let words = inside ?? range
      if let place {
        builder.append(
          kind, (place + range.lowerBound)..<(place + range.upperBound), isExact: true,
          MarkdownTree.Words(
            source: (place + builder.shift + words.lowerBound)..<(place + builder.shift + words.upperBound)),
          isVerbatim: isVerbatim)
      } else {
        builder.append(
          kind, span, isExact: isExact && kind == .text && range == 0..<text.count,
          builder.spelled(UnsafeBufferPointer(rebasing: text[words])), isVerbatim: isVerbatim)
      }
    }
    if marks {
      var scanner = TextMarks(text, isMasked: isMasked)
      while let (mark, range) = scanner.next() {
        if range.lowerBound > written {
          let isVerbatim = isMasked && written == 0 && text[0] == LiteralMark.bracket
          append(.text, written..<range.lowerBound, isVerbatim: isVerbatim, to: &self)
        }
        written = range.upperBound
        let inside = (range.lowerBound + 2)..<max(range.lowerBound + 2, range.upperBound - 2)
        switch mark {
        case .wikiLink(let isVerbatim): append(.wikiLink, range, inside: inside, isVerbatim: isVerbatim, to: &self)
        case .address: append(.address, range, to: &self)
        case .strikethrough:
          append(.strikethrough, range, inside: 0..<0, to: &self)
          let struck = tree.inlines.count - 1
          append(.text, inside, to: &self)
          tree.inlines[struck].end = tree.inlines.count
        }
      }
    }
    if written < text.count {
      let isVerbatim = isMasked && written == 0 && text[0] == LiteralMark.bracket
      append(.text, written..<text.count, isVerbatim: isVerbatim, to: &self)
    }
  }

  /// Behind what CommonMark reads as some words, its escapes and entities undone; nil where it reads others.
  private mutating func endOfSpelling(_ words: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var place = start
    var index = 0
    while index < words.count {
      guard place < parsed.count else { return nil }
      if parsed[place] == UInt8(ascii: "\\"), place + 1 < parsed.count, parsed[place + 1].isPunctuation {
        guard parsed[place + 1] == words[index] else { return nil }
        place += 2
        index += 1
      } else if parsed[place] == UInt8(ascii: "&"), let (text, end) = entity(at: place) {
        guard words[index...].starts(with: text) else { return nil }
        index += text.count
        place = end
      } else {
        guard parsed[place] == words[index] else { return nil }
        place += 1
        index += 1
      }
    }
    return place
  }

  private mutating func entity(at start: Int) -> (text: [UInt8], end: Int)? {
    let rest = parsed[start..<min(parsed.count, start + Entity.longest)]
    guard let close = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let written = Array(parsed[start...close])
    let known = entities[written] ?? Entity.decoded(written)
    entities[written] = .some(known)
    return known.map { ($0, close + 1) }
  }

  /// From the text before it to behind the line ending.
  private mutating func addBreak(_ kind: MarkdownTree.Inline.Kind, _ walk: inout Walk) {
    var end = walk.before
    while end < parsed.count, parsed[end] == 0x20 || parsed[end] == 0x09 || parsed[end] == UInt8(ascii: "\\") {
      end += 1
    }
    guard walk.isBeforeExact, end < walk.block.upperBound, parsed[end] == 0x0A || parsed[end] == 0x0D else {
      return append(kind, nil, .none, &walk)
    }
    end += parsed[end] == 0x0D && end + 1 < parsed.count && parsed[end + 1] == 0x0A ? 2 : 1
    append(kind, walk.before..<end, .none, &walk)
  }

  private mutating func addCode(_ node: OpaquePointer, _ walk: inout Walk) {
    let literal = UnsafeBufferPointer(cString: cmark_node_get_literal(node))
    let tick = UInt8(ascii: "`")
    let parsed = self.parsed
    func byte(_ index: Int) -> UInt8? { parsed.indices.contains(index) ? parsed[index] : nil }
    let start = walk.places.offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node)) {
      byte($0 - 1) == tick && byte($0) != tick
    }
    let last = start.flatMap { start in
      walk.places.offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node)) {
        $0 >= start && byte($0 + 1) == tick && byte($0) != tick
      }
    }
    guard let start, let last else { return append(.code, nil, spelled(literal), &walk) }
    var range = start..<(last + 1)
    // A space at both ends is none of the code.
    let words = words(literal, at: literal.stand(in: parsed, at: start) ? start : start + 1)
    while byte(range.lowerBound - 1) == tick { range = (range.lowerBound - 1)..<range.upperBound }
    while byte(range.upperBound) == tick { range = range.lowerBound..<(range.upperBound + 1) }
    append(.code, range, words, &walk)
  }

  // MARK: What holds others

  private mutating func open(_ kind: MarkdownTree.Inline.Kind, _ node: OpaquePointer?, _ walk: inout Walk) {
    let index = tree.inlines.count
    var start: Int?
    var address = MarkdownTree.Words.none
    if let node {
      let mark = UInt8(ascii: kind == .image ? "!" : "[")
      let parsed = self.parsed
      start = walk.places.offset(cmark_node_get_start_line(node), cmark_node_get_start_column(node)) {
        $0 < parsed.count && parsed[$0] == mark
      }
      address = spelled(UnsafeBufferPointer(cString: cmark_node_get_url(node)))
      let title = UnsafeBufferPointer(cString: cmark_node_get_title(node))
      if !title.isEmpty { tree.titles.append((index, spelled(title))) }
    }
    walk.open.append(index)
    // Where it ends is seen when it is left; until then its beginning is kept.
    append(kind, start.map { $0..<$0 } ?? walk.block, isExact: start != nil, address)
  }

  private mutating func leave(_ node: OpaquePointer, _ walk: inout Walk) {
    guard let index = walk.open.popLast() else { return }
    let inline = tree.inlines[index]
    tree.inlines[index].end = tree.inlines.count
    let range: Range<Int>?
    switch inline.kind {
    case .emphasis: range = marked(index, by: 1, walk)
    case .strong: range = marked(index, by: 2, walk)
    default:
      if inline.kind == .link { walk.links -= 1 }
      range = linked(inline, index, node, &walk)
      walk.places.mayMiss(range.map { lineEndings(walk.before..<max(walk.before, $0.upperBound)) } ?? 4)
    }
    let span = range ?? walk.block
    tree.inlines[index].span = SourceSpan(span.lowerBound + shift, span.upperBound + shift)
    tree.inlines[index].isExact = range != nil
    walk.isBeforeExact = range != nil
    if let range { walk.before = range.upperBound }
  }

  /// What an inline holds together with so many marks of emphasis on both sides.
  private func marked(_ index: Int, by count: Int, _ walk: Walk) -> Range<Int>? {
    guard index + 1 < tree.inlines.count, tree.inlines[index + 1].isExact, walk.isBeforeExact else { return nil }
    let start = tree.inlines[index + 1].span.start - shift - count
    let end = walk.before + count
    guard start >= 0, end <= parsed.count, start + 2 * count <= end else { return nil }
    let mark = parsed[start]
    guard mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_"),
      parsed[start..<(start + count)].allSatisfy({ $0 == mark }),
      parsed[(end - count)..<end].allSatisfy({ $0 == mark })
    else { return nil }
    return start..<end
  }

  private func linked(
    _ inline: MarkdownTree.Inline, _ index: Int, _ node: OpaquePointer, _ walk: inout Walk
  ) -> Range<Int>? {
    let parsed = self.parsed
    func byte(_ index: Int) -> UInt8? { parsed.indices.contains(index) ? parsed[index] : nil }
    var start = inline.isExact ? inline.span.start - shift : nil
    if index + 1 < tree.inlines.count, tree.inlines[index + 1].isExact {
      let inside = tree.inlines[index + 1].span.start - shift
      if inline.kind == .link, walk.isBeforeExact, byte(inside - 1) == UInt8(ascii: "<"),
        byte(walk.before) == UInt8(ascii: ">")
      {
        return (inside - 1)..<(walk.before + 1)
      }
      let marks = inline.kind == .image ? 2 : 1
      if byte(inside - 1) == UInt8(ascii: "["), marks == 1 || byte(inside - 2) == UInt8(ascii: "!") {
        start = inside - marks
      }
    }
    guard let start else { return nil }
    let last = walk.places.offset(cmark_node_get_end_line(node), cmark_node_get_end_column(node)) {
      $0 > start && $0 < parsed.count && (parsed[$0] == UInt8(ascii: ")") || parsed[$0] == UInt8(ascii: "]"))
    }
    return last.map { start..<($0 + 1) }
  }

  private func lineEndings(_ range: Range<Int>) -> Int {
    range.count { parsed[$0] == 0x0A || parsed[$0] == 0x0D && !($0 + 1 < parsed.count && parsed[$0 + 1] == 0x0A) }
  }
}

extension UInt8 {
  /// Whether it is one of the marks of ASCII, which a backslash makes text.
  var isPunctuation: Bool {
    (0x21...0x2F).contains(self) || (0x3A...0x40).contains(self) || (0x5B...0x60).contains(self)
      || (0x7B...0x7E).contains(self)
  }
}
