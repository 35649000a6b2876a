import Ccmark
import Diagnostics
import Styling

extension TerminalText {
  /// Appends the text of a paragraph or heading.
  ///
  /// - Parameters:
  ///   - base: The role of text that is nothing special.
  ///   - skipped: The bytes to leave out at the beginning, such as the box of a task.
  mutating func append(inlinesOf block: OpaquePointer, _ base: StyledText.Role, skipping skipped: Int = 0) {
    var role = base
    var skipped = skipped
    var isAfterComment = false
    var next = cmark_node_first_child(block)
    while let node = next {
      let wasAfterComment = isAfterComment
      isAfterComment = false
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT:
        if let literal = cmark_node_get_literal(node) {
          var text = UnsafeBufferPointer(cString: literal)
          if wasAfterComment, bytes.last == UInt8(ascii: " ") {
            skipped = text.firstIndex { $0 != UInt8(ascii: " ") } ?? text.count
          }
          if skipped > 0 { text = UnsafeBufferPointer(rebasing: text.dropFirst(skipped)) }
          append(prose: text, role)
        }
      case CMARK_NODE_SOFTBREAK:
        if startsLine(after: node) {
          newLine()
        } else if !isBetweenWideCharacters(node) {
          buffer.append(UInt8(ascii: " "))
        }
        mark(role)
      case CMARK_NODE_LINEBREAK:
        newLine()
        mark(role)
      case CMARK_NODE_CODE:
        if let literal = cmark_node_get_literal(node) {
          append(verbatim: UnsafeBufferPointer(cString: literal), role == .link ? .link : .code)
        }
      case CMARK_NODE_HTML_INLINE: isAfterComment = !append(html: node, role)
      default:
        opened.append(Opened(role: role, start: count))
        role = Self.role(of: node, in: role)
        if let child = cmark_node_first_child(node) {
          next = child
          skipped = 0
          continue
        }
        leave(node, &role)
      }
      skipped = 0
      var left = node
      next = cmark_node_next(left)
      while next == nil, let parent = cmark_node_parent(left), parent != block {
        left = parent
        leave(left, &role)
        next = cmark_node_next(left)
      }
    }
  }

  /// There is one role for each text: that of a link before all others, then what says most.
  private static func role(of node: OpaquePointer, in role: StyledText.Role) -> StyledText.Role {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_STRONG: role == .link || role == .heading ? role : .strong
    default: role == .link || role == .heading || role == .strong ? role : .emphasis
    }
  }

  private mutating func leave(_ node: OpaquePointer, _ role: inout StyledText.Role) {
    guard let opened = opened.elements.last else { return }
    self.opened.truncate(to: self.opened.count - 1)
    let type = cmark_node_get_type(node)
    if type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE, let url = cmark_node_get_url(node), url[0] != 0 {
      let address = UnsafeBufferPointer(cString: url)
      if opened.start == count {
        append(verbatim: address, role)
      } else if type == CMARK_NODE_LINK, !isAddress(address, from: opened.start) {
        buffer.append(" (")
        mark(.dim, upTo: count)
        append(verbatim: address, .dim)
        buffer.append(")")
        mark(.dim)
      }
    }
    role = opened.role
  }

  /// Whether a link's text is its address, so that it need not be said twice.
  private func isAddress(_ address: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let label = bytes[start...]
    let mail = "mailto:".utf8
    if label.elementsEqual(address) { return true }
    return address.starts(with: mail) && label.elementsEqual(address.dropFirst(mail.count))
  }

  // MARK: Breaks

  /// Whether lines of a paragraph stay lines: behind the title of a callout (`> [!note] Title`), before a footnote, and
  /// in a formula that is set apart.
  private func startsLine(after node: OpaquePointer) -> Bool {
    if bytes.starts(with: "[!".utf8) { return !hasBreaks }
    if bytes.starts(with: "$$".utf8) { return true }
    guard let next = cmark_node_next(node), cmark_node_get_type(next) == CMARK_NODE_TEXT,
      let literal = cmark_node_get_literal(next)
    else { return false }
    return UInt8(bitPattern: literal[0]) == LiteralMark.bracket && UInt8(bitPattern: literal[1]) == UInt8(ascii: "^")
  }

  /// Whether a line ends between two characters of Chinese or Japanese, which are not set apart by spaces.
  private func isBetweenWideCharacters(_ node: OpaquePointer) -> Bool {
    guard let last = bytes.last, last >= 0x80, let next = cmark_node_next(node),
      cmark_node_get_type(next) == CMARK_NODE_TEXT, let literal = cmark_node_get_literal(next)
    else { return false }
    var start = count - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let after = UnsafeBufferPointer(cString: literal)
    return EastAsian.isWide(TextColumns.scalar(bytes, at: start).scalar)
      && EastAsian.isWide(TextColumns.scalar(after, at: 0).scalar)
  }

  /// Comments are not shown, `<br>` is a new line, and other HTML is shown as it is.
  ///
  /// - Returns: whether anything is shown.
  private mutating func append(html node: OpaquePointer, _ role: StyledText.Role) -> Bool {
    guard let literal = cmark_node_get_literal(node) else { return false }
    let html = UnsafeBufferPointer(cString: literal)
    if html.starts(with: "<!--".utf8) { return false }
    if html.count <= 6, html.starts(with: "<br".utf8) || html.starts(with: "<BR".utf8) {
      newLine()
      mark(role)
    } else {
      append(verbatim: html, .dim)
    }
    return true
  }
}
