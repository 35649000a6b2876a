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

  @Test func `points by factors grow evenly, and the ends are met`() {
    let points = Spacing.points(from: 1, to: 10_000, count: 5, isLogarithmic: true)
    for (point, power) in zip(points, [1.0, 10, 100, 1000, 10_000]) { #expect(abs(point - power) <= 1e-9 * power) }
    #expect(points.first == 1 && points.last == 10_000)
  }

  @Test func `ends too far apart for a ratio are parted all the same`() {
    let points = Spacing.points(from: 1e-300, to: 1e300, count: 3, isLogarithmic: true)
    #expect(points[1] > 0.9 && points[1] < 1.1)
    let wide = Spacing.points(from: -1.7e308, to: 1.7e308, count: 3, isLogarithmic: false)
    #expect(wide == [-1.7e308, 0, 1.7e308])
  }
}
