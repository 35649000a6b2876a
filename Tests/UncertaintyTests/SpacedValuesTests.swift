import Testing
import Uncertainty

struct SpacedValuesTests {
  @Test func `points by factors grow evenly, and the ends are met`() {
    let points = SpacedValues.between(1, and: 10_000, count: 5, isLogarithmic: true)
    for (point, power) in zip(points, [1.0, 10, 100, 1000, 10_000]) { #expect(abs(point - power) <= 1e-9 * power) }
    #expect(points.first == 1 && points.last == 10_000)
  }

  @Test func `ends too far apart for a ratio are parted all the same`() {
    let points = SpacedValues.between(1e-300, and: 1e300, count: 3, isLogarithmic: true)
    #expect(points[1] > 0.9 && points[1] < 1.1)
    let wide = SpacedValues.between(-1.7e308, and: 1.7e308, count: 3, isLogarithmic: false)
    #expect(wide == [-1.7e308, 0, 1.7e308])
  }
}
