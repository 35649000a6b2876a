/// The decimal digits of a number, to be rounded and laid out.
///
/// Digits come from the shortest text that reads back as the same number, so that what a person typed as 0.285 rounds
/// as 0.285 does, and the same on every machine.
package struct DecimalDigits {
  package var isNegative: Bool
  /// The significant digits, none for zero.
  package var digits: [UInt8]
  /// The power of ten of the first digit.
  package var exponent: Int

  package init(_ value: Double) {
    isNegative = value < 0
    digits = []
    exponent = 0
    var point: Int?
    var written = 0
    var text = Substring(abs(value).description)
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    for character in text.utf8 {
      if character == UInt8(ascii: ".") {
        point = written
      } else {
        digits.append(character - UInt8(ascii: "0"))
        written += 1
      }
    }
    exponent += (point ?? written) - 1
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    trimZeros()
  }

  /// The digits rounded to a count of them, half away from zero.
  package mutating func round(toDigits count: Int) {
    guard digits.count > count else { return }
    guard count >= 0 else {
      digits = []
      return
    }
    let up = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if up {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    trimZeros()
  }

  private mutating func trimZeros() {
    while digits.last == 0 { digits.removeLast() }
  }

  /// The number without an exponent, shifted by a power of ten: 15250 shifted by -3 is `15.25`.
  package func plain(shiftedBy shift: Int = 0) -> String {
    if digits.isEmpty { return "0" }
    let first = exponent + shift
    var text = isNegative ? "-" : ""
    if first < 0 {
      text += "0." + String(repeating: "0", count: -first - 1)
    }
    for (index, digit) in digits.enumerated() {
      if index > 0, index == first + 1 { text += "." }
      text += String(digit)
    }
    if first >= digits.count { text += String(repeating: "0", count: first - digits.count + 1) }
    return text
  }
}
