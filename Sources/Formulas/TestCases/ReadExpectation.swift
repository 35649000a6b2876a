import Diagnostics
import Quantities

/// An expectation whose formulas have values, brought into one unit.
struct ReadExpectation: Sendable {
  enum Form: Sendable {
    /// The tolerance is relative or in the unit of what is expected.
    case equal(actual: Value, expected: Value, tolerance: Double, isRelative: Bool)
    case within(actual: Value, low: Value, high: Value)
    case condition(Value)
  }

  var form: Form
  var span: SourceSpan
  /// What is expected, as it is written.
  var text: String

  /// What must be sampled to judge it.
  var values: [Value] {
    switch form {
    case .equal(let actual, let expected, _, _): [actual, expected]
    case .within(let actual, let low, let high): [actual, low, high]
    case .condition(let value): [value]
    }
  }

  func finding(_ sampler: Sampler, _ interpreter: Interpreter) -> CaseEvaluation.Finding {
    switch form {
    case .equal(let actual, let expected, let tolerance, let isRelative):
      let (isHeld, difference) = Self.compare(
        sampler.answer(actual), sampler.answer(expected), tolerance, isRelative: isRelative)
      return .init(
        span: span, isHeld: isHeld, expected: text, actual: sampler.answer(actual), difference: difference)
    case .within(let actual, let low, let high):
      let all = [actual, low, high].map { Self.centre(sampler.answer($0)) }
      let isHeld = all.compactMap { $0 }.count == 3 && (all[1] ?? 0) <= (all[0] ?? 0) && (all[0] ?? 0) <= (all[2] ?? 0)
      return .init(span: span, isHeld: isHeld, expected: text, actual: sampler.answer(actual), difference: nil)
    case .condition(let value):
      let answer = sampler.answer(value)
      return .init(span: span, isHeld: Self.centre(answer) == 1, expected: text, actual: answer, difference: nil)
    }
  }

  /// The number that is compared: the mean of what is uncertain.
  private static func centre(_ value: Answer.Value) -> Double? {
    guard case .number(let number) = value else { return nil }
    switch number.amount {
    case .exact(let value), .estimate(let value, _): return value
    case .uncertain(let spread): return spread.mean?.value
    }
  }

  private static func compare(
    _ actual: Answer.Value, _ expected: Answer.Value, _ tolerance: Double, isRelative: Bool
  ) -> (isHeld: Bool, difference: CaseEvaluation.Difference?) {
    switch (actual, expected) {
    case (.list(let left), .list(let right)):
      return (
        left.count == right.count
          && zip(left, right).allSatisfy { compare($0, $1, tolerance, isRelative: isRelative).isHeld }, nil
      )
    case (.text(let left), .text(let right)): return (left == right, nil)
    case (.number(let left), .number):
      guard let a = centre(actual), let b = centre(expected) else { return (false, nil) }
      let allowed = isRelative ? tolerance * abs(b) : tolerance
      // What rounding does at the edge of the tolerance is no failure.
      let isHeld = abs(a - b) <= allowed * (1 + 1e-12)
      guard case .quantity(let unit) = left.kind else { return (isHeld, nil) }
      return (isHeld, .init(absolute: Quantity(a - b, unit), relative: b == 0 ? nil : (a - b) / abs(b)))
    default: return (false, nil)
    }
  }
}

extension Interpreter {
  /// The values of an expectation's formulas; nil, told of, where one is wrong.
  mutating func read(_ expectation: Statement.Expectation, at span: SourceSpan) -> ReadExpectation? {
    func text(_ parts: Expression...) -> String {
      context.source[parts.dropFirst().reduce(parts[0].span) { $0.joined(with: $1.span) }]
    }
    switch expectation.form {
    case .condition(let condition):
      guard let value = value(of: condition) else { return nil }
      guard case .figure(let figure) = value, figure.kind == .truth else {
        return fail(.expectedCondition(value.inWords, at: condition.span))
      }
      return ReadExpectation(form: .condition(value), span: span, text: text(condition))
    case .within(let inner, let low, let high):
      let values = [value(of: inner), value(of: low), value(of: high)].compactMap { $0 }
      guard values.count == 3, let (_, lower) = alike(values[0], values[1], at: span),
        let (_, upper) = alike(values[0], values[2], at: span)
      else { return nil }
      return ReadExpectation(
        form: .within(actual: values[0], low: lower, high: upper), span: span, text: text(low, high))
    case .equal(let left, let right, let written):
      let (actual, expected) = (value(of: left), value(of: right))
      guard let actual, let expected, let (inUnit, same) = alike(expected, actual, at: span) else { return nil }
      var (tolerance, isRelative) = (1e-9, true)
      if let written {
        guard let value = value(of: written), let figure = figure(value, at: written.span) else { return nil }
        if figure.isShare, figure.kind == .quantity(.one) {
          guard let plain = plainNumber(value, at: written.span) else { return nil }
          tolerance = plain
        } else {
          guard let (_, bound) = alike(inUnit, value, at: written.span), case .figure(let figure) = bound,
            let exact = figure.exact
          else { return fail(.expectedPlainNumber(value.inWords, isUncertain: true, at: written.span)) }
          (tolerance, isRelative) = (exact, false)
        }
      }
      return ReadExpectation(
        form: .equal(actual: same, expected: inUnit, tolerance: abs(tolerance), isRelative: isRelative), span: span,
        text: written.map { "\(context.source[right.span]) ± \(context.source[$0.span])" } ?? context.source[right.span]
      )
    }
  }

  /// Two values in the unit of the first, element by element where they are lists.
  private mutating func alike(_ left: Value, _ right: Value, at span: SourceSpan) -> (Value, Value)? {
    switch (left, right) {
    case (.figure(let a), .figure(let b)):
      guard let (x, y) = alike(a, b, at: span) else { return nil }
      return (.figure(x), .figure(y))
    case (.list(let a), .list(let b)) where a.count == b.count:
      var pairs: [(Value, Value)] = []
      for (x, y) in zip(a, b) {
        guard let pair = alike(x, y, at: span) else { return nil }
        pairs.append(pair)
      }
      return (.list(pairs.map(\.0)), .list(pairs.map(\.1)))
    case (.list(let a), .list(let b)): return fail(.lengthsDiffer(a.count, b.count, at: span))
    case (.text, .text): return (left, right)
    default: return fail(.differentShapes(left.inWords, right.inWords, at: span))
    }
  }
}
