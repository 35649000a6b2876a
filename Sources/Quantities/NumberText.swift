import Uncertainty

/// Numbers as the language writes them, so that what is printed can be read back.
package enum NumberText {
  /// A number of which only the first digits count, with a suffix where it is large: `4009`, `15.25k`, `1.2M`, `3e-9`.
  ///
  /// - Parameter digits: at most so many significant digits; 4 by default.
  ///
  ///     NumberText.short(4009.4)      // "4009"
  ///     NumberText.short(15_250)      // "15.25k"
  ///     NumberText.short(-0.0421337)  // "-0.04213"
  package static func short(_ value: Double, digits: Int = 4) -> String {
    var decimal = DecimalDigits(value)
    decimal.round(toDigits: digits)
    if decimal.digits.isEmpty { return "0" }
    switch decimal.exponent {
    case suffixed:
      let group = decimal.exponent / 3
      return decimal.plain(shiftedBy: -3 * group) + suffixes[group]
    case -4..<suffixed.lowerBound:
      return decimal.plain()
    default:
      return decimal.plain(shiftedBy: -decimal.exponent) + "e\(decimal.exponent)"
    }
  }

  /// The powers of ten of the first digit that a suffix stands for: below 10,000 four digits say all.
  static let suffixed = 4..<15
  static let suffixes = ["", "k", "M", "B", "T"]

  /// A probability as a percentage with at most so many decimals: `33.3%`, `100%`.
  ///
  /// What is neither impossible nor certain never reads as 0% or 100%: it is `<0.1%` or `>99.9%`.
  package static func percent(_ probability: Double, decimals: Int = 1) -> String {
    var decimal = DecimalDigits(probability)
    decimal.round(toDigits: decimal.exponent + 3 + decimals)
    let percent = decimal.plain(shiftedBy: 2)
    let least = (0..<decimals).reduce(1.0) { least, _ in least / 10 }
    if percent == "0", probability > 1e-11 { return "<\(short(least))%" }
    if percent == "100", probability < 1 - 1e-11 { return ">\(DecimalDigits(100 - least).plain())%" }
    return percent + "%"
  }
}

extension NumberText {
  /// A probability with two digits at least of what it lies away from 0% and 100%: `7.76%`, `0.0021%`, `99.9979%`.
  package static func finePercent(_ probability: Double, decimals: Int = 1) -> String {
    let distance = min(probability, 1 - probability)
    guard distance > 1e-11, distance < 0.01 else { return percent(probability, decimals: decimals) }
    // The place of the first digit, counted in percent: of 0.0021% it is the third behind the point.
    let place = -DecimalDigits(distance).exponent - 2
    return percent(probability, decimals: max(decimals, min(11, place + 1)))
  }

  /// A number as a percentage with all the digits that tell it apart from a round one: `95%`, `99.9999%`.
  package static func exactPercent(_ value: Double) -> String {
    var decimal = DecimalDigits(value * 100)
    decimal.round(toDigits: 12)
    return decimal.plain() + "%"
  }
}

extension Quantity {
  /// The quantity as a person writes it: `15.25k USD`.
  package func short(digits: Int = 4) -> String {
    unit.following(NumberText.short(value, digits: digits))
  }
}
