import Diagnostics
import Quantities
import Uncertainty

extension Builtin {
  static let uncertain: [Builtin] = [
    Builtin(
      "P", "P(condition)", .uncertain, "The probability that a condition holds.",
      [("P(normal(0, 1) > 0)", "50%"), ("P(2 > 1)", "100%")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["condition"], signature: "P(condition)"),
        let value = bound["condition"], let figure = interpreter.figure(value, at: call.span)
      else { return nil }
      guard figure.kind == .truth else {
        return interpreter.fail(.expectedTruth(figure.kind, at: call.arguments[0].value.span))
      }
      return interpreter.probability(figure, at: call.span).map { .figure($0) }
    },
    aggregate(
      "mean", "The mean of an uncertain number, or of a list.",
      [("mean(5 to 10)", "7.22978373229"), ("mean([1, 2, 6])", "3")]
    ) {
      interpreter, figure, span in
      interpreter.aggregated(figure, .mean, at: span) { $0.mean }
    },
    aggregate("median", "The median of an uncertain number, or of a list.", [("median(5 to 20)", "10")]) {
      interpreter, figure, span in
      interpreter.aggregated(figure, .quantile(0.5), at: span) { $0.quantile(0.5) }
    },
    Builtin(
      "quantile", "quantile(x, p)", .uncertain,
      "The value that an uncertain number, or an element of a list, does not exceed with a probability.",
      [("quantile(5 to 10, 95%)", "10"), ("quantile([1, 2, 3, 4], 50%)", "2.5")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["x", "p"], signature: "quantile(x, p)"), let x = bound["x"],
        let p = bound["p"], let level = interpreter.plainNumber(p, at: call.arguments[1].value.span)
      else { return nil }
      guard level > 0, level < 1 else {
        let written = call.arguments[1].value
        return interpreter.refuse(
          .probabilityOutside(level, isOpen: true, number: written.writtenNumber, at: written.span))
      }
      if case .list(let values) = x {
        return interpreter.listQuantile(values, level, at: call.span).map { .figure($0) }
      }
      guard let figure = interpreter.figure(x, at: call.span) else { return nil }
      return interpreter.aggregated(figure, .quantile(level), at: call.span) { $0.quantile(level) }.map { .figure($0) }
    },
    aggregate(
      "sd", "The standard deviation of an uncertain number, or of a list taken as a sample (n − 1).",
      [("sd(normal(5 km, 2 km))", "2 km"), ("sd([1, 2, 3])", "1")]
    ) { interpreter, figure, span in
      interpreter.aggregated(figure, .sd, at: span) { $0.sd }
    },
  ]

  private static func aggregate(
    _ name: String, _ summary: String, _ examples: [(String, String)],
    _ operation: @escaping @Sendable (inout Interpreter, Figure, SourceSpan) -> Figure?
  ) -> Builtin {
    let signature = "\(name)(x) or \(name)(list)"
    return Builtin(name, signature, .uncertain, summary, examples) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["x"], signature: signature), let value = bound["x"] else {
        return nil
      }
      if case .list(let values) = value {
        return interpreter.listFigure(name, values, at: call.span).map { .figure($0) }
      }
      guard let figure = interpreter.figure(value, at: call.span) else { return nil }
      return operation(&interpreter, figure, call.span).map { .figure($0) }
    }
  }
}

extension Interpreter {
  mutating func probability(_ figure: Figure, at span: SourceSpan) -> Figure? {
    switch figure.content {
    case .exact(let value): return exact(value, .quantity(.one), isShare: true, at: span)
    case .uncertain(let node, let closed):
      report.takesFigures = true
      if let probability = closed?.probability {
        return exact(probability, .quantity(.one), isShare: true, at: span)
      }
      return uncertain(.quantity(.one), draws.graph.aggregate(.mean, of: node), nil, isShare: true, at: span)
    }
  }

  /// A figure of a distribution: from its distribution where that is known, else from a pass over the samples.
  mutating func aggregated(
    _ figure: Figure, _ aggregate: SampleGraph.Aggregate, at span: SourceSpan, _ ofLaw: (Distribution) -> Double?
  ) -> Figure? {
    guard figure.kind != .truth else { return fail(.notAQuantity(.truth, at: span)) }
    // The spread of dates is a time, not a date.
    var figure = figure
    if figure.kind == .date, aggregate == .sd { figure.kind = .quantity(Self.day) }
    switch figure.content {
    case .exact(let value):
      return exact(aggregate == .sd ? 0 : value, figure.kind, isShare: figure.isShare, at: span)
    case .uncertain(let node, let closed):
      report.takesFigures = true
      if let distribution = closed?.distribution {
        guard let value = ofLaw(distribution) else { return refuse(.noMoment(at: span)) }
        return exact(value, figure.kind, isShare: figure.isShare, at: span)
      }
      let orders = draws.graph.momentOrders(of: [node])[node]
      if aggregate == .mean && orders?.lacksMean == true || aggregate == .sd && orders?.lacksSD == true {
        return refuse(.noMoment(at: span))
      }
      return uncertain(figure.kind, draws.graph.aggregate(aggregate, of: node), nil, isShare: figure.isShare, at: span)
    }
  }

  // MARK: Lists

  mutating func listFigure(_ name: String, _ values: [Value], at span: SourceSpan) -> Figure? {
    guard !values.isEmpty else { return refuse(.emptyList(at: span)) }
    if name == "median" { return listQuantile(values, 0.5, at: span) }
    if case .figure(let first) = values[0], first.kind == .date { return dateFigure(name, values, first, at: span) }
    let count = Figure(kind: .quantity(.one), content: .exact(Double(values.count)))
    guard let total = total(values, at: span), var mean = quotient(total, count, at: span, divisorAt: span) else {
      return nil
    }
    let areShares = values.allSatisfy { if case .figure(let figure) = $0 { figure.isShare } else { false } }
    mean.isShare = areShares
    if name == "mean" { return mean }
    guard values.count > 1 else { return refuse(.tooFewElements(2, at: span)) }
    var squares: Figure?
    for value in values {
      guard let figure = quantity(value, at: span), let off = sum(figure, mean, isSubtracted: true, at: span),
        let square = product(off, off, at: span)
      else { return nil }
      squares = squares.map { sum($0, square, isSubtracted: false, at: span) } ?? square
    }
    let degrees = Figure(kind: .quantity(.one), content: .exact(Double(values.count - 1)))
    guard let squares, let variance = quotient(squares, degrees, at: span, divisorAt: span) else { return nil }
    var spread = power(variance, Figure(kind: .quantity(.one), content: .exact(0.5)), at: span, exponentAt: span)
    spread?.isShare = areShares
    return spread
  }

  /// The mean of dates is a date, their standard deviation a time: both are those of the times since the first.
  private mutating func dateFigure(_ name: String, _ values: [Value], _ first: Figure, at span: SourceSpan) -> Figure? {
    var times: [Value] = []
    for value in values {
      guard let date = figure(value, at: span), let time = sum(date, first, isSubtracted: true, at: span) else {
        return nil
      }
      times.append(.figure(time))
    }
    guard let result = listFigure(name, times, at: span) else { return nil }
    return name == "mean" ? shifted(first, by: result, isBack: false, at: span) : result
  }

  /// The quantile of a list, interpolated between its elements as spreadsheets do (Hyndman and Fan 1996, type 7).
  mutating func listQuantile(_ values: [Value], _ level: Double, at span: SourceSpan) -> Figure? {
    var figures: [Figure] = []
    for value in values {
      guard let figure = figure(value, at: span) else { return nil }
      figures.append(figure)
    }
    guard !figures.isEmpty else { return refuse(.emptyList(at: span)) }
    guard let alike = inOneUnit(figures, at: span) else { return nil }
    @Sendable func interpolated(_ values: [Double]) -> Double {
      guard !values.contains(where: \.isNaN) else { return .nan }
      let sorted = values.sorted()
      let place = level * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    let exacts = alike.compactMap(\.exact)
    let isShare = alike.allSatisfy(\.isShare)
    if exacts.count == alike.count { return exact(interpolated(exacts), alike[0].kind, isShare: isShare, at: span) }
    let nodes = alike.map { node(of: $0) }
    return uncertain(
      alike[0].kind, draws.graph.function(SampleGraph.Function(interpolated), nodes), nil, isShare: isShare, at: span)
  }
}
