import Quantities
import SeededChance
import Testing

struct RootSearchTests {
  @Test(arguments: UInt64(0)..<200)
  func `all roots of a polynomial are found`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let roots = (0..<Int.random(in: 1...4, using: &generator)).map { index in
      Double(index) * 2 + Double.random(in: 0.1...1.5, using: &generator)
    }
    let points = (0...120).map { -1 + Double($0) * 11 / 120 }
    let found = RootSearch.all(between: points) { x in roots.reduce(1) { $0 * (x - $1) } }
    #expect(found.count == roots.count)
    #expect(zip(found, roots).allSatisfy { abs($0.value - $1) <= 1e-11 && $0.low <= $0.value && $0.value <= $0.high })
  }

  @Test func `a pole is no root, and neither is what has no value`() {
    #expect(RootSearch.all(between: [-1, 1]) { 1 / $0 }.isEmpty)
    #expect(
      RootSearch.all(between: [-2, -1, 1, 2]) { $0 < 0 ? nil : $0 - 1.5 }.map { ($0.value * 1e9).rounded() } == [1.5e9])
    #expect(RootSearch.all(between: [0, 1]) { $0 + 1 }.isEmpty)
  }
}
