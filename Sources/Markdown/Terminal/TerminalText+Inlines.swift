import Diagnostics
import Styling

extension TerminalText {
  /// Appends the text of a paragraph, heading or cell.
  ///
  /// - Parameter base: The role of text that is nothing special.
  mutating func append(
    _ inlines: Range<Int>, of tree: MarkdownTree, _ words: MarkdownTree.Text, _ base: StyledText.Role
  ) {
    var role = base
    var isAfterComment = false
    for index in inlines {
      while let inner = opened.elements.last, tree.inlines[inner.inline].end == index { leave(tree, words, &role) }
      let inline = tree.inlines[index]
      let wasAfterComment = isAfterComment
      isAfterComment = false
      switch inline.kind {
      case .text:
        var text = words[inline.words]
        if wasAfterComment, bytes.last == UInt8(ascii: " ") {
          text = UnsafeBufferPointer(rebasing: text.drop { $0 == UInt8(ascii: " ") })
        }
        append(verbatim: text, role)
      case .wikiLink: append(link: words[inline.words], isVerbatim: inline.isVerbatim)
      case .address: append(verbatim: words[inline.words], .link)
      case .softBreak:
        let next = Self.text(after: index, in: tree, words)
        if startsLine(before: next, isVerbatim: next != nil && tree.inlines[index + 1].isVerbatim) {
          newLine()
        } else if !isBetweenWideCharacters(next) {
          buffer.append(UInt8(ascii: " "))
        }
        mark(role)
      case .lineBreak:
        newLine()
        mark(role)
      case .code: append(verbatim: words[inline.words], role == .link ? .link : .code)
      case .html: isAfterComment = !append(html: words[inline.words], role)
      case .emphasis, .strong, .strikethrough, .link, .image:
        opened.append(Opened(role: role, start: count, inline: index))
        role = Self.role(of: inline.kind, in: role)
      }
    }
    while opened.count > 0 { leave(tree, words, &role) }
  }

  /// There is one role for each text: that of a link before all others, then what says most.
  private static func role(of kind: MarkdownTree.Inline.Kind, in role: StyledText.Role) -> StyledText.Role {
    switch kind {
    case .link: .link
    case .strikethrough: .strike
    case .strong: role == .link || role == .heading ? role : .strong
    default: role == .link || role == .heading || role == .strong ? role : .emphasis
    }
  }

  /// Ends the innermost of the inlines that hold others.
  private mutating func leave(_ tree: MarkdownTree, _ words: MarkdownTree.Text, _ role: inout StyledText.Role) {
    guard let opened = opened.elements.last else { return }
    self.opened.truncate(to: self.opened.count - 1)
    let inline = tree.inlines[opened.inline]
    if inline.kind == .link || inline.kind == .image, !inline.words.isEmpty {
      let address = words[inline.words]
      if opened.start == count {
        append(verbatim: address, role)
      } else if inline.kind == .link, !isAddress(address, from: opened.start) {
        buffer.append(" (")
        mark(.dim, upTo: count)
        append(verbatim: address, .dim)
        buffer.append(")")
        mark(.dim)
      }
    }
    role = opened.role
  }

  /// A link as it is written, or `[[slug|text]]` as `text ([[slug]])`.
  private mutating func append(link inside: UnsafeBufferPointer<UInt8>, isVerbatim: Bool) {
    guard !isVerbatim, let bar = inside.firstIndex(of: UInt8(ascii: "|")), bar > 0, bar + 1 < inside.endIndex else {
      buffer.append("[[")
      append(verbatim: inside, .link)
      buffer.append("]]")
      return mark(.link)
    }
    let slugEnd = inside[bar - 1] == UInt8(ascii: "\\") ? bar - 1 : bar
    append(verbatim: UnsafeBufferPointer(rebasing: inside[(bar + 1)...]), .link)
    buffer.append(" ([[")
    mark(.dim)
    append(verbatim: UnsafeBufferPointer(rebasing: inside[..<slugEnd]), .dim)
    buffer.append("]])")
    mark(.dim)
  }

  /// Whether a link's text is its address, so that it need not be said twice.
  private func isAddress(_ address: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let label = bytes[start...]
    let mail = "mailto:".utf8
    if label.elementsEqual(address) { return true }
    return address.starts(with: mail) && label.elementsEqual(address.dropFirst(mail.count))
  }

  // MARK: Breaks

  /// The text that comes next, if that is text.
  private static func text(
    after index: Int, in tree: MarkdownTree, _ words: MarkdownTree.Text
  ) -> UnsafeBufferPointer<UInt8>? {
    guard index + 1 < tree.inlines.count, tree.inlines[index + 1].kind == .text else { return nil }
    return words[tree.inlines[index + 1].words]
  }

  /// Whether lines of a paragraph stay lines: behind the title of a callout (`> [!note] Title`), before a footnote, and
  /// in a formula that is set apart.
  private func startsLine(before next: UnsafeBufferPointer<UInt8>?, isVerbatim: Bool) -> Bool {
    if bytes.starts(with: "[!".utf8) { return !hasBreaks }
    if bytes.starts(with: "$$".utf8) { return true }
    return isVerbatim && next?.starts(with: "[^".utf8) ?? false
  }

  /// Whether a line ends between two characters of Chinese or Japanese, which are not set apart by spaces.
  private func isBetweenWideCharacters(_ next: UnsafeBufferPointer<UInt8>?) -> Bool {
    guard let last = bytes.last, last >= 0x80, let next, !next.isEmpty else { return false }
    var start = count - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return EastAsian.isWide(TextColumns.scalar(bytes, at: start).scalar)
      && EastAsian.isWide(TextColumns.scalar(next, at: 0).scalar)
  }

  /// Comments are not shown, `<br>` is a new line, and other HTML is shown as it is.
  ///
  /// - Returns: whether anything is shown.
  private mutating func append(html: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) -> Bool {
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
