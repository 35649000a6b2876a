/// An exact fraction of integers of 128 bits; nil instead of one that is larger.
struct Fraction: Equatable {
  let above: Int128
  /// Above 0.
  let below: Int128

  static let zero = Fraction(above: 0, below: 1)

  private init(above: Int128, below: Int128) {
    self.above = above
    self.below = below
  }

  init?(_ above: Int128, over below: Int128) {
    guard below != 0, above != .min, below != .min else { return nil }
    var (a, b) = (above.magnitude, below.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let divisor = Int128(max(a, 1))
    let sign: Int128 = below < 0 ? -1 : 1
    self.init(above: sign * above / divisor, below: sign * below / divisor)
  }

  /// A decimal number as it is written, such as `12.50`.
  init?(decimal text: String) {
    let parts = text.split(separator: ".")
    guard let digits = Int128(parts.joined()) else { return nil }
    var power: Int128 = 1
    for _ in 0..<(parts.count > 1 ? parts[1].count : 0) { power *= 10 }
    self.init(digits, over: power)
  }

  func times(_ other: Fraction) -> Fraction? {
    // Crosswise first, so that what cancels does not overflow.
    guard let a = Fraction(above, over: other.below), let b = Fraction(other.above, over: below) else { return nil }
    let (x, isLargeX) = a.above.multipliedReportingOverflow(by: b.above)
    let (y, isLargeY) = a.below.multipliedReportingOverflow(by: b.below)
    return isLargeX || isLargeY ? nil : Fraction(x, over: y)
  }

  var inverse: Fraction? { Fraction(below, over: above) }

  func adding(_ other: Fraction) -> Fraction? {
    let (x, isLargeX) = above.multipliedReportingOverflow(by: other.below)
    let (y, isLargeY) = other.above.multipliedReportingOverflow(by: below)
    let (sum, isLargeSum) = x.addingReportingOverflow(y)
    let (bottom, isLargeBottom) = below.multipliedReportingOverflow(by: other.below)
    return isLargeX || isLargeY || isLargeSum || isLargeBottom ? nil : Fraction(sum, over: bottom)
  }

  var negated: Fraction { Fraction(above: -above, below: below) }

  var double: Double { Double(above) / Double(below) }

  static func < (left: Fraction, right: Fraction) -> Bool? {
    left.adding(right.negated).map { $0.above < 0 }
  }
}
