import Decisions
import Diagnostics
import Knowledge
import Markdown
import SeededChance
import Testing

struct TrackRecordTests {
  @Test func `predictions, ranges and chances with an outcome make the record`() throws {
    let decision = try Decision(
      DocumentReader.read(
        SourceText(
          name: "x",
          text: """
            # Oil
            ## Beliefs
            ```how
            chance oil = dry 60%, wet 40%
            ```
            ## Options
            - Drill: -1 USD
              - oil
                - any: 2 USD
            - Leave (status quo): 0
            ## Predictions
            - 80% the rig is there
            - output: 40k to 90k barrel
            - 30% it rains
            ## Outcome
            - 2026-01-01 oil = wet
            - 2026-01-01 prediction 1 = yes
            - 2026-01-01 prediction 2 = 60k barrel
            - 2026-01-01 prediction 3 = unknown
            """)))
    let record = TrackRecord(of: decision)
    #expect(
      record.forecasts == [
        .init(probabilities: [0.8, 1 - 0.8], outcome: 0), .init(probabilities: [0.6, 0.4], outcome: 1),
      ])
    // The median of the lognormal is 60k.
    #expect(record.scores.count == 1 && abs(record.scores[0]) < 1e-9 && record.hits == 1)
  }

  @Test func `no record changes nothing, and a short one little`() {
    #expect(!Recalibration(forecasts: [], scores: []).isChange)
    let one = Recalibration(forecasts: [.init(probabilities: [0.9, 0.1], outcome: 1)], scores: [3])
    #expect(one.exponent < 1 && one.exponent > 0.3)
    #expect(one.widening > 1 && one.widening < 1.4)
  }

  @Test(arguments: [0.5, 1, 1.6])
  func `a long record tells the exponent it was made with`(truth: Double) {
    var generator = SplitMix64(seed: 7)
    var forecasts: [Recalibration.Forecast] = []
    for _ in 0..<4000 {
      let stated = Double.random(in: 0.05...0.95, using: &generator)
      let odds = (stated / (1 - stated)).squareRoot()
      // What comes with the probability p^b / (p^b + q^b).
      let really = truth == 1 ? stated : truth == 0.5 ? odds / (1 + odds) : power(stated, truth)
      forecasts.append(
        .init(
          probabilities: [stated, 1 - stated], outcome: Double.random(in: 0..<1, using: &generator) < really ? 0 : 1))
    }
    #expect(abs(Recalibration(forecasts: forecasts, scores: []).exponent - truth) < 0.1)
  }

  /// The share for an exponent of 1.6, by repeated roots.
  private func power(_ p: Double, _ exponent: Double) -> Double {
    let ratio = p / (1 - p)
    // 1.6 is 8/5: the fifth root by Newton.
    var root = 1.0
    for _ in 0..<200 { root = (4 * root + ratio / (root * root * root * root)) / 5 }
    let eighth = root * root * root * root * root * root * root * root
    return eighth / (1 + eighth)
  }
}
