import Diagnostics
import Knowledge

/// Finds `[[links]]`, which CommonMark does not know, outside code.
enum LinkScanner {
  static func links(in source: SourceText, of tree: MarkdownTree) -> [Link] {
    var links: [Link] = []
    source.bytes.withUnsafeBufferPointer { bytes in
      let code = self.code(in: source, tree)
      var next = 0
      var index = tree.source.startIndex
      var start = index
      while let bracket = offset(of: UInt8(ascii: "["), in: bytes, from: index) {
        index = bracket
        while next < code.count, code[next].end <= index { next += 1 }
        if next < code.count, code[next].start <= index {
          index = max(index + 1, code[next].end)
          start = index
          continue
        }
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "["), !isEscaped(bytes, index, from: start),
          let close = close(bytes, from: index + 2)
        else {
          index += 1
          continue
        }
        let target = String(decoding: UnsafeBufferPointer(rebasing: bytes[(index + 2)..<close]), as: UTF8.self)
        links.append(Link(target: target, span: SourceSpan(index, close + 2)))
        index = close + 2
      }
    }
    return links.filter { !$0.slug.isEmpty }
  }

  /// The next offset of a byte.
  private static func offset(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[start...]).firstOffset(of: byte).map { start + $0 }
  }

  /// What is escaped begins no link; an escaped backslash escapes nothing.
  private static func isEscaped(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, from start: Int) -> Bool {
    var first = index
    while first > start, bytes[first - 1] == UInt8(ascii: "\\") { first -= 1 }
    return (index - first) % 2 == 1
  }

  /// The offset of `]]` on the same line, within the length that a link may have.
  private static func close(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 1 < min(bytes.count, start + 500) {
      switch bytes[index] {
      case UInt8(ascii: "]"): return bytes[index + 1] == UInt8(ascii: "]") && index > start ? index : nil
      case UInt8(ascii: "\n"), UInt8(ascii: "["): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// The code of a text, in the order of the text: the lines of blocks of code and HTML, and code in a line.
  private static func code(in source: SourceText, _ tree: MarkdownTree) -> [SourceSpan] {
    var spans: [SourceSpan] = []
    for block in tree.blocks {
      switch block.kind {
      case .code, .html:
        let first = source.span(ofLine: source.line(at: block.span.start))
        spans.append(first.joined(with: source.span(ofLine: source.line(at: block.span.end))))
      default:
        for index in block.inlines where tree.inlines[index].kind == .code && tree.inlines[index].isExact {
          spans.append(tree.inlines[index].span)
        }
      }
    }
    return spans
  }
}
