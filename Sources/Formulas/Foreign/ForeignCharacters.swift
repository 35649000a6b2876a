import Diagnostics
import Quantities

/// What was meant by a character that the language does not have.
extension Diagnostic {
  /// A proposal; nil where it is not known.
  static func meant(by character: String, around neighbours: Neighbours) -> String? {
    let (left, right) = (neighbours.left, neighbours.right)
    if let value = fractions[character] {
      let whole = Int(neighbours.before) ?? 0
      return "write '\(NumberText.short(Double(whole) + value, digits: 8))'"
    }
    switch character {
    case "%":
      let rest = left.isEmpty || right.isEmpty ? "mod(7, 3)" : "\(left) mod \(right)"
      return "'%' is a hundredth and follows its number without a space; the rest of a division is '\(rest)'"
    case "‰":
      guard let value = Double(neighbours.before) else { return "a thousandth is '0.1%'" }
      return "write '\(NumberText.exactPercent(value / 1000))'"
    case "–", "—", "‐", "‑", "―":
      guard left.last?.isNumber == true || left.last == "%" || left.last?.isLetter == true,
        right.first?.isNumber == true
      else { return "'-' is the minus; a range reads '5k to 10k'" }
      return "'-' is the minus; a range reads '\(range(left, right))'"
    case "~", "≈": return "about 5k is a range: '4k to 6k' holds the middle 90%"
    case "°", "℃", "℉", "º", "˚": return noDegrees
    case "'", "’", "‘", "`", "´":
      if neighbours.before.isEmpty || neighbours.after.utf8.count < 3 { return nil }
      return "digits are grouped by '_': '\(neighbours.before)_\(neighbours.after)'"
    case "“", "”", "„", "«", "»": return "a text stands in straight quotes"
    case "′", "″": return "feet and inches are written '5 ft + 3 inch'"
    case "√": return "the root is 'sqrt(2)'"
    case "∞": return "nothing is infinite here; 'truncate(…)' takes 'low:' or 'high:' alone"
    case "…": return "steps are written '1..5'"
    default: break
    }
    // Full-width forms of what the keyboard has.
    guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
      let plain = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return nil }
    return "write '\(plain)', without its full width"
  }

  /// `5k` and `10k EUR` as a range: a suffix of the second end belongs to both.
  static func range(_ low: String, _ high: String) -> String {
    let number = high.prefix { $0.isNumber || $0 == "." || $0 == "_" }
    let suffix = high.dropFirst(number.count).prefix { $0.isLetter || $0 == "%" }
    let isSuffix = ["k", "M", "B", "T", "%"].contains(String(suffix))
    let isBare = !low.isEmpty && low.allSatisfy { $0.isNumber || $0 == "." || $0 == "_" }
    return "\(low)\(isBare && isSuffix ? String(suffix) : "") to \(high)"
  }

  static let noDegrees =
    "there is no degree: the zero of a scale of temperature is not nothing; differences of temperature are in 'K'"

  private static let fractions: [String: Double] = [
    "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6,
    "⅚": 5 / 6, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
  ]
}
