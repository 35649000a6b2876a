import Diagnostics
import Knowledge

/// Finds `[[links]]`, which CommonMark does not know, outside code.
enum LinkScanner {
  /// - Parameter code: stretches to leave out, in the order of the text.
  static func links(in source: SourceText, from start: Int, except code: [SourceSpan]) -> [Link] {
    let bytes = source.bytes
    var links: [Link] = []
    var next = 0
    var index = start
    while index < bytes.count {
      while next < code.count, code[next].end <= index { next += 1 }
      if next < code.count, code[next].start <= index {
        index = max(index + 1, code[next].end)
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "`"):
        index = endOfCodeSpan(bytes, from: index)
      case UInt8(ascii: "[") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "["):
        if let close = close(bytes, from: index + 2) {
          let target = String(decoding: bytes[(index + 2)..<close], as: UTF8.self)
          links.append(Link(target: target, span: SourceSpan(index, close + 2)))
          index = close + 2
        } else {
          index += 2
        }
      default: index += 1
      }
    }
    return links.filter { !$0.slug.isEmpty }
  }

  /// The offset of `]]` on the same line, within the length that a link may have.
  private static func close(_ bytes: [UInt8], from start: Int) -> Int? {
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

  /// Behind the run of as many backticks that closes this one, or behind this one where nothing does on the line.
  private static func endOfCodeSpan(_ bytes: [UInt8], from start: Int) -> Int {
    var open = start
    while open < bytes.count, bytes[open] == UInt8(ascii: "`") { open += 1 }
    var index = open
    var run = 0
    while index <= bytes.count {
      if index < bytes.count, bytes[index] == UInt8(ascii: "`") {
        run += 1
      } else {
        if run == open - start { return index }
        run = 0
        if index == bytes.count || bytes[index] == UInt8(ascii: "\n") { break }
      }
      index += 1
    }
    return open
  }
}
