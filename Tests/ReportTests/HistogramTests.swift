import Diagnostics
import Testing

@testable import Reports

struct HistogramTests {
  @Test func `bars are three lines high, and what is there is seen`() {
    let lines = Histogram.lines([0, 0.001, 0.25, 0.5, 1, 0.5, 0], low: "1", high: "9 km")
    #expect(lines.map(\.plain) == ["      █", "     ▄█▄", "   ▁▆███", "  1  9 km"])
  }

  @Test func `the ends are parted by a blank where there is no room`() {
    #expect(Histogram.lines([1], low: "100", high: "200").map(\.plain).last == "  100 200")
  }
}
