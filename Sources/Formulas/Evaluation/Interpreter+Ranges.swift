import Diagnostics
import Quantities
import Uncertainty

/// `5 to 10 km`: which distribution a range stands for, and how that is told.
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
    if let fault = percentageAtOneEnd(range, a, b, at: span) { return fail(fault) }
    guard a < b else {
      return refuse(
        .emptyRange(
          isReversed: a > b, context.source[range.low.span], context.source[range.high.span],
          ends: range.low.span.joined(with: range.high.span), at: span))
    }
    let isShare = range.low.isPercentage && range.high.isPercentage
    guard let shape = shape(range, a, b, isShare: isShare, isDate: low.kind == .date, at: span) else { return nil }
    if low.kind == .date, shape == "lognormal" || shape == "beta" {
      return fail(.dateDistribution(shape, at: span))
    }
    let tail = (1 - level) / 2
    guard let distribution = distribution(shape, .init(level: tail, value: a), .init(level: 1 - tail, value: b)) else {
      return refuse(.impossibleRange(shape, at: range.shape?.span ?? span))
    }
    // Without the parentheses around it.
    let written = (range.level?.span ?? range.low.span).joined(with: range.shape?.span ?? range.high.span)
    report.note(
      RangeReading(
        span: span, text: context.source[written], shape: shape, level: level, ends: ends(range, low, high)))
    return draw(distribution, low.kind, isShare: isShare, at: span, isRange: true).map { .figure($0) }
  }

  /// The two ends in one unit: a unit at the end covers both.
  private mutating func ends(_ range: Expression.Range) -> (Figure, Figure)? {
    // `1 km to mile` was meant as a conversion.
    if let name = range.high.bareName, variable(name) == nil,
      units.unit(named: name) != nil
    {
      return fail(
        .rangeToUnit(
          name, from: context.source[range.low.span], word: SourceSpan(range.low.span.end, range.high.span.start),
          at: range.high.span))
    }
    let (low, high) = (value(of: range.low), value(of: range.high))
    guard let low, let high else { return nil }
    guard case .figure(var a) = low else { return fail(.expectedNumber(low.inWords, at: range.low.span)) }
    guard case .figure(let b) = high else { return fail(.expectedNumber(high.inWords, at: range.high.span)) }
    if a.kind == .truth || b.kind == .truth { return fail(.notAQuantity(.truth, at: range.low.span)) }
    if a.kind == .quantity(.one), b.kind != .quantity(.one), b.kind != .date, range.low.isBareNumber { a.kind = b.kind }
    let span = range.low.span.joined(with: range.high.span)
    if b.kind == .quantity(.one), a.kind != b.kind, range.high.isBareNumber, let unit = a.unit {
      return fail(.unitAtEnd(unit, context.source[span], at: span))
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
    if isShare, low >= 0 {
      let (a, b) = (context.source[range.low.span], context.source[range.high.span])
      return refuse(.percentageAtBound(context.source[span], low: a, high: b, isFull: high > 1, at: span))
    }
    if low > 0 { return "lognormal" }
    return refuse(.rangeAtZero(context.source[span], at: span))
  }

  private func distribution(_ shape: String, _ low: Distribution.Percentile, _ high: Distribution.Percentile)
    -> Distribution?
  {
    switch shape {
    case "normal": Distribution.normal(through: low, high)
    case "lognormal": Distribution.lognormal(through: low, high)
    case "uniform": Distribution.uniform(through: low, high)
    case "beta": Distribution.beta(through: low, high)
    case "pert": Distribution.symmetricPert(through: low, high)
    default: nil
    }
  }
}

extension Interpreter {
  /// `5 to 10%`: 5 is no 5%.
  private func percentageAtOneEnd(_ range: Expression.Range, _ low: Double, _ high: Double, at span: SourceSpan)
    -> Diagnostic?
  {
    let ends = [range.low, range.high]
    guard ends.contains(where: \.isPercentage), let bare = ends.first(where: \.isBareNumber), bare.value != 0 else {
      return nil
    }
    let texts = ends.map { context.source[$0.span] }
    let isLow = range.low.isBareNumber
    // The same for the other end: as it stands, and as the percentage that it is.
    var proposals = [isLow ? "\(texts[0])% to \(texts[1])" : "\(texts[0]) to \(texts[1])%"]
    if abs(bare.value) < 1 {
      let percent = NumberText.exactPercent(bare.value)
      proposals.append(isLow ? "\(percent) to \(texts[1])" : "\(texts[0]) to \(percent)")
    }
    return .percentageAtOneEnd(proposals.filter(reads), ends: range.low.span.joined(with: range.high.span), at: span)
  }

  /// Whether a range is one.
  private func reads(_ text: String) -> Bool {
    let ends = text.split(separator: " to ").map { Double($0.filter { $0 != "%" && $0 != "_" }) ?? .nan }
    return ends.count == 2 && ends[0] < ends[1] && ends[0] > 0 && ends[1] < 100
  }

  /// Both ends in full, where a suffix stands at the second only and the unit covers both: `5 to 10k USD`.
  private func ends(_ range: Expression.Range, _ low: Figure, _ high: Figure) -> String? {
    guard range.low.isBareNumber, let unit = low.unit, let a = low.exact, let b = high.exact,
      context.source[range.low.span].last?.isLetter == false,
      context.source[range.high.span].contains(where: { "kMBT".contains($0) }), range.high.hasSuffix(in: context.source)
    else { return nil }
    func text(_ value: Double) -> String {
      NumberText.exact(value) + (unit == .one ? "" : " \(unit.symbol)")
    }
    return "\(text(a)) to \(text(b))"
  }
}

extension Expression {
  fileprivate var isPercentage: Bool {
    switch form {
    case .number(_, isPercent: true, unit: nil): true
    case .negation(let inner): inner.isPercentage
    default: false
    }
  }

  /// The number that is written, without its sign.
  fileprivate var value: Double {
    switch form {
    case .number(let value, _, _): value
    case .negation(let inner): -inner.value
    default: .nan
    }
  }

  /// Whether its number has a suffix: `10k USD`.
  fileprivate func hasSuffix(in source: SourceText) -> Bool {
    switch form {
    case .negation(let inner): return inner.hasSuffix(in: source)
    case .number(_, _, let unit):
      let number = source[SourceSpan(span.start, unit?.span.start ?? span.end)].trimmingBlanks
      return number.last.map { "kMBT".contains($0) } ?? false
    default: return false
    }
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
