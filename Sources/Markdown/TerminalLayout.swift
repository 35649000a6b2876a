import Ccmark
import Diagnostics
import Styling

/// Draws the blocks of a tree one below the other. Nothing here calls itself, however deep the tree is.
struct TerminalLayout: ~Copyable {
  private struct List {
    var isOrdered: Bool
    var number: Int
    var columns: Int
    var isParenthesis: Bool
    /// The depth among lists of its sort.
    var depth: Int
  }

  let source: UnsafeBufferPointer<UInt8>
  let width: Int
  var canvas: TerminalCanvas
  var frame: TerminalFrame
  /// What is drawn next, kept for its room.
  var text = TerminalText()
  private var lists: [List] = []
  /// Whether an empty line must stand before what comes next.
  private var isGapDue = false
  private var isAfterBlank = false
  private let scanner: TableScanner

  init(_ source: UnsafeBufferPointer<UInt8>, _ lines: SourceLines, width: Int) {
    self.source = source
    scanner = TableScanner(source, lines, keepsAll: true)
    self.width = max(20, width)
    canvas = TerminalCanvas(capacity: source.count + source.count / 4)
    frame = TerminalFrame(width: self.width)
  }

  consuming func finished() -> StyledText {
    canvas.endText()
    return canvas.styledText
  }

  /// The role of text that is nothing special.
  var role: StyledText.Role { frame.quotes > 0 ? .quote : .plain }

  // MARK: The walk

  mutating func draw(_ root: OpaquePointer) {
    var next = cmark_node_first_child(root)
    while let node = next {
      if enter(node), let child = cmark_node_first_child(node) {
        next = child
        continue
      }
      var left = node
      leave(left)
      next = cmark_node_next(left)
      while next == nil, let parent = cmark_node_parent(left), parent != root {
        left = parent
        leave(left)
        next = cmark_node_next(left)
      }
    }
  }

  /// - Returns: whether what is inside is to be drawn, too.
  private mutating func enter(_ node: OpaquePointer) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: drawParagraph(node)
    case CMARK_NODE_HEADING: drawHeading(node)
    case CMARK_NODE_CODE_BLOCK: drawCode(node)
    case CMARK_NODE_HTML_BLOCK: drawHTML(node)
    case CMARK_NODE_THEMATIC_BREAK:
      beginBlock()
      beginLine()
      canvas.append("─", times: width - frame.indent, .dim)
      canvas.endLine()
    case CMARK_NODE_BLOCK_QUOTE:
      beginBlock()
      frame.enterQuote()
      return true
    case CMARK_NODE_LIST:
      beginBlock()
      enterList(node)
      return true
    case CMARK_NODE_ITEM:
      beginBlock()
      enterItem(node)
      return true
    default: break
    }
    return false
  }

  private mutating func leave(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE: frame.leave()
    case CMARK_NODE_LIST: lists.removeLast()
    case CMARK_NODE_ITEM:
      if frame.isPending {
        beginLine()
        canvas.endLine()
      }
      frame.leave()
    default: break
    }
    isGapDue = isFollowedByGap(node)
  }

  /// Only the items of tight lists, and what is in them, stand close together.
  private func isFollowedByGap(_ node: OpaquePointer) -> Bool {
    guard let parent = cmark_node_parent(node) else { return true }
    switch cmark_node_get_type(parent) {
    case CMARK_NODE_LIST: return cmark_node_get_list_tight(parent) == 0
    case CMARK_NODE_ITEM:
      guard let list = cmark_node_parent(parent) else { return true }
      return cmark_node_get_list_tight(list) == 0
    default: return true
    }
  }

  // MARK: Lines

  /// Leaves an empty line where one is due.
  mutating func beginBlock() {
    if isGapDue, !isAfterBlank, !canvas.isEmpty, !frame.isPending {
      frame.drawBlank(&canvas)
      isAfterBlank = true
    }
    isGapDue = false
  }

  mutating func requestGap() {
    isGapDue = true
  }

  @inline(__always)
  mutating func beginLine() {
    frame.begin(&canvas)
    isAfterBlank = false
  }

  // MARK: Lists

  private mutating func enterList(_ node: OpaquePointer) {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    let first = Int(cmark_node_get_list_start(node))
    var last = first - 1
    if isOrdered {
      var item = cmark_node_first_child(node)
      while let current = item {
        last += 1
        item = cmark_node_next(current)
      }
    }
    lists.append(
      List(
        isOrdered: isOrdered, number: first, columns: String(last).utf8.count,
        isParenthesis: cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM,
        depth: (lists.last { $0.isOrdered == isOrdered }?.depth ?? -1) + 1))
  }

  private mutating func enterItem(_ node: OpaquePointer) {
    guard let list = lists.last else { return }
    let task = Self.task(node)
    if list.isOrdered {
      frame.enterItem(
        .number(list.number, columns: list.columns, isParenthesis: list.isParenthesis), task: task)
      lists[lists.count - 1].number += 1
    } else {
      frame.enterItem(.bullet(list.depth), task: task)
    }
  }

  /// `[ ]` and `[x]` at the beginning of an item.
  private static func task(_ item: OpaquePointer) -> TerminalFrame.Task? {
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

  // MARK: Tables

  /// The table in a paragraph's source, if there is one.
  func table(in paragraph: OpaquePointer) -> TableScanner.Table? {
    if cmark_node_get_end_line(paragraph) == cmark_node_get_start_line(paragraph) { return nil }
    return scanner.table(in: paragraph, quotes: frame.quotes)
  }
}
