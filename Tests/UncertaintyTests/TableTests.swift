import Testing

@testable import Uncertainty

/// Look-ups against the distributions they stand for.
@Suite struct TableTests {
  private func draws(_ distribution: Distribution, count: Int = 20_480) -> (u: [Double], x: [Double]) {
    var graph = SampleGraph(seed: 5)
    let u = graph.uniform(named: "x")
    let normal = graph.normal(from: u)
    let x = graph.draw(distribution, at: normal)
    let columns = graph.samples(of: [u, x], count: count, threads: 2).columns
    return (columns[0], columns[1])
  }

  @Test(arguments: LawReference.all.indices)
  func lookUpsAreQuantiles(index: Int) {
    let reference = LawReference.all[index]
    let (u, x) = draws(reference.distribution)
    for place in stride(from: 0, to: u.count, by: 19) {
      let exact = reference.distribution.quantile(u[place])
      #expect(abs(x[place] - exact) <= 2e-6 * max(reference.sd, abs(exact)), "at \(u[place])")
    }
  }

  @Test func endsAreTheLawsOwn() {
    let tails = [1e-300, 0x1p-43, 1e-7, 0x1p-20, 0.25, 0.5, 0.75, 1 - 0x1p-20, 1 - 1e-9, 1 - 0x1p-43]
    for distribution in [Distribution.normal(mean: 0, sd: 1), .gamma(shape: 2, scale: 1), .exponential(mean: 1)] {
      let table = QuantileTable(distribution)
      var out = tails
      table.fill(&out, at: tails, tails.count)
      for (x, p) in zip(out, tails) {
        #expect(abs(x - distribution.quantile(p)) <= 1e-7 * max(1, abs(x)), "\(distribution) at \(p)")
      }
    }
  }

  /// Between the parts of a mixture there is nothing, and none of its atoms is smeared.
  @Test func mixturesKeepTheirGaps() {
    let apart = Distribution.mixture([
      .init(distribution: .uniform(low: 0, high: 1), weight: 0.25),
      .init(distribution: .normal(mean: 100, sd: 1), weight: 0.45),
      .init(distribution: .discrete([.init(value: 50, probability: 1)]), weight: 0.3),
    ])
    let x = draws(apart, count: 102_400).x
    #expect(x.allSatisfy { ($0 >= 0 && $0 <= 1) || $0 == 50 || $0 > 90 })
    #expect(abs(x.filter { $0 == 50 }.count - 30_720) < 100)
  }

  @Test func manySingleValuesAreWholeNumbers() throws {
    let distribution = Distribution.poisson(mean: 1e9)
    let x = draws(distribution).x
    #expect(x.allSatisfy { $0 == $0.rounded() })
    let summary = SampleSummary(x, levels: [0.5], threads: 2)
    let error = try #require(summary.standardError)
    #expect(abs(summary.mean - 1e9) < 4 * error)
  }

  @Test func correlatedVariablesFollowTheirLaws() {
    var graph = SampleGraph(seed: 5)
    let (x, y) = (graph.normal(from: graph.uniform(named: "x")), graph.normal(from: graph.uniform(named: "y")))
    let both = graph.combined([(0.6, x), (0.8, y)])
    let distribution = Distribution.beta(a: 2, b: 5, low: 0, high: 1)
    let node = graph.draw(distribution, at: both)
    let columns = graph.samples(of: [both, node], count: 4096, threads: 2).columns
    for (z, value) in zip(columns[0], columns[1]) {
      #expect(abs(distribution.quantile(StandardNormal.cumulative(z)) - value) < 1e-6)
    }
  }

  /// Digits that must never change by themselves: with the build, the machine or the number of threads.
  @Test(arguments: [1, 2])
  func digitsStayTheSame(threads: Int) throws {
    var graph = SampleGraph(seed: 1)
    func variable(_ name: String, _ distribution: Distribution) -> SampleGraph.NodeID {
      let normal = graph.normal(from: graph.uniform(named: name))
      return graph.draw(distribution, at: normal)
    }
    let parts = [
      variable("a", .lognormal(mu: 2, sigma: 0.2)), variable("b", .normal(mean: 100, sd: 15)),
      variable("c", .beta(a: 2, b: 5, low: 0, high: 1)), variable("d", .poisson(mean: 3)),
      variable("e", .student(degrees: 4)), variable("f", .truncated(.gamma(shape: 2, scale: 3), low: 1, high: 9)),
    ]
    var sum = graph.unary(.log, parts[0])
    for part in parts.dropFirst() { sum = graph.binary(.add, sum, graph.binary(.power, part, graph.constant(3))) }
    let column = graph.samples(of: [sum], count: 5000, threads: threads).columns[0]
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in column { hash = (hash ^ value.bitPattern) &* 0x100_0000_01B3 }
    #expect(hash == 7_522_651_961_606_194_891)
    let summary = SampleSummary(column, levels: [0.05, 0.5], threads: threads)
    #expect(summary.mean == 1_067_813.9183775866)
    #expect(summary.sd == 470_357.11626548547)
    #expect(summary.quantiles == [427_143.5367954459, 1_000_031.6031114189])
  }
}
