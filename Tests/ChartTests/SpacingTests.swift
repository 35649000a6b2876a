import Charts
import Testing

struct SpacingTests {
  @Test(
    arguments: [
      (0, 10, 5, [0, 2, 4, 6, 8, 10]), (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (-3, 7, 5, [-2, 0, 2, 4, 6]),
      (0, 420, 5, [0, 100, 200, 300, 400]), (5, 5, 5, [5]),
    ] as [(Double, Double, Int, [Double])])
  func `ticks are round numbers`(low: Double, high: Double, count: Int, expected: [Double]) {
    let ticks = Spacing.ticks(from: low, to: high, about: count)
    #expect(ticks.count == expected.count)
    for (tick, number) in zip(ticks, expected) { #expect(abs(tick - number) <= 1e-12 * (1 + abs(number))) }
  }
}
