package import Diagnostics
package import Formulas
import Quantities
import Uncertainty

/// What a score needs to know besides the tree. Amounts are in the unit of the tree.
package struct ScoreContext: Sendable {
  /// What is put at risk.
  package var stake: Double?
  /// All that the person could put at risk.
  package var bankroll: Double?
  package var riskTolerance: Double?
  package var evidence: [Evidence]
  /// What the person's record says; nil where there is none.
  package var recalibration: Recalibration?
  /// What learning the truth about beliefs costs.
  package var costs: [Cost]
  package var sampling: Calculation.Sampling
  /// The document, for the lines that warnings name.
  package var source: SourceText
  /// Where to point for what is missing.
  package var section: SourceSpan

  package init(
    source: SourceText, section: SourceSpan, stake: Double? = nil, bankroll: Double? = nil,
    riskTolerance: Double? = nil, evidence: [Evidence] = [], costs: [Cost] = [],
    recalibration: Recalibration? = nil,
    sampling: Calculation.Sampling = .init()
  ) {
    self.source = source
    self.section = section
    self.stake = stake
    self.bankroll = bankroll
    self.riskTolerance = riskTolerance
    self.evidence = evidence
    self.costs = costs
    self.recalibration = recalibration
    self.sampling = sampling
  }
}

/// What comes of the options, each by itself and together.
private struct Falls: Sendable {
  var options: [Score.Option]
  var joint: PerfectInformation?
}

extension ValuedTree {
  /// Scores the tree: exactly by enumeration where all that is uncertain is discrete, else over samples.
  ///
  /// - Throws: what has no value, or is no probability, in some sample; evidence that cannot be.
  package func scored(_ context: ScoreContext) throws(Diagnostic) -> Score {
    let (tree, plain, bestIndex) = try played(context)
    let rolled = plain.options.compactMap { $0 }
    let scenarios = tree.scenarios
    let threads = context.sampling.threads
    let equal = EqualPayoffs(rolled, in: tree)
    let finder = FlipFinder(
      tree: tree, valued: self, plain: plain, sampling: context.sampling, evidence: context.evidence)
    let all = tree.lookalikes(among: tree.roots)
    // What cannot be the best whatever falls is compared with nothing.
    let isUnlike = all.same == nil && all.similar == nil
    let lookalikes = isUnlike ? all : tree.lookalikes(among: tree.contenders(plain))
    // Half of the work is about what each number does, the other half about how the options fall.
    let (effects, falls) = concurrently(threads: threads) {
      MainEffects(tree, self, plain, threads: threads)
    } _: {
      Falls(
        options: self.options(rolled, plain, tree, equal, context),
        // What depends on how options fall together.
        joint: lookalikes.same == nil
          ? PerfectInformation(plain, in: tree, equal: equal, seed: context.sampling.seed) : nil)
    }
    var (options, joint) = (falls.options, falls.joint)
    let values = InformationValues(
      threads: threads, tree: tree, valued: self, plain: plain)
    let (found, others) = concurrently(threads: threads) {
      let numbers = values.numbers(effects)
      let isTold = lookalikes.same == nil && nodes.count <= FlipFinder.mostNodes
      let chances = nodes.count <= FlipFinder.mostNodes ? UnnamedChances(tree, plain) : nil
      let uncertain = chances?.ofUncertain(threads: threads) ?? []
      var unnamed = isTold ? (chances?.information() ?? []) + uncertain.map(\.information).filter { $0.value > 0 } : []
      unnamed.sort { $0.value > $1.value }
      return (
        Information(beliefs: values.beliefs(numbers), unnamed: unnamed, tests: values.tests()),
        uncertain.compactMap(\.swing)
      )
    } _: {
      (
        finder.all(),
        context.riskTolerance.flatMap { $0 > 0 ? $0 : nil }.map {
          self.underRisk($0, plain, falls.options, tree)
        }
      )
    }
    var (information, swings) = found
    swings += others.0.swings
    // Nothing about one thing is worth more than everything: where both are sampled the greater is the better known.
    if let most = (information.beliefs + information.unnamed).map(\.value).max(),
      let perfect = joint?.perfectInformation,
      most > perfect * (1 + 1e-12)
    {
      joint?.perfectInformation = most
    }
    for index in options.indices {
      guard let joint else { break }
      options[index].chanceOfBest = joint.chancesOfBest?[index]
      options[index].regret = joint.perfectInformation + plain.lead(of: bestIndex, over: index)
    }
    for index in options.indices {
      options[index].certaintyEquivalent = others.1?.equivalents[index]
      options[index].underRisk = others.1?.plays[index]
    }
    information.add(context.costs)
    let second = options.indices.filter { $0 != bestIndex }.max { options[$0].expected < options[$1].expected }
    let margin = second.map { plain.lead(of: bestIndex, over: $0) }
    let marginError = second.flatMap {
      scenarios.standardError(plain.values[bestIndex] - plain.values[$0], under: plain.weight)
    }
    let isTooClose = margin.map { margin in marginError.map { margin <= 2 * $0 } ?? false } ?? false
    let quo = options.firstIndex(where: \.isStatusQuo)
    var score = Score(
      unit: unit, method: scenarios.isSampled ? .monteCarlo : .exact,
      samples: scenarios.isSampled ? scenarios.count : nil, seed: scenarios.isSampled ? context.sampling.seed : nil,
      options: options, bestIndex: bestIndex, bestUnderRiskIndex: others.1?.best, margin: margin,
      marginError: marginError,
      marginOverStatusQuo: quo.map { plain.lead(of: bestIndex, over: $0) },
      marginOverStatusQuoError: quo.flatMap {
        scenarios.standardError(plain.values[bestIndex] - plain.values[$0], under: plain.weight)
      },
      perfectInformation: joint?.perfectInformation, perfectInformationError: joint?.standardError,
      areJointFiguresSampled: joint.map { $0.isSampled && !scenarios.isSampled } ?? false, information: information,
      flips: Flip.ordered(others.0.flips), tornado: finder.tornado(swings), dominance: Self.dominance(options),
      expectedAtMeans: atMeans(tree, bestIndex),
      isIndifferent: margin.map { $0 <= 0.01 * abs(context.stake ?? 0) || isTooClose } ?? false,
      isTooCloseToCall: isTooClose, updates: tree.updates(by: context.evidence), readings: beliefs.readings,
      recalibrated: context.recalibration.flatMap { self.recalibrated($0, context) }, warnings: [],
      played: (rolled, tree))
    score.leaveOutMissing(momentOrders(rolled))
    score.unnamedRanges = unnamedRanges
    score.unexamined = others.0.unexamined
    score.warnings = warnings(score, lookalikes, context)
    return score
  }

  /// The tree over scenarios, its best play, and the option that this takes.
  ///
  /// - Throws: as `scored`.
  func played(
    _ context: ScoreContext
  ) throws(Diagnostic) -> (tree: ScenarioTree, plain: RollBack.Result, bestIndex: Int) {
    let tree = try sampled(context.sampling, evidence: context.evidence)
    // What nobody can wait for is refused: a document must not hang the program.
    guard tree.network.largestTable <= 100_000 else { throw .tooManyStates(at: context.section) }
    guard tree.visits <= 1_000_000 else { throw .tooManyPaths(at: context.section) }
    let plain = RollBack(tree).rolled()
    guard plain.mass > 0, let best = plain.best else { throw .impossibleEvidence(at: context.section) }
    return (tree, plain, best)
  }

  /// How many amounts and probabilities hold draws that are behind no named number.
  private var unnamedRanges: Int {
    let written = uncertainNumbersOfNodes
    if written.isEmpty { return 0 }
    let named = beliefs.numbers.reduce(into: Set<UInt64>()) { $0.formUnion(draws(behind: $1.number)) }
    return written.count { !draws(behind: $0).isSubset(of: named) }
  }

  private func options(
    _ rolled: [RolledNode], _ plain: RollBack.Result, _ tree: ScenarioTree, _ equal: EqualPayoffs,
    _ context: ScoreContext
  ) -> [Score.Option] {
    let reaches = beliefs.graph.reaches()
    return rolled.enumerated().map { index, option in
      let play = OptionOutcome(option, in: tree, weight: plain.weight, mass: plain.mass, equal: equal)
      let expected = plain.expected(index, isSampled: tree.scenarios.isSampled)
      let reach = reach(option, tree, reaches)
      let least = reach?.low ?? play.payoffs.points.first?.value ?? 0
      let stake = context.stake.flatMap { $0 == 0 ? nil : abs($0) }
      return Score.Option(
        label: option.label, isStatusQuo: nodes[option.node].isStatusQuo, expected: expected,
        standardDeviation: play.payoffs.standardDeviation, p5: play.quantile(0), p50: play.quantile(1),
        p95: play.quantile(2), quantileErrors: play.quantileErrors,
        chanceOfLoss: min(1, play.payoffs.chance(below: 0)), chanceOfBest: nil, regret: nil,
        returnOnStake: stake.map { expected / $0 }, worst: play.worst, best: play.best, policy: option.policy(),
        kellyShare: stake.flatMap { Kelly.share(of: play.payoffs, stake: $0, least: least) },
        certaintyEquivalent: nil, underRisk: nil,
        standardError: tree.scenarios.standardError(plain.values[index], under: plain.weight),
        payoffs: play.payoffs, least: least, greatest: reach?.high ?? play.payoffs.points.last?.value ?? 0)
    }
  }

  /// How far the payoff of an option reaches under a play; nil where every amount is certain.
  func reach(_ option: RolledNode, _ tree: ScenarioTree, _ reaches: [TailBounds]) -> TailBounds? {
    if reaches.isEmpty { return nil }
    var own = TailBounds(low: 0, high: 0, lowMoment: .infinity, highMoment: .infinity)
    if let amount = nodes[option.node].amount {
      switch amount.number.content {
      case .exact(let value): own = own.plus(value * amount.scale)
      case .sampled(let node, _): own = beliefs.graph.reach(of: node, in: reaches).times(amount.scale)
      }
    }
    let next = option.chosen.map { [option.children[$0]] } ?? option.children
    let below = next.filter { $0.probability.constant != 0 }.compactMap { reach($0, tree, reaches) }
    guard let first = below.first else { return own }
    return own.plus(below.dropFirst().reduce(first) { $0.or($1) }, isIndependent: true)
  }

  /// What the best option is worth where every uncertain number is its mean: what one would find who left uncertainty
  /// out.
  private func atMeans(_ tree: ScenarioTree, _ best: Int) -> Double? {
    guard !tree.beliefs.isEmpty else { return nil }
    var single = tree
    func mean(_ column: ScenarioValues) -> ScenarioValues {
      .one(tree.scenarios.mean(column, under: tree.scenarios.weights))
    }
    // Amounts at mean beliefs, not means of amounts: the graph is computed once more with the beliefs held.
    var held: [SampleGraph.NodeID: Double] = [:]
    for belief in tree.beliefs where belief.isUsed {
      if case .sampled(let node, _) = belief.number.content { held[node] = mean(belief.column)[0] }
    }
    let wanted = uncertainNumbers.compactMap(\.sampledNode)
    guard !wanted.isEmpty else { return nil }
    let found = beliefs.graph.values(of: wanted, holding: held)
    func value(_ number: BeliefNumber) -> Double {
      switch number.content {
      case .exact(let value): value
      case .sampled(let node, _): found[node] ?? .nan
      }
    }
    for index in nodes.indices {
      if let amount = nodes[index].amount { single.nodes[index].amount = .one(value(amount.number) * amount.scale) }
      if let number = nodes[index].probability { single.nodes[index].probability = .one(value(number)) }
    }
    for (index, chance) in beliefs.chances.enumerated() {
      single.network.replace(index, rows: chance.rows.map { row in row.probabilities.map { .one(value($0)) } })
    }
    let one = ScenarioTree(
      nodes: single.nodes, roots: single.roots, network: single.network, scenarios: .single,
      beliefs: [], unit: unit)
    let worth = RollBack(one).rolled().worths[best]
    return worth.isFinite ? worth : nil
  }

  private static func dominance(_ options: [Score.Option]) -> [Dominance]? {
    // Pairs of many options would be more than anyone reads.
    guard options.count <= 20 else { return nil }
    return options.indices.flatMap { one in
      options.indices.compactMap { other in
        one == other
          ? nil
          : Dominance.order(of: options[one].payoffs, over: options[other].payoffs).map {
            Dominance(option: options[one].label, over: options[other].label, order: $0)
          }
      }
    }
  }
}

extension RollBack.Result {
  /// What an option is expected to pay; amounts that cancel leave 0.
  func expected(_ option: Int, isSampled: Bool) -> Double {
    !isSampled && abs(worths[option]) <= off[option] ? 0 : worths[option]
  }

  /// How far one option exceeds another; 0 where only rounding tells them apart, and never below.
  func lead(of one: Int, over other: Int) -> Double {
    let lead = worths[one] - worths[other]
    return lead <= off[one] + off[other] ? 0 : lead
  }
}
