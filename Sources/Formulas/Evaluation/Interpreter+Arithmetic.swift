import Diagnostics
import Quantities
import Uncertainty

/// Sums, products and powers.
extension Interpreter {
  mutating func sum(_ terms: [Expression.Term]) -> Value? {
    var total: Value?
    var isWhole = true
    var span = terms[0].expression.span
    for (index, term) in terms.enumerated() {
      guard let value = value(of: term.expression) else {
        isWhole = false
        continue
      }
      let place = span.joined(with: term.expression.span)
      span = place
      guard isWhole else { continue }
      if index == 0 {
        total = value
      } else if let before = total {
        if let fault = shareAdded(before, value, terms, index, at: place) { return fail(fault) }
        let meant = meantRange(terms).map { "a range reads '\($0)'" }
        total = each([before, value], at: place) {
          $0.sum($1[0], $1[1], isSubtracted: term.isSubtracted, meant: meant, at: place)
        }
        if total == nil { isWhole = false }
      }
    }
    if isWhole { tellDifference(terms) }
    return isWhole ? total : nil
  }

  mutating func product(_ factors: [Expression.Factor]) -> Value? {
    var total: Value?
    var isWhole = true
    var span = factors[0].expression.span
    tellDivisors(factors)
    for (index, factor) in factors.enumerated() {
      let own = factor.expression.span
      guard let value = value(of: factor.expression) else {
        isWhole = false
        continue
      }
      span = span.joined(with: own)
      let place = span
      guard isWhole else { continue }
      if index == 0 {
        total = value
      } else if let before = total {
        total = each([before, value], at: place) {
          factor.isDivisor
            ? $0.quotient($1[0], $1[1], at: place, divisorAt: own) : $0.product($1[0], $1[1], at: place)
        }
        if total == nil { isWhole = false }
      }
    }
    return isWhole ? total : nil
  }

  mutating func negated(_ figure: Figure, at span: SourceSpan) -> Figure? {
    guard figure.unit != nil else { return fail(.notAQuantity(figure.kind, at: span)) }
    switch figure.content {
    case .exact(let value):
      return Figure(
        kind: figure.kind, content: .exact(-value), isShare: figure.isShare, months: figure.months.map { -$0 })
    case .uncertain(let node, let closed):
      return uncertain(
        figure.kind, draws.graph.affine(node, scale: -1), closed?.affine(scale: -1, shift: 0), isShare: figure.isShare,
        at: span)
    }
  }

  /// - Parameter meant: a hint for where the two do not go together.
  mutating func sum(
    _ left: Figure, _ right: Figure, isSubtracted: Bool, meant: String? = nil, at span: SourceSpan
  ) -> Figure? {
    switch (left.kind, right.kind) {
    case (.quantity(let unit), .quantity(let other)):
      if left.isBareZero, !right.isBareZero {
        guard isSubtracted else { return right }
        return negated(right, at: span)
      }
      if right.isBareZero { return left }
      guard let scale = other.conversion(to: unit) else {
        return fail(
          .unitMismatch(
            unit, other, isSubtracted: isSubtracted, isShare: right.isShare && other == .one,
            meant: unit == .one ? meant : nil, at: span))
      }
      let isShare = left.isShare && right.isShare || (left.isShare || right.isShare) && (left.exact == 1)
      var result = added(
        left, right, times: (isSubtracted ? -1 : 1) * scale.value, scale, left.kind, isShare, at: span)
      result?.months = months(left, right, isSubtracted: isSubtracted)
      return result
    case (.date, .date) where isSubtracted:
      return added(left, right, times: -1, .one, .quantity(Self.day), false, at: span)
    case (.date, .quantity(let unit)):
      guard unit.conversion(to: Self.day) != nil else {
        return fail(.dateArithmetic(right.kind, isSubtracted: isSubtracted, written: written(right), at: span))
      }
      return shifted(left, by: right, isBack: isSubtracted, at: span)
    case (.quantity(let unit), .date) where !isSubtracted:
      guard unit.conversion(to: Self.day) != nil else {
        return fail(.dateArithmetic(left.kind, written: written(left), at: span))
      }
      return shifted(right, by: left, isBack: false, at: span)
    case (.truth, _): return fail(.notAQuantity(left.kind, at: span))
    case (_, .truth): return fail(.notAQuantity(right.kind, at: span))
    default: return fail(.dateArithmetic(left.kind == .date ? right.kind : left.kind, at: span))
    }
  }

  private func written(_ figure: Figure) -> String? {
    figure.unit == .one ? figure.exact.map { NumberText.short(abs($0), digits: 12) } : nil
  }

  mutating func added(
    _ left: Figure, _ right: Figure, times factor: Double, _ scale: Scale, _ kind: Kind, _ isShare: Bool,
    at span: SourceSpan
  ) -> Figure? {
    switch (left.content, right.content) {
    case (.exact(let a), .exact(let b)):
      let term = scale.applied(to: b)
      return exact(Decimals.sum(a, factor < 0 ? -term : term), kind, isShare: isShare, at: span)
    case (.exact(let a), .uncertain(let node, let closed)):
      return uncertain(
        kind, draws.graph.affine(node, scale: factor, shift: a), closed?.affine(scale: factor, shift: a),
        isShare: isShare,
        at: span)
    case (.uncertain(let node, let closed), .exact(let b)):
      return uncertain(
        kind, draws.graph.affine(node, scale: 1, shift: factor * b), closed?.affine(scale: 1, shift: factor * b),
        isShare: isShare, at: span)
    case (.uncertain(let a, let closed), .uncertain(let b, _)) where a == b:
      // The same number twice.
      if factor == -1 { return exact(0, kind, isShare: isShare, at: span) }
      return uncertain(
        kind, draws.graph.affine(a, scale: 1 + factor), closed?.affine(scale: 1 + factor, shift: 0), isShare: isShare,
        at: span)
    case (.uncertain(let a, let closedA), .uncertain(let b, let closedB)):
      let node =
        abs(factor) == 1
        ? draws.graph.binary(factor < 0 ? .subtract : .add, a, b)
        : draws.graph.binary(.add, a, draws.graph.affine(b, scale: factor))
      var closed: ClosedForm?
      if let closedA, let closedB { closed = closedA.adding(closedB, times: factor) }
      return uncertain(kind, node, closed, isShare: isShare, at: span)
    }
  }

  mutating func product(_ left: Figure, _ right: Figure, at span: SourceSpan) -> Figure? {
    guard let unit = left.unit else { return fail(.notAQuantity(left.kind, at: span)) }
    guard let other = right.unit else { return fail(.notAQuantity(right.kind, at: span)) }
    let (product, scale) = unit.times(other)
    if product.isTooHigh { return fail(.unitPowerTooHigh(at: span)) }
    let kind = Kind.quantity(product)
    // A share of a share is a share; a share of money is money.
    let isShare = left.isShare && right.isShare || isFewTimes(left, right) || isFewTimes(right, left)
    switch (left.content, right.content) {
    case (.exact(let a), .exact(let b)):
      var result = exact(scale.applied(to: a * b), kind, isShare: isShare, at: span)
      if unit == .one || other == .one {
        result?.months = left.months.map { $0 * b } ?? right.months.map { $0 * a }
      }
      return result
    case (.exact(let a), .uncertain(let node, let closed)), (.uncertain(let node, let closed), .exact(let a)):
      let factor = scale.applied(to: a)
      if factor == 0 { return Figure(kind: kind, content: .exact(0)) }
      return uncertain(
        kind, draws.graph.affine(node, scale: factor), closed?.affine(scale: factor, shift: 0), isShare: isShare,
        at: span)
    case (.uncertain(let a, let closedA), .uncertain(let b, let closedB)):
      var closed: ClosedForm?
      if let closedA, let closedB { closed = closedA.multiplied(by: closedB, to: 1) }
      let node = draws.graph.affine(draws.graph.binary(.multiply, a, b), scale: scale.value)
      return uncertain(kind, node, closed?.affine(scale: scale.value, shift: 0), isShare: isShare, at: span)
    }
  }

  /// Whether a share is taken a few times, as two growths are one: then the result reads best as a share, too. A share
  /// of many things is a number of them.
  private func isFewTimes(_ share: Figure, _ count: Figure) -> Bool {
    guard share.isShare, !count.isShare, count.kind == .quantity(.one), let times = count.exact, abs(times) <= 12 else {
      return false
    }
    let size = share.exact ?? share.closed?.distribution?.quantile(0.5) ?? 0
    return abs(times * size) <= 1
  }

  mutating func quotient(
    _ left: Figure, _ right: Figure, at span: SourceSpan, divisorAt place: SourceSpan
  ) -> Figure? {
    guard let unit = left.unit else { return fail(.notAQuantity(left.kind, at: span)) }
    guard let other = right.unit else { return fail(.notAQuantity(right.kind, at: span)) }
    let (quotient, scale) = unit.times(other, to: Exponent(-1))
    if quotient.isTooHigh { return fail(.unitPowerTooHigh(at: span)) }
    let kind = Kind.quantity(quotient)
    if right.exact == 0 { return refuse(.divisionByZero(at: place)) }
    // Part of a share is a share.
    let isShare = left.isShare && !right.isShare && other == .one && (right.exact.map { abs($0) >= 1 } ?? false)
    switch (left.content, right.content) {
    case (.exact(let a), .exact(let b)):
      var result = exact(scale.applied(to: a / b), kind, isShare: isShare, at: span)
      if other == .one { result?.months = left.months.map { $0 / b } }
      return result
    case (.uncertain(let node, let closed), .exact(let b)):
      let factor = scale.applied(to: 1 / b)
      return uncertain(
        kind, draws.graph.affine(node, scale: factor), closed?.affine(scale: factor, shift: 0), isShare: isShare,
        at: span)
    case (.exact(let a), .uncertain(let node, let closed)):
      let quotient = draws.graph.binary(.divide, draws.graph.constant(scale.applied(to: a)), node)
      // A division by zero would be hidden by multiplying it with nothing.
      report.places[quotient] = NodePlace(span: place, fault: .division)
      if a == 0 { return uncertain(kind, quotient, nil, fault: .division, at: place) }
      let inverse = closed?.raised(to: -1)?.affine(scale: scale.applied(to: a), shift: 0)
      return uncertain(kind, quotient, inverse, fault: .division, at: place)
    case (.uncertain(let a, let closedA), .uncertain(let b, let closedB)):
      var closed: ClosedForm?
      if let closedA, let closedB { closed = closedA.multiplied(by: closedB, to: -1) }
      let quotient = draws.graph.binary(.divide, a, b)
      report.places[quotient] = NodePlace(span: place, fault: .division)
      return uncertain(
        kind, draws.graph.affine(quotient, scale: scale.value), closed?.affine(scale: scale.value, shift: 0), at: span)
    }
  }

  mutating func power(
    _ base: Figure, _ exponent: Figure, at span: SourceSpan, exponentAt place: SourceSpan
  ) -> Figure? {
    guard let unit = base.unit else { return fail(.notAQuantity(base.kind, at: span)) }
    guard exponent.unit == .one else {
      return fail(.exponentWithUnit(exponent.kind, written: context.source[place].unenclosed, at: place))
    }
    guard let power = exponent.exact else { return uncertainPower(base, exponent, unit, at: span, exponentAt: place) }
    var raised = Quantity.Unit.one
    if unit != .one {
      guard let fraction = Exponent(power) else { return fail(.powerOfUnit(unit, at: place)) }
      raised = unit.raised(to: fraction)
      if raised.isTooHigh { return fail(.unitPowerTooHigh(at: span)) }
    }
    let isShare = base.isShare && power > 0
    switch base.content {
    case .exact(let value):
      if value == 0, power < 0 { return refuse(.divisionByZero(at: span)) }
      if value < 0, power != power.rounded() { return refuse(.rootOfNegative(at: span)) }
      return exact(RealPower.of(value, power), .quantity(raised), isShare: isShare, at: span)
    case .uncertain(let node, let closed):
      if power == 0 { return Figure(kind: .quantity(raised), content: .exact(1)) }
      if power == 1 { return base }
      let result =
        switch power {
        case 2: draws.graph.binary(.multiply, node, node)
        case 0.5: draws.graph.unary(.sqrt, node)
        default: draws.graph.binary(.power, node, draws.graph.constant(power))
        }
      let fault: NodePlace.Fault = power == power.rounded() ? (power < 0 ? .division : .overflow) : .root
      return uncertain(.quantity(raised), result, closed?.raised(to: power), isShare: isShare, fault: fault, at: span)
    }
  }

  private mutating func uncertainPower(
    _ base: Figure, _ exponent: Figure, _ unit: Quantity.Unit, at span: SourceSpan, exponentAt place: SourceSpan
  ) -> Figure? {
    guard unit == .one else { return fail(.powerOfUnit(unit, at: place)) }
    var closed: ClosedForm?
    if let value = base.exact, value > 0 {
      closed = exponent.closed?.affine(scale: Elementary.log(value), shift: 0)?.exponential
    }
    let result = draws.graph.binary(.power, node(of: base), node(of: exponent))
    // Only a base that is not above 0 has powers that are no numbers; others become too large.
    let isPositive = base.exact.map { $0 > 0 } ?? (base.closed?.distribution.map { $0.quantile(1e-9) > 0 } ?? false)
    return uncertain(.quantity(.one), result, closed, fault: isPositive ? .overflow : .power, at: span)
  }
}

extension String {
  /// Without parentheses around the whole.
  fileprivate var unenclosed: String {
    first == "(" && last == ")" && !dropFirst().dropLast().contains("(") ? String(dropFirst().dropLast()) : self
  }
}
