import Diagnostics
import Formulas
import Quantities

/// How could I be fooled? What a score looks at with suspicion.
extension ValuedTree {
  func warnings(
    _ score: Score, _ lookalikes: ScenarioTree.Lookalikes, _ context: ScoreContext
  ) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if let (node, earlier) = lookalikes.similar {
      warnings.append(.similarChance(nodes[node].label, at: nodes[node].span, earlier: nodes[earlier].span))
    }
    if let (node, earlier) = lookalikes.same {
      warnings.append(.sameChance(nodes[node].label, at: nodes[node].span, earlier: nodes[earlier].span))
    }
    if !options.contains(where: \.isStatusQuo) { warnings.append(.withoutStatusQuo(at: context.section)) }
    if options.count == 1 { warnings.append(.withoutAlternative(at: options[0].span)) }
    warnings += aboutOptions(score, context)
    warnings += aboutProbabilities()
    warnings += sums(context.source)
    warnings += signs()
    warnings += aboutStakes(score, context)
    warnings += score.disagreeingCosts(context.costs)
    warnings += sources(context)
    warnings += certainEvidence(score, context)
    warnings += unused()
    return warnings
  }

  // MARK: Options

  private func aboutOptions(_ score: Score, _ context: ScoreContext) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if score.options.count > 1, score.options.allSatisfy({ $0.standardDeviation == 0 }), hasAmounts,
      // What no sample met may come all the same.
      score.method == .exact
    {
      warnings.append(.withoutUncertainty(at: options[0].span))
    } else {
      // Nothing may be lost against the status quo, or at all where there is none.
      let quo = zip(options, score.options).first { $0.0.isStatusQuo }
      for (option, scored) in zip(options, score.options) where !option.isStatusQuo {
        let isSafe = quo.map { scored.least > $0.1.greatest } ?? (scored.least >= 0 && scored.expected > 0)
        guard isSafe else { continue }
        warnings.append(
          .withoutDownside(option.label, than: scored.least < 0 ? quo?.0.label : nil, at: option.span))
      }
    }
    var dominated: Set<String> = []
    for pair in score.dominance ?? [] where pair.order == .first && dominated.insert(pair.over).inserted {
      guard let option = options.first(where: { $0.label == pair.over }), !option.isStatusQuo else { continue }
      warnings.append(.dominatedOption(pair.over, by: pair.option, at: option.span))
    }
    for (index, option) in options.enumerated().prefix(50) {
      for earlier in options[..<index] where Self.overlap(earlier.label, option.label) {
        warnings.append(.overlappingOptions(option.label, earlier.label, at: option.span))
      }
    }
    for (option, scored) in zip(options, score.options) {
      if scored.lacksMean {
        warnings.append(.withoutMean(option.label, at: option.span))
      } else if scored.lacksSD {
        warnings.append(.withoutSpread(option.label, at: option.span))
      }
      guard let equivalent = scored.certaintyEquivalent else { continue }
      if equivalent == -.infinity {
        warnings.append(.unbearableTail(option.label, at: option.span))
      } else if scored.isEquivalentTooHigh {
        let ratio = (scored.underRisk?.standardDeviation ?? 0) / (context.riskTolerance ?? 1)
        warnings.append(.rareLosses(option.label, ratio: ratio, at: option.span))
      }
    }
    return warnings
  }

  /// Options that nothing was said about, and beliefs that nothing is made of.
  private func unused() -> [Diagnostic] {
    // Trees that large are written by programs.
    guard nodes.count <= 10_000, let written = written?.tree else { return [] }
    var names: Set<String> = []
    var labels: Set<String> = []
    func hasAmount(_ node: Tree.Node) -> Bool {
      labels.insert(node.label)
      if case .formula(let formula)? = node.probability { names.formUnion(formula.names) }
      if let amount = node.amount { names.formUnion(amount.names) }
      // Every branch is looked at.
      return node.children.map(hasAmount).contains(true) || node.amount != nil
    }
    let valued = written.options.map(hasAmount)
    var warnings: [Diagnostic] = []
    for (option, isValued) in zip(written.options, valued) where !isValued && !option.isStatusQuo && hasAmounts {
      warnings.append(.unvaluedOption(option.label, at: option.span))
    }
    for belief in beliefs.unreferenced where !names.contains(belief.name) {
      warnings.append(.unusedBelief(belief.name, at: belief.span))
    }
    let parents = Set(beliefs.chances.flatMap(\.parents))
    for (index, chance) in beliefs.chances.enumerated()
    where !chance.isTest && !labels.contains(chance.name) && !parents.contains(index) {
      warnings.append(.unusedBelief(chance.name, at: chance.nameSpan))
    }
    return warnings
  }

  // MARK: Probabilities

  /// The probabilities that somebody wrote, without those that others leave.
  private var statedProbabilities: [BeliefNumber] {
    let own =
      nodes.compactMap(\.probability)
      + beliefs.chances.filter { !$0.isTest }.flatMap { $0.rows.flatMap(\.probabilities) }
    return own.filter { number in
      guard number.exact != nil, number.span.count > 0 else { return false }
      let text = beliefs.source.bytes[number.span.range]
      // A percentage, a decimal or a fraction, and no name.
      return text.allSatisfy { !($0 | 0x20).isLowerLetter } && text.contains { $0.isDigitByte }
    }
  }

  private func aboutProbabilities() -> [Diagnostic] {
    let written = statedProbabilities
    var warnings: [Diagnostic] = []
    let certain = written.filter { $0.exact == 0 || $0.exact == 1 }
    if let first = certain.first, let value = first.exact {
      warnings.append(.certainProbability(value, others: certain.count - 1, at: first.span))
    }
    let open = written.filter { $0.exact != 0 && $0.exact != 1 }
    let isRound = open.allSatisfy { number in
      let tenths = (number.exact ?? 0) * 10
      return abs(tenths - tenths.rounded()) < 1e-9
    }
    if open.count >= 4, isRound, let first = open.first {
      warnings.append(.roundProbabilities(open.count, at: first.span))
    }
    return warnings
  }

  // MARK: Stakes

  private func aboutStakes(_ score: Score, _ context: ScoreContext) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    if let stake = context.stake, let bankroll = context.bankroll, abs(stake) > bankroll {
      warnings.append(.stakeBeyondBankroll(Quantity(abs(stake), unit), Quantity(bankroll, unit), at: context.section))
    }
    let best = score.best
    guard let option = options.first(where: { $0.label == best.label }), let bankroll = context.bankroll, bankroll > 0
    else { return warnings }
    if best.worst.payoff <= -bankroll || best.p5 <= -bankroll {
      warnings.append(.ruin(best.label, at: option.span))
    } else if best.least <= -bankroll {
      warnings.append(.ruinPossible(best.label, at: option.span))
    }
    if let stake = context.stake, stake != 0, let kelly = best.kelly {
      let share = abs(stake) / bankroll
      if kelly > 1 {
        warnings.append(.kellyAboveOne(best.label, kelly, at: option.span))
      } else if share > kelly * (1 + 1e-9), best.standardDeviation > 0, best.least > -.infinity {
        warnings.append(.beyondKelly(best.label, share: share, kelly: kelly, at: option.span))
      }
    }
    return warnings
  }

  // MARK: Evidence

  /// Evidence after which nothing could change one's mind.
  private func certainEvidence(_ score: Score, _ context: ScoreContext) -> [Diagnostic] {
    score.updates.compactMap { update in
      guard let value = update.values.indices.first(where: { update.posterior[$0] == 0 && update.prior[$0] > 0 }),
        let line = context.evidence.first(where: { line in
          line.chance == update.chance && value < line.likelihood.count && line.likelihood[value] == 0
        }), let span = line.span
      else { return nil }
      return .certainEvidence(update.chance, update.values[value], at: span)
    }
  }

  /// Evidence that comes from the same place counts twice.
  private func sources(_ context: ScoreContext) -> [Diagnostic] {
    var first: [String: Evidence] = [:]
    return context.evidence.compactMap { line in
      guard let source = line.source?.lowercased(), !source.isEmpty, let span = line.span else { return nil }
      if let earlier = first[source]?.span {
        return .sharedSource(line.source ?? "", at: span, earlier: earlier)
      }
      first[source] = line
      return nil
    }
  }
}

extension UInt8 {
  fileprivate var isLowerLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isDigitByte: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
