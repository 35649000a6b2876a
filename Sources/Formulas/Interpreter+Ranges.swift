import Diagnostics
import Quantities

/// `5 to 10 km`: which law a range stands for, and how that is told.
extension Interpreter {
  mutating func range(_ range: Expression.Range, at span: SourceSpan) -> Value? {
    var level = 0.9
    if let expression = range.level {
      guard case .number(let value, _, _) = expression.form else { return nil }
      guard value > 0, value < 1 else { return fail(.impossibleLevel(value, at: expression.span)) }
      level = value
    }
    guard let (low, high) = ends(range) else { return nil }
    guard let a = low.exact, let b = high.exact else {
      return fail(.uncertainRangeEnd(at: low.exact == nil ? range.low.span : range.high.span))
    }
    guard a < b else {
      return refuse(.emptyRange(isReversed: a > b, source[range.low.span], source[range.high.span], at: span))
    }
    let isShare = low.isShare && high.isShare && range.low.isPercentage && range.high.isPercentage
    guard let shape = shape(range, a, b, isShare: isShare, isDate: low.kind == .date, at: span) else { return nil }
    if low.kind == .date, shape == "lognormal" || shape == "beta" {
      return fail(.dateDistribution(shape, at: span))
    }
    let tail = (1 - level) / 2
    guard let law = law(shape, .init(level: tail, value: a), .init(level: 1 - tail, value: b)) else {
      return refuse(.impossibleRange(shape, at: range.shape?.span ?? span))
    }
    // Without the parentheses around it.
    let written = (range.level?.span ?? range.low.span).joined(with: range.shape?.span ?? range.high.span)
    readings.append(RangeReading(span: span, text: source[written], shape: shape, level: level))
    return draw(law, low.kind, isShare: isShare, at: span, isRange: true).map { .figure($0) }
  }

  /// The two ends in one unit: a unit at the end covers both.
  private mutating func ends(_ range: Expression.Range) -> (Figure, Figure)? {
    // `1 km to mile` was meant as a conversion.
    if let name = range.high.bareName, values[name] == nil, parameters?[name] == nil, units.unit(named: name) != nil {
      return fail(.rangeToUnit(name, at: range.high.span))
    }
    let (low, high) = (value(of: range.low), value(of: range.high))
    guard let low, let high else { return nil }
    guard case .figure(var a) = low else { return fail(.expectedNumber(low.inWords, at: range.low.span)) }
    guard case .figure(let b) = high else { return fail(.expectedNumber(high.inWords, at: range.high.span)) }
    if a.kind == .truth || b.kind == .truth { return fail(.notAQuantity(.truth, at: range.low.span)) }
    if a.kind == .quantity(.one), b.kind != .quantity(.one), b.kind != .date, range.low.isBareNumber { a.kind = b.kind }
    let span = range.low.span.joined(with: range.high.span)
    if b.kind == .quantity(.one), a.kind != b.kind, range.high.isBareNumber, let unit = a.unit {
      return fail(.unitAtEnd(unit, source[span], at: span))
    }
    return alike(a, b, at: span)
  }

  /// The shape that is written, or the one that the ends ask for.
  private mutating func shape(
    _ range: Expression.Range, _ low: Double, _ high: Double, isShare: Bool, isDate: Bool, at span: SourceSpan
  ) -> String? {
    if let shape = range.shape?.name { return shape }
    if isDate { return "normal" }
    if isShare, low > 0, high < 1 { return "beta" }
    if low > 0 { return "lognormal" }
    return refuse(.rangeAtZero(source[span], at: span))
  }

  private func law(_ shape: String, _ low: Law.Percentile, _ high: Law.Percentile) -> Law? {
    switch shape {
    case "normal": Law.normal(through: low, high)
    case "lognormal": Law.lognormal(through: low, high)
    case "uniform": Law.uniform(through: low, high)
    case "beta": Law.beta(through: low, high)
    case "pert": Law.symmetricPert(through: low, high)
    default: nil
    }
  }
}

extension Expression {
  fileprivate var isPercentage: Bool {
    if case .number(_, isPercent: true, unit: nil) = form { true } else { false }
  }

  /// A number without a unit, perhaps with a sign.
  fileprivate var isBareNumber: Bool {
    switch form {
    case .number(_, isPercent: false, unit: nil): true
    case .negation(let inner): inner.isBareNumber
    default: false
    }
  }
}
