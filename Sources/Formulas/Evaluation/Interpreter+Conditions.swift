import Diagnostics
import Quantities
import Uncertainty

/// What two figures in one unit are for.
enum Purpose: Sendable {
  case comparison, choice, together
}

/// Comparisons, `and or not`, `if then else`.
extension Interpreter {
  mutating func compared(
    _ left: Figure, _ comparison: Expression.Comparison, _ right: Figure, at span: SourceSpan
  ) -> Figure? {
    guard let (a, b) = alike(left, right, for: .comparison, at: span) else { return nil }
    if a.kind == .truth, comparison != .same, comparison != .different {
      return fail(.notAQuantity(a.kind, at: span))
    }
    let how = comparison.meaning
    if let x = a.exact, let y = b.exact { return .truth(how.holds(x, y)) }
    if case .uncertain(let x, _) = a.content, case .uncertain(let y, _) = b.content, x == y {
      // The same number twice.
      return .truth(how.holds(0, 0))
    }
    var closed: ClosedForm?
    if let x = a.exact {
      closed = b.closed?.compared(to: x, how.mirrored)
    } else if let y = b.exact {
      closed = a.closed?.compared(to: y, how)
    } else if let x = a.closed, let y = b.closed {
      closed = compared(x, how, y)
    }
    let (x, y) = (node(of: a), node(of: b))
    let result =
      switch comparison {
      case .less: draws.graph.binary(.less, x, y)
      case .greater: draws.graph.binary(.less, y, x)
      case .atMost: draws.graph.binary(.lessOrEqual, x, y)
      case .atLeast: draws.graph.binary(.lessOrEqual, y, x)
      case .same: draws.graph.binary(.equal, x, y)
      case .different: draws.graph.unary(.not, draws.graph.binary(.equal, x, y))
      }
    return uncertain(.truth, result, closed, at: span)
  }

  /// How two numbers compare, where it can be said; two lognormals compare as their logarithms do.
  private func compared(
    _ left: ClosedForm, _ comparison: ClosedForm.Comparison, _ right: ClosedForm
  ) -> ClosedForm? {
    switch (left, right) {
    case (.discrete(let a), .discrete(let b)):
      return JointValues.combining([a, b]) {
        $0[0].isNaN || $0[1].isNaN ? .nan : comparison.holds($0[0], $0[1]) ? 1 : 0
      }.map { .discrete($0) }
    case (.lognormal(let a), .lognormal(let b)):
      return compared(.normal(a.adding(b, times: -1)), comparison)
    default: return left.adding(right, times: -1).flatMap { compared($0, comparison) }
    }
  }

  /// How what two numbers differ by compares with zero.
  private func compared(_ difference: ClosedForm, _ comparison: ClosedForm.Comparison) -> ClosedForm? {
    guard let constant = difference.constant else { return difference.compared(to: 0, comparison) }
    let holds = comparison.holds(constant, 0)
    return .event(holds ? 1 : 0, not: holds ? 0 : 1)
  }

  /// Two figures in one unit, to be compared or chosen between.
  mutating func alike(
    _ left: Figure, _ right: Figure, for purpose: Purpose = .together, at span: SourceSpan
  ) -> (Figure, Figure)? {
    switch (left.kind, right.kind) {
    case (.date, .date), (.truth, .truth): return (left, right)
    case (.quantity(let unit), .quantity(let other)):
      if left.isBareZero { return (Figure(kind: right.kind, content: .exact(0)), right) }
      if right.isBareZero { return (left, Figure(kind: left.kind, content: .exact(0))) }
      guard other.conversion(to: unit) != nil else {
        return fail(.doNotGoTogether(purpose, left.kind, right.kind, at: span))
      }
      return converted(right, to: unit, at: span).map { (left, $0) }
    default: return fail(.doNotGoTogether(purpose, left.kind, right.kind, at: span))
    }
  }

  mutating func within(_ inner: Expression, _ low: Expression, _ high: Expression, at span: SourceSpan) -> Value? {
    let (value, low, high) = (value(of: inner), value(of: low), value(of: high))
    guard let value, let low, let high else { return nil }
    return each([value, low, high], at: span) { interpreter, figures in
      guard let above = interpreter.compared(figures[0], .atLeast, figures[1], at: span),
        let below = interpreter.compared(figures[0], .atMost, figures[2], at: span)
      else { return nil }
      // What the joint states of discrete variables tell can be put together with other conditions on them.
      if case .discrete? = figures[0].closed {
        return interpreter.joined(above, below, isBoth: true, at: span)
      }
      if above.exact != nil || below.exact != nil { return interpreter.joined(above, below, isBoth: true, at: span) }
      if let distribution = figures[0].closed?.distribution,
        let (_, low) = interpreter.alike(figures[0], figures[1], at: span),
        let (_, high) = interpreter.alike(figures[0], figures[2], at: span), let low = low.exact, let high = high.exact
      {
        let chance = distribution.chance(between: low, and: high)
        let node = interpreter.draws.graph.binary(.and, interpreter.node(of: above), interpreter.node(of: below))
        return interpreter.uncertain(.truth, node, .event(chance.yes, not: chance.no), at: span)
      }
      return interpreter.joined(above, below, isBoth: true, at: span)
    }
  }

  mutating func not(_ figure: Figure, at span: SourceSpan) -> Figure? {
    guard figure.kind == .truth else { return fail(.expectedTruth(figure.kind, at: span)) }
    switch figure.content {
    case .exact(let value): return .truth(value == 0)
    case .uncertain(let node, let closed):
      return uncertain(.truth, draws.graph.unary(.not, node), closed?.opposite, at: span)
    }
  }

  /// `and` and `or`; what follows a part that settles it is read, but what cannot be computed there is no error.
  mutating func junction(_ parts: [Expression], isBoth: Bool) -> Value? {
    var total: Value?
    var isWhole = true
    var isSettled = false
    for part in parts {
      guard let value = value(of: part, isTaken: !isSettled) else {
        if !isSettled { isWhole = false }
        continue
      }
      let span = part.span
      let checked = each([value], at: span) { interpreter, figures in
        figures[0].kind == .truth ? figures[0] : interpreter.fail(.expectedTruth(figures[0].kind, at: span))
      }
      guard let checked else {
        isWhole = false
        continue
      }
      guard isWhole, !isSettled else { continue }
      if let before = total {
        total = each([before, checked], at: span) { $0.joined($1[0], $1[1], isBoth: isBoth, at: span) }
      } else {
        total = checked
      }
      if case .figure(let figure)? = total, let exact = figure.exact, (exact == 0) == isBoth {
        isSettled = true
      }
    }
    return isWhole ? total : nil
  }

  private mutating func joined(_ left: Figure, _ right: Figure, isBoth: Bool, at span: SourceSpan) -> Figure? {
    if let exact = left.exact { return (exact == 0) == isBoth ? left : right }
    if let exact = right.exact { return (exact == 0) == isBoth ? right : left }
    var closed: ClosedForm?
    if case .discrete(let a)? = left.closed, case .discrete(let b)? = right.closed {
      // As the samples are joined: what is settled by one part does not ask whether the other has a value.
      closed = JointValues.combining([a, b]) { parts in
        isBoth
          ? (parts[0] == 0 || parts[1] == 0 ? 0 : parts[0] * parts[1])
          : (parts[0] == 1 || parts[1] == 1 ? 1 : parts[0] + parts[1])
      }.map { .discrete($0) }
    }
    return uncertain(
      .truth, draws.graph.binary(isBoth ? .and : .or, node(of: left), node(of: right)), closed, at: span)
  }

  mutating func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, at span: SourceSpan
  ) -> Value? {
    guard let test = value(of: condition) else {
      _ = value(of: then)
      _ = value(of: otherwise)
      return nil
    }
    if case .figure(let figure) = test, figure.kind == .truth, let exact = figure.exact {
      let yes = value(of: then, isTaken: exact != 0)
      let no = value(of: otherwise, isTaken: exact == 0)
      if case .figure(let a)? = yes, case .figure(let b)? = no, alike(a, b, for: .choice, at: span) == nil {
        return nil
      }
      return exact == 0 ? no : yes
    }
    let before = report.requirements.count
    let yes = value(of: then)
    let between = report.requirements.count
    let no = value(of: otherwise)
    if case .figure(let figure) = test {
      mask(before..<between, where: figure, is: true)
      mask(between..<report.requirements.count, where: figure, is: false)
    }
    guard let yes, let no else { return nil }
    let conditionSpan = condition.span
    return each([test, yes, no], at: span) { interpreter, figures in
      interpreter.chosen(figures[0], figures[1], figures[2], at: span, conditionAt: conditionSpan)
    }
  }

  private mutating func chosen(
    _ test: Figure, _ yes: Figure, _ no: Figure, at span: SourceSpan, conditionAt place: SourceSpan
  ) -> Figure? {
    guard test.kind == .truth else { return fail(.expectedTruth(test.kind, at: place)) }
    guard let (a, b) = alike(yes, no, for: .choice, at: span) else { return nil }
    if let exact = test.exact { return exact == 0 ? b : a }
    var closed: ClosedForm?
    if case .discrete(let condition)? = test.closed {
      let parts = [a, b].map { figure -> JointValues? in
        if let exact = figure.exact { return condition.map { _ in exact } }
        if case .discrete(let values)? = figure.closed { return values }
        return nil
      }
      if let x = parts[0], let y = parts[1] {
        closed = JointValues.combining([condition, x, y]) { $0[0] == 1 ? $0[1] : $0[0] == 0 ? $0[2] : .nan }
          .map { .discrete($0) }
      }
    }
    let result = draws.graph.select(node(of: test), node(of: a), node(of: b))
    return uncertain(a.kind, result, closed, isShare: a.isShare && b.isShare, at: span)
  }
}

extension Expression.Comparison {
  var meaning: ClosedForm.Comparison {
    switch self {
    case .less: .less
    case .greater: .greater
    case .atMost: .atMost
    case .atLeast: .atLeast
    case .same: .same
    case .different: .different
    }
  }
}

extension ClosedForm.Comparison {
  /// The same with the sides exchanged.
  fileprivate var mirrored: ClosedForm.Comparison {
    switch self {
    case .less: .greater
    case .greater: .less
    case .atMost: .atLeast
    case .atLeast: .atMost
    case .same, .different: self
    }
  }
}
