import Diagnostics
import Knowledge
import Testing

struct BaseRateTests {
  private func decision(_ outcome: String) throws -> Decision {
    try Decision(
      document(
        """
        # X
        ## Beliefs
        ```how
        chance oil = dry 60%, wet 40%
        ```
        ## Options
        - Drill: -1 USD
          - oil
            - any: 2 USD
        - Leave (status quo): 0
        ## Evidence
        - 2026-01-01 oil: dry 20%, wet 40%
        ## Outcome
        \(outcome)
        """))
  }

  private func rate(_ values: [String]) throws -> BaseRate {
    var rate = BaseRate(of: "oil")
    for value in values {
      rate.count(try decision("- 2026-02-01 oil = wet\n- 2026-02-03 oil = \(value) — log"))
    }
    return rate
  }

  @Test func `the last line of each outcome counts`() throws {
    #expect(try rate(["dry", "dry", "wet"]).counts == ["dry": 2, "wet": 1])
    var other = BaseRate(of: "gas")
    other.count(try decision("- 2026-02-01 oil = wet"))
    #expect(other.total == 0)
  }

  @Test(arguments: [
    "- ", "* ", "+ ", "1. ", "1) ", "- 2026-02-01 ", "* 2026-02-01  ", "-   2026-02-01 ", "  - ",
  ])
  func `every marker of a list says the same`(marker: String) throws {
    var rate = BaseRate(of: "oil")
    rate.count(try decision("\(marker)oil = wet"))
    #expect(rate.counts == ["wet": 1])
  }

  @Test func `six of six disagree with a half, four do not count`() throws {
    let believed = [(value: "dry", probability: 0.5), (value: "wet", probability: 0.5)]
    let six = try rate(Array(repeating: "dry", count: 6)).disagreement(with: believed)
    // Twice one in 64.
    #expect(six?.value == "dry" && abs((six?.p ?? 0) - 2.0 / 64) < 1e-12)
    #expect(try rate(Array(repeating: "dry", count: 4)).disagreement(with: believed) == nil)
    #expect(try rate(["dry", "wet", "dry", "wet", "dry", "dry"]).disagreement(with: believed) == nil)
  }
}
