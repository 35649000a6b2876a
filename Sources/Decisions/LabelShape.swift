import Quantities

/// Tells labels that were meant as something else.
enum LabelShape {
  /// `50 % a`, `~50% a`, `**50%** a`, `0,5 a`, `1 / 3 a`, `½ a`, `a 50%`: a probability in a spelling that is none.
  static func resemblesProbability(_ label: String) -> Bool {
    // Most labels are words: nothing in them to look at.
    if label.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") && !(0x30...0x39).contains($0) }) { return false }
    var text = label[...]
    while let first = text.first, "~≈*_[<>≤≥".contains(first) { text = text.dropFirst() }
    if let first = text.first, first.isNumber, !first.isASCII { return true }
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," || $0 == "–" }
    if !number.isEmpty {
      let rest = text.dropFirst(number.count).drop { $0 == " " }
      if rest.first == "%" { return true }
      if number.contains(","), number.first == "0" { return true }
      if rest.first == "/", rest.dropFirst().drop(while: { $0 == " " }).first?.isNumber ?? false { return true }
    }
    let last = label.split(separator: " ").last ?? ""
    return last.hasSuffix("%") && last.dropLast().allSatisfy { $0.isNumber || $0 == "." } && last.count > 1
  }

  /// `A:5 USD`, `F 5 USD`, `Plan (draft: 8 USD`: an amount that no `: ` sets apart.
  static func resemblesAmount(_ label: String) -> Bool {
    if !label.utf8.contains(where: { (0x30...0x39).contains($0) }) { return false }
    let words = label.split { $0 == " " || $0 == "*" }
    if let last = words.last, Quantity.Unit(named: String(last)) != nil, let number = words.dropLast().last {
      if endsInNumber(number) { return true }
    }
    guard let colon = label.lastIndex(of: ":") else { return false }
    let after = label[label.index(after: colon)...].drop { $0 == "-" || $0 == "*" || $0 == " " }
    return after.first?.isNumber ?? false && !after.contains(" ") && !label[..<colon].hasSuffix("http")
      && !(label[..<colon].last?.isNumber ?? false)
  }

  private static func endsInNumber(_ word: Substring) -> Bool {
    let digits =
      word.hasSuffix("k") || word.hasSuffix("M") || word.hasSuffix("B") || word.hasSuffix("T")
      ? word.dropLast() : word
    return digits.last?.isNumber ?? false
  }
}
