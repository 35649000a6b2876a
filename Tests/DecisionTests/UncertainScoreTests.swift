import Decisions
import Formulas
import Foundation
import Quantities
import Testing

/// Uncertain payoffs and probabilities against closed forms.
struct UncertainScoreTests {
  private static let sampling = Calculation.Sampling(count: 102_400)

  private static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// E[max(X, 0)] of a normal X, the unit normal loss integral (Raiffa and Schlaifer 1961).
  private static func positivePart(_ mean: Double, _ sd: Double) -> Double {
    let z = mean / sd
    return sd * exp(-z * z / 2) / (2 * Double.pi).squareRoot() + mean * cumulative(z)
  }

  @Test(arguments: [(1.0, 2.0, 3.0), (0.5, 4.0, 1.0), (-1.0, 3.0, 2.0), (2.0, 1.0, 5.0)])
  func `partial perfect information of normals is the loss integral`(mean: Double, sd: Double, other: Double) throws {
    let score = try score(
      options: "- Go: x + y\n- Stay (status quo): 0 USD",
      beliefs: """
        x = normal(\(mean) USD, \(sd) USD)
        y = normal(0 USD, \(other) USD)
        idle = normal(5 USD, 2 USD)
        """, sampling: Self.sampling)
    let base = max(0, mean)
    func value(_ name: String) -> Double { score.information.beliefs.first { $0.name == name }?.value ?? .nan }
    let ofX = Self.positivePart(mean, sd) - base
    #expect(abs(value("x") - ofX) <= 0.02 * ofX + 0.002)
    let perfect = Self.positivePart(mean, (sd * sd + other * other).squareRoot()) - base
    #expect(abs((score.perfectInformation ?? 0) - perfect) <= 0.02 * perfect)
    let idle = score.information.beliefs.first { $0.name == "idle" }
    #expect((idle?.value ?? 1) <= 2 * (idle?.standardError ?? 0))
    #expect(score.information.beliefs.allSatisfy { $0.value <= (score.perfectInformation ?? 0) })
  }

  /// Far in the tail, too, and beside noise that does not add up by itself.
  @Test(
    arguments: [(0.0, 10.0, -8.0), (1, 10, -3), (1.5, 10, -1), (2, 10, -1)],
    ["", " + normal(0, 3)", " + normal(0, 1) * normal(1, 1)"])
  func `a jump in the tail is worth what it is`(jump: (at: Double, high: Double, low: Double), noise: String) throws {
    let score = try score(
      options: "- Go: (if d > \(jump.at) then \(jump.high) else \(jump.low)) + e\n- Stay (status quo): 0",
      beliefs: "d = normal(0, 1)\ne = 0\(noise)", sampling: Self.sampling)
    let above = 1 - Self.cumulative(jump.at)
    let truth = above * jump.high - max(0, above * jump.high + (1 - above) * jump.low)
    let belief = try #require(score.information.beliefs.first { $0.name == "d" })
    #expect(abs(belief.value - truth) < 0.02 * truth, "\(belief.value) for \(truth)")
    #expect(belief.value <= (score.perfectInformation ?? 0) * (1 + 1e-12))
  }

  /// An unnamed chance with an uncertain probability is worth knowing, too: it breaks with a probability of 1 − E[p].
  @Test func `an unnamed chance with an uncertain probability is worth knowing`() throws {
    let score = try score(
      options: """
        - Go: -50 USD
          - (p) it works: 100 USD * x
          - else it breaks: -20 USD
        - Stay (status quo): 0
        """, beliefs: "p = beta(6, 4)\nx = 1 to 2", sampling: Self.sampling)
    let chance = try #require(score.information.unnamed.first { $0.name == "Go › it works / it breaks" })
    #expect(abs(chance.value - 0.4 * 70) < 3 * (chance.standardError ?? 0) + 0.01)
    #expect(score.tornado.contains { $0.belief == "Go" && abs($0.low.expected + 70) < 1e-9 })
  }

  /// A smooth curve chooses a little amiss beside a jump, and cuts do not.
  @Test func `a payoff that jumps is valued by cuts`() throws {
    let score = try score(
      options: "- Go: (if x > 0.37 then 10 else -10) + y\n- Stay (status quo): 0",
      beliefs: "x = uniform(0, 1)\ny = normal(0, 5)", sampling: Self.sampling)
    // Going where it pays brings 6.3, going always 2.6.
    let belief = try #require(score.information.beliefs.first { $0.name == "x" })
    let error = try #require(belief.standardError)
    #expect(abs(belief.value - 3.7) <= 2 * error && error < 0.01)
  }

  /// What a test is worth depends neither on the order of the options nor on whether its price is certain.
  @Test(arguments: ["crew = 10 USD", "crew = 8 to 12 USD"], [true, false])
  func `a test is worth the same wherever it stands`(crew: String, isFirst: Bool) throws {
    let seismic = """
      - Seismic: -crew
        - seismic
          - any
            - Drill: -70 USD
              - oil
                - dry: 0
                - wet: 120 USD
                - soaking: 270 USD
            - Walk away: 0
      """
    let drill = """
      - Drill: -70 USD
        - oil
          - dry: 0
          - wet: 120 USD
          - soaking: 270 USD
      """
    let score = try score(
      options: (isFirst ? [seismic, drill] : [drill, seismic]).joined(separator: "\n")
        + "\n- Nothing (status quo): 0",
      beliefs: """
        \(crew)
        chance oil = dry 50%, wet 30%, soaking 20%
        test seismic given oil
          dry:     none 60%, open 30%, closed 10%
          wet:     none 30%, open 40%, closed 30%
          soaking: none 10%, open 40%, closed 50%
        """, sampling: Self.sampling)
    let test = try #require(score.information.tests.first)
    // Raiffa (1968): 12.5 thousand.
    #expect(abs((test.value ?? 0) - 12.5) < 1e-9 && abs((test.cost ?? 0) - 10) < 0.2)
  }

  /// A product is nothing by itself at a mean of zero: knowing one factor alone changes no choice.
  @Test func `what matters only together is worth nothing alone`() throws {
    let score = try score(
      options: "- Go: x * y * 1 USD - 0.5 USD\n- Stay (status quo): 0 USD",
      beliefs: "x = normal(0, 1)\ny = normal(0, 1)", sampling: Self.sampling)
    for belief in score.information.beliefs { #expect(belief.value <= 2 * (belief.standardError ?? 0) + 0.005) }
    #expect((score.perfectInformation ?? 0) > 0.15)
  }

  /// Exponential utility of a normal payoff: CE = μ − σ²/2R (Pratt 1964).
  @Test func `the certainty equivalent of a normal`() throws {
    let score = try score(
      options: "- Go: x\n- Sure: 30 USD\n- Stay (status quo): 0 USD", beliefs: "x = normal(50 USD, 40 USD)",
      header: "risk-tolerance: 25 USD", sampling: Self.sampling)
    #expect(abs((score.options[0].certaintyEquivalent ?? 0) - (50 - 1600.0 / 50)) < 0.3)
    #expect(score.best.label == "Go" && score.bestUnderRisk?.label == "Sure")
  }

  @Test func `a tail that is too heavy has no certainty equivalent and no Kelly share`() throws {
    let score = try score(
      options: "- Go: 100 USD - cost\n- Capped: 100 USD - min(cost, 150 USD)\n- Stay (status quo): 0 USD",
      beliefs: "cost = 20 to 60 USD", header: "risk-tolerance: 100 USD\nstake: 50 USD\nbankroll: 400 USD",
      sampling: .init(count: 20_480))
    #expect(score.options[0].certaintyEquivalent == -.infinity && score.options[0].kellyShare == .unboundedLoss)
    #expect((score.options[1].certaintyEquivalent ?? 0) > 50 && (score.options[1].kelly ?? 0) > 0.5)
  }

  /// Kelly (1956): at even odds won with the probability p the share is 2p − 1.
  @Test(arguments: [0.55, 0.6, 0.75, 0.9])
  func `Kelly's share at even odds`(p: Double) throws {
    let score = try score(
      options: "- Bet\n  - \(p * 100)% win: 10 USD\n  - else lose: -10 USD\n- Stay (status quo): 0",
      header: "stake: 10 USD\nbankroll: 100 USD")
    #expect(abs((score.options[0].kelly ?? 0) - (2 * p - 1)) < 1e-9)
  }

  /// Uncertain probabilities: a beta's mean decides, and the ranges of `else` and dirichlet keep their sum.
  @Test func `probabilities may be uncertain`() throws {
    let score = try score(
      options: """
        - Go
          - (p) well: 100 USD
          - else ill: -40 USD
        - Share
          - colour
            - any: 10 USD
        - Stay (status quo): 0
        """,
      beliefs: """
        p = beta(3, 7)
        s = dirichlet(2, 3, 5)
        chance colour = red (s[1]), green (s[2]), blue (s[3])
        """, sampling: Self.sampling)
    #expect(abs(score.options[0].expected - (0.3 * 140 - 40)) <= 4 * (score.options[0].standardError ?? 0))
    #expect(abs(score.options[1].expected - 10) < 1e-9)
    #expect(score.options[0].worst.payoff == -40)
  }

  /// The same draw on every path: a choice after a test of an uncertain chance uses the sample's own posterior.
  @Test func `the mean of a probability is not its square root of two`() throws {
    // P(two in a row) is E[p²], not E[p]²: for a beta(1, 1) a third, not a quarter.
    let score = try score(
      options: """
        - Go
          - (p) once: 0
            - (p) twice: 12 USD
            - else not: 0
          - else never: 0
        - Stay (status quo): 0
        """, beliefs: "p = beta(1, 1)", sampling: Self.sampling)
    #expect(abs(score.options[0].expected - 4) <= 4 * (score.options[0].standardError ?? 0) + 1e-6)
  }

  @Test func `flips are where the lines cross`() throws {
    let score = try score(
      options: """
        - Go: -cost
          - 40% well: gain
          - else ill: 0
        - Stay (status quo): 0
        """, beliefs: "cost = 30 USD\ngain = 100 USD")
    func flip(_ belief: String) -> Flip? { score.flips.first { $0.belief == belief } }
    #expect(abs((flip("cost")?.at ?? 0) - 40) < 1e-9)
    #expect(abs((flip("gain")?.at ?? 0) - 75) < 1e-9)
    #expect(abs((flip("Go › well")?.at ?? 0) - 0.3) < 1e-9)
    #expect(score.flips.allSatisfy { $0.option == "Stay" && $0.probability == nil })
  }

  @Test func `an uncertain belief flips with a probability`() throws {
    let score = try score(
      options: "- Go: gain - 30 USD\n- Stay (status quo): 0", beliefs: "gain = normal(40 USD, 10 USD)",
      sampling: Self.sampling)
    let flip = try #require(score.flips.first { $0.belief == "gain" })
    #expect(abs(flip.at - 30) < 0.1)
    #expect(abs((flip.probability ?? 0) - Self.cumulative(-1)) < 0.005)
  }

  /// What is certain flips among samples as closely as the margin is known.
  @Test func `a flip on samples says how close it is`() throws {
    let score = try score(
      options: """
        - Go: -cost
          - oil
            - good: years * gain
            - bad: 0
        - Stay (status quo): 0
        """,
      beliefs: """
        gain = normal(40 USD, 10 USD)
        years = 3
        cost = 50 USD
        p = beta(6, 4)
        chance oil = good (p), bad else
        """, sampling: Self.sampling)
    for (belief, exact) in [("cost", 72), ("years", 3 * 50 / 72.0), ("oil = good", 50 / 120.0)] {
      let flip = try #require(score.flips.first { $0.belief == belief })
      let resolution = try #require(flip.resolution)
      #expect(abs(flip.at - exact) <= 4 * resolution && resolution < 0.01 * exact, "\(belief) \(flip.at) \(resolution)")
    }
  }

  /// A chance is worth as much to know, and flips at the same place, whether it has a name or not; below a choice, too.
  @Test(arguments: ["20 USD", "(10 to 35 USD)"])
  func `unnamed chances are told of as named ones are`(cost: String) throws {
    func fork(_ chance: String, _ beliefs: String) throws -> Score {
      try score(
        options: """
          - Go: 0 USD
            - 50% open
              - Expand: -\(cost)
          \(chance)
              - Hold: 5 USD
            - else closed: 0
          - Sell: 4 USD
          - Stay (status quo): 0
          """, beliefs: beliefs, sampling: Self.sampling)
    }
    let unnamed = try fork("        - 30% boom: 100 USD\n        - else bust: 0", "")
    let named = try fork(
      "        - market\n          - boom: 100 USD\n          - bust: 0", "chance market = boom 30%, bust else")
    let one = try #require(unnamed.information.unnamed.first { $0.name == "Go › open › Expand › boom / bust" })
    let other = try #require(named.information.beliefs.first { $0.name == "market" })
    #expect(abs(one.value - other.value) < 1e-3 && other.value > 0.1)
    let here = try #require(unnamed.flips.first { $0.belief == "Go › open › Expand › boom" })
    let there = try #require(named.flips.first { $0.belief == "market = boom" })
    #expect(abs(here.at - there.at) < 1e-3 && here.option == there.option)
    func width(_ score: Score, _ name: String) -> Double? { score.tornado.first { $0.belief == name }?.width }
    let wide = try #require(width(unnamed, "Go › open › Expand"))
    #expect(abs(wide - (width(named, "market") ?? 0)) < 1e-3)
  }

  @Test func `dominance`() throws {
    let score = try score(
      options: """
        - A
          - 50% a1: 10 USD
          - else a2: 0
        - B
          - 50% b1: 12 USD
          - else b2: 1 USD
        - C: 5 USD
        """)
    #expect(
      Set(score.dominance ?? []) == [
        Dominance(option: "B", over: "A", order: .first), Dominance(option: "C", over: "A", order: .second),
      ])
  }

  @Test func `the same seed gives the same digits for any number of threads`() throws {
    let options = "- Go: x\n  - (p) well: y\n  - else ill: -y\n- Stay (status quo): 0 USD"
    let beliefs = "x = 5 to 10 USD\ny = normal(3 USD, 2 USD)\np = 20% to 40%"
    let one = try score(options: options, beliefs: beliefs, sampling: .init(count: 10_240, threads: 1))
    let two = try score(options: options, beliefs: beliefs, sampling: .init(count: 10_240, threads: 2))
    #expect(one.options.map(\.expected) == two.options.map(\.expected))
    #expect(one.perfectInformation == two.perfectInformation)
    #expect(one.information.beliefs.map(\.value) == two.information.beliefs.map(\.value))
  }
}
