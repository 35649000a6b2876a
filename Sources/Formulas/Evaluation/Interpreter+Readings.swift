import Diagnostics
import Quantities

/// Spellings that half of all people read otherwise: those that are sure to be meant otherwise are errors, of the others
/// the answer tells how they were read.
extension Interpreter {
  /// `5.000 EUR` is five thousand to half of Europe; `50K` is no temperature to most.
  ///
  /// - Returns: whether the number can be taken for what it says.
  mutating func checkWritten(_ unit: Quantity.Unit, isPercent: Bool, at span: SourceSpan) -> Bool {
    // Most numbers have neither a decimal point nor a K behind them.
    let isPlain = context.source.bytes.withUnsafeBufferPointer { bytes in
      !span.isEmpty && bytes[span.end - 1] != UInt8(ascii: "K") && !bytes[span.range].contains(UInt8(ascii: "."))
    }
    if isPlain { return true }
    let written = context.source[span]
    if unit.symbol == "K", written.last == "K", written.dropLast().last?.isNumber == true {
      report.note(.attachedKelvin(written, at: span))
    }
    guard let number = written.threeDecimals, !isPercent, !context.isSizing else { return true }
    let money = unit.parts.contains { $0.exponent.numerator > 0 && Currency.codes.contains($0.unit.name) }
    // Nobody writes an amount of money with a zero at its end in a third decimal; other lengths and rates may have one.
    guard money, number.hasSuffix("0") else {
      if money || number.hasSuffix("0") { report.note(.threeDecimals(number, at: span)) }
      return true
    }
    report.tell(.thousandsPoint(number, at: span))
    return false
  }

  // MARK: Sums

  /// `100 + 10%` is 100.1 here and 110 on a calculator.
  ///
  /// - Returns: the fault, where a share is added to what is none.
  func shareAdded(
    _ left: Value, _ right: Value, _ terms: [Expression.Term], _ index: Int, at span: SourceSpan
  ) -> Diagnostic? {
    let term = terms[index]
    guard case .figure(let share) = right, share.isShare, term.expression.isWrittenShare,
      case .figure(let whole) = left, !whole.isShare, whole.kind == .quantity(.one)
    else { return nil }
    let size = whole.exact ?? whole.closed?.distribution?.quantile(0.5) ?? 0
    guard abs(size) > 1 else { return nil }
    let written = context.source[SourceSpan(terms[0].expression.span.start, terms[index - 1].expression.span.end)]
    let before = index == 1 ? written : "(\(written))"
    return .percentageAdded(
      before, context.source[term.expression.span], isSubtracted: term.isSubtracted,
      sum: terms[0].expression.span.joined(with: term.expression.span), at: span)
  }

  /// `50k EUR - 60k EUR`: a difference of two literals of which the second is the larger was meant as a range.
  mutating func tellDifference(_ terms: [Expression.Term]) {
    guard terms.count == 2, terms[1].isSubtracted, let meant = meantRange(terms),
      let (low, high) = literalValues(terms), low.value > 0 || low.kind == .date, low.value < high.value
    else { return }
    let span = terms[0].expression.span.joined(with: terms[1].expression.span)
    report.note(.differenceOfLiterals(context.source[span], range: meant, at: span))
  }

  private func literalValues(
    _ terms: [Expression.Term]
  ) -> (low: (value: Double, kind: Kind), high: (value: Double, kind: Kind))? {
    var found: [(value: Double, kind: Kind)] = []
    for term in terms {
      guard !term.expression.isEnclosed else { return nil }
      switch term.expression.form {
      case .number(let value, _, let unit):
        guard let unit else {
          found.append((value, .quantity(.one)))
          continue
        }
        var product = Quantity.Unit.one
        for part in unit.parts {
          guard let named = units.unit(named: part.name) else { return nil }
          product = product.followed(by: named, to: part.exponent)
        }
        found.append((value, .quantity(product)))
      case .date(let date): found.append((Double(date.days), .date))
      default: return nil
      }
    }
    guard case .quantity(let a) = found[0].kind, case .quantity(let b) = found[1].kind else {
      return found[0].kind == found[1].kind ? (found[0], found[1]) : nil
    }
    guard let scale = b.conversion(to: a) else { return nil }
    return (found[0], (scale.applied(to: found[1].value), found[0].kind))
  }

  /// `5-10 hours` as the range that it may have been meant as; nil where it is no difference of two numbers.
  func meantRange(_ terms: [Expression.Term]) -> String? {
    guard terms.count == 2, terms[1].isSubtracted else { return nil }
    var second = terms[1].expression
    // `5-10 hours * 3` subtracts a product that begins with the second end.
    if case .product(let factors) = second.form, !second.isEnclosed { second = factors[0].expression }
    guard !terms[0].expression.isEnclosed, !second.isEnclosed else { return nil }
    switch (terms[0].expression.form, second.form) {
    case (.number(_, _, let unit), .number):
      let (low, high) = (context.source[terms[0].expression.span], context.source[second.span])
      if unit != nil, let unit, let end = second.unitText(in: context.source), context.source[unit.span] == end {
        // A unit behind the second end covers both.
        let bare = context.source[SourceSpan(terms[0].expression.span.start, unit.span.start)].trimmingBlanks
        return Diagnostic.range(bare, high)
      }
      return Diagnostic.range(low, high)
    case (.date, .date): return "\(context.source[terms[0].expression.span]) to \(context.source[second.span])"
    default: return nil
    }
  }

  // MARK: Products

  /// `1/2 kg` divides by two kilograms: a unit belongs to the number before it.
  mutating func tellDivisors(_ factors: [Expression.Factor]) {
    for (before, factor) in zip(factors, factors.dropFirst()) {
      guard let meant = meant(before, factor) else { continue }
      let span = before.expression.span.joined(with: factor.expression.span)
      report.note(
        .divisorWithUnit(context.source[span], divisor: context.source[factor.expression.span], meant: meant, at: span))
    }
  }

  private func meant(_ before: Expression.Factor, _ factor: Expression.Factor) -> String? {
    guard factor.isDivisor, !factor.expression.isEnclosed, !before.isDivisor, !before.expression.isEnclosed,
      case .number(_, isPercent: false, unit: nil) = before.expression.form,
      case .number(_, isPercent: false, let unit?) = factor.expression.form
    else { return nil }
    let number = context.source[SourceSpan(factor.expression.span.start, unit.span.start)].trimmingBlanks
    return "\(context.source[before.expression.span])/\(number) * 1 \(context.source[unit.span])"
  }

  /// A product whose last divisor has a unit, as it reads where the unit is meant for the whole: `2/3 * 1 hour`.
  func meantPart(_ expression: Expression) -> String? {
    guard case .product(let factors) = expression.form, factors.count == 2 else { return nil }
    return meant(factors[0], factors[1])
  }
}

extension Expression {
  /// Whether a percentage is written here, or a name stands here that may be one.
  fileprivate var isWrittenShare: Bool {
    switch form {
    case .number(_, isPercent: true, unit: nil), .name: true
    case .negation(let inner): inner.isWrittenShare
    case .range(let range): range.low.isWrittenShare && range.high.isWrittenShare
    default: false
    }
  }

  fileprivate func unitText(in source: SourceText) -> String? {
    if case .number(_, _, let unit?) = form { source[unit.span] } else { nil }
  }
}

extension String {
  /// The number that the text begins with, where it has one to three digits before its point and three behind it.
  fileprivate var threeDecimals: String? {
    let number = prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...3).contains(parts[0].utf8.count), parts[1].utf8.count == 3, parts[0].first != "0"
    else {
      return nil
    }
    // `1.500k` says what it means, and so does `1.500e3`.
    let rest = dropFirst(number.count)
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let isExponent = word.first?.lowercased() == "e" && (word.dropFirst().allSatisfy(\.isNumber))
    return isExponent || ["k", "M", "B", "T"].contains(String(word)) ? nil : String(number)
  }
}
