import Diagnostics

/// Cuts the bytes of a formula into tokens.
///
/// `#` begins a comment; a line ending or `;` ends a statement; `−` (U+2212), `×` and `÷` are read as `-`, `*` and `/`.
struct Lexer {
  private let source: SourceText
  private var position: Int
  private let end: Int
  private var tokens: [Token] = []

  static func tokens(of source: SourceText, in span: SourceSpan) -> [Token] {
    var lexer = Lexer(source: source, position: span.start, end: span.end)
    while lexer.position < span.end {
      do throws(Diagnostic) {
        try lexer.run()
      } catch {
        lexer.add(.fault(error), at: error.span ?? SourceSpan(span.start, span.start))
        lexer.skipLine()
      }
    }
    return lexer.tokens
  }

  private init(source: SourceText, position: Int, end: Int) {
    self.source = source
    self.position = position
    self.end = end
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
        skipLine()
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        try number()
      case UInt8(ascii: ".") where byte(1).isDigit:
        try number()
      default:
        if beginsName {
          let name = word()
          add(.name(source[name]), at: name)
        } else {
          try symbol()
        }
      }
    }
  }

  private mutating func skipLine() {
    while position < end, byte() != UInt8(ascii: "\n") { position += 1 }
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
    while let (scalar, length) = scalar, scalar.isNamePart { position += length }
    return SourceSpan(start, position)
  }

  private var beginsName: Bool { scalar?.0.isNameStart ?? false }

  /// The Unicode scalar at the position and its length in bytes; the source is valid UTF-8.
  private var scalar: (Unicode.Scalar, Int)? {
    guard position < end else { return nil }
    let first = source.bytes[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let bytes = source.bytes[position..<min(end, position + length)]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first.map { ($0, length) }
  }

  private mutating func symbol() throws(Diagnostic) {
    let rest = source.bytes[position..<min(end, position + 3)]
    for (spelling, symbol) in Self.symbols where rest.starts(with: spelling.utf8) {
      return add(.symbol(symbol), length: spelling.utf8.count)
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

  /// Longer spellings before their beginnings.
  private static let symbols: [(String, String)] = [
    ("->", "->"), ("+-", "±"), ("±", "±"), ("==", "=="), ("!=", "!="), ("<=", "<="), (">=", ">="), ("−", "-"),
    ("×", "*"), ("·", "*"), ("÷", "/"), ("[[", "[["), ("]]", "]]"), ("+", "+"), ("-", "-"), ("*", "*"), ("/", "/"),
    ("^", "^"), ("(", "("), (")", ")"), ("=", "="), (",", ","), (":", ":"), ("<", "<"), (">", ">"), ("[", "["),
    ("]", "]"), ("{", "{"), ("}", "}"), (".", "."),
  ]

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
    if byte() == UInt8(ascii: ","), byte(1).isDigit, byte(2).isDigit, byte(3).isDigit, !byte(4).isDigit {
      throw .thousandsComma(at: SourceSpan(start, position + 4))
    }
    let digits = source[SourceSpan(start, position)].filter { $0 != "_" }
    guard let value = Double(digits), value.isFinite else {
      throw .numberTooLarge(digits, at: SourceSpan(start, position))
    }
    if byte() == UInt8(ascii: "%") {
      position += 1
      return add(.number(value / 100), at: SourceSpan(start, position))
    }
    guard beginsName else { return add(.number(value), at: SourceSpan(start, position)) }
    let numberSpan = SourceSpan(start, position)
    let attached = word()
    if let factor = Self.suffixes[source[attached]] {
      let scaled = value * factor
      guard scaled.isFinite else { throw .numberTooLarge(digits, at: numberSpan) }
      add(.number(scaled), at: numberSpan.joined(with: attached))
    } else {
      add(.number(value), at: numberSpan)
      add(.attached(source[attached]), at: attached)
    }
  }

  private static let suffixes: [String: Double] = ["k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12]
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Unicode.Scalar {
  /// A letter of any script, or `_`.
  var isNameStart: Bool {
    isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" : properties.isAlphabetic
  }

  /// A letter, a digit, a combining mark, or `_`.
  var isNamePart: Bool {
    if isASCII { return isNameStart || ("0"..."9").contains(self) }
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }
}
