import Formulas
import Quantities
import Uncertainty

/// Payoffs without an expected value, or without a standard deviation: samples would show some number all the same,
/// another one for every seed.
extension ValuedTree {
  /// Which moments the payoff of each option has under a play.
  func momentOrders(_ rolled: [RolledNode]) -> [MomentOrders] {
    var sampled: [SampleGraph.NodeID] = []
    for node in nodes { if case .sampled(let id, _)? = node.amount?.number.content { sampled.append(id) } }
    guard !sampled.isEmpty else { return rolled.map { _ in .all } }
    let orders = beliefs.graph.momentOrders(of: sampled)
    guard orders.values.contains(where: { $0 != .all }) else { return rolled.map { _ in .all } }
    func of(_ node: RolledNode) -> MomentOrders {
      var own = MomentOrders.all
      if case .sampled(let id, _)? = nodes[node.node].amount?.number.content { own = orders[id] ?? .all }
      let next = node.chosen.map { [node.children[$0]] } ?? node.children
      return next.filter { $0.probability.constant != 0 }.reduce(own) { $0.and(of($1)) }
    }
    return rolled.map(of)
  }
}

extension Score {
  /// Leaves out every figure that rests on an expected value which does not exist.
  mutating func leaveOutMissing(_ orders: [MomentOrders]) {
    for (index, order) in orders.enumerated() {
      options[index].lacksMean = order.lacksMean
      options[index].lacksSD = order.lacksSD
      guard order.lacksMean else { continue }
      options[index].returnOnStake = nil
      options[index].kellyShare = nil
      options[index].standardError = nil
    }
    guard options.contains(where: \.lacksMean) else { return }
    bestIndex = Ranking.best(of: options.map { $0.lacksMean ? nil : $0.expected }) ?? bestIndex
    for index in options.indices { options[index].regret = nil }
    (margin, marginError, marginOverStatusQuo, marginOverStatusQuoError) = (nil, nil, nil, nil)
    (perfectInformation, perfectInformationError, expectedAtMeans) = (nil, nil, nil)
    (flips, tornado, information.beliefs) = ([], [], [])
    let missing = Set(options.filter(\.lacksMean).map(\.label))
    dominance = dominance?.filter { !missing.contains($0.option) && !missing.contains($0.over) }
    (isIndifferent, isTooCloseToCall) = (false, false)
  }
}
