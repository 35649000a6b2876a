import Diagnostics
import Knowledge
import Testing

struct BaseRateTests {
  private func rate(_ values: [String]) -> BaseRate {
    var rate = BaseRate(of: "oil")
    for value in values {
      rate.count(
        SourceText(
          name: "x",
          text:
            "# X\n## Evidence\n- 2026-01-01 oil = wet\n## Outcome\n- 2026-02-01 oil = wet\n- 2026-02-03 oil = \(value) — log\n"
        ))
    }
    return rate
  }

  @Test func `the last line of each outcome counts`() {
    #expect(rate(["dry", "dry", "wet"]).counts == ["dry": 2, "wet": 1])
    var other = BaseRate(of: "gas")
    other.count(SourceText(name: "x", text: "## Outcome\n- 2026-02-01 oil = wet\n"))
    #expect(other.total == 0)
  }

  @Test func `six of six disagree with a half, four do not count`() {
    let believed = [(value: "dry", probability: 0.5), (value: "wet", probability: 0.5)]
    let six = rate(Array(repeating: "dry", count: 6)).disagreement(with: believed)
    // Twice one in 64.
    #expect(six?.value == "dry" && abs((six?.p ?? 0) - 2.0 / 64) < 1e-12)
    #expect(rate(Array(repeating: "dry", count: 4)).disagreement(with: believed) == nil)
    #expect(rate(["dry", "wet", "dry", "wet", "dry", "dry"]).disagreement(with: believed) == nil)
  }
}
