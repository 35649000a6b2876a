extension ScenarioTree {
  /// The way from prior to posterior of every chance that evidence bears on, changed by it or not: evidence that
  /// cancels out has been read, too.
  func updates(by evidence: [Evidence]) -> [Score.Update] {
    let named = Set(evidence.map(\.chance))
    if named.isEmpty { return [] }
    let prior = withLikelihoods { _, _ in 1 }
    // What some evidence on these chances would move: likelihoods that cancel nothing out.
    let other = withLikelihoods { chance, value in
      named.contains(chance.name) ? 1 / (1 + Double(value) * 0.618) : 1
    }
    func means(_ network: ChanceNetwork, _ chance: Int) -> [Double] {
      let weight = scenarios.weights * network.joint(network.nothing)
      return network.probabilities(of: chance, given: network.nothing).map { scenarios.mean($0, under: weight) }
    }
    func differ(_ one: [Double], _ other: [Double]) -> Bool { zip(one, other).contains { abs($0 - $1) > 1e-12 } }
    return network.chances.indices.compactMap { index in
      let before = means(prior, index)
      let after = means(network, index)
      let isBorneOn =
        named.contains(network.chances[index].name) || differ(before, after) || differ(before, means(other, index))
      guard isBorneOn else { return nil }
      return Score.Update(
        chance: network.chances[index].name, values: network.chances[index].values, prior: before, posterior: after)
    }
  }

  private func withLikelihoods(_ likelihood: (ChanceNetwork.Chance, Int) -> Double) -> ChanceNetwork {
    var chances = network.chances
    for index in chances.indices {
      chances[index].likelihood = chances[index].values.indices.map { likelihood(chances[index], $0) }
    }
    return ChanceNetwork(chances)
  }
}
