import Diagnostics
import Quantities

/// What was meant by a character that the language does not have.
extension Diagnostic {
  /// A proposal; nil where it is not known.
  static func meant(by character: String, at span: SourceSpan, around neighbours: Neighbours) -> Advice? {
    let (left, right) = (neighbours.left, neighbours.right)
    // With the digits before it.
    let number = SourceSpan(span.start - neighbours.before.utf8.count, span.end)
    if let value = fractions[character] {
      let whole = Int(neighbours.before)
      let text = NumberText.short(Double(whole ?? 0) + value, digits: 8)
      return .write(text, at: whole == nil ? span : number)
    }
    switch character {
    case "%":
      let words = "'%' is a hundredth and follows its number without a space; the rest of a division is "
      if left.isEmpty || right.isEmpty { return "\(words)'mod(7, 3)'" }
      let rest = "\(left) mod \(right)"
      return Advice(
        "\(words)'\(rest)'", edits: [TextEdit(neighbours.gap, " mod ")], title: "write '\(rest)'", isSafe: true)
    case "‰":
      guard let value = Double(neighbours.before) else { return "a thousandth is '0.1%'" }
      return .write(NumberText.exactPercent(value / 1000), at: number, isSafe: true)
    case "–", "—", "‐", "‑", "―":
      guard left.last?.isNumber == true || left.last == "%" || left.last?.isLetter == true,
        right.first?.isNumber == true
      else { return Advice("'-' is the minus; a range reads '5k to 10k'", writing: "-") }
      let range = range(left, right)
      // A suffix that stands at the second end only goes to both.
      let suffix = range.dropFirst(left.count).prefix { $0 != " " }
      return Advice(
        "'-' is the minus; a range reads '\(range)'", edits: [TextEdit(neighbours.gap, "\(suffix) to ")],
        title: "write '\(range)'")
    case "~", "≈": return "about 5k is a range: '4k to 6k' holds the middle 90%"
    case "°", "℃", "℉", "º", "˚": return Advice(noDegrees)
    case "'", "’", "‘", "`", "´":
      if neighbours.before.isEmpty || neighbours.after.utf8.count < 3 { return nil }
      return Advice(
        "digits are grouped by '_': '\(neighbours.before)_\(neighbours.after)'", edits: [TextEdit(span, "_")],
        title: "write '\(neighbours.before)_\(neighbours.after)'")
    case "“", "”", "„", "«", "»": return "a text stands in straight quotes"
    case "′", "″": return "feet and inches are written '5 ft + 3 inch'"
    case "√": return "the root is 'sqrt(2)'"
    case "∞": return "nothing is infinite here; 'truncate(…)' takes 'low:' or 'high:' alone"
    case "…": return Advice("steps are written '1..5'", writing: "..", isSafe: true)
    default: break
    }
    // Full-width forms of what the keyboard has.
    guard let scalar = character.unicodeScalars.first, (0xFF01...0xFF5E).contains(scalar.value),
      let plain = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return nil }
    return Advice("write '\(plain)', without its full width", writing: "\(plain)", isSafe: true)
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
