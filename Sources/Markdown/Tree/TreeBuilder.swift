import Ccmark
import Diagnostics

/// Makes a tree of libcmark's nodes, which nobody else sees. Nothing here calls itself, however deep they are.
struct TreeBuilder {
  var tree: MarkdownTree
  let parsed: UnsafeBufferPointer<UInt8>
  let lines: SourceLines
  /// Whether what was parsed has `LiteralMark`s where the source has the marks themselves.
  let isMasked: Bool
  /// What places in the source have more than in what was parsed.
  let shift: Int
  private let scanner: TableScanner
  private var quotes = 0
  /// What entities stand for, each read once; nil where it is none.
  var entities: [[UInt8]: [UInt8]?] = [:]
  /// The item whose box stands at the beginning of the next paragraph.
  private var task: Int?

  init(
    of source: ArraySlice<UInt8>, parsed: UnsafeBufferPointer<UInt8>, _ lines: SourceLines, isMasked: Bool
  ) {
    tree = MarkdownTree(of: source)
    self.parsed = parsed
    self.lines = lines
    self.isMasked = isMasked
    shift = source.startIndex
    scanner = TableScanner(parsed, lines)
    tree.blocks.reserveCapacity(source.count / 96)
    tree.inlines.reserveCapacity(source.count / 32)
  }

  mutating func add(blocksOf root: OpaquePointer) {
    var open: [Int] = []
    var next = cmark_node_first_child(root)
    while let node = next {
      let index = tree.blocks.count
      let holds = enter(node)
      if holds, let child = cmark_node_first_child(node) {
        open.append(index)
        next = child
        continue
      }
      if holds { leave(node, index) }
      var left = node
      next = cmark_node_next(left)
      while next == nil, let parent = cmark_node_parent(left), parent != root, let index = open.popLast() {
        left = parent
        leave(left, index)
        next = cmark_node_next(left)
      }
    }
  }

  /// - Returns: whether the node may hold blocks.
  private mutating func enter(_ node: OpaquePointer) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: addParagraph(node)
    case CMARK_NODE_HEADING: addHeading(node)
    case CMARK_NODE_CODE_BLOCK: addCode(node)
    case CMARK_NODE_HTML_BLOCK: addHTML(node)
    case CMARK_NODE_THEMATIC_BREAK: append(.thematicBreak, span(node))
    case CMARK_NODE_BLOCK_QUOTE:
      append(.quote, span(node))
      quotes += 1
      return true
    case CMARK_NODE_LIST:
      addList(node)
      return true
    case CMARK_NODE_ITEM:
      let task = Self.task(node)
      if task != nil { self.task = tree.blocks.count }
      append(.item(task), span(node))
      return true
    default: break
    }
    return false
  }

  private mutating func leave(_ node: OpaquePointer, _ index: Int) {
    if cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE { quotes -= 1 }
    tree.blocks[index].end = tree.blocks.count
  }

  // MARK: Blocks

  /// - Parameter span: a stretch of what was parsed.
  mutating func append(
    _ kind: MarkdownTree.Block.Kind, _ span: Range<Int>, inlines: Range<Int>? = nil, words: MarkdownTree.Words = .none
  ) {
    let inlines = inlines ?? tree.inlines.count..<tree.inlines.count
    tree.blocks.append(
      MarkdownTree.Block(
        kind: kind, span: SourceSpan(span.lowerBound + shift, span.upperBound + shift), inlines: inlines, words: words,
        end: tree.blocks.count + 1))
  }

  /// The lines of a node, as far as the text has them.
  private func lineNumbers(_ node: OpaquePointer) -> ClosedRange<Int> {
    let first = min(max(1, Int(cmark_node_get_start_line(node))), lines.starts.count)
    return first...min(max(first, Int(cmark_node_get_end_line(node))), lines.starts.count)
  }

  private func span(_ node: OpaquePointer) -> Range<Int> { span(node, lineNumbers(node)) }

  /// From a node's first byte to the end of a line.
  private func span(_ node: OpaquePointer, _ numbers: ClosedRange<Int>) -> Range<Int> {
    let column = max(1, Int(cmark_node_get_start_column(node)))
    // libcmark leaves out a mark of byte order.
    let beginning = numbers.lowerBound == 1 && parsed.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let start = min(
      lines.starts[numbers.lowerBound - 1] + beginning + column - 1, lines.end(of: numbers.lowerBound, in: parsed))
    return start..<max(start, lines.end(of: numbers.upperBound, in: parsed))
  }

  private mutating func addParagraph(_ node: OpaquePointer) {
    let numbers = lineNumbers(node)
    let span = span(node, numbers)
    let column = span.lowerBound - lines.starts[numbers.lowerBound - 1]
    let task = self.task
    self.task = nil
    if numbers.count > 1, let table = scanner.table(inLines: numbers, column: column, quotes: quotes) {
      if table.before.isEmpty, let task {
        // The box stands in a cell.
        tree.blocks[task].kind = .item(nil)
      }
      add(table, skipping: task == nil ? 0 : 4)
      return
    }
    let places = InlinePlaces(
      parsed, contents(numbers, span), firstLine: numbers.lowerBound,
      firstColumn: Int(cmark_node_get_start_column(node)))
    let inlines = add(inlinesOf: node, span, places, skipping: task == nil ? 0 : 4)
    append(.paragraph, span, inlines: inlines)
  }

  /// The contents of the lines of a paragraph or heading.
  private func contents(_ numbers: ClosedRange<Int>, _ span: Range<Int>) -> [Range<Int>] {
    if numbers.count == 1 { return [span] }
    return numbers.map { line in
      let end = lines.end(of: line, in: parsed)
      if line == numbers.lowerBound { return span.lowerBound..<max(span.lowerBound, end) }
      return min(lines.content(of: line, quotes: quotes, in: parsed).lowerBound, end)..<end
    }
  }

  /// libcmark takes one line more for a heading that is underlined.
  private mutating func addHeading(_ node: OpaquePointer) {
    var numbers = lineNumbers(node)
    let underline = numbers.dropFirst().first { line in
      let text = parsed[lines.content(of: line, quotes: quotes, in: parsed)]
      return text.first.map { mark in
        (mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-")) && text.allSatisfy { $0 == mark }
      } ?? false
    }
    if let underline { numbers = numbers.lowerBound...underline }
    let span = span(node, numbers)
    let places = InlinePlaces(
      parsed, contents(numbers, span), firstLine: numbers.lowerBound,
      firstColumn: Int(cmark_node_get_start_column(node)))
    let inlines = add(inlinesOf: node, span, places)
    append(.heading(level: Int(cmark_node_get_heading_level(node))), span, inlines: inlines)
  }

  private mutating func addCode(_ node: OpaquePointer) {
    let numbers = lineNumbers(node)
    let span = span(node, numbers)
    let literal = UnsafeBufferPointer(cString: cmark_node_get_literal(node))
    let info = UnsafeBufferPointer(cString: cmark_node_get_fence_info(node))
    let isFenced = fence(span) != nil && (!info.isEmpty || !says(literal, parsed[span].prefix { $0 != 0x0A }))
    var content = span
    if isFenced {
      let first = numbers.lowerBound
      var last = numbers.upperBound
      if last > first, lines.end(of: last, in: parsed) == lines.starts[last - 1] { last -= 1 }
      // A fence that nothing closes ends with the document.
      let isClosed = last > first && fence(lines.content(of: last, quotes: quotes, in: parsed)) == fence(span)
      let start = first < lines.starts.count ? lines.starts[first] : parsed.count
      let lastInside = isClosed ? last - 1 : last
      content = start..<max(start, lastInside > first ? lines.end(of: lastInside, in: parsed) : start)
    }
    let code = MarkdownTree.Code(
      isFenced: isFenced, info: words(info, at: nil),
      content: SourceSpan(content.lowerBound + shift, content.upperBound + shift))
    append(.code(code), span, words: words(literal, at: content.lowerBound))
  }

  /// The mark of a line that begins a fence.
  private func fence(_ line: Range<Int>) -> UInt8? {
    let bytes = parsed[line]
    guard let mark = bytes.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    return bytes.count >= 3 && bytes.prefix(3).allSatisfy { $0 == mark } ? mark : nil
  }

  private func says(_ literal: UnsafeBufferPointer<UInt8>, _ beginning: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    literal.starts(with: beginning)
  }

  private mutating func addHTML(_ node: OpaquePointer) {
    let span = span(node)
    let literal = UnsafeBufferPointer(cString: cmark_node_get_literal(node))
    let indent = literal.prefix { $0 == 0x20 }.count
    append(.html, span, words: words(literal, at: span.lowerBound - indent))
  }

  private mutating func addList(_ node: OpaquePointer) {
    let span = span(node)
    let marker: MarkdownTree.List.Marker =
      if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST {
        .number(
          first: Int(cmark_node_get_list_start(node)),
          isParenthesis: cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM)
      } else {
        .bullet(span.isEmpty ? UInt8(ascii: "-") : parsed[span.lowerBound])
      }
    append(.list(MarkdownTree.List(marker: marker, isTight: cmark_node_get_list_tight(node) != 0)), span)
  }

  /// `[ ]` and `[x]` at the beginning of an item.
  private static func task(_ item: OpaquePointer) -> MarkdownTree.Task? {
    guard let paragraph = cmark_node_first_child(item), cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
      let text = cmark_node_first_child(paragraph), cmark_node_get_type(text) == CMARK_NODE_TEXT,
      let literal = cmark_node_get_literal(text)
    else { return nil }
    func byte(_ index: Int) -> UInt8 { UInt8(bitPattern: literal[index]) }
    guard byte(0) == UInt8(ascii: "["), byte(1) != 0, byte(2) == UInt8(ascii: "]"), byte(3) == UInt8(ascii: " ")
    else { return nil }
    switch byte(1) {
    case UInt8(ascii: " "): return .open
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return .done
    default: return nil
    }
  }

  // MARK: Words

  /// Words that libcmark gives, which stand at an offset of what was parsed if that says them.
  mutating func words(_ literal: UnsafeBufferPointer<UInt8>, at offset: Int?) -> MarkdownTree.Words {
    if literal.isEmpty { return .none }
    if let offset, literal.stand(in: parsed, at: offset) {
      return MarkdownTree.Words(source: (offset + shift)..<(offset + shift + literal.count))
    }
    return spelled(literal)
  }

  mutating func spelled(_ literal: UnsafeBufferPointer<UInt8>) -> MarkdownTree.Words {
    let start = tree.spelled.count
    tree.spelled.append(contentsOf: literal)
    if isMasked {
      for index in start..<tree.spelled.count {
        if let mark = LiteralMark.original(tree.spelled[index]) { tree.spelled[index] = mark }
      }
    }
    return MarkdownTree.Words(spelled: start..<tree.spelled.count)
  }
}

extension MarkdownTree {
  /// Reads a text; one that is no UTF-8 is read all the same.
  package init(_ source: ArraySlice<UInt8>) {
    self.init(source, masked: nil)
  }

  /// - Parameter masked: the source with `LiteralMark`s for the marks that are to stay text.
  init(_ source: ArraySlice<UInt8>, masked: [UInt8]?) {
    precondition(masked.map { $0.count == source.count } ?? true, "masks stand for marks one by one")
    self = (masked?[...] ?? source).withUnsafeBufferPointer { text in
      let limits = MarkdownLimits(of: text)
      return CommonMark.parse(text, limits) { root, parsed in
        var builder = TreeBuilder(of: source, parsed: parsed, limits.lines, isMasked: masked != nil)
        builder.add(blocksOf: root)
        return builder.tree
      }
    }
  }

  fileprivate init(of source: ArraySlice<UInt8>) {
    self.source = source
  }
}
