import Diagnostics
import Quantities

/// Days of the calendar, and what was meant as one.
extension Lexer {
  /// `2027-02-01`: four digits or more, two and two; a day that does not exist is told of.
  mutating func date() -> Bool {
    var year = 0
    while byte(year).isDigit, year < 7 { year += 1 }
    guard (4...6).contains(year), year == 4 || byte() != UInt8(ascii: "0"), byte(year) == UInt8(ascii: "-"),
      byte(year + 3) == UInt8(ascii: "-"), !byte(year + 6).isDigit,
      [1, 2, 4, 5].allSatisfy({ byte(year + $0).isDigit })
    else { return dateOfAnotherForm() }
    let span = SourceSpan(position, position + year + 6)
    if let date = CivilDate(source[span]) {
      add(.date(date), at: span)
    } else {
      add(.noSuchDate(source[span], at: span), at: span)
    }
    position = span.end
    return true
  }

  /// `2027-1-1`, `2027/01/01`, `01-02-2027`, `1.2.2027`, `2027-01`: what was meant as a date and would be a difference,
  /// a quotient or nothing.
  private mutating func dateOfAnotherForm() -> Bool {
    var digits = 1
    while byte(digits).isDigit, digits < 5 { digits += 1 }
    // Most numbers end here.
    guard Self.isDateSeparator(byte(digits)), byte(digits + 1).isDigit else { return false }
    var groups: [(length: Int, first: UInt8)] = []
    var offset = 0
    var separator: UInt8 = 0
    while groups.count < 3 {
      let start = offset
      while byte(offset).isDigit, offset - start < 5 { offset += 1 }
      guard offset > start else { return false }
      groups.append((offset - start, byte(start)))
      guard groups.count < 3, Self.isDateSeparator(byte(offset)),
        separator == 0 || byte(offset) == separator, byte(offset + 1).isDigit
      else { break }
      separator = byte(offset)
      offset += 1
    }
    let lengths = groups.map(\.length)
    let hasZero = groups.dropFirst().contains { $0.first == UInt8(ascii: "0") && $0.length == 2 }
    let isDash = separator == UInt8(ascii: "-")
    let isDot = separator == UInt8(ascii: ".")
    // Three numbers of which one looks like a year of our time are no quotient that anybody writes without blanks.
    let text = source[SourceSpan(position, position + offset)]
    let year = text.split { !$0.isNumber }.first { $0.utf8.count == 4 }.flatMap { Int($0) } ?? 0
    let isOurs = (1900...2199).contains(year)
    let isDate =
      switch lengths {
      case [4, 1], [4, 2]: isDash && hasZero
      case [4, 1, 1], [4, 1, 2], [4, 2, 1], [4, 2, 2]: isDash || hasZero || isOurs
      case [1, 1, 4], [1, 2, 4], [2, 1, 4], [2, 2, 4]:
        isDash || hasZero || isOurs || groups[0].first == UInt8(ascii: "0")
      default: false
      }
    guard isDate, !byte(offset).isDigit, isDot || byte(offset) != UInt8(ascii: ".") else { return false }
    let span = SourceSpan(position, position + offset)
    add(.noSuchDate(source[span], at: span), at: span)
    position += offset
    return true
  }

  private static func isDateSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }
}
