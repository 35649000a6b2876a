import Diagnostics
import Quantities
import Uncertainty

/// Distributions made of values or of other distributions.
extension Interpreter {
  mutating func bernoulli(_ call: Call) -> Value? {
    guard let bound = bound(call, to: ["p"], signature: "bernoulli(p)"), let value = bound["p"],
      let figure = quantity(value, at: call.span), let p = plain(figure, at: call.span)
    else { return nil }
    guard let exact = p.exact else {
      // 1 where a uniform number is below the probability; a probability outside 0…1 has no value.
      let checked = draws.graph.function(SampleGraph.Function { (0...1).contains($0[0]) ? $0[0] : .nan }, [node(of: p)])
      report.places[checked] = NodePlace(span: call.span, fault: .parameters)
      let gap = draws.graph.binary(.subtract, checked, draws.uniform())
      let step = draws.graph.unary(.ceil, gap)
      return uncertain(.quantity(.one), draws.graph.binary(.max, step, draws.graph.constant(0)), nil, at: call.span)
        .map { .figure($0) }
    }
    guard (0...1).contains(exact) else {
      return refuse(
        .probabilityOutside(exact, isOpen: false, number: call.arguments[0].value.writtenNumber, at: call.span))
    }
    return draw(.bernoulli(exact), .quantity(.one), at: call.span).map { .figure($0) }
  }

  mutating func dirichlet(_ call: Call) -> Value? {
    guard let values = elements(call, signature: "dirichlet(a, b, …)") else { return nil }
    var counts: [Double] = []
    let areShares = values.allSatisfy { if case .figure(let figure) = $0 { figure.isShare } else { false } }
    if areShares { return fail(.countsExpected(call.name, quantiles: nil, at: call.span)) }
    for value in values {
      guard let count = plainNumber(value, at: call.span) else { return nil }
      counts.append(count)
    }
    guard counts.count > 1, counts.allSatisfy({ $0 > 0 }) else {
      return refuse(.impossibleParameters(context.source[call.span], at: call.span))
    }
    // Shares of independent gammas (Devroye 1986, chapter XI).
    let parts = counts.map { count in
      draws.graph.draw(.gamma(shape: count, scale: 1), at: draws.graph.normal(from: draws.uniform()))
    }
    let whole = parts.dropFirst().reduce(parts[0]) { draws.graph.binary(.add, $0, $1) }
    let sum = counts.reduce(0, +)
    var shares: [Value] = []
    for (part, count) in zip(parts, counts) {
      let marginal = Distribution.beta(a: count, b: sum - count, low: 0, high: 1)
      guard
        let share = uncertain(
          .quantity(.one), draws.graph.binary(.divide, part, whole), .marginal(marginal), isShare: true, at: call.span)
      else { return nil }
      shares.append(.figure(share))
    }
    return .list(shares)
  }

  /// Pairs of a value and its probability; probabilities must sum to 1.
  private mutating func weighted(
    _ call: Call, signature: String, mayBeEqual: Bool
  ) -> (figures: [Figure], weights: [Double])? {
    var figures: [Figure] = []
    var weights: [Double] = []
    var isWhole = true
    let isLabelled = call.arguments.contains { $0.label != nil }
    for argument in call.arguments {
      if isLabelled || !mayBeEqual {
        guard let label = argument.label else {
          isWhole = false
          report.tell(.missingProbability(signature: signature, at: argument.value.span))
          continue
        }
        let (value, weight) = (value(of: label), value(of: argument.value))
        guard let value, let weight, let figure = figure(value, at: label.span),
          let probability = plainNumber(weight, at: argument.value.span)
        else {
          isWhole = false
          continue
        }
        guard (0...1).contains(probability) else {
          isWhole = false
          let parts = shares(of: call)
          if context.isTaken {
            report.tell(
              parts == nil
                ? .probabilityOutside(
                  probability, isOpen: false, number: argument.value.writtenNumber, at: argument.value.span)
                : .probabilitiesSum(sum(ofWeights: call), parts: parts, at: call.span))
          }
          continue
        }
        figures.append(figure)
        weights.append(probability)
      } else if let value = value(of: argument.value), let figure = figure(value, at: argument.value.span) {
        figures.append(figure)
        weights.append(1 / Double(call.arguments.count))
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    guard !figures.isEmpty else {
      return fail(.wrongArguments(call.name, 0, signature: signature, at: call.span))
    }
    let sum = weights.reduce(0, +)
    guard abs(sum - 1) <= 1e-9 else { return refuse(.probabilitiesSum(sum, parts: shares(of: call), at: call.span)) }
    guard let alike = inOneUnit(figures, at: call.span) else { return nil }
    return (alike, weights)
  }

  /// The numbers that stand as probabilities, where all are plain numbers and written down.
  private func weights(_ call: Call) -> [Double]? {
    let weights = call.arguments.compactMap { argument -> Double? in
      guard argument.label != nil, case .number(let value, isPercent: false, unit: nil) = argument.value.form else {
        return nil
      }
      return value
    }
    return weights.count == call.arguments.count && !weights.isEmpty ? weights : nil
  }

  private func sum(ofWeights call: Call) -> Double { weights(call)?.reduce(0, +) ?? 0 }

  /// The call with weights that sum to something else as shares of their sum; nil where they are no weights.
  private func shares(of call: Call) -> String? {
    guard let weights = weights(call), weights.allSatisfy({ $0 == $0.rounded() && $0 >= 0 }) else { return nil }
    let sum = NumberText.short(weights.reduce(0, +), digits: 12)
    guard sum != "0" else { return nil }
    let parts = zip(call.arguments, weights).map { argument, weight in
      "\(argument.label.map { context.source[$0.span] } ?? ""): \(NumberText.short(weight, digits: 12))/\(sum)"
    }
    return "\(call.name)(\(parts.joined(separator: ", ")))"
  }

  mutating func discrete(_ call: Call) -> Value? {
    guard let (figures, weights) = weighted(call, signature: "discrete(value: probability, …)", mayBeEqual: false)
    else { return nil }
    let values = figures.compactMap(\.exact)
    guard values.count == figures.count else { return fail(.uncertainValue(at: call.span)) }
    let pairs = zip(values, weights).filter { $0.1 > 0 }
    let points = Distribution.merged(pairs.map { Distribution.Weighted(value: $0.0, probability: $0.1) })
    let isShare = figures.allSatisfy(\.isShare)
    return draw(.discrete(points), figures.kind, isShare: isShare, at: call.span).map { .figure($0) }
  }

  mutating func samplesOf(_ call: Call) -> Value? {
    guard let figures = figures(call, signature: "samples(list)") else { return nil }
    let values = figures.compactMap(\.exact)
    guard values.count == figures.count else { return fail(.uncertainValue(at: call.span)) }
    return draw(.samples(values), figures.kind, isShare: figures.allSatisfy(\.isShare), at: call.span)
      .map { .figure($0) }
  }

  mutating func mixture(_ call: Call) -> Value? {
    let signature = "mixture(a, b, …) or mixture(a: probability, …)"
    guard let (figures, weights) = weighted(call, signature: signature, mayBeEqual: true) else { return nil }
    let parts = zip(figures, weights).filter { $0.1 > 0 }
    let uniform = draws.uniform()
    var before = 0.0
    var result = node(of: parts[parts.count - 1].0)
    var bounds: [Double] = []
    for part in parts.dropLast() {
      before += part.1
      bounds.append(before)
    }
    for (part, bound) in zip(parts, bounds).reversed() {
      let isBelow = draws.graph.binary(.less, uniform, draws.graph.constant(bound))
      result = draws.graph.select(isBelow, node(of: part.0), result)
    }
    let distributions = parts.compactMap { part -> Distribution.Part? in
      if let exact = part.0.exact {
        return .init(distribution: .discrete([.init(value: exact, probability: 1)]), weight: part.1)
      }
      return part.0.closed?.distribution.map { .init(distribution: $0, weight: part.1) }
    }
    let closed: ClosedForm? = distributions.count == parts.count ? .marginal(.mixture(distributions)) : nil
    if parts.count == 1 { return .figure(parts[0].0) }
    return uncertain(
      figures.kind, result, closed, isShare: figures.allSatisfy(\.isShare), at: call.span
    ).map { .figure($0) }
  }

  mutating func truncated(_ call: Call) -> Value? {
    let signature = "truncate(x, low, high)"
    guard let bound = bound(call, to: ["x", "low", "high"], optional: 2, signature: signature), let value = bound["x"],
      let figure = figure(value, at: call.span)
    else { return nil }
    guard bound.count > 1 else { return fail(.wrongArguments(call.name, 1, signature: signature, at: call.span)) }
    var ends = (low: -Double.infinity, high: Double.infinity)
    for name in ["low", "high"] {
      guard let written = bound[name] else { continue }
      guard let end = self.figure(written, at: call.span), let (_, other) = alike(figure, end, at: call.span) else {
        return nil
      }
      guard let exact = other.exact else { return fail(.uncertainValue(at: call.span)) }
      if name == "low" { ends.low = exact } else { ends.high = exact }
    }
    // One value of a distribution of single values can be all that is kept.
    let isOne = ends.low == ends.high && figure.closed?.distribution?.isDiscrete ?? false
    guard ends.low < ends.high || isOne else {
      let texts = call.arguments.map { context.source[$0.value.span] }
      let isPlain = texts.count == 3 && call.arguments.allSatisfy { $0.label == nil } && ends.low > ends.high
      return refuse(
        .keepsNothing(swapped: isPlain ? "truncate(\(texts[0]), \(texts[2]), \(texts[1]))" : nil, at: call.span))
    }
    guard case .uncertain(let node, let closed) = figure.content, let distribution = closed?.distribution else {
      return fail(.cannotTruncate(isCertain: figure.exact != nil, at: call.span))
    }
    guard distribution.chance(between: ends.low, and: ends.high).yes > 1e-300 else {
      return refuse(.keepsNothing(at: call.span))
    }
    // Drawn at the same number as what it cuts, so that the two go together.
    return draw(
      distribution.truncating(ends.low, ends.high), figure.kind, isShare: figure.isShare, at: call.span,
      normal: draws.normals[node]
    ).map { .figure($0) }
  }
}

extension [Figure] {
  /// The kind of figures that were brought into one unit.
  fileprivate var kind: Kind { first { !$0.isBareZero }?.kind ?? .quantity(.one) }
}
