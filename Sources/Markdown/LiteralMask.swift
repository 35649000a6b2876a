import Diagnostics

/// Decides which marks of a document stay text where it is drawn, and gives a copy in which they are `LiteralMark`s:
///
/// - all marks in lines below Options, Beliefs, Evidence, Predictions and Outcome: amounts and labels are the source;
/// - all marks, where the output has no styles to show what they mean;
/// - else stars between the parts of a product (`5*3*2`), brackets behind a name (`f[1](2)`), formulas in TeX between
///   dollars, and what would make a footnote a definition of a link.
///
/// What begins a block is never masked.
struct LiteralMask {
  private let text: UnsafeBufferPointer<UInt8>
  private let marksStay: Bool
  private var copy: [UInt8]
  /// Whether the lines stand below a heading whose lines are the source.
  private var isSource = false
  private var fence: (mark: UInt8, count: Int)?
  /// Where the formula that began on a line before ends.
  private var formulaEnd = 0
  private var hasTables = false

  private static let sourceSections: Set<String> = ["options", "beliefs", "evidence", "predictions", "outcome"]

  init(_ text: UnsafeBufferPointer<UInt8>, marksStay: Bool) {
    self.text = text
    self.marksStay = marksStay
    copy = Array(text)
    var index = 0
    while index < text.count {
      let end = min(index + EightBytes.count, text.count)
      if end - index < EightBytes.count || text.baseAddress.map({ EightBytes($0 + index).less(than: 0x20) }) != 0 {
        for index in index..<end {
          switch text[index] {
          case 0x01...0x08, 0x0B...0x0C, 0x0E...0x1F: copy[index] = LiteralMark.control
          default: break
          }
        }
      }
      index = end
    }
  }

  consuming func masked(_ lines: SourceLines) -> [UInt8] {
    hasTables =
      text.contains(UInt8(ascii: "|"))
      && lines.starts.indices.contains { number in
        isDelimiter(lines.range(from: number + 1, to: number + 1))
      }
    for number in lines.starts.indices {
      var line = lines.range(from: number + 1, to: number + 1)
      while let last = line.last, text[last] == 0x0A || text[last] == 0x0D { line.removeLast() }
      read(line, next: number + 2 <= lines.starts.count ? lines.range(from: number + 2, to: number + 2) : nil)
    }
    return copy
  }

  /// Whether a line may part the header of a table from its rows: then bars may part cells.
  private func isDelimiter(_ line: Range<Int>) -> Bool {
    var (hasDash, hasBar) = (false, false)
    for index in line {
      switch text[index] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"): hasBar = true
      case UInt8(ascii: ":"), UInt8(ascii: ">"), 0x20, 0x09, 0x0A, 0x0D: continue
      default: return false
      }
    }
    return hasDash && hasBar
  }

  // MARK: Lines

  private mutating func read(_ line: Range<Int>, next: Range<Int>?) {
    let content = contentStart(line)
    let run = runLength(at: content, line)
    if let open = fence {
      if content < line.upperBound, text[content] == open.mark, run >= open.count,
        text[(content + run)..<line.upperBound].allSatisfy(\.isWhiteSpace)
      {
        fence = nil
      }
      return
    }
    if run >= 3, text[content] == UInt8(ascii: "`") || text[content] == UInt8(ascii: "~") {
      let mark = text[content]
      if mark == UInt8(ascii: "~") || !text[(content + run)..<line.upperBound].contains(mark) {
        fence = (mark, run)
        return
      }
    }
    if isThematicBreak(line) { return }
    if let level = headingLevel(line, next: next), level <= 2 {
      isSource = level == 2 && Self.sourceSections.contains(headingName(line))
    }
    if marksStay || isSource {
      maskAll(content, line)
    } else {
      maskSome(content, line)
    }
  }

  private func runLength(at start: Int, _ line: Range<Int>) -> Int {
    var end = start
    while end < line.upperBound, text[end] == text[start] { end += 1 }
    return end - start
  }

  /// Behind the marks of quotes and list items, and behind the box of a task.
  private func contentStart(_ line: Range<Int>) -> Int {
    var index = line.lowerBound
    var isInItem = false
    while index < line.upperBound {
      switch text[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">"):
        index += 1
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        if index + 1 == line.upperBound || text[index + 1].isWhiteSpace {
          isInItem = true
          index += 1
          continue
        }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        while end < line.upperBound, end - index < 9, (0x30...0x39).contains(text[end]) { end += 1 }
        if end < line.upperBound, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"),
          end + 1 == line.upperBound || text[end + 1].isWhiteSpace
        {
          isInItem = true
          index = end + 1
          continue
        }
      case UInt8(ascii: "["):
        if isInItem, index + 3 < line.upperBound, text[index + 2] == UInt8(ascii: "]"), text[index + 3].isWhiteSpace,
          [0x20, UInt8(ascii: "x"), UInt8(ascii: "X")].contains(text[index + 1])
        {
          return index + 3
        }
      default: break
      }
      return index
    }
    return index
  }

  private func isThematicBreak(_ line: Range<Int>) -> Bool {
    guard let mark = text[line].first(where: { !$0.isWhiteSpace }),
      [UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(mark)
    else { return false }
    return text[line].allSatisfy { $0 == mark || $0.isWhiteSpace } && text[line].count { $0 == mark } >= 3
  }

  private func headingLevel(_ line: Range<Int>, next: Range<Int>?) -> Int? {
    var start = line.lowerBound
    while start < line.upperBound, start - line.lowerBound < 3, text[start] == UInt8(ascii: " ") { start += 1 }
    if start == line.upperBound { return nil }
    if text[start] == UInt8(ascii: "#") {
      let count = runLength(at: start, line)
      return count <= 6 && (start + count == line.upperBound || text[start + count].isWhiteSpace) ? count : nil
    }
    guard let next, !text[start].isWhiteSpace else { return nil }
    guard let mark = text[next].first(where: { !$0.isWhiteSpace }),
      mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-"),
      text[next].allSatisfy({ $0 == mark || $0.isWhiteSpace })
    else { return nil }
    return mark == UInt8(ascii: "=") ? 1 : 2
  }

  private func headingName(_ line: Range<Int>) -> String {
    var (start, end) = (line.lowerBound, line.upperBound)
    while start < end, text[start].isWhiteSpace || text[start] == UInt8(ascii: "#") { start += 1 }
    while end > start, text[end - 1].isWhiteSpace || text[end - 1] == UInt8(ascii: "#") { end -= 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self).lowercased()
  }

  // MARK: All marks

  private mutating func mask(_ index: Int) {
    let mask = LiteralMark.mask(text[index])
    if mask != 0 { copy[index] = mask }
  }

  private mutating func maskAll(_ content: Int, _ line: Range<Int>) {
    var index = content
    // A fence is none where it has something behind it; to be safe, it is left.
    let run = runLength(at: content, line)
    if run >= 3, text[content] == UInt8(ascii: "`") || text[content] == UInt8(ascii: "~") { index += run }
    while index < line.upperBound {
      let next = index + 1 < line.upperBound ? text[index + 1] : 0x0A
      switch text[index] {
      case UInt8(ascii: "["):
        // A link with words of its own says them.
        if !isSource, next == UInt8(ascii: "["), let end = endOfNamedLink(index, line) {
          for inside in (index + 2)..<(end - 2) where text[inside + 1] != UInt8(ascii: "|") { mask(inside) }
          index = end
          continue
        }
        mask(index)
      case UInt8(ascii: "\\"):
        // A backslash at the end makes a new line; before a bar it keeps cells together.
        if next == UInt8(ascii: "\\") {
          mask(index)
          mask(index + 1)
          index += 1
        } else if next != 0x0A, !(next == UInt8(ascii: "|") && hasTables) {
          mask(index)
        }
      case UInt8(ascii: "<"):
        // What may begin or end a block of HTML stays.
        if next != UInt8(ascii: "/"), index > content || !mayBeginHTML(next) { mask(index) }
      default: mask(index)
      }
      index += 1
    }
  }

  private func mayBeginHTML(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Behind `[[slug|text]]`.
  private func endOfNamedLink(_ start: Int, _ line: Range<Int>) -> Int? {
    var hasBar = false
    var index = start + 2
    while index + 1 < line.upperBound {
      switch text[index] {
      case UInt8(ascii: "|"): hasBar = true
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"): return hasBar && text[index + 1] == UInt8(ascii: "]") ? index + 2 : nil
      default: break
      }
      index += 1
    }
    return nil
  }

  // MARK: Some marks

  private mutating func maskSome(_ content: Int, _ line: Range<Int>) {
    if content + 1 < line.upperBound, text[content] == UInt8(ascii: "["), text[content + 1] == UInt8(ascii: "^") {
      mask(content)
    }
    var index = content
    var unclosed: Set<UInt8> = []
    while index < line.upperBound {
      if index < formulaEnd {
        mask(index)
        index += 1
        continue
      }
      if index + EightBytes.count <= line.upperBound, let base = text.baseAddress,
        !Self.mayMean(EightBytes(base + index))
      {
        index += EightBytes.count
        continue
      }
      switch text[index] {
      case UInt8(ascii: "$"), UInt8(ascii: "\\"):
        if let end = endOfFormula(index, line, &unclosed) { formulaEnd = end }
        if index < formulaEnd {
          mask(index)
        } else if text[index] == UInt8(ascii: "\\") {
          // What is escaped means nothing.
          index += 1
        }
        index += 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "~"):
        let end = index + runLength(at: index, line)
        if index > content, end < line.upperBound, joins(text[index - 1], text[index], text[end]) {
          for place in index..<end { mask(place) }
        }
        index = end
      case UInt8(ascii: "["):
        let isDouble = index + 1 < line.upperBound && text[index + 1] == UInt8(ascii: "[")
        if index > content, Self.isAlphanumeric(text[index - 1]), !isDouble { mask(index) }
        index += isDouble ? 2 : 1
      default: index += 1
      }
    }
  }

  /// Whether one of eight bytes may be a mark.
  @inline(__always)
  private static func mayMean(_ bytes: EightBytes) -> Bool {
    let emphasis = bytes.equal(UInt8(ascii: "*")) | bytes.equal(UInt8(ascii: "_")) | bytes.equal(UInt8(ascii: "~"))
    let others = bytes.equal(UInt8(ascii: "$")) | bytes.equal(UInt8(ascii: "\\")) | bytes.equal(UInt8(ascii: "`"))
    return emphasis | others | bytes.equal(UInt8(ascii: "[")) != 0
  }

  /// Whether marks between two bytes are those of a product rather than of emphasis.
  private func joins(_ left: UInt8, _ mark: UInt8, _ right: UInt8) -> Bool {
    if mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") { return Self.isDigit(left) && Self.isDigit(right) }
    if left >= 0x80 { return Self.isDigit(right) }
    if right >= 0x80 { return Self.isDigit(left) }
    let isBehind =
      Self.isAlphanumeric(left)
      || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "%")].contains(left)
    return isBehind && Self.isAlphanumeric(right)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  // MARK: Formulas in TeX

  /// Behind the formula that begins with `$`, `$$`, `\(` or `\[`; nil where none begins.
  ///
  /// - Parameter unclosed: what nothing closes any more on the line, so that it is looked for once.
  private func endOfFormula(_ start: Int, _ line: Range<Int>, _ unclosed: inout Set<UInt8>) -> Int? {
    let next = start + 1 < line.upperBound ? text[start + 1] : 0x0A
    if text[start] == UInt8(ascii: "\\") {
      guard next == UInt8(ascii: "(") || next == UInt8(ascii: "[") else { return nil }
      let close = next == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
      if unclosed.contains(close) { return nil }
      var index = start + 2
      var isFormula = false
      while index + 1 < line.upperBound {
        let byte = text[index]
        if byte == UInt8(ascii: "\\"), text[index + 1] == close { return isFormula ? index + 2 : nil }
        isFormula = isFormula || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "^") || byte == UInt8(ascii: "_")
        index += 1
      }
      unclosed.insert(close)
      return nil
    }
    if next == UInt8(ascii: "$") { return endOfDisplay(start + 2) }
    if next.isWhiteSpace || unclosed.contains(UInt8(ascii: "$"))
      || (start > line.lowerBound && Self.isAlphanumeric(text[start - 1]))
    {
      return nil
    }
    var index = start + 1
    while index < line.upperBound {
      if text[index] == UInt8(ascii: "$"), !text[index - 1].isWhiteSpace, text[index - 1] != UInt8(ascii: "\\"),
        index + 1 == line.upperBound || !Self.isAlphanumeric(text[index + 1])
      {
        return index + 1
      }
      index += 1
    }
    unclosed.insert(UInt8(ascii: "$"))
    return nil
  }

  /// Behind the next `$$` of the paragraph.
  private func endOfDisplay(_ start: Int) -> Int? {
    var index = start
    var isBlank = false
    while index + 1 < text.count {
      switch text[index] {
      case UInt8(ascii: "$"):
        if text[index + 1] == UInt8(ascii: "$") { return index + 2 }
        isBlank = false
      case 0x0A:
        if isBlank { return nil }
        isBlank = true
      case 0x20, 0x09, 0x0D, UInt8(ascii: ">"): break
      default: isBlank = false
      }
      index += 1
    }
    return nil
  }
}
