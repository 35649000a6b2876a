import Diagnostics
import Quantities

/// Cuts the bytes of a program into tokens.
///
/// `#` begins a comment; a line ending or `;` ends a statement; `−` (U+2212), `×`, `·` and `÷` are read as `-`, `*` and
/// `/`, and `²` and `³` as powers.
struct Lexer {
  private let source: SourceText
  private var position: Int
  private let end: Int
  private(set) var tokens: [Token] = []
  private(set) var faults: [Diagnostic] = []

  init(_ source: SourceText, in span: SourceSpan) {
    self.source = source
    position = span.start
    end = span.end
    // A byte-order mark says nothing.
    if position == 0, end >= 3, source.bytes[..<3].elementsEqual([0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < end {
      do throws(Diagnostic) {
        try run()
      } catch {
        add(.fault(faults.count), at: error.span ?? SourceSpan(span.start, span.start))
        faults.append(error)
        skipLine()
      }
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? source.bytes[position + offset] : 0
  }

  private mutating func run() throws(Diagnostic) {
    while position < end {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "\n"), UInt8(ascii: ";"):
        add(.endOfStatement, length: 1)
      case UInt8(ascii: "#"):
        let start = position
        skipLine()
        add(.comment(source[source.trimmed(SourceSpan(start + 1, position))]), at: SourceSpan(start, position))
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if !date() { try number() }
      case UInt8(ascii: ".") where byte(1).isDigit:
        try number()
      case UInt8(ascii: "\""):
        try text()
      default:
        if beginsName {
          let name = word()
          add(.name(source[name]), at: name)
        } else if !link() {
          try symbol()
        }
      }
    }
  }

  private mutating func skipLine() {
    while position < end, byte() != UInt8(ascii: "\n"), byte() != UInt8(ascii: "\r") { position += 1 }
  }

  private mutating func add(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind: kind, span: SourceSpan(position, position + length)))
    position += length
  }

  private mutating func add(_ kind: Token.Kind, at span: SourceSpan) {
    tokens.append(Token(kind: kind, span: span))
  }

  private mutating func word() -> SourceSpan {
    let start = position
    while position < end {
      if byte() < 0x80 {
        guard byte().isNamePart else { break }
        position += 1
      } else if let (scalar, length) = scalar, scalar.isNamePart {
        position += length
      } else {
        break
      }
    }
    return SourceSpan(start, position)
  }

  private var beginsName: Bool {
    byte() < 0x80 ? byte().isNamePart && !byte().isDigit : scalar?.0.isNameStart ?? false
  }

  /// The Unicode scalar at the position and its length in bytes; the source is valid UTF-8.
  private var scalar: (Unicode.Scalar, Int)? {
    guard position < end else { return nil }
    let first = source.bytes[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let bytes = source.bytes[position..<min(end, position + length)]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first.map { ($0, length) }
  }

  private mutating func text() throws(Diagnostic) {
    let start = position
    position += 1
    while position < end, byte() != UInt8(ascii: "\""), byte() != UInt8(ascii: "\n") { position += 1 }
    guard byte() == UInt8(ascii: "\"") else { throw .unclosedQuote(at: SourceSpan(start, start + 1)) }
    position += 1
    add(.text(source[SourceSpan(start + 1, position - 1)]), at: SourceSpan(start, position))
  }

  /// `[[slug]]`; a list within a list has commas or begins with a number.
  private mutating func link() -> Bool {
    guard byte() == UInt8(ascii: "["), byte(1) == UInt8(ascii: "[") else { return false }
    var last = position + 2
    while last < end, source.bytes[last] != UInt8(ascii: "]") {
      let byte = source.bytes[last]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "[") { return false }
      last += 1
    }
    let inner = source.trimmed(SourceSpan(position + 2, last))
    guard last + 1 < end, source.bytes[last + 1] == UInt8(ascii: "]"), !inner.isEmpty,
      !source.bytes[inner.start].isDigit
    else { return false }
    add(.link(source[inner]), at: SourceSpan(position, last + 2))
    position = last + 2
    return true
  }

  /// `2027-02-01`: four digits, two and two; a day that does not exist is told of.
  private mutating func date() -> Bool {
    guard byte(4) == UInt8(ascii: "-"), byte(7) == UInt8(ascii: "-"), !byte(10).isDigit,
      [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ byte($0).isDigit })
    else { return dateOfAnotherForm() }
    let span = SourceSpan(position, position + 10)
    if let date = CivilDate(source[span]) {
      add(.date(date), at: span)
    } else {
      add(.fault(faults.count), at: span)
      faults.append(.noSuchDate(source[span], at: span))
    }
    position += 10
    return true
  }

  /// `2027-1-1`, `2027/01/01`, `01-02-2027`, `2027-01`: what was meant as a date and would be a difference.
  private mutating func dateOfAnotherForm() -> Bool {
    var groups: [(length: Int, first: UInt8)] = []
    var offset = 0
    var separator: UInt8 = 0
    while groups.count < 3 {
      let start = offset
      while byte(offset).isDigit, offset - start < 5 { offset += 1 }
      guard offset > start else { return false }
      groups.append((offset - start, byte(start)))
      guard groups.count < 3, byte(offset) == UInt8(ascii: "-") || byte(offset) == UInt8(ascii: "/"),
        separator == 0 || byte(offset) == separator, byte(offset + 1).isDigit
      else { break }
      separator = byte(offset)
      offset += 1
    }
    let lengths = groups.map(\.length)
    let hasZero = groups.dropFirst().contains { $0.first == UInt8(ascii: "0") && $0.length == 2 }
    let isDash = separator == UInt8(ascii: "-")
    let isDate =
      switch lengths {
      case [4, 1], [4, 2]: isDash && hasZero
      case [4, 1, 1], [4, 1, 2], [4, 2, 1], [4, 2, 2]: isDash || hasZero
      case [1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4]: isDash || hasZero || groups[0].first == UInt8(ascii: "0")
      default: false
      }
    guard isDate, !byte(offset).isDigit, byte(offset) != UInt8(ascii: ".") else { return false }
    let span = SourceSpan(position, position + offset)
    add(.fault(faults.count), at: span)
    faults.append(.noSuchDate(source[span], at: span))
    position += offset
    return true
  }

  private mutating func symbol() throws(Diagnostic) {
    let rest = source.bytes[position..<min(end, position + 3)]
    if let (symbol, length) = symbolHere { return add(.symbol(symbol), length: length) }
    for (power, digit) in [("²", 2.0), ("³", 3.0)] where rest.starts(with: power.utf8) {
      add(.symbol(.power), at: SourceSpan(position, position))
      return add(.number(digit, isPercent: false), length: 2)
    }
    if byte() == UInt8(ascii: "$") { throw .dollarSign(at: SourceSpan(position, position + 1)) }
    if let symbol = ["€": "EUR", "£": "GBP", "¥": "JPY"].first(where: { rest.starts(with: $0.key.utf8) }) {
      throw .currencySign(symbol.key, symbol.value, at: SourceSpan(position, position + symbol.key.utf8.count))
    }
    // The whole character is shown, not its first byte.
    let character = String(decoding: source.bytes[position..<min(end, position + 16)], as: UTF8.self).first ?? "?"
    let length = min(String(character).utf8.count, end - position)
    throw .unexpectedCharacter(String(character), at: SourceSpan(position, position + length))
  }

  /// The symbol that stands here and its length in bytes: longer spellings before their beginnings.
  private var symbolHere: (Token.Symbol, Int)? {
    let next = byte(1)
    switch byte() {
    case UInt8(ascii: "-"): return next == UInt8(ascii: ">") ? (.arrow, 2) : (.minus, 1)
    case UInt8(ascii: "="): return next == UInt8(ascii: "=") ? (.same, 2) : (.equals, 1)
    case UInt8(ascii: "<"): return next == UInt8(ascii: "=") ? (.atMost, 2) : (.less, 1)
    case UInt8(ascii: ">"): return next == UInt8(ascii: "=") ? (.atLeast, 2) : (.greater, 1)
    case UInt8(ascii: "!"): return next == UInt8(ascii: "=") ? (.different, 2) : (.not, 1)
    case UInt8(ascii: "*"): return next == UInt8(ascii: "*") ? (.doubledStar, 2) : (.times, 1)
    case UInt8(ascii: "."): return next == UInt8(ascii: ".") ? (.steps, 2) : (.dot, 1)
    case UInt8(ascii: "&") where next == UInt8(ascii: "&"): return (.doubledAnd, 2)
    case UInt8(ascii: "|") where next == UInt8(ascii: "|"): return (.doubledBar, 2)
    case let first where first < 0x80:
      return Token.Symbol(rawValue: String(UnicodeScalar(first))).map { ($0, 1) }
    default:
      let rest = source.bytes[position..<min(end, position + 3)]
      return Self.foreignSpellings.first { rest.starts(with: $0.0.utf8) }.map { ($0.1, $0.0.utf8.count) }
    }
  }

  private static let foreignSpellings: [(String, Token.Symbol)] = [
    ("−", .minus), ("×", .times), ("·", .times), ("÷", .over), ("±", .plusMinus), ("→", .arrow), ("≤", .atMost),
    ("≥", .atLeast), ("≠", .different),
  ]

  /// Whether the innermost open bracket is that of a list or of a call, where a comma can only part what stands there.
  private var isInList: Bool {
    var closed = 0
    for (index, token) in tokens.enumerated().reversed() {
      switch token.kind {
      case .symbol(.close), .symbol(.closeList): closed += 1
      case .symbol(.open), .symbol(.openList):
        if closed > 0 {
          closed -= 1
          continue
        }
        if case .symbol(.openList) = token.kind { return true }
        guard index > 0, case .name = tokens[index - 1].kind else { return false }
        return true
      case .endOfStatement where closed == 0 && source.bytes[token.span.start] == UInt8(ascii: ";"): return false
      default: break
      }
    }
    return false
  }

  /// `1_000`, `5e25`, `20%`, `70k`: digits with `_` between them, a fraction, an exponent, then a suffix or `%`.
  private mutating func number() throws(Diagnostic) {
    let start = position
    while byte().isDigit || (byte() == UInt8(ascii: "_") && byte(1).isDigit) { position += 1 }
    if byte() == UInt8(ascii: "."), byte(1).isDigit {
      position += 1
      while byte().isDigit || (byte() == UInt8(ascii: "_") && byte(1).isDigit) { position += 1 }
    }
    let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
    if byte() | 0x20 == UInt8(ascii: "e"), byte(sign ? 2 : 1).isDigit {
      position += sign ? 2 : 1
      while byte().isDigit { position += 1 }
    }
    if byte() == UInt8(ascii: ","), byte(1).isDigit, byte(2).isDigit, byte(3).isDigit, !byte(4).isDigit, !isInList {
      throw .thousandsComma(at: SourceSpan(start, position + 4))
    }
    let digits = source[SourceSpan(start, position)].filter { $0 != "_" }
    guard let value = Double(digits), value.isFinite else {
      throw .numberTooLarge(digits, at: SourceSpan(start, position))
    }
    // Zero, though other digits than zeros were written before the exponent.
    if value == 0, digits.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: { ("1"..."9").contains($0) }) {
      throw .numberTooSmall(digits, at: SourceSpan(start, position))
    }
    if byte() == UInt8(ascii: "%") {
      position += 1
      return add(.number(value / 100, isPercent: true), at: SourceSpan(start, position))
    }
    let numberSpan = SourceSpan(start, position)
    guard beginsName else { return add(.number(value, isPercent: false), at: numberSpan) }
    let attached = word()
    if let factor = Self.suffixes[source[attached]] {
      let scaled = value * factor
      guard scaled.isFinite else { throw .numberTooLarge(digits, at: numberSpan) }
      add(.number(scaled, isPercent: false), at: numberSpan.joined(with: attached))
    } else {
      add(.number(value, isPercent: false), at: numberSpan)
      add(.attached(source[attached]), at: attached)
    }
  }

  private static let suffixes: [String: Double] = ["k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12]
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isNamePart: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
  }
}

extension Unicode.Scalar {
  /// A letter of any script, or `_`.
  fileprivate var isNameStart: Bool {
    isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" : properties.isAlphabetic
  }

  /// A letter, a digit, a combining mark, or `_`.
  fileprivate var isNamePart: Bool {
    if isASCII { return isNameStart || ("0"..."9").contains(self) }
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }
}
