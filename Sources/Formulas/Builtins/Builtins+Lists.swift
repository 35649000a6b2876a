import Diagnostics
import Quantities

extension Builtin {
  static let lists: [Builtin] = [
    Builtin(
      "count", "count(list)", .lists, "How many elements a list has; of conditions, how many hold.",
      [("count([4, 5, 6])", "3"), ("count([4, 5, 6] > 4)", "2")]
    ) { interpreter, call in
      guard let values = interpreter.elements(call, signature: "count(list)", mayBeEmpty: true) else { return nil }
      let truths = values.compactMap { value -> Figure? in
        if case .figure(let figure) = value, figure.kind == .truth { figure } else { nil }
      }
      guard !values.isEmpty, truths.count == values.count else { return .exact(Double(values.count)) }
      return interpreter.total(truths.map { .figure(interpreter.number(ofTruth: $0)) }, at: call.span)
        .map { .figure($0) }
    },
    Builtin(
      "product", "product(list)", .lists, "The product of a list's elements.", [("product(1..5)", "120")]
    ) { interpreter, call in
      guard let values = interpreter.elements(call, signature: "product(list)") else { return nil }
      var result = Figure(kind: .quantity(.one), content: .exact(1))
      for value in values {
        guard let figure = interpreter.quantity(value, at: call.span),
          let next = interpreter.product(result, figure, at: call.span)
        else { return nil }
        result = next
      }
      return .figure(result)
    },
    Builtin(
      "sum", "sum(list) or sum(a, b, …)", .lists, "The sum of a list's elements.",
      [("sum([1 km, 500 m])", "1.5 km"), ("sum((1..4)^2)", "30")]
    ) { interpreter, call in
      guard let values = interpreter.elements(call, signature: "sum(list) or sum(a, b, …)") else { return nil }
      return interpreter.total(values, at: call.span).map { .figure($0) }
    },
  ]
}

extension Interpreter {
  /// A condition as the number 1 or 0.
  fileprivate func number(ofTruth figure: Figure) -> Figure {
    var closed = figure.closed
    if case .event(let probability, _)? = closed { closed = .marginal(.bernoulli(probability)) }
    switch figure.content {
    case .exact(let value): return Figure(kind: .quantity(.one), content: .exact(value))
    case .uncertain(let node, _): return Figure(kind: .quantity(.one), content: .uncertain(node, closed))
    }
  }

  /// The sum of some figures.
  mutating func total(_ values: [Value], at span: SourceSpan) -> Figure? {
    var result: Figure?
    for value in values {
      guard let figure = quantity(value, at: span) else { return nil }
      guard let before = result else {
        result = figure
        continue
      }
      guard let next = sum(before, figure, isSubtracted: false, at: span) else { return nil }
      result = next
    }
    return result
  }
}
