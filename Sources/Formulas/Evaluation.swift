import Diagnostics
import Quantities

extension Expression {
  /// The value, with names from a scope.
  func value(in scope: Scope) throws(Diagnostic) -> Quantity {
    let result = try unchecked(in: scope)
    guard result.value.isFinite else { throw .noFiniteValue(at: span) }
    // Powers that grow without end would overflow.
    guard result.unit.powers.allSatisfy({ abs($0.exponent) <= 64 }) else { throw .unitPowerTooHigh(at: span) }
    return result
  }

  private func unchecked(in scope: Scope) throws(Diagnostic) -> Quantity {
    switch form {
    case .constant(let quantity):
      return quantity
    case .name(let name):
      return try scope.value(of: name, at: span)
    case .negation(let inner):
      return -(try inner.value(in: scope))
    case .sum(let terms):
      return try sum(terms, in: scope)
    case .product(let factors):
      return try product(factors, in: scope)
    case .power(let base, let exponent):
      return try power(base, exponent, in: scope)
    }
  }

  private func sum(_ terms: [Term], in scope: Scope) throws(Diagnostic) -> Quantity {
    var total = try terms[0].expression.value(in: scope)
    var span = terms[0].expression.span
    for term in terms.dropFirst() {
      let value = try term.expression.value(in: scope)
      guard let sum = total.adding(term.isSubtracted ? -value : value) else {
        throw .unitMismatch(total.unit, value.unit, at: span.joined(with: term.expression.span))
      }
      total = sum
      span = span.joined(with: term.expression.span)
    }
    return total
  }

  private func product(_ factors: [Factor], in scope: Scope) throws(Diagnostic) -> Quantity {
    var total = try factors[0].expression.value(in: scope)
    for factor in factors.dropFirst() {
      let value = try factor.expression.value(in: scope)
      if factor.isDivisor {
        if value.value == 0 { throw .divisionByZero(at: factor.expression.span) }
        total = total / value
      } else {
        total = total * value
      }
    }
    return total
  }

  private func power(_ base: Expression, _ exponent: Expression, in scope: Scope) throws(Diagnostic) -> Quantity {
    let baseValue = try base.value(in: scope)
    let exponentValue = try exponent.value(in: scope)
    guard exponentValue.unit == .one else { throw .exponentWithUnit(exponentValue.unit, at: exponent.span) }
    if baseValue.value == 0, exponentValue.value < 0 { throw .divisionByZero(at: base.span) }
    if let whole = Int(exactly: exponentValue.value), abs(whole) <= 64 {
      return baseValue.raised(to: whole)
    }
    guard baseValue.unit == .one else { throw .powerOfUnit(baseValue.unit, at: exponent.span) }
    if baseValue.value < 0 { throw .rootOfNegative(at: base.span) }
    return Quantity(RealPower.of(baseValue.value, exponentValue.value))
  }
}
