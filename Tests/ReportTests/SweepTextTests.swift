import Formulas
import Foundation
import Quantities
import Reports
import Testing

struct SweepTextTests {
  private func points(_ formula: (Double) -> String) throws -> [SweepPoint] {
    try [1.0, 2, 4].map { value in
      SweepPoint(input: Quantity(value), outputs: try answers("output cost = \(formula(value))").outputs)
    }
  }

  private func sweep(_ points: [SweepPoint], title: String = "", input: String = "n", isShare: Bool = false)
    -> ModelSweep
  {
    ModelSweep(
      model: "way", title: title, input: input, isShare: isShare, isLogarithmic: false, points: points, leftOut: [])
  }

  @Test func `a table has bars for the output that varies`() throws {
    let points = try points { "\($0 * 100) USD" }
    #expect(
      SweepText.lines(sweep(points, title: "Costs"), width: 80).text == """
        Costs

        n  cost
        1  100 USD  ████████
        2  200 USD  ████████████████
        4  400 USD  ████████████████████████████████

        """)
    #expect(SweepText.plain(sweep(points)).text == "1\t100 USD\n2\t200 USD\n4\t400 USD\n")
  }

  @Test func `shares are percentages`() throws {
    let points = [SweepPoint(input: Quantity(0.125), outputs: try answers("output p = 0.5").outputs)]
    #expect(
      SweepText.lines(sweep(points, title: "P", input: "share", isShare: true), width: 80).map(\.plain)[3]
        == "12.5%  0.5")
  }

  @Test func `the JSON has a point for each value`() throws {
    let json = SweepText.json(sweep(try points { "\($0) km" }))
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    let items = try #require(read["items"] as? [[String: Any]])
    #expect(items.count == 3)
    let output = try #require((items[2]["outputs"] as? [[String: Any]])?.first)
    #expect(output["name"] as? String == "cost" && output["value"] as? Double == 4 && output["unit"] as? String == "km")
  }
}
