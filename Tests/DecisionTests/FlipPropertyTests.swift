import Decisions
import Formulas
import Quantities
import SeededChance
import Testing
import Uncertainty

/// Flips and tornados of random decisions against direct evaluation with the belief held.
struct FlipPropertyTests {
  private static let names = ["A", "B", "C"]

  private static func options(_ payoffs: [RandomPayoff], more: [String] = ["", "", ""]) -> String {
    zip(zip(payoffs, names), more).map { "- \($0.1): \($0.0.text("x"))\($1)" }.joined(separator: "\n")
  }

  @Test(arguments: UInt64(0)..<80)
  func `a certain number flips where another option becomes the best`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let current = (Double.random(in: 1...10, using: &generator) * 10).rounded() / 10
    let payoffs = (0..<Int.random(in: 2...3, using: &generator)).map { _ in
      RandomPayoff(about: 0...20, using: &generator)
    }
    let score = try score(options: Self.options(payoffs), beliefs: "x = \(current)")
    let worths: (Double) -> [Double] = { x in payoffs.map { $0.value(at: x) } }
    let best = Crossings.leader(worths(current))
    // A dead heat is nobody's.
    guard worths(current).filter({ $0 > worths(current)[best] - 1e-9 }).count == 1 else { return }
    let points = (0...2000).map { current * Double($0) / 100 } + (1...80).map { current * (20 + Double($0)) }
    let crossings = Crossings(points, worths).all
    for isAbove in [true, false] {
      let expected = isAbove ? crossings.first { $0.low >= current } : crossings.last { $0.high <= current }
      let flips = score.flips.filter { $0.isAbove == isAbove }
      let nearest = flips.min { abs($0.at - current) < abs($1.at - current) }
      guard let expected else {
        #expect(flips.isEmpty, "invented: \(flips.map(\.at))")
        continue
      }
      guard let nearest else {
        Issue.record("missing at \(expected.low), \(isAbove ? "above" : "below")")
        continue
      }
      #expect(abs(nearest.at - expected.low) <= 1e-9 * max(1, abs(expected.low)), "\(nearest.at) for \(expected.low)")
      #expect(nearest.option == Self.names[isAbove ? expected.after : expected.before])
      #expect(nearest.probability == nil && nearest.resolution == nil)
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `an uncertain number flips where the roll-back with it held changes`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed &+ 1000)
    let (text, distribution): (String, Distribution) =
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: ("uniform(0, 10)", .uniform(low: 0, high: 10))
      case 1: ("normal(5, 3)", .normal(mean: 5, sd: 3))
      default: ("normal(0, 2)", .normal(mean: 0, sd: 2))
      }
    let payoffs = (0..<Int.random(in: 2...3, using: &generator)).map { _ in
      RandomPayoff(about: distribution.quantile(0.0005)...distribution.quantile(0.9995), using: &generator)
    }
    // The noise of other beliefs, added and multiplied, with means of their own.
    let noises = payoffs.map { _ in Int.random(in: 0..<4, using: &generator) }
    let more = noises.map { ["", " + y", " + 0.5 * x * z", " + max(y, 0) - 0.8"][$0] }
    let positive = 2 * 0.398942280401432677
    let worths: (Double) -> [Double] = { x in
      zip(payoffs, noises).map { $0.value(at: x) + [0, 0, 0.5 * x, positive - 0.8][$1] }
    }
    let score = try score(
      options: Self.options(payoffs, more: more + [""]),
      beliefs: "x = \(text)\ny = normal(0, 2)\nz = normal(1, 1)", sampling: .init(count: 10_240))
    let best = score.bestIndex
    let points = (0...2000).map {
      distribution.quantile(1e-6) + (distribution.quantile(1 - 1e-6) - distribution.quantile(1e-6)) * Double($0) / 2000
    }
    let search = Crossings(points, worths)
    let flips = score.flips.filter { $0.belief == "x" }
    for flip in flips {
      let room = 5 * (flip.resolution ?? 0) + 1e-7
      let crossing = search.all.min { abs($0.low - flip.at) < abs($1.low - flip.at) }
      let option = try #require(Self.names.firstIndex(of: flip.option))
      // Behind it the option is the best, or as good as the best.
      let beyond = worths(flip.at + (flip.isAbove ? 1 : -1) * (room + 1e-6))
      let most = beyond.max() ?? 0
      #expect(beyond[option] >= most - 0.1 - 1e-6 * abs(most), "\(flip.at): \(beyond)")
      #expect(crossing.map { abs($0.low - flip.at) <= room } ?? false, "invented at \(flip.at) ± \(room / 5)")
      let share = flip.isAbove ? 1 - distribution.cumulative(flip.at) : distribution.cumulative(flip.at)
      #expect(abs((flip.probability ?? -1) - share) < 1e-9)
    }
    // From where the best option leads outward none is missing that is seen above the noise.
    let own = points.filter { Crossings.leader(worths($0)) == best }
    guard !own.isEmpty else { return }
    for crossing in search.all where crossing.before == best || crossing.after == best {
      let isAbove = crossing.before == best
      let other = isAbove ? crossing.after : crossing.before
      guard search.lead(of: other, over: best, beyond: crossing, isAbove: isAbove) > 0.3 else { continue }
      // One of the other side of a stretch in which another leads is no way out.
      guard search.all.filter({ $0.before == best || $0.after == best }).count == 1 else { continue }
      #expect(
        flips.contains { $0.isAbove == isAbove && abs($0.at - crossing.low) <= 5 * ($0.resolution ?? 0) + 1e-7 },
        "missing at \(crossing.low)")
    }
    guard let swing = score.tornado.first(where: { $0.belief == "x" }) else { return }
    for (end, level) in [(swing.low, 0.05), (swing.high, 0.95)] {
      let at = try #require(end.at)
      #expect(abs(at - distribution.quantile(level)) < 1e-9)
      #expect(abs(end.expected - worths(at)[best]) < 0.1)
    }
  }

  /// More of what is good never makes an option the worse one, whatever else is drawn.
  @Test(arguments: UInt64(0)..<20)
  func `what is monotone never flips the wrong way`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed &+ 2000)
    let at = (Double.random(in: 5...15, using: &generator) * 100).rounded() / 100
    let size = Double(Int.random(in: 1...40, using: &generator))
    let score = try score(
      options: "- A: (if x > \(at) then \(size) else 0) - 0.1 + 0.2 * y\n- B (status quo): 0",
      beliefs: "x = 0 to 10 normal\ny = normal(0, \(Int.random(in: 1...9, using: &generator)))",
      sampling: .init(count: 10_240, seed: seed))
    for flip in score.flips { #expect(flip.isAbove == (flip.option == "A"), "\(flip)") }
  }

  /// Evidence on a test says what the same evidence on the chance itself says.
  @Test(arguments: UInt64(0)..<30, [false, true])
  func `flips speak of one state of belief`(seed: UInt64, isSampled: Bool) throws {
    var generator = SplitMix64(seed: seed &+ 3000)
    func percent() -> Int { Int.random(in: 5...95, using: &generator) }
    let (prior, hit, miss) = (percent(), percent(), percent())
    let (likely, unlikely) = (percent(), percent())
    let gains = (0..<2).map { _ in Int.random(in: -20...20, using: &generator) }
    func document(_ evidence: String) -> String {
      """
      ## Beliefs
      ```how
      chance guilty = yes \(prior)%, no else
      test witness given guilty
        yes: says so \(hit)%, does not else
        no: says so \(miss)%, does not else
      noise = \(isSampled ? "normal(0, 1)" : "0")
      ```
      ## Options
      - Convict: noise
        - guilty
          - yes: \(gains[0])
          - no: \(gains[1])
      - Acquit (status quo): 0
      ## Evidence
      - 2026-01-01 \(evidence)
      """
    }
    let sampling = Calculation.Sampling(count: 8192)
    let onTest = try decision(document("witness: says so \(likely)%, does not \(unlikely)%")).scored(sampling: sampling)
    func given(_ hit: Int) -> Double { Double(hit * likely + (100 - hit) * unlikely) / 100 }
    let onChance = try decision(document("guilty: yes \(given(hit))%, no \(given(miss))%")).scored(sampling: sampling)
    let odds = Double(prior) * given(hit) / (Double(prior) * given(hit) + Double(100 - prior) * given(miss))
    let (one, other) = (onTest.flips.filter(\.isShare), onChance.flips.filter(\.isShare))
    #expect(one.count == other.count)
    let error = onTest.marginError ?? 0
    for (a, b) in zip(one, other) {
      #expect(agree(a.current, odds) && agree(b.current, odds))
      #expect(abs(a.at - b.at) < 1e-9 && a.option == b.option && a.isAbove == b.isAbove)
      let exact = Double(-gains[1]) / Double(gains[0] - gains[1])
      #expect(abs(a.at - exact) < 1e-9 + 5 * error / abs(Double(gains[0] - gains[1])))
    }
  }
}
