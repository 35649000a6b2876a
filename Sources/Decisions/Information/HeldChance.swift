import Quantities

/// Holds the probability of one value of a chance as it is believed now, evidence included: the others share what it
/// leaves in proportion, and what follows from each value stays as it is.
struct HeldChance: Holder {
  let isManyAtOnce: Bool
  let isSampled: Bool
  private let some: ScenarioTree
  private let all: ScenarioTree
  private let chance: Int
  private let value: Int
  /// What is believed now of each value.
  private let current: [Double]
  /// How likely the evidence is given each value, and on the whole, for some samples and for all.
  private let evidence: [Depth: (likelihoods: [ScenarioValues], whole: ScenarioValues)]

  /// - Parameters:
  ///   - tree: the tree; a chance that depends on no other.
  ///   - some: the same on some of the samples.
  init(_ tree: ScenarioTree, some: ScenarioTree, chance: Int, value: Int, current: [Double]) {
    isManyAtOnce = tree.scenarios.count == 1
    isSampled = tree.scenarios.isSampled
    (self.some, all) = (some, tree)
    (self.chance, self.value, self.current) = (chance, value, current)
    evidence = [.all: tree.network.evidence(of: chance), .some: some.network.evidence(of: chance)]
  }

  func held(at values: [Double], _ depth: Depth) -> [Held?] {
    if isManyAtOnce {
      let shares = values.map(self.shares)
      let tree = all.worlds(values.count)
      return RollBack.worlds(held(tree, .all, current.indices.map { other in .each(shares.map { $0[other] }) }))
    }
    return values.map { value in
      let tree = held(depth == .all ? all : some, depth, shares(value).map { .one($0) })
      let rolled = RollBack(tree).rolled()
      return rolled.worths.allSatisfy(\.isFinite) && rolled.best != nil && rolled.mass > 0
        ? Held(rolled, in: tree) : nil
    }
  }

  private func shares(_ point: Double) -> [Double] {
    current.indices.map { other in
      other == value ? point : current[other] * (1 - point) / (1 - current[value])
    }
  }

  /// Priors for which the posterior is what it should be, while every scenario weighs as much as it does.
  private func held(_ tree: ScenarioTree, _ depth: Depth, _ shares: [ScenarioValues]) -> ScenarioTree {
    guard let evidence = evidence[depth] else { return tree }
    var tree = tree
    let row = zip(shares, evidence.likelihoods).map { ScenarioValues.share($0 * evidence.whole, of: $1) }
    tree.network = tree.network.replacing(chance, rows: [row])
    return tree
  }
}

extension ChanceNetwork {
  /// How likely all the evidence is given each value of a chance that depends on no other, and on the whole.
  func evidence(of index: Int) -> (likelihoods: [ScenarioValues], whole: ScenarioValues) {
    let row = chances[index].rows[0]
    let likelihoods = chances[index].values.indices.map { value -> ScenarioValues in
      // Given a value that is held impossible now, too: as if all values were as probable.
      var seen = nothing
      seen[index] = value
      let even = replacing(index, rows: [row.map { _ in .one(1) }])
      return even.evidenceAlone(seen, about: index)
    }
    return (likelihoods, ScenarioValues.sum(of: zip(row, likelihoods).map { ($0, $1) }))
  }

  /// The joint probability of what was seen and the evidence in the component of a chance.
  private func evidenceAlone(_ seen: [Int?], about index: Int) -> ScenarioValues {
    var own = chances
    for other in own.indices where components[other] != components[index] {
      own[other].likelihood = own[other].likelihood.map { _ in 1 }
    }
    return ChanceNetwork(own).joint(seen)
  }
}
