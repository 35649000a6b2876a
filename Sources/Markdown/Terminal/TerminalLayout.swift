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

  let tree: MarkdownTree
  /// The words of the tree.
  let words: MarkdownTree.Text
  let width: Int
  var canvas: TerminalCanvas
  var frame: TerminalFrame
  /// What is drawn next, kept for its room.
  var text = TerminalText()
  private var lists: [List] = []
  /// Whether an empty line must stand before what comes next.
  private var isGapDue = false
  private var isAfterBlank = false
  private var isAfterParagraph = false

  init(_ tree: MarkdownTree, _ words: MarkdownTree.Text, width: Int) {
    self.tree = tree
    self.words = words
    self.width = max(20, width)
    canvas = TerminalCanvas(capacity: tree.source.count + tree.source.count / 4)
    frame = TerminalFrame(width: self.width)
  }

  consuming func finished() -> StyledText {
    canvas.endText()
    return canvas.styledText
  }

  /// The role of text that is nothing special.
  var role: StyledText.Role { frame.quotes > 0 ? .quote : .plain }

  // MARK: The walk

  mutating func draw() {
    var open: [Int] = []
    var index = 0
    while index < tree.blocks.count {
      let block = tree.blocks[index]
      if enter(index, block), block.end > index + 1 {
        open.append(index)
        index += 1
        continue
      }
      var left = index
      index = block.end
      leave(left, open)
      while let parent = open.last, tree.blocks[parent].end == index {
        open.removeLast()
        left = parent
        leave(left, open)
      }
    }
  }

  /// - Returns: whether what is inside is to be drawn, too.
  private mutating func enter(_ index: Int, _ block: MarkdownTree.Block) -> Bool {
    let isAfterParagraph = self.isAfterParagraph
    self.isAfterParagraph = false
    switch block.kind {
    case .paragraph:
      drawParagraph(block)
      self.isAfterParagraph = true
    case .heading(let level): drawHeading(block, level)
    case .code: drawLines(words[block.words], indent: 4, .code)
    case .html: drawHTML(block)
    case .thematicBreak:
      beginBlock()
      beginLine()
      canvas.append("─", times: width - frame.indent, .dim)
      canvas.endLine()
    case .quote:
      beginBlock()
      frame.enterQuote()
      return true
    case .list(let list):
      beginBlock()
      enter(list, index)
      return true
    case .item(let task):
      beginBlock()
      enterItem(task)
      return true
    case .table(let columns):
      // What stands before it in its paragraph is set apart, in a tight list, too.
      if isAfterParagraph { isGapDue = true }
      drawTable(index, columns)
    case .row, .cell, .overfull: break
    }
    return false
  }

  /// - Parameter open: the blocks that hold it.
  private mutating func leave(_ index: Int, _ open: [Int]) {
    switch tree.blocks[index].kind {
    case .quote: frame.leave()
    case .list: lists.removeLast()
    case .item:
      if frame.isPending {
        beginLine()
        canvas.endLine()
      }
      frame.leave()
    default: break
    }
    isGapDue = isFollowedByGap(open)
  }

  /// Only the items of tight lists, and what is in them, stand close together.
  private func isFollowedByGap(_ open: [Int]) -> Bool {
    guard let parent = open.last else { return true }
    switch tree.blocks[parent].kind {
    case .list(let list): return !list.isTight
    case .item:
      guard open.count > 1, case .list(let list) = tree.blocks[open[open.count - 2]].kind else { return true }
      return !list.isTight
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

  @inline(__always)
  mutating func beginLine() {
    frame.begin(&canvas)
    isAfterBlank = false
  }

  // MARK: Lists

  private mutating func enter(_ list: MarkdownTree.List, _ index: Int) {
    var number = 0
    var isParenthesis = false
    var last = -1
    if case .number(let first, let isClosed) = list.marker {
      (number, isParenthesis) = (first, isClosed)
      last = first + tree.children(of: index).count - 1
    }
    let isOrdered = list.isOrdered
    lists.append(
      List(
        isOrdered: isOrdered, number: number, columns: String(last).utf8.count, isParenthesis: isParenthesis,
        depth: (lists.last { $0.isOrdered == isOrdered }?.depth ?? -1) + 1))
  }

  private mutating func enterItem(_ task: MarkdownTree.Task?) {
    guard let list = lists.last else { return }
    if list.isOrdered {
      frame.enterItem(
        .number(list.number, columns: list.columns, isParenthesis: list.isParenthesis), task: task)
      lists[lists.count - 1].number += 1
    } else {
      frame.enterItem(.bullet(list.depth), task: task)
    }
  }
}
