import Diagnostics
import Quantities

/// Cuts the bytes of a program into tokens.
///
/// `#` begins a comment; a line ending or `;` ends a statement; `−` (U+2212), `×`, `·` and `÷` are read as `-`, `*` and
/// `/`, raised digits as powers, and the blanks of typesetters as blanks.
struct Lexer {
  let source: SourceText
  var position: Int
  let end: Int
  private(set) var tokens: [Token] = []
  private(set) var faults: [Diagnostic] = []
  /// Numbers that were taken for several and may have been meant as one: `10,500`.
  private(set) var tightCommas: [SourceSpan] = []
  /// The brackets that are open, the innermost last.
  var brackets: [Bracket] = []

  /// An open bracket: whether it is that of a list or of a call, in which a comma parts, and where it begins.
  struct Bracket {
    var isList: Bool
    var start: Int
    /// Whether a comma in it has a blank beside it; nil where nobody asked yet.
    var hasLooseComma: Bool?
  }

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

  func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < end ? source.bytes[position + offset] : 0
  }

  private mutating func run() throws(Diagnostic) {
    while position < end {
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        position += 1
      case UInt8(ascii: "\n"):
        add(.endOfStatement, length: 1)
      case UInt8(ascii: ";"):
        brackets = []
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
        if let blank = blank {
          position += blank
        } else if beginsName {
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

  mutating func add(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind: kind, span: SourceSpan(position, position + length)))
    position += length
  }

  mutating func add(_ kind: Token.Kind, at span: SourceSpan) {
    tokens.append(Token(kind: kind, span: span))
  }

  /// Puts a fault in the place of a word.
  mutating func add(_ fault: Diagnostic, at span: SourceSpan) {
    add(.fault(faults.count), at: span)
    faults.append(fault)
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

  var beginsName: Bool {
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

  private mutating func symbol() throws(Diagnostic) {
    let rest = source.bytes[position..<min(end, position + 3)]
    if let (symbol, length) = symbolHere {
      add(.symbol(symbol), length: length)
      return follow(symbol)
    }
    if raisedPower() { return }
    if byte() == UInt8(ascii: "$") {
      let sign = SourceSpan(position, position + 1)
      throw .dollarSign(amount: amount(beside: sign), at: sign)
    }
    if let symbol = ["€": "EUR", "£": "GBP", "¥": "JPY"].first(where: { rest.starts(with: $0.key.utf8) }) {
      let sign = SourceSpan(position, position + symbol.key.utf8.count)
      throw .currencySign(symbol.key, symbol.value, amount: amount(beside: sign), at: sign)
    }
    // The whole character is shown, not its first byte.
    let character = String(decoding: source.bytes[position..<min(end, position + 16)], as: UTF8.self).first ?? "?"
    let length = min(String(character).utf8.count, end - position)
    let span = SourceSpan(position, position + length)
    throw .unexpectedCharacter(String(character), at: span, around: Neighbours(of: span, in: source))
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
    ("−", .minus), ("×", .times), ("·", .times), ("⋅", .times), ("∙", .times), ("∗", .times), ("÷", .over),
    ("∕", .over), ("⁄", .over), ("±", .plusMinus), ("→", .arrow), ("≤", .atMost), ("≥", .atLeast), ("≠", .different),
  ]

  /// Keeps the brackets that are open.
  private mutating func follow(_ symbol: Token.Symbol) {
    switch symbol {
    case .openList: brackets.append(Bracket(isList: true, start: position))
    case .open:
      let isCall = if case .name? = tokens.dropLast().last?.kind { true } else { false }
      brackets.append(Bracket(isList: isCall, start: position))
    case .close, .closeList: _ = brackets.popLast()
    default: break
    }
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
    if let whole = groupedNumber(from: start) {
      switch commas(in: whole) {
      case .groupDigits: throw .thousandsComma(source[whole], at: whole)
      case .partNumbers(let isSure): if !isSure { tightCommas.append(whole) }
      }
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
      return add(.number(Self.shifted(digits, by: -2), isPercent: true), at: SourceSpan(start, position))
    }
    let numberSpan = SourceSpan(start, position)
    guard beginsName else { return add(.number(value, isPercent: false), at: numberSpan) }
    let attached = word()
    if let zeros = Self.suffixes[source[attached]] {
      let scaled = Self.shifted(digits, by: zeros)
      guard scaled.isFinite else { throw .numberTooLarge(digits, at: numberSpan) }
      add(.number(scaled, isPercent: false), at: numberSpan.joined(with: attached))
    } else {
      add(.number(value, isPercent: false), at: numberSpan)
      add(.attached(source[attached]), at: attached)
    }
  }

  private static let suffixes: [String: Int] = ["k": 3, "M": 6, "B": 9, "T": 12]

  /// A decimal number times a power of ten, rounded once: `12.3%` is the number that 0.123 is.
  private static func shifted(_ digits: String, by zeros: Int) -> Double {
    let parts = digits.lowercased().split(separator: "e")
    guard let mantissa = parts.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0 else { return .infinity }
    return Double("\(mantissa)e\(exponent + zeros)") ?? .infinity
  }
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
