package import Diagnostics

/// Lines between the items of a tree that markdown does not take for items, and that were meant as such.
package enum UnreadLines {
  /// The first line of a block that looks like an item: `- Buy: 5 USD` that is indented too far, `A. Buy: 5 USD`,
  /// `• Buy`, `50% wet`. A sentence, and what is commented out, is none.
  package static func item(in block: SourceSpan, of source: SourceText) -> SourceSpan? {
    var isComment = false
    for number in source.line(at: block.start)...source.line(at: max(block.start, block.end - 1)) {
      let place = source.trimmed(source.span(ofLine: number))
      let text = source[place]
      if text.hasPrefix("<!--") { isComment = true }
      defer { if text.contains("-->") { isComment = false } }
      if !isComment, isItem(text) { return place }
    }
    return nil
  }

  static func beginsWithMarker(_ line: some StringProtocol) -> Bool {
    let text = line.utf8
    let rest = text.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isNumbered = rest.count < text.count
    guard let marker = rest.first, rest.dropFirst().first?.isWhiteSpace ?? true else { return false }
    return (isNumbered ? [UInt8(ascii: "."), UInt8(ascii: ")")] : Array("-*+".utf8)).contains(marker)
  }

  private static func isItem(_ line: String) -> Bool {
    let text = line.drop { $0 == ">" || $0 == " " }
    if text.isEmpty { return false }
    if beginsWithMarker(text), text.contains(where: { $0.isLetter || $0.isNumber }) { return true }
    if let first = text.first, "•‣◦–—·▪".contains(first) { return true }
    // `A. Buy`, `a) Buy`, `(1) Buy`, `(b) Buy`.
    if isLettered(text) { return true }
    // A sentence is a note.
    if let last = text.last, ".?!".contains(last) { return false }
    let source = SourceText(name: "line", text: String(text))
    let item = ItemLine(source, SourceSpan(0, source.bytes.count))
    // Behind a probability, or before an amount that is a number.
    if let probability = item.probability, source.bytes[probability.start] != UInt8(ascii: "(") { return true }
    return item.amount.map { isPlainAmount(source[$0]) } ?? false
  }

  /// `A. Buy`, `a) Buy`, `(1) Buy`, `(b) Buy`.
  private static func isLettered(_ text: Substring) -> Bool {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let marker = parts.first, marker.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    if marker.utf8.count == 2, marker.last.map({ ".)".contains($0) }) ?? false {
      return marker.first?.isLetter ?? false
    }
    guard marker.hasPrefix("("), marker.hasSuffix(")") else { return false }
    let inside = marker.dropFirst().dropLast()
    return (1...2).contains(inside.utf8.count) && inside.allSatisfy { $0.isLetter || $0.isNumber }
  }

  /// A number with a sign, a currency before it or a unit behind it, and nothing else: `-$5.50`, `70k USD`.
  private static func isPlainAmount(_ text: String) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    var rest = text[...]
    if let sign = rest.first, "-−+".contains(sign) { rest = rest.dropFirst() }
    if let currency = rest.first, "$€£".contains(currency) { rest = rest.dropFirst() }
    guard let first = rest.utf8.first, isDigit(first) else { return false }
    let digits = rest.utf8.prefix { isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    rest = rest[digits.endIndex...]
    if let suffix = rest.first, "kMBT".contains(suffix) { rest = rest.dropFirst() }
    if rest.isEmpty { return true }
    let unit = rest.dropFirst()
    return rest.first == " " && !unit.isEmpty
      && unit.utf8.allSatisfy { $0 == UInt8(ascii: "/") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
  }
}
