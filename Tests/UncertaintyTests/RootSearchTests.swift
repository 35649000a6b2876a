import SeededChance
import Testing
import Uncertainty

struct RootSearchTests {
  @Test(arguments: UInt64(0)..<200)
  func `all roots of a polynomial are found`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let roots = (0..<Int.random(in: 1...4, using: &generator)).map { index in
      Double(index) * 2 + Double.random(in: 0.1...1.5, using: &generator)
    }
    let points = (0...120).map { -1 + Double($0) * 11 / 120 }
    let found = RootSearch.all(between: points) { x in roots.reduce(1) { $0 * (x - $1) } }.roots
    #expect(found.count == roots.count)
    #expect(zip(found, roots).allSatisfy { abs($0.value - $1) <= 1e-11 && $0.low <= $0.value && $0.value <= $0.high })
  }

  @Test func `a pole is no root, and neither is what has no value`() {
    #expect(RootSearch.all(between: [-1, 1]) { 1 / $0 }.roots.isEmpty)
    #expect(
      RootSearch.all(between: [-2, -1, 1, 2]) { $0 < 0 ? nil : $0 - 1.5 }.roots.map { ($0.value * 1e9).rounded() } == [
        1.5e9
      ])
    #expect(RootSearch.all(between: [0, 1]) { $0 + 1 }.roots.isEmpty)
  }

  @Test func `a step over zero is a jump`() {
    let found = RootSearch.all(between: [0, 1, 2, 3]) { $0 > 1.5 ? 1 : -2 }
    #expect(found.roots.isEmpty && found.jumps.count == 1)
    #expect(abs((found.jumps.first?.value ?? 0) - 1.5) < 1e-9)
    #expect(found.jumps.first?.before == -2 && found.jumps.first?.after == 1)
  }

  @Test func `a stretch of zeros is one root with its edges`() throws {
    let points = (0...20).map { Double($0) }
    let found = RootSearch.all(between: points) { max(0, 3.25 - $0) - max(0, $0 - 9.5) }
    let root = try #require(found.roots.first)
    #expect(found.roots.count == 1 && root.isStretch)
    #expect(abs(root.low - 3.25) < 1e-9 && abs(root.high - 9.5) < 1e-9)
  }

  @Test func `a root that is only touched is found, and one beside a pole`() {
    let touched = RootSearch.all(between: (0...20).map { Double($0) * 0.37 }) { ($0 - 2.5) * ($0 - 2.5) }
    #expect(touched.roots.count == 1 && abs((touched.roots.first?.value ?? 0) - 2.5) < 1e-6)
    let beside = RootSearch.all(between: [0.5, 1, 2, 3]) { $0 == 1 ? nil : 1 / ($0 - 1) - 100 }
    #expect(beside.roots.count == 1 && abs((beside.roots.first?.value ?? 0) - 1.01) < 1e-9)
    #expect(RootSearch.all(between: (0...20).map { Double($0) }) { ($0 - 2.5) * ($0 - 2.5) + 0.01 }.roots.isEmpty)
  }

  @Test func `two roots close together and one beside an edge are found`() {
    let close = RootSearch.all(between: (0...20).map { Double($0) * 0.37 }) { ($0 - 2.5) * ($0 - 2.5) - 1e-6 }.roots
    #expect(close.count == 2)
    #expect(zip(close, [2.499, 2.501]).allSatisfy { abs($0.value - $1) < 1e-8 })
    let edge = RootSearch.all(between: [0, 1, 2, 3]) { $0 < 1.1 ? nil : ($0 - 1.1).squareRoot() - 0.1 }.roots
    #expect(edge.count == 1 && abs((edge.first?.value ?? 0) - 1.11) < 1e-9)
  }
}
