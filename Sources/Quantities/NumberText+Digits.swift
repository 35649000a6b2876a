import Uncertainty

extension NumberText {
  /// A number with all the digits that mean something, whole parts of six digits and more in groups: `12345.678`,
  /// `70_553_706_496`.
  ///
  /// - Parameter digits: at most so many significant digits, 12 by default; those of whole numbers are all written.
  package static func exact(_ value: Double, digits: Int = 12) -> String {
    precondition(value.isFinite, "what is no number has no digits")
    var decimal = DecimalDigits(value)
    let isWhole = value == value.rounded() && abs(value) < 1e15
    if !isWhole { decimal.round(toDigits: digits) }
    if decimal.digits.isEmpty { return "0" }
    guard (-5..<15).contains(decimal.exponent) else {
      return decimal.plain(shiftedBy: -decimal.exponent) + "e\(decimal.exponent)"
    }
    return grouped(decimal.plain())
  }

  /// A number that is known to so many significant digits, all of them written: `6.000`, `12.50k`.
  package static func known(_ value: Double, digits: Int) -> String {
    var decimal = DecimalDigits(value)
    decimal.round(toDigits: digits)
    if decimal.digits.isEmpty || !(-5..<15).contains(decimal.exponent) { return exact(value, digits: digits) }
    let group = suffixed.contains(decimal.exponent) ? decimal.exponent / 3 : 0
    let text = decimal.plain(shiftedBy: -3 * group)
    let decimals = max(0, digits - 1 - decimal.exponent + 3 * group)
    if decimals == 0 { return text + suffixes[group] }
    let written = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    let zeros = String(repeating: "0", count: max(0, decimals - written))
    return text + (written == 0 && !zeros.isEmpty ? "." : "") + zeros + suffixes[group]
  }

  /// Six and more digits before the point in groups of three.
  private static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first, whole.utf8.count > 5 else { return text }
    var groups: [Substring] = []
    var rest = whole
    while rest.utf8.count > 3 {
      groups.append(rest.suffix(3))
      rest = rest.dropLast(3)
    }
    let joined = ([rest] + groups.reversed()).joined(separator: "_")
    return sign + joined + (parts.count > 1 ? ".\(parts[1])" : "")
  }

  /// How many digits of a number are known where it may be off by a standard error: the last one counts no less than
  /// two of them; at most four unless more are asked for.
  ///
  /// - Parameter isErrorShown: whether the error stands beside it: then rounding moves the number by no more than that.
  package static func knownDigits(
    _ value: Double, standardError: Double, most: Int = 4, isErrorShown: Bool = false
  ) -> Int {
    guard standardError > 0, value != 0 else { return most }
    let decimal = DecimalDigits(value)
    let error = DecimalDigits(2 * standardError)
    // The place of the error's first digit, one higher where it is more than 1 there.
    let isRough = !isErrorShown && error.digits != [1]
    return max(1, min(most, decimal.exponent - (error.exponent + (isRough ? 1 : 0)) + 1))
  }
}
