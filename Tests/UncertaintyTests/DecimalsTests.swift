import SeededChance
import Testing

@testable import Uncertainty

/// Numbers that were written as decimals.
@Suite struct DecimalsTests {
  @Test(arguments: [(3 * 1.1, 3.3), (0.05 * 3, 0.15), (0.1 + 0.2, 0.3), (1e22, 1e22), (-0.7 - 0.1, -0.8)])
  func equalDecimalsAreEqual(left: Double, right: Double) {
    #expect(Decimals.areEqual(left, right))
    #expect(!Decimals.isLess(left, right) && !Decimals.isLess(right, left))
    #expect(Decimals.isAtMost(left, right) && Decimals.isAtMost(right, left))
  }

  @Test(arguments: [
    (1, 1.000_000_001), (1, 1.000_000_000_01), (123_456_789_012_345, 123_456_789_012_346), (0, 1e-300), (1, -1),
    (1e308, .infinity), (.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude),
  ])
  func differentDecimalsDiffer(left: Double, right: Double) {
    #expect(!Decimals.areEqual(left, right))
    #expect(Decimals.isLess(left, right) != Decimals.isLess(right, left))
  }

  /// Decimals of up to twelve digits about each other: their sum is that of whole numbers of the last place.
  @Test(arguments: UInt64(0)..<200)
  func sumsAreThoseOfDecimals(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let places = Int.random(in: 0...6, using: &chance)
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    let size = 10_000_000 / (Int.random(in: 1...1000, using: &chance))
    let a = Int.random(in: -size...size, using: &chance)
    let near = Bool.random(using: &chance)
    let b = near ? -a + Int.random(in: -9...9, using: &chance) : Int.random(in: -size...size, using: &chance)
    let sum = Decimals.sum(Double(a) / unit, Double(b) / unit)
    #expect(Decimals.areEqual(sum, Double(a + b) / unit), "\(a) + \(b) over \(unit)")
    // What is a product on one side.
    #expect(Decimals.areEqual(Decimals.sum(Double(a) * (1 / unit), Double(b) / unit), Double(a + b) / unit))
  }

  @Test func remaindersKeepTheirDecimals() {
    #expect(Decimals.sum(1.1 * 3, -3.3) == 0)
    #expect(Decimals.sum(100.1, -100) == 0.1)
    #expect(Decimals.sum(1e9 + 0.1, -1e9) == 0.1)
    #expect(Decimals.sum(1, -1e-20) == 1)
    #expect(Decimals.sum(1e308, 1e308) == .infinity)
  }

  @Test func remaindersOfDecimalsAreDecimals() {
    #expect(Decimals.remainder(0.3, 0.1) == 0)
    #expect(Decimals.remainder(1.1 * 3, 1.1) == 0)
    #expect(Decimals.remainder(1000.1, 1) == 0.1)
    #expect(Decimals.remainder(-1, 7) == 6)
    #expect(Decimals.remainder(100_000_000_000_001, 10_000_000) == 1)
    #expect(Decimals.remainder(1, 0).isNaN)
  }

  @Test func wholeNumbersAreFoundBehindRounding() {
    #expect(Decimals.snapped(4.35 * 100) == 435)
    #expect(Decimals.snapped(1.1 * 30) == 33)
    #expect(Decimals.snapped(2.999_999) == 2.999_999)
    #expect(Decimals.snapped(.infinity) == .infinity)
  }
}
