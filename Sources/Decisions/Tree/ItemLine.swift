import Diagnostics
import Formulas

/// One line of a tree taken apart: `[probability] label [(note)] [: amount]`.
struct ItemLine {
  var probability: SourceSpan?
  var isRest = false
  var label: String
  /// Whether the label stands in quotes: then nothing in it is looked at.
  var isQuoted = false
  var note: String?
  var amount: SourceSpan?

  init(_ source: SourceText, _ span: SourceSpan) {
    let bytes = source.bytes
    let span = Self.withoutComment(source, span)
    var left = span
    if let colon = Self.lastColon(bytes, in: span) {
      left = source.trimmed(SourceSpan(span.start, colon))
      let right = source.trimmed(SourceSpan(colon + 1, span.end))
      if !right.isEmpty { amount = right }
    }
    left = Self.withoutBox(source, left)
    let marks = Self.leadingMarks(bytes, in: left)
    if let found = Self.leadingProbability(bytes, in: SourceSpan(left.start + marks, left.end), marks: marks) {
      probability = SourceSpan(left.start + marks, found.end)
      isRest = found.isRest
      left = source.trimmed(SourceSpan(found.closed, left.end))
      // `**60% good**`: what opened before the probability closes behind the label.
      if found.closed == found.end, marks > 0, left.count >= marks, Self.trailingMarks(bytes, in: left) >= marks {
        left.end -= marks
      }
    }
    if let note = Self.note(bytes, in: left) {
      self.note = source[source.trimmed(note.inside)]
      left = source.trimmed(SourceSpan(left.start, note.start))
    }
    if left.range.filter({ bytes[$0] == UInt8(ascii: "\"") }) == [left.start, left.end - 1] {
      label = source[source.trimmed(SourceSpan(left.start + 1, left.end - 1))]
      isQuoted = true
      return
    }
    label = PlainLabel.text(source[left])
    // `**Keep (status quo)**`: the note stands inside the marks.
    if note == nil, left.count > label.utf8.count, label.hasSuffix(")") {
      let plain = SourceText(name: source.name, text: label)
      guard let inside = Self.note(plain.bytes, in: SourceSpan(0, plain.bytes.count)) else { return }
      note = plain[plain.trimmed(inside.inside)]
      label = plain[plain.trimmed(SourceSpan(0, inside.start))]
    }
  }

  /// How a line by itself would be read: its label, and whether a probability stands before it.
  static func labelAndProbability(of text: String) -> (label: String, hasProbability: Bool) {
    let source = SourceText(name: "label", text: text)
    let line = ItemLine(source, SourceSpan(0, source.bytes.count))
    return (line.label, line.probability != nil)
  }

  /// What stands behind the box of a task, `[ ]` or `[x]`.
  private static func withoutBox(_ source: SourceText, _ span: SourceSpan) -> SourceSpan {
    let bytes = source.bytes
    guard span.count > 4, bytes[span.start] == UInt8(ascii: "["), bytes[span.start + 2] == UInt8(ascii: "]"),
      " xX".utf8.contains(bytes[span.start + 1]), bytes[span.start + 3].isWhiteSpace
    else { return span }
    return source.trimmed(SourceSpan(span.start + 3, span.end))
  }

  /// How many marks of emphasis stand first.
  private static func leadingMarks(_ bytes: [UInt8], in span: SourceSpan) -> Int {
    guard let mark = bytes[span.range].first, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else { return 0 }
    return bytes[span.range].prefix { $0 == mark }.count
  }

  private static func trailingMarks(_ bytes: [UInt8], in span: SourceSpan) -> Int {
    guard let mark = bytes[span.range].last, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else { return 0 }
    return bytes[span.range].reversed().prefix { $0 == mark }.count
  }

  /// The line without an HTML comment at its end.
  private static func withoutComment(_ source: SourceText, _ span: SourceSpan) -> SourceSpan {
    guard source.bytes[span.range].suffix(3).elementsEqual("-->".utf8),
      let open = source[span].ranges(of: "<!--").last?.lowerBound
    else { return span }
    let text = source[span]
    let rest = source.trimmed(SourceSpan(span.start, span.start + text[..<open].utf8.count))
    return withoutComment(source, rest)
  }

  /// The last `:` before a space or the end that stands outside brackets, quotes and code spans.
  private static func lastColon(_ bytes: [UInt8], in span: SourceSpan) -> Int? {
    var last: Int?
    var depth = 0
    var index = span.start
    while index < span.end {
      switch bytes[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "`"):
        // An opening quote that nothing closes is an ordinary character.
        if let close = bytes[(index + 1)..<span.end].firstIndex(of: bytes[index]) { index = close }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ":") where depth == 0 && (index + 1 == span.end || beginsSpace(bytes, at: index + 1)):
        last = index
      default: break
      }
      index += 1
    }
    return last
  }

  /// A space, also one that does not break.
  private static func beginsSpace(_ bytes: [UInt8], at index: Int) -> Bool {
    bytes[index].isWhiteSpace || bytes[index...].starts(with: [0xC2, 0xA0])
  }

  /// The end of a percentage, decimal, fraction, range, `else` or parenthesized formula at the beginning.
  ///
  /// - Parameter marks: how many marks of emphasis stand before it, and may close right behind it.
  /// - Returns: its end, and the end of the marks that close behind it.
  private static func leadingProbability(
    _ bytes: [UInt8], in span: SourceSpan, marks: Int
  ) -> (end: Int, closed: Int, isRest: Bool)? {
    func closed(_ index: Int) -> Int {
      guard marks > 0, index + marks <= span.end,
        bytes[index..<(index + marks)].allSatisfy({ $0 == bytes[span.start - 1] })
      else { return index }
      return index + marks
    }
    func endsWord(_ index: Int) -> Bool { closed(index) == span.end || bytes[closed(index)].isWhiteSpace }
    func found(_ end: Int, isRest: Bool = false) -> (end: Int, closed: Int, isRest: Bool) { (end, closed(end), isRest) }
    if bytes[span.range].starts(with: "else".utf8), endsWord(span.start + 4) {
      return found(span.start + 4, isRest: true)
    }
    if span.start < span.end, bytes[span.start] == UInt8(ascii: "(") {
      var depth = 0
      for index in span.range {
        if bytes[index] == UInt8(ascii: "(") { depth += 1 }
        if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
        if depth == 0 { return endsWord(index + 1) ? found(index + 1) : nil }
      }
      return nil
    }
    guard let first = number(bytes, from: span.start, to: span.end) else { return nil }
    guard first.isProbability, endsWord(first.end) else { return nil }
    // `20% to 30%` is one probability.
    var index = first.end
    while index < span.end, bytes[index].isWhiteSpace { index += 1 }
    if bytes[index..<span.end].starts(with: "to ".utf8) {
      index += 3
      while index < span.end, bytes[index].isWhiteSpace { index += 1 }
      if let second = number(bytes, from: index, to: span.end), endsWord(second.end) { return found(second.end) }
    }
    return found(first.end)
  }

  /// A number with an optional sign; a probability where it is a percentage, a decimal or a fraction.
  private static func number(_ bytes: [UInt8], from start: Int, to end: Int) -> (end: Int, isProbability: Bool)? {
    var index = start
    func digits() -> Bool {
      let before = index
      while index < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
      return index > before
    }
    if bytes[index..<end].starts(with: "−".utf8) {
      index += 3
    } else if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      index += 1
    }
    let whole = digits()
    if index < end, bytes[index] == UInt8(ascii: "/"), whole {
      index += 1
      return digits() ? (index, true) : nil
    }
    var isProbability = false
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard digits() else { return nil }
      isProbability = true
    } else if !whole {
      return nil
    }
    if index < end, bytes[index] == UInt8(ascii: "%") {
      index += 1
      isProbability = true
    }
    return (index, isProbability)
  }

  /// A parenthesis at the very end, after something else.
  private static func note(_ bytes: [UInt8], in span: SourceSpan) -> (start: Int, inside: SourceSpan)? {
    guard span.count > 2, bytes[span.end - 1] == UInt8(ascii: ")") else { return nil }
    var depth = 0
    for index in span.range.reversed() {
      if bytes[index] == UInt8(ascii: ")") { depth += 1 }
      if bytes[index] == UInt8(ascii: "(") { depth -= 1 }
      if depth == 0 {
        // Without a space before it, it belongs to the word: `f(x)`, `[text](link)`.
        guard index > span.start, bytes[index - 1].isWhiteSpace else { return nil }
        return (index, SourceSpan(index + 1, span.end - 1))
      }
    }
    return nil
  }
}
