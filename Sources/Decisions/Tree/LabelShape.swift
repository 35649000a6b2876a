import Quantities

/// Tells labels that were meant as something else.
enum LabelShape {
  /// `50 % a`, `a (50%)`, `0,5 a`, `1 / 3 a`, `½ a`, `50 percent`, `1 in 3 a`: a probability in a spelling that is none.
  static func resemblesProbability(_ label: String) -> Bool {
    let bytes = Array(label.utf8)
    if oddsInWords(label) != nil { return true }
    // Most labels are words: nothing in them to look at.
    if bytes.allSatisfy({ $0 < 0x80 && !$0.isDigit }) { return false }
    if bytes[0] >= 0x80, let first = label.first, "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞".contains(first) { return true }
    for index in bytes.indices where bytes[index].isDigit {
      let rest = bytes[(index + 1)...].drop { $0 == UInt8(ascii: " ") }
      if rest.first == UInt8(ascii: "%") || rest.starts(with: "％".utf8) || rest.starts(with: "percent".utf8) {
        return true
      }
    }
    // `0,5 a` and `1 / 3 a` at the beginning, behind marks such as `~` or `**`; `p=0.5 a`.
    let start = bytes.drop { !$0.isDigit && $0 < 0x80 && !$0.isLetter }
    let number = start.prefix(while: \.isDigit)
    let rest = start.dropFirst(number.count)
    if number.elementsEqual("0".utf8), rest.first == UInt8(ascii: ","), rest.dropFirst().first?.isDigit ?? false {
      return true
    }
    if !number.isEmpty, rest.first == UInt8(ascii: " ") {
      let slash = rest.drop { $0 == UInt8(ascii: " ") }
      let below = slash.dropFirst().drop { $0 == UInt8(ascii: " ") }
      if slash.first == UInt8(ascii: "/"), below.first?.isDigit ?? false { return true }
    }
    let compact = bytes.filter { $0 != UInt8(ascii: " ") }
    return compact.starts(with: "p=0.".utf8) || compact.starts(with: "p=.".utf8)
  }

  /// `A:5 USD`, `F 5 USD`, `Plan (draft: 8 USD`, `tails -10`, `tails USD 10`: an amount that no `: ` sets apart.
  static func resemblesAmount(_ label: String) -> Bool {
    if !label.utf8.contains(where: \.isDigit) { return false }
    let words = label.split { $0 == " " || $0 == "*" }.suffix(2).map { word in
      word.last.map { ".,;)]}".contains($0) } ?? false ? word.dropLast() : word
    }
    guard let last = words.last, last.last != "%" else { return false }
    let unsigned = last.drop { "-−+".contains($0) }
    let amount = unsigned.first == "$" ? unsigned.dropFirst() : unsigned
    let isMarked = unsigned.count < last.count || amount.count < unsigned.count
    if isMarked, amount.utf8.first?.isDigit ?? false { return true }
    if last.count > 3, last.dropLast(3).utf8.last?.isDigit ?? false, isCurrency(last.suffix(3)) { return true }
    guard words.count == 2 else { return false }
    if isCurrency(last) { return endsInNumber(words[0]) }
    return isCurrency(words[0]) && amount.utf8.first?.isDigit ?? false && endsInNumber(amount)
  }

  private static func isCurrency(_ word: Substring) -> Bool {
    word.utf8.count == 3 && Currency.codes.contains(String(word))
  }

  private static func endsInNumber(_ word: Substring) -> Bool {
    let digits = word.last.map { "kMBT".contains($0) } ?? false ? word.dropLast() : word
    return digits.utf8.last?.isDigit ?? false
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
