/// Numbers as a person would write them.
extension Decimals {
  /// The number with the fewest digits between two that differ by rounding alone.
  package static func shortest(between low: Double, and high: Double) -> Double {
    let (low, high) = (min(low, high), max(low, high))
    let room = 4e-15 * max(abs(low), abs(high))
    if low - room <= 0, high + room >= 0 { return 0 }
    let middle = low + (high - low) / 2
    guard middle.isFinite, middle != 0 else { return middle }
    for digits in 1...15 {
      let rounded = rounded(middle, toDigits: digits)
      if rounded >= low - room, rounded <= high + room { return rounded }
    }
    return middle
  }

  private static func rounded(_ value: Double, toDigits digits: Int) -> Double {
    let exponent = Int((Elementary.log(abs(value)) / 2.302585092994046).rounded(.down)) - digits + 1
    // Powers of ten with a negative exponent are no binary numbers: dividing by one is exact where multiplying is not.
    func power(_ exponent: Int) -> Double { (0..<min(300, abs(exponent))).reduce(1.0) { power, _ in power * 10 } }
    let scaled = exponent >= 0 ? value / power(exponent) : value * power(exponent)
    let whole = scaled.rounded()
    return exponent >= 0 ? whole * power(exponent) : whole / power(exponent)
  }
}
