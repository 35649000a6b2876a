import Diagnostics
import Quantities
import Uncertainty

extension Builtin {
  static let numbers: [Builtin] = [
    unaryBuiltin("abs", "The number without its sign.", [("abs(-3 km)", "3 km")]) { interpreter, x, span in
      interpreter.mapped(x, .abs, at: span) { Swift.abs($0) }
    },
    unaryBuiltin("ceil", "The least whole number that is not below.", [("ceil(2.1)", "3")]) { interpreter, x, span in
      interpreter.rounded(x, .up, at: span)
    },
    unaryBuiltin("exp", "e to the power of a plain number.", [("exp(0)", "1")]) { interpreter, x, span in
      interpreter.plain(x, at: span).flatMap {
        interpreter.applied(.exp, to: $0, closed: $0.closed?.exponential, fault: .overflow, at: span) { value, _ in
          Elementary.expOfAny(value)
        }
      }
    },
    unaryBuiltin("floor", "The greatest whole number that is not above.", [("floor(2.9 day)", "2 day")]) {
      interpreter, x, span in
      interpreter.rounded(x, .down, at: span)
    },
    logarithm("ln", "The natural logarithm of a positive plain number.", [("ln(exp(2))", "2")], .log, 1),
    logarithm("log", "The natural logarithm, as `ln`.", [("log(1)", "0")], .log, 1),
    logarithm("log10", "The logarithm to base 10.", [("log10(1000)", "3")], .log10, 2.302585092994046),
    logarithm("log2", "The logarithm to base 2.", [("log2(1024)", "10")], .log2, 0.6931471805599453),
    extreme(
      "max", "The greatest of several numbers, or of a list.", [("max(2 km, 500 m)", "2 km")], .max,
      { $0 >= $1 || $0.isNaN ? $0 : $1 }),
    extreme(
      "min", "The least of several numbers, or of a list.", [("min([3, 1, 2])", "1")], .min,
      { $0 <= $1 || $0.isNaN ? $0 : $1 }),
    Builtin(
      "mod", "mod(x, y)", .numbers,
      "What is left of x when whole multiples of y are taken away, with the sign of y; also written `x mod y`.",
      [("mod(7, 3)", "1"), ("mod(90 min, 1 hour)", "30 min"), ("mod(-1 day, 7 day)", "6 day")]
    ) { interpreter, call in
      guard let bound = interpreter.bound(call, to: ["x", "y"], signature: "mod(x, y)"), let x = bound["x"],
        let y = bound["y"]
      else { return nil }
      return interpreter.each([x, y], at: call.span) { $0.remainder($1[0], $1[1], at: call.span) }
    },
    Builtin(
      "round", "round(x) or round(x, digits)", .numbers,
      "The nearest whole number, or the nearest with so many decimals; halves away from zero; of a percentage, its percents.",
      [("round(2.5)", "3"), ("round(12.345 USD, 1)", "12.3 USD")]
    ) { interpreter, call in
      let signature = "round(x) or round(x, digits)"
      guard let bound = interpreter.bound(call, to: ["x", "digits"], optional: 1, signature: signature),
        let value = bound["x"]
      else { return nil }
      var digits = 0.0
      if let written = bound["digits"] {
        guard let number = interpreter.plainNumber(written, at: call.span) else { return nil }
        guard number == number.rounded(), Swift.abs(number) <= 15 else {
          return interpreter.fail(.expectedWholeNumber(at: call.span))
        }
        digits = number
      }
      let decimals = Int(digits)
      return interpreter.each([value], at: call.span) { interpreter, figures in
        interpreter.rounded(figures[0], .toNearestOrAwayFromZero, decimals: decimals, at: call.span)
      }
    },
    unaryBuiltin("sqrt", "The square root.", [("sqrt(16 m^2)", "4 m")]) { interpreter, x, span in
      interpreter.power(
        x, Figure(kind: .quantity(.one), content: .exact(0.5)), at: span, exponentAt: span)
    },
    unaryBuiltin(
      "whole", "Whether a plain number is whole. What is uncertain between whole numbers estimates a count: it passes.",
      [("whole(3)", "true"), ("whole(2.5)", "false")]
    ) { interpreter, x, span in
      guard let x = interpreter.plain(x, at: span) else { return nil }
      // A continuous number is whole in no sample at all, which is not what is asked.
      if x.exact == nil, x.closed?.distribution?.isDiscrete != true {
        if case .discrete? = x.closed {} else { return .truth(true) }
      }
      if let exact = x.exact { return .truth(DecimalRounding.isWhole(exact)) }
      guard let nearest = interpreter.mapped(x, .round, at: span, { $0.rounded() }) else { return nil }
      return interpreter.compared(x, .same, nearest, at: span)
    },
  ]

  private static func logarithm(
    _ name: String, _ summary: String, _ examples: [(String, String)], _ operation: SampleGraph.Unary,
    _ divisor: Double
  ) -> Builtin {
    unaryBuiltin(name, summary, examples) { interpreter, x, span in
      guard let x = interpreter.plain(x, at: span) else { return nil }
      let closed = x.closed?.logarithm?.affine(scale: 1 / divisor, shift: 0)
      return interpreter.applied(operation, to: x, closed: closed, fault: .logarithm, at: span) { value, interpreter in
        guard value > 0 else { return interpreter.refuse(.logarithmOfNegative(value, at: span)) }
        // Powers of the base have whole logarithms.
        let result = Elementary.logOfAny(value) / divisor
        let whole = result.rounded()
        return operation != .log && Elementary.power(operation == .log2 ? 2 : 10, whole) == value ? whole : result
      }
    }
  }

  private static func extreme(
    _ name: String, _ summary: String, _ examples: [(String, String)], _ operation: SampleGraph.Binary,
    _ of: @escaping @Sendable (Double, Double) -> Double
  ) -> Builtin {
    let signature = "\(name)(a, b, …) or \(name)(list)"
    return Builtin(name, signature, .numbers, summary, examples) { interpreter, call in
      guard let figures = interpreter.figures(call, signature: signature) else { return nil }
      var result = figures[0]
      for figure in figures.dropFirst() {
        guard let next = interpreter.extreme(result, figure, operation, of, at: call.span) else { return nil }
        result = next
      }
      return .figure(result)
    }
  }
}

extension Interpreter {
  /// A figure that must be a plain number.
  mutating func plain(_ figure: Figure, at span: SourceSpan) -> Figure? {
    guard figure.kind == .quantity(.one) else {
      return fail(.expectedPlainNumber(figure.kind.inWords, isUncertain: false, at: span))
    }
    return figure
  }

  /// A function of a plain number.
  mutating func applied(
    _ operation: SampleGraph.Unary, to figure: Figure, closed: ClosedForm?, fault: NodePlace.Fault, at span: SourceSpan,
    _ exactly: (Double, inout Interpreter) -> Double?
  ) -> Figure? {
    switch figure.content {
    case .exact(let value):
      guard let result = exactly(value, &self) else { return nil }
      return exact(result, .quantity(.one), at: span)
    case .uncertain(let node, _):
      return uncertain(.quantity(.one), draws.graph.unary(operation, node), closed, fault: fault, at: span)
    }
  }

  /// A function that keeps the unit.
  mutating func mapped(
    _ figure: Figure, _ operation: SampleGraph.Unary, at span: SourceSpan, _ of: (Double) -> Double
  ) -> Figure? {
    guard figure.unit != nil else { return fail(.notAQuantity(figure.kind, at: span)) }
    switch figure.content {
    case .exact(let value): return exact(of(value), figure.kind, isShare: figure.isShare, at: span)
    case .uncertain(let node, let closed):
      var mapped: ClosedForm?
      if case .discrete(let values)? = closed { mapped = .discrete(values.map(of)) }
      return uncertain(figure.kind, draws.graph.unary(operation, node), mapped, isShare: figure.isShare, at: span)
    }
  }

  /// What is left of a figure when whole multiples of another are taken away: `x - y * floor(x / y)`.
  mutating func remainder(_ left: Figure, _ right: Figure, at span: SourceSpan) -> Figure? {
    guard let (x, y) = alike(left, right, at: span), x.unit != nil else {
      return left.unit == nil ? fail(.notAQuantity(left.kind, at: span)) : nil
    }
    if let a = x.exact, let b = y.exact {
      guard b != 0 else { return refuse(.divisionByZero(at: span)) }
      return exact(Decimals.remainder(a, b), x.kind, isShare: x.isShare, at: span)
    }
    let remainder = SampleGraph.Function { Decimals.remainder($0[0], $0[1]) }
    let node = draws.graph.function(remainder, [node(of: x), node(of: y)])
    return uncertain(x.kind, node, remainders(x, y), isShare: x.isShare, fault: .division, at: span)
  }

  /// The remainders of figures that have few values, each with its probability.
  private func remainders(_ x: Figure, _ y: Figure) -> ClosedForm? {
    guard let a = fewValues(x), let b = fewValues(y) else { return nil }
    return JointValues.combining([a, b]) { Decimals.remainder($0[0], $0[1]) }.map { .discrete($0) }
  }

  /// The values of a figure where they are few: a certain figure has one.
  private func fewValues(_ figure: Figure) -> JointValues? {
    switch figure.content {
    case .exact(let value): .certain(value)
    case .uncertain(_, .discrete(let values)?): values
    case .uncertain: nil
    }
  }

  /// The figure with so many decimals, counted in the percentage that it is where it is one.
  mutating func rounded(
    _ figure: Figure, _ rule: FloatingPointRoundingRule, decimals: Int = 0, at span: SourceSpan
  ) -> Figure? {
    guard figure.unit != nil else { return fail(.notAQuantity(figure.kind, at: span)) }
    let places = decimals + (figure.isShare ? 2 : 0)
    let of: @Sendable (Double) -> Double = { DecimalRounding.rounded($0, rule, decimals: places) }
    switch figure.content {
    case .exact(let value): return exact(of(value), figure.kind, isShare: figure.isShare, at: span)
    case .uncertain(let node, let closed):
      var mapped: ClosedForm?
      if case .discrete(let values)? = closed { mapped = .discrete(values.map(of)) }
      // Where it jumps is known of whole numbers alone.
      let operation: SampleGraph.Unary? =
        switch rule {
        case .down where places == 0: .floor
        case .up where places == 0: .ceil
        case .toNearestOrAwayFromZero where places == 0: .round
        default: nil
        }
      let result =
        operation.map { draws.graph.unary($0, node) }
        ?? draws.graph.function(SampleGraph.Function { of($0[0]) }, [node])
      return uncertain(figure.kind, result, mapped, isShare: figure.isShare, at: span)
    }
  }

  mutating func extreme(
    _ left: Figure, _ right: Figure, _ operation: SampleGraph.Binary, _ of: (Double, Double) -> Double,
    at span: SourceSpan
  ) -> Figure? {
    guard left.kind != .truth else { return fail(.notAQuantity(left.kind, at: span)) }
    let isShare = left.isShare && right.isShare
    if let a = left.exact, let b = right.exact { return exact(of(a, b), left.kind, isShare: isShare, at: span) }
    var closed: ClosedForm?
    let parts = [left, right].map { figure -> JointValues? in
      if case .discrete(let values)? = figure.closed { values } else { nil }
    }
    switch (parts[0], parts[1]) {
    case (let a?, let b?): closed = JointValues.combining([a, b]) { of($0[0], $0[1]) }.map { .discrete($0) }
    case (let a?, nil): closed = right.exact.map { b in .discrete(a.map { of($0, b) }) }
    case (nil, let b?): closed = left.exact.map { a in .discrete(b.map { of(a, $0) }) }
    default: break
    }
    let result = draws.graph.binary(operation, node(of: left), node(of: right))
    return uncertain(left.kind, result, closed, isShare: isShare, at: span)
  }
}
