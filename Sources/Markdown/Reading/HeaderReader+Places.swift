import Diagnostics
import Knowledge
internal import Yams

/// Where keys and values stand: Yams tells where each begins, the rest is found here.
extension HeaderReader {
  /// Where each line begins: to Yams, U+0085, U+2028 and U+2029 end a line as well.
  static func lineStarts(_ source: SourceText, from first: Int, to last: Int) -> [Int] {
    let yaml = source.lineStarts[first - 1]..<source.lineStarts[last - 1]
    var starts = Array(source.lineStarts[(first - 1)..<last])
    for index in yaml {
      let rest = source.bytes[index..<yaml.upperBound]
      for ending in ["\u{85}", "\u{2028}", "\u{2029}"] where rest.starts(with: ending.utf8) {
        starts.append(index + ending.utf8.count)
      }
    }
    return starts.sorted()
  }

  func offset(_ mark: Mark) -> Int {
    guard mark.line > 0, mark.line < lineStarts.count else { return yaml.end }
    let line = SourceSpan(lineStarts[mark.line - 1], lineStarts[mark.line])
    // Yams counts characters of Unicode, we count bytes.
    let before = source[line].unicodeScalars.prefix(max(0, mark.column - 1))
    return line.start + before.reduce(0) { $0 + UTF8.width($1) }
  }

  func span(ofKey scalar: Node.Scalar) -> SourceSpan? {
    guard let mark = scalar.mark else { return nil }
    let start = behindProperties(offset(mark), before: yaml.end)
    if start < yaml.end, isQuote(start) { return SourceSpan(start, endOfQuoted(from: start, before: yaml.end)) }
    return SourceSpan(start, min(yaml.end, start + scalar.string.utf8.count))
  }

  /// Where a key begins: at the `?` before it, where there is one.
  func beginning(ofKeyAt start: Int) -> Int {
    let line = source.lineStarts[source.line(at: start) - 1]
    let lead = source.bytes[line..<start]
    guard let mark = lead.firstIndex(of: UInt8(ascii: "?")),
      lead.allSatisfy({ $0 == UInt8(ascii: "?") || $0.isWhiteSpace })
    else { return start }
    return mark
  }

  /// From the value's first byte to the end of what belongs to it, comments behind it left out.
  func valueSpan(of value: Header.Value, after key: SourceSpan, before limit: Int) -> SourceSpan {
    guard key.end < limit, let colon = source.colon(after: key), colon < limit else {
      return SourceSpan(key.end, key.end)
    }
    let start = firstContent(from: colon + 1, before: limit)
    guard start < limit else { return SourceSpan(colon + 1, colon + 1) }
    // An anchor or a tag before the value belongs to it.
    let content = behindProperties(start, before: limit)
    guard content < limit else { return SourceSpan(start, endOfProperties(start, before: limit)) }
    let end: Int
    switch (source.bytes[content], value) {
    case (UInt8(ascii: "\""), .text), (UInt8(ascii: "'"), .text):
      end = endOfQuoted(from: content, before: limit)
    case (UInt8(ascii: "["), .list), (UInt8(ascii: "["), .other), (UInt8(ascii: "{"), .other):
      end = endOfFlow(from: content, before: limit)
    case (UInt8(ascii: "|"), .text), (UInt8(ascii: ">"), .text):
      end = endOfBlockScalar(from: content, beside: key, before: limit)
    case (_, .text):
      end = endOfPlain(from: content, before: limit)
    default:
      end = endOfBlock(from: content, before: limit)
    }
    return SourceSpan(start, end)
  }

  /// Behind the anchors `&name` and tags `!name` that begin at a place, and the white space behind them.
  private func behindProperties(_ start: Int, before limit: Int) -> Int {
    firstContent(from: endOfProperties(start, before: limit), before: limit)
  }

  /// The end of the last of the anchors and tags that begin at a place; that place where there are none.
  private func endOfProperties(_ start: Int, before limit: Int) -> Int {
    var end = start
    var index = start
    while index < limit, source.bytes[index] == UInt8(ascii: "&") || source.bytes[index] == UInt8(ascii: "!") {
      while index < limit, !source.bytes[index].isWhiteSpace { index += 1 }
      end = index
      index = firstContent(from: index, before: limit)
    }
    return end
  }

  private func isQuote(_ offset: Int) -> Bool {
    source.bytes[offset] == UInt8(ascii: "\"") || source.bytes[offset] == UInt8(ascii: "'")
  }

  /// The first byte that is neither white space nor in a comment.
  private func firstContent(from start: Int, before limit: Int) -> Int {
    var index = start
    while index < limit {
      if source.bytes[index] == UInt8(ascii: "#") {
        index = source.span(ofLine: source.line(at: index)).end
      } else if !source.bytes[index].isWhiteSpace {
        return index
      } else {
        index += 1
      }
    }
    return limit
  }

  private func endOfQuoted(from start: Int, before limit: Int) -> Int {
    let quote = source.bytes[start]
    var index = start + 1
    while index < limit {
      if quote == UInt8(ascii: "\""), source.bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if source.bytes[index] == quote {
        // In single quotes, two of them stand for one.
        guard quote == UInt8(ascii: "'"), index + 1 < limit, source.bytes[index + 1] == quote else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return limit
  }

  /// Behind the bracket that closes the one at the start. A quote counts only where an item begins: `it's` is a word.
  private func endOfFlow(from start: Int, before limit: Int) -> Int {
    var depth = 0
    var index = start
    var beginsItem = true
    while index < limit {
      switch source.bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        beginsItem = true
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index + 1 }
        beginsItem = false
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        beginsItem = true
      case UInt8(ascii: "#") where source.bytes[index - 1].isWhiteSpace:
        index = source.span(ofLine: source.line(at: index)).end
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if beginsItem { index = endOfQuoted(from: index, before: limit) - 1 }
        beginsItem = false
      case let byte:
        if !byte.isWhiteSpace { beginsItem = false }
      }
      index += 1
    }
    return limit
  }

  /// The end of the last line with text before a line of comment, which ends a plain scalar as ` #` does.
  private func endOfPlain(from start: Int, before limit: Int) -> Int {
    var end = start
    var index = start
    while index < limit {
      let byte = source.bytes[index]
      if byte == UInt8(ascii: "#"), source.bytes[index - 1].isWhiteSpace { break }
      index += 1
      if !byte.isWhiteSpace { end = index }
    }
    return end
  }

  /// The end of a block scalar: of its last line with text that is indented as far as the scalar is. A line that `#`
  /// begins is text of it there, and a comment where it is indented less.
  private func endOfBlockScalar(from start: Int, beside key: SourceSpan, before limit: Int) -> Int {
    let first = source.line(at: start)
    let head = source.span(ofLine: first)
    var end = head.end
    if let comment = source.bytes[start..<head.end].firstIndex(of: UInt8(ascii: "#")) { end = comment }
    end = source.trimmed(SourceSpan(start, end)).end
    func column(_ offset: Int) -> Int { offset - source.lineStarts[source.line(at: offset) - 1] }
    // Keys and their values are told apart by the column at which the keys stand.
    let keys = column(beginning(ofKeyAt: key.start))
    var indentation: Int?
    for byte in source.bytes[start..<end] where (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
      indentation = keys + Int(byte - UInt8(ascii: "0"))
    }
    var next = first
    while next < source.lineStarts.count, source.lineStarts[next] < limit {
      next += 1
      let line = source.span(ofLine: next)
      let text = source.trimmed(line)
      if text.isEmpty { continue }
      let lead = source.bytes[line.range].prefix { $0 == UInt8(ascii: " ") }.count
      guard lead > keys, lead >= indentation ?? lead else { break }
      indentation = indentation ?? lead
      end = text.end
    }
    return min(end, limit)
  }

  /// The end of what stands on the lines before a limit, the lines of comment behind it left out.
  private func endOfBlock(from start: Int, before limit: Int) -> Int {
    var end = source.trimmed(SourceSpan(start, limit)).end
    while end > start {
      let line = source.span(ofLine: source.line(at: end - 1))
      guard line.start > start, source.bytes[source.trimmed(line).start] == UInt8(ascii: "#") else { break }
      end = source.trimmed(SourceSpan(start, line.start)).end
    }
    return end
  }
}
