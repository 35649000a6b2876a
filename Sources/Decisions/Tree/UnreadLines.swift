import Diagnostics

/// Lines between the items of a tree that markdown does not take for items, and that were meant as such.
public enum UnreadLines {
  /// The first line of a block that looks like an item: `- Buy: 5 USD` that is indented too far, `A. Buy: 5 USD`,
  /// `• Buy`, `50% wet`. A sentence, and what is commented out, is none.
  public static func item(in block: SourceSpan, of source: SourceText) -> SourceSpan? {
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
    if text.firstMatch(of: /^(?:[A-Za-z][.)]|\([A-Za-z0-9]{1,2}\)) \S/) != nil { return true }
    // A sentence is a note.
    if let last = text.last, ".?!".contains(last) { return false }
    let source = SourceText(name: "line", text: String(text))
    let item = ItemLine(source, SourceSpan(0, source.bytes.count))
    // Behind a probability, or before an amount that is a number.
    if let probability = item.probability, source.bytes[probability.start] != UInt8(ascii: "(") { return true }
    guard let amount = item.amount.map({ source[$0] }) else { return false }
    return amount.firstMatch(of: /^[-−+]?[$€£]?[0-9][0-9_.]*[kMBT]?(?: [A-Za-z\/]+)?$/) != nil
  }
}
