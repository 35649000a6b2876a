import Diagnostics

/// What other programs, keyboards and typesetters write: groups of digits, raised digits, blanks.
extension Lexer {
  // MARK: Digits in groups

  /// What commas between groups of three digits do.
  enum Commas {
    /// They group the digits of one number.
    case groupDigits
    /// They part numbers; whether that is sure, or half the world would read one number.
    case partNumbers(isSure: Bool)
  }

  /// More groups than any amount has.
  private static let mostGroups = 5

  /// `10,000` or `1,234.50`, where the number that begins there goes on with a comma and three digits that touch it.
  func groupedNumber(from start: Int) -> SourceSpan? {
    let before = source.bytes[start..<position]
    guard byte() == UInt8(ascii: ","), byte(1).isDigit, byte(2).isDigit, byte(3).isDigit, !byte(4).isDigit else {
      return nil
    }
    // `1000,200`, `0.5,100` and `0,100` are no groups; outside of lists they are told of all the same.
    let isGroup = before.count <= 3 && before.allSatisfy(\.isDigit) && before.first != UInt8(ascii: "0")
    guard isGroup || brackets.last?.isList != true else { return nil }
    var last = 0
    while byte(last) == UInt8(ascii: ","), byte(last + 1).isDigit, byte(last + 2).isDigit, byte(last + 3).isDigit,
      !byte(last + 4).isDigit, last < 4 * Self.mostGroups
    { last += 4 }
    if byte(last) == UInt8(ascii: "."), byte(last + 1).isDigit {
      last += 1
      while byte(last).isDigit { last += 1 }
    }
    return SourceSpan(start, position + last)
  }

  /// What the commas of a number in groups do: in a list they part what stands there, unless it shows that they do not.
  mutating func commas(in number: SourceSpan) -> Commas {
    guard brackets.last?.isList == true else { return .groupDigits }
    let groups = source[number].split(separator: ",")
    // Nobody writes a number of a list as 000 or 050, nor gives a unit to the last of several only.
    if groups.dropFirst().contains(where: { $0.hasPrefix("0") || $0.contains(".") }) { return .groupDigits }
    var next = number.end
    while next < end, [0x20, 0xC2, 0xA0].contains(source.bytes[next]) { next += 1 }
    if next < end, isUnitStart(source.bytes[next]) { return .groupDigits }
    // Commas that part have a blank behind them elsewhere in this list.
    if hasLooseComma() { return .groupDigits }
    return .partNumbers(isSure: groups[0].utf8.count == 3 || groups.count > Self.mostGroups)
  }

  private func isUnitStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "%") || byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Whether a comma of the innermost bracket has white space beside it.
  private mutating func hasLooseComma() -> Bool {
    guard let bracket = brackets.last else { return false }
    if let known = bracket.hasLooseComma { return known }
    let found = looseComma(from: bracket.start)
    brackets[brackets.count - 1].hasLooseComma = found
    return found
  }

  private func looseComma(from start: Int) -> Bool {
    var depth = 0
    // Whoever puts blanks behind commas does so early.
    for index in start..<min(end, start + 2000) {
      switch source.bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        if depth == 0 { return false }
        depth -= 1
      case UInt8(ascii: ";"): return false
      case UInt8(ascii: ",") where depth == 0:
        if isBlank(index - 1) { return true }
        var after = index + 1
        while isBlank(after) { after += 1 }
        // At the end of a line a comma parts anyway.
        if after > index + 1, after < end, ![0x0A, 0x0D, UInt8(ascii: "#")].contains(source.bytes[after]) {
          return true
        }
      default: break
      }
    }
    return false
  }

  private func isBlank(_ index: Int) -> Bool {
    index < end && (source.bytes[index] == 0x20 || source.bytes[index] == 0x09)
  }

  // MARK: Signs of currencies

  /// The number right behind a sign, or else the one before it, and where the two stand.
  func amount(beside sign: SourceSpan) -> (number: String, span: SourceSpan)? {
    func isPart(_ byte: UInt8) -> Bool {
      byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || "kMBT".utf8.contains(byte)
    }
    var begin = sign.end
    while isBlank(begin) { begin += 1 }
    if begin < end, source.bytes[begin].isDigit {
      var last = begin
      while last < end, isPart(source.bytes[last]) { last += 1 }
      return (source[SourceSpan(begin, last)], SourceSpan(sign.start, last))
    }
    var close = sign.start
    while close > 0, isBlank(close - 1) { close -= 1 }
    var first = close
    while first > 0, isPart(source.bytes[first - 1]) { first -= 1 }
    guard first < close, source.bytes[first].isDigit else { return nil }
    return (source[SourceSpan(first, close)], SourceSpan(first, sign.end))
  }

  // MARK: Raised digits and blanks

  /// `²`, `⁴`, `⁻¹`: raised digits are a power.
  mutating func raisedPower() -> Bool {
    var digits = ""
    var isNegative = false
    var last = position
    while last < end, let (scalar, length) = scalar(at: last) {
      if let digit = Self.raised.firstIndex(of: scalar) {
        digits += String(digit)
      } else if scalar == "⁻", last == position {
        isNegative = true
      } else {
        break
      }
      last += length
    }
    guard !digits.isEmpty, digits.utf8.count <= 3, let value = Double(digits) else { return false }
    add(.symbol(.power), at: SourceSpan(position, position))
    if isNegative { add(.symbol(.minus), at: SourceSpan(position, position)) }
    add(.number(value, isPercent: false), length: last - position)
    return true
  }

  private static let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)

  private func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
    let first = source.bytes[place]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0x80 ? 2 : 1
    let bytes = source.bytes[place..<min(end, place + length)]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first.map { ($0, length) }
  }

  /// The length of a blank that is none of ASCII's, such as the one that does not break a line.
  var blank: Int? {
    guard position < end, source.bytes[position] >= 0xC2, let (scalar, length) = scalar(at: position),
      scalar.properties.generalCategory == .spaceSeparator
    else { return nil }
    return length
  }
}

/// What stands beside a character that means nothing, for what may have been meant by it.
struct Neighbours {
  /// The digits right before and right behind it.
  var before: String
  var after: String
  /// The word or number before it, blanks between left out, and that behind it.
  var left: String
  var right: String
  /// The character with the blanks around it.
  var gap: SourceSpan

  init(of span: SourceSpan, in source: SourceText) {
    let line = source.span(ofLine: source.line(at: span.start))
    let head = source[SourceSpan(min(line.start, span.start), span.start)]
    let tail = source[SourceSpan(min(span.end, line.end), max(span.end, line.end))].prefix(80)
    func isPart(_ character: Character) -> Bool { character.isNumber || character == "." || character == "_" }
    before = String(head.reversed().prefix(while: isPart).reversed())
    after = String(tail.prefix(while: isPart))
    let ending = Set<Character>("()[],;=+*/")
    let blanks = (
      head.utf8.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count,
      tail.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    )
    gap = SourceSpan(span.start - blanks.0, span.end + blanks.1)
    left = String(head.reversed().prefix { !ending.contains($0) }.reversed()).trimmingBlanks
    right = String(tail.prefix { !ending.contains($0) && $0 != "#" }).trimmingBlanks
  }
}

extension String {
  /// Without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
