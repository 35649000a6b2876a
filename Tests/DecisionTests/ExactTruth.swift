import Foundation

/// What a decision drawn by chance is worth, from every way in which all its chances may fall, in whole numbers: no
/// probability is ever divided, and nothing is rounded.
struct ExactTruth {
  /// One way in which all chances fall, and how much it weighs.
  struct State {
    var values: [Int] = []
    var falls: [Int] = []
    var weight: Int128 = 1
  }

  struct Outcome {
    var path: [String]
    var cents: Int128
    var weight: Int128
    /// The sizes of the amounts along the path, added up.
    var size: Int128
  }

  let decision: RandomDecision
  private(set) var states: [State]
  let whole: Int128

  init(_ decision: RandomDecision) {
    self.decision = decision
    var states = [State()]
    for chance in decision.chances {
      states = states.flatMap { state in
        let row = chance.rows[chance.parents.reduce(0) { $0 * decision.chances[$1].count + state.values[$1] }]
        return row.indices.map { value in
          var next = state
          next.values.append(value)
          next.weight *= Int128(row[value] * (chance.likelihood?[value] ?? 1))
          return next
        }
      }.filter { $0.weight > 0 }
    }
    for odds in decision.falls {
      states = states.flatMap { state in
        odds.indices.map { branch in
          var next = state
          next.falls.append(branch)
          next.weight *= Int128(odds[branch])
          return next
        }
      }.filter { $0.weight > 0 }
    }
    self.states = states
    whole = states.reduce(0) { $0 + $1.weight }
  }

  private func mass(_ states: [State]) -> Int128 { states.reduce(0) { $0 + $1.weight } }

  /// The branches of an item with the states that come to each; a choice has them all in each.
  private func branches(_ item: RandomDecision.Item, _ states: [State]) -> [(RandomDecision.Item, [State])] {
    switch item.kind {
    case .end: []
    case .choice(let children): children.map { ($0, states) }
    case .chance(let number, _, let children):
      children.enumerated().map { branch in (branch.element, states.filter { $0.falls[number] == branch.offset }) }
    case .named(let chance, let children, let isAny):
      (0..<decision.chances[chance].count).map { value in
        (children[isAny ? 0 : value], states.filter { $0.values[chance] == value })
      }
    }
  }

  private func isChoice(_ item: RandomDecision.Item) -> Bool { if case .choice = item.kind { true } else { false } }

  // MARK: Worth

  /// What an item adds up to over some states under the best play; nil where it cannot be played without a test.
  func worth(_ item: RandomDecision.Item, _ states: [State], avoiding test: Int? = nil) -> Int128? {
    let mass = mass(states)
    if mass == 0 { return 0 }
    if case .named(let chance, _, _) = item.kind, chance == test { return nil }
    let below = branches(item, states).map { worth($0, $1, avoiding: test) }
    if below.isEmpty { return item.cents * mass }
    if isChoice(item) { return below.compactMap { $0 }.max().map { item.cents * mass + $0 } }
    return below.contains { $0 == nil } ? nil : below.reduce(item.cents * mass) { $0 + ($1 ?? 0) }
  }

  func best(_ states: [State], avoiding test: Int? = nil) -> Int128? {
    decision.options.compactMap { worth($0, states, avoiding: test) }.max()
  }

  /// The best play where one chance is seen first.
  func best(seeing chance: Int) -> Int128 {
    (0..<decision.chances[chance].count).reduce(0) { sum, value in
      sum + (best(states.filter { $0.values[chance] == value }) ?? 0)
    }
  }

  func clairvoyant(_ item: RandomDecision.Item, _ state: State) -> Int128 {
    let below = branches(item, [state]).filter { !$0.1.isEmpty }.map { clairvoyant($0.0, state) }
    return item.cents + (below.max() ?? 0)
  }

  /// ln of what exp(−x/R) adds up to over some states under the play that makes it least.
  func logLoss(_ item: RandomDecision.Item, _ states: [State], _ tolerance: Double) -> Double {
    let mass = mass(states)
    if mass == 0 { return -.infinity }
    let own = -Double(item.cents) / 100 / tolerance
    let below = branches(item, states).map { logLoss($0, $1, tolerance) }
    if below.isEmpty { return own + log(Double(mass)) }
    return own + (isChoice(item) ? below.min() ?? 0 : Self.logSum(below))
  }

  static func logSum(_ terms: [Double]) -> Double {
    let most = terms.max() ?? 0
    return most + log(terms.reduce(0) { $0 + exp($1 - most) })
  }

  // MARK: Plays

  /// What comes of an option under a play that says what to choose where; nil where it says nothing.
  func outcomes(_ option: RandomDecision.Item, _ policy: [[String]: String]) -> [Outcome]? {
    outcomes(option, option.label, policy, [], states)
  }

  private func outcomes(
    _ item: RandomDecision.Item, _ label: String, _ policy: [[String]: String], _ before: [String], _ states: [State]
  ) -> [Outcome]? {
    let path = before + [label]
    let size = item.cents < 0 ? -item.cents : item.cents
    var all: [Outcome] = []
    func add(_ child: RandomDecision.Item, _ label: String, _ states: [State]) -> Bool {
      if states.isEmpty { return true }
      guard let found = outcomes(child, label, policy, path, states) else { return false }
      all += found.map {
        Outcome(path: $0.path, cents: item.cents + $0.cents, weight: $0.weight, size: size + $0.size)
      }
      return true
    }
    let branches = branches(item, states)
    switch item.kind {
    case .end: return [Outcome(path: path, cents: item.cents, weight: mass(states), size: size)]
    case .choice(let children):
      guard let chosen = children.first(where: { $0.label == policy[path] }), add(chosen, chosen.label, states) else {
        return nil
      }
    case .chance:
      for (child, states) in branches { if !add(child, child.label, states) { return nil } }
    case .named(let chance, _, _):
      let named = decision.chances[chance]
      for (value, branch) in branches.enumerated() {
        if !add(branch.0, "\(named.name) = \(named.value(value))", branch.1) { return nil }
      }
    }
    return all
  }

  /// What an option pays in one state under a play.
  func payoff(_ outcomes: RandomDecision.Item, _ policy: [[String]: String], in state: State) -> Int128? {
    self.outcomes(outcomes, outcomes.label, policy, [], [state])?.first?.cents
  }
}

/// Payoffs in cents with their weights, in ascending order, each once.
struct ExactDistribution {
  private(set) var points: [(cents: Int128, weight: Int128)] = []

  init(_ outcomes: [ExactTruth.Outcome]) {
    let sums = outcomes.reduce(into: [Int128: Int128]()) { $0[$1.cents, default: 0] += $1.weight }
    points = sums.map { (cents: $0.key, weight: $0.value) }.sorted { $0.cents < $1.cents }
  }

  func quantile(_ level: Double, _ whole: Int128) -> Int128 {
    var below: Int128 = 0
    for point in points {
      below += point.weight
      if Double(below) / Double(whole) >= level - 1e-12 { return point.cents }
    }
    return points.last?.cents ?? 0
  }

  /// Whether it is above another at every level, and whether it is preferred by all who dislike risk.
  func dominates(_ other: ExactDistribution) -> (first: Bool, second: Bool) {
    let values = Set(points.map(\.cents) + other.points.map(\.cents)).sorted()
    func below(_ one: ExactDistribution, _ limit: Int128) -> Int128 {
      one.points.reduce(0) { $1.cents <= limit ? $0 + $1.weight : $0 }
    }
    var (isFirst, isSecond, isStrict, area) = (true, true, false, Int128(0))
    for (index, value) in values.enumerated() {
      let excess = below(other, value) - below(self, value)
      if excess < 0 { isFirst = false }
      if excess > 0 { isStrict = true }
      if index + 1 < values.count { area += excess * (values[index + 1] - value) }
      if area < 0 { isSecond = false }
    }
    return (isFirst && isStrict, isSecond && isStrict)
  }
}
