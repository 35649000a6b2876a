import Quantities
import Testing
import Uncertainty

@testable import Decisions

/// What a network remembers holds for the numbers that it has now.
struct ChanceNetworkTests {
  /// Whether it rains, by two probabilities, and a forecast of it.
  private static func network(rain: Double) -> ChanceNetwork {
    func row(_ probabilities: Double...) -> [ScenarioValues] { probabilities.map { .one($0) } }
    return ChanceNetwork([
      .init(
        name: "rain", values: ["yes", "no"], isTest: false, parents: [], rows: [row(rain, 1 - rain)],
        likelihood: [1, 1]),
      .init(
        name: "forecast", values: ["wet", "dry"], isTest: true, parents: [0], rows: [row(0.75, 0.25), row(0.25, 0.75)],
        likelihood: [1, 1]),
    ])
  }

  private func rain(_ network: ChanceNetwork, given forecast: Int?) -> Double? {
    network.probabilities(of: 0, given: [nil, forecast])[0].constant
  }

  @Test func `a network that has changed does not answer what it answered before`() {
    var network = Self.network(rain: 0.5)
    #expect(rain(network, given: nil) == 0.5 && rain(network, given: 0) == 0.75)
    network.replace(0, rows: [[.one(0.25), .one(0.75)]])
    #expect(rain(network, given: nil) == 0.25 && rain(network, given: 0) == 0.5)
    #expect(network.joint([nil, 0]).constant == 0.375)
  }

  @Test func `a copy that changes leaves the others as they are`() {
    let network = Self.network(rain: 0.5)
    #expect(network.joint([nil, 1]).constant == 0.5)
    let other = network.replacing(1, rows: [[.one(1), .one(0)], [.one(0), .one(1)]])
    #expect(rain(other, given: 0) == 1 && rain(network, given: 0) == 0.75)
    #expect(other.joint([0, 1]).constant == 0 && network.joint([0, 1]).constant == 0.125)
  }

  @Test func `threads that ask one network hear the same`() {
    let network = Self.network(rain: 0.3)
    let answers = concurrentMap(400, threads: 8) { index -> Double? in
      var own = network
      if index % 4 == 3 { own.replace(0, rows: [[.one(0.9), .one(1 - 0.9)]]) }
      return own.joint([nil, index % 2]).constant
    }
    for (index, answer) in answers.enumerated() {
      #expect(answer == Self.network(rain: index % 4 == 3 ? 0.9 : 0.3).joint([nil, index % 2]).constant)
    }
  }
}
