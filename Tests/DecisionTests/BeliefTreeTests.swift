import Decisions
import Formulas
import Quantities
import SeededChance
import Testing

/// Named chances, tests and posteriors against their joint states.
struct BeliefTreeTests {
  @Test(arguments: UInt64(0)..<300)
  func `trees of named chances are worth what their joint states say`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let tree = RandomBeliefTree(using: &generator)
    let score = try score(options: tree.list, beliefs: tree.beliefs)
    let states = tree.states
    let magnitude = 200.0
    for (option, node) in zip(score.options, tree.options) {
      #expect(agree(option.expected, RandomBeliefTree.worth(node, states), of: magnitude))
    }
    let best = tree.best(states)
    #expect(agree(score.best.expected, best, of: magnitude))
    #expect(agree(score.perfectInformation ?? .nan, tree.clairvoyant - best, of: magnitude))
    for belief in score.information.beliefs {
      let index = try #require(tree.chances.firstIndex { $0.name == belief.name })
      #expect(agree(belief.value, tree.best(seeing: index) - best, of: magnitude))
      #expect(belief.value <= (score.perfectInformation ?? 0) + 1e-9)
    }
    for test in score.information.tests {
      let index = try #require(tree.chances.firstIndex { $0.name == test.name })
      let blind = tree.best(states, avoiding: index)
      if blind == -.infinity {
        #expect(test.value == nil)
      } else {
        #expect(agree(test.value ?? .nan, max(0, tree.best(seeing: index) - blind), of: magnitude))
      }
    }
    #expect(agree(score.options.reduce(0) { $0 + ($1.chanceOfBest ?? .nan) }, 1))
  }

  @Test(arguments: UInt64(0)..<60)
  func `an unrelated belief changes nothing, and samples agree with enumeration`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed &+ 77)
    let tree = RandomBeliefTree(using: &generator)
    let coin = "\nluck = bernoulli(30%)\n"
    let options = tree.list + "- Gamble: 40 USD * luck - 10 USD\n"
    let exact = try score(options: options, beliefs: tree.beliefs + coin)
    #expect(exact.method == .exact)
    // What has no discrete distribution makes everything sampled, where something uses it.
    let idle = try score(options: options, beliefs: tree.beliefs + coin + "noise = normal(0, 1)\n")
    #expect(idle.method == .exact && idle.best.expected == exact.best.expected)
    #expect(idle.information.beliefs.first { $0.name == "noise" }?.value == 0)
    let sampling = Calculation.Sampling(count: 16_384, seed: seed)
    let sampled = try score(
      options: options.replacing("- 10 USD", with: "- 10 USD + 1e-9 USD * noise"),
      beliefs: tree.beliefs + coin + "noise = normal(0, 1)\n", sampling: sampling)
    #expect(sampled.method == .monteCarlo)
    for (one, other) in zip(exact.options, sampled.options) {
      #expect(abs(one.expected - other.expected) <= 4 * (other.standardError ?? 0) + 1e-9)
      let error = (0.25 / 16_384).squareRoot() * 5
      #expect(abs((one.chanceOfBest ?? 0) - (other.chanceOfBest ?? 0)) <= error)
    }
    let perfect = exact.perfectInformation ?? 0
    #expect(
      abs(perfect - (sampled.perfectInformation ?? 0)) <= 5 * (sampled.perfectInformationError ?? 0) + 1e-8)
    let noise = sampled.information.beliefs.first { $0.name == "noise" }
    #expect((noise?.value ?? -1) <= 2 * (noise?.standardError ?? 0))
  }

  /// H. Raiffa (1968) once more, with the sounding as a test: the expected value of sample information is 12,500.
  @Test func `the wildcatter's sounding is worth 12,500`() throws {
    let score = try score(
      options: """
        - Drill: -70k USD
          - oil
            - dry: 0
            - wet: 120k USD
            - soaking: 270k USD
        - Sound: -10k USD
          - sounding
            - any
              - Drill: -70k USD
                - oil
                  - dry: 0
                  - wet: 120k USD
                  - soaking: 270k USD
              - Leave: 0
        - Nothing (status quo): 0
        """,
      beliefs: """
        chance oil = dry 50%, wet 30%, soaking 20%
        test sounding given oil
          dry:     none 60%, open 30%, closed 10%
          wet:     none 30%, open 40%, closed 30%
          soaking: none 10%, open 40%, closed 50%
        """)
    #expect(zip(score.options, [20e3, 22.5e3, 0]).allSatisfy { agree($0.expected, $1) })
    let test = try #require(score.information.tests.first)
    #expect(agree(test.value ?? 0, 12.5e3) && test.cost == 10e3)
    #expect(agree(score.perfectInformation ?? 0, 32.5e3))
    #expect(score.best.policy.map(\.choose) == ["Leave", "Drill", "Drill"])
    #expect(score.best.policy[0].after == ["Sound", "sounding = none"])
  }

  /// Eddy (1982), after whom the problem of the mammogram is told: 7.8% of the women with a positive one are ill.
  @Test func `evidence reweights`() throws {
    let document = """
      ## Beliefs
      ```how
      chance illness = yes 1%, no 99%
      ```
      ## Options
      - Treat: -10 USD
        - illness
          - yes: 1000 USD
          - no: 0
      - Wait (status quo): 0
      ## Evidence
      - 2026-11-20 illness: yes 80%, no 9.6% — mammogram
      """
    let score = try decision(document).scored()
    let update = try #require(score.updates.first)
    #expect(agree(update.posterior[0], 0.01 * 0.8 / (0.01 * 0.8 + 0.99 * 0.096)))
    #expect(agree(score.options[0].expected, 1000 * update.posterior[0] - 10))
    let twice = document + "\n- 2026-11-21 illness: 5:1 — biopsy\n"
    let again = try #require(try decision(twice).scored().updates.first)
    let odds = 0.01 * 0.8 / (0.99 * 0.096) * 5
    #expect(agree(again.posterior[0], odds / (1 + odds)))
  }

  @Test func `an observed chance is not asked twice`() throws {
    let score = try score(
      options: """
        - Look
          - sky
            - clear: 1 USD
              - sky
                - clear: 10 USD
                - cloudy: 1000 USD
            - cloudy: 0
        - Stay (status quo): 0
        """, beliefs: "chance sky = clear 40%, cloudy 60%")
    #expect(agree(score.options[0].expected, 0.4 * 11))
  }
}
