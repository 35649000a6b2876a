import Charts
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct LineChartTests {
  private func chart(
    _ points: [(x: Double, y: Double, band: Double)], isLogarithmic: Bool = false, title: String = "Costs"
  ) -> String {
    LineChart(
      title: title, xLabel: "n", yLabel: "cost (USD)",
      points: points.map { .init(x: $0.x, y: $0.y, low: $0.y - $0.band, high: $0.y + $0.band) },
      isLogarithmic: isLogarithmic, format: { $0 == $0.rounded() ? String(Int($0)) : "\($0)" }
    ).svg
  }

  /// The horizontal places of the marks of points.
  private func places(_ svg: String) -> [Double] {
    svg.matches(of: /<circle cx="([-\d.]+)"/).compactMap { Double($0.1) }
  }

  @Test func `it is well-formed, whatever the title`() {
    let svg = chart([(1, 2, 0.5), (2, 3, 0.5)], title: "<a & \"b\">")
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(svg.contains("<title>&lt;a &amp; &quot;b&quot;&gt;</title>"))
    #expect(svg.contains("role=\"img\""))
  }

  @Test(
    arguments: [[], [(1, 2, 0)], [(1, 0, 0), (1, 0, 0)], [(1, -5, 0), (2, -7, 1)]] as [[(Double, Double, Double)]])
  func `few points, or points all alike, are no error`(points: [(Double, Double, Double)]) {
    let svg = chart(points.map { (x: $0.0, y: $0.1, band: $0.2) })
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    #expect(places(svg).count == points.count)
  }

  @Test func `a band is drawn only where there is one`() {
    #expect(!chart([(1, 2, 0), (2, 3, 0)]).contains("<polygon"))
    #expect(chart([(1, 2, 0), (2, 3, 0.1)]).contains("<polygon"))
  }

  @Test func `a linear axis has even differences even distances apart`() {
    let x = places(chart([(0, 1, 0), (10, 2, 0), (30, 3, 0)]))
    #expect(abs((x[2] - x[1]) - 2 * (x[1] - x[0])) <= 0.2)
    #expect(x.first == 84 && x.last == 700)
  }

  @Test func `a logarithmic axis has even factors even distances apart`() {
    let x = places(chart([(1, 1, 0), (10, 2, 0), (100, 3, 0), (10_000, 4, 0)], isLogarithmic: true))
    #expect(abs((x[2] - x[1]) - (x[1] - x[0])) <= 0.2)
    #expect(abs((x[3] - x[2]) - 2 * (x[1] - x[0])) <= 0.2)
  }

  @Test func `at most a few of many points are named`() {
    let svg = chart((0..<100).map { (x: Double($0), y: Double($0), band: 0) })
    let names = svg.matches(of: /y="380" text-anchor="middle">/).count
    #expect((4...8).contains(names))
  }
}
