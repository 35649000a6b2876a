import Diagnostics
import Quantities

/// What the language has to say of units and of kinds of values, in alphabetical order.
extension Diagnostic {
  /// - Parameter written: what is converted, as it reads with its unit at its number.
  static func cannotConvert(
    _ from: Quantity.Unit, _ to: Quantity.Unit, written: String? = nil, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .cannotConvert, "cannot convert \(Kind.quantity(from).inWords) to \(Kind.quantity(to).inWords)", at: span,
      advice: from == .one
        ? "multiply by the unit: '\(to.following("1"))'"
        : kelvinHint(from, to).map { Advice($0) }
          ?? written.map { inner in
            let meant = "\(inner) -> \(to.symbol)"
            return Advice("a unit belongs to the number before it; write '\(meant)'", writing: meant)
          } ?? Advice(rateHint(from, to) ?? "they measure different things"))
  }

  static func dateArithmetic(
    _ other: Kind, isSubtracted: Bool = false, written: String? = nil, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .dateArithmetic,
      isSubtracted ? "cannot subtract \(other.inWords) from a date" : "cannot add \(other.inWords) and a date",
      at: span,
      hint: other == .quantity(.one)
        ? "give the number its unit, as in '\(written ?? "5") day'"
        : other == .date
          ? "the time between two dates is their difference: '2027-06-01 - 2027-02-01'"
          : "date - date is a time, date + time a date")
  }

  static func dateDistribution(_ shape: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .dateDistribution, "a date is no amount: it cannot be \(shape)", at: span,
      hint: "dates can be 'normal', 'uniform', 'triangular' and 'pert'; a time after a date can have any shape")
  }

  static func differentShapes(_ left: String, _ right: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.differentShapes, "cannot compare \(left) and \(right)", at: span)
  }

  static func doNotGoTogether(_ purpose: Purpose, _ left: Kind, _ right: Kind, at span: SourceSpan) -> Diagnostic {
    let (a, b) = (left.inWords, right.inWords)
    let message =
      switch purpose {
      case .comparison: "cannot compare \(a) and \(b)"
      case .choice: "'if' cannot choose between \(a) and \(b)"
      case .together: "\(a) and \(b) do not go together here"
      }
    return Diagnostic(.doNotGoTogether, message, at: span, hint: kelvinHint(left, right))
  }

  static func duplicateUnit(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.duplicateUnit, "the unit '\(name)' is declared twice", at: span)
  }

  static func expectedCondition(_ other: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedCondition, "an expectation is a condition, not \(other)", at: span,
      hint: "as in 'expect x = 5 ± 1%', 'expect x in 4 to 6' or 'expect x > 3'")
  }

  static func expectedList(_ other: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedList, "expected a list, not \(other)", at: span, hint: "as in '[1, 2, 3]' or '1..3'")
  }

  static func expectedNumber(_ other: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedNumber, "expected a number, not \(other)", at: span)
  }

  static func expectedPlainNumber(_ other: String, isUncertain: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedPlainNumber,
      isUncertain ? "expected a number that is certain" : "expected a plain number, not \(other)", at: span,
      hint: isUncertain ? "take its 'mean(…)' or 'median(…)'" : nil)
  }

  static func expectedTruth(_ other: Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedTruth, "expected a condition, not \(other.inWords)", at: span,
      hint: "as in 'x > 3'; a number is one where 'x == 1'")
  }

  static func expectedWholeNumber(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedWholeNumber, "expected a whole number", at: span,
      hint: "what counts elements is whole and has no unit; a range of numbers reads '5 to 10'")
  }

  static func exponentWithUnit(_ kind: Kind, written: String? = nil, at span: SourceSpan) -> Diagnostic {
    var hint: String?
    if case .quantity(let unit) = kind, unit.parts.count == 1 {
      hint = "divide it by the period: '\(written ?? "(…)") / 1 \(unit.symbol)'"
    }
    return Diagnostic(
      .exponentWithUnit, "an exponent is a plain number, not \(kind.inWords)", at: span, hint: hint)
  }

  static func impossibleUnit(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .impossibleUnit, "'\(name)' needs a size that is certain and above 0", at: span,
      hint: "as in 'unit \(name) = 200 USD'")
  }

  static func kindExpected(_ expected: Kind, _ kind: Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .kindExpected, "expected \(expected.inWords), not \(kind.inWords)", at: span,
      hint: expected == .truth ? "it is 'true' or 'false'" : nil)
  }

  static func lengthsDiffer(_ first: Int, _ second: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.lengthsDiffer, "a list of \(first) and a list of \(second) do not go together", at: span)
  }

  static func notAQuantity(_ kind: Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notAQuantity, "cannot compute with \(kind.inWords) here", at: span,
      hint: kind == .truth ? "'if … then 1 else 0' makes it a number" : "a date minus a date is a time")
  }

  static func powerOfUnit(_ unit: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .powerOfUnit, "'\(unit.symbol)' can only be raised to a certain power that is a whole number or a fraction",
      at: span)
  }

  static func unitAlreadyKnown(_ name: String, at span: SourceSpan, measuresOther: Bool = false) -> Diagnostic {
    Diagnostic(
      .unitAlreadyKnown, "'\(name)' is a unit already" + (measuresOther ? ", of something else" : ""), at: span,
      hint: measuresOther
        ? "choose another name, such as 'unit my_\(name) = …'"
        : "give it another size with 'unit \(name) = …', or choose another name")
  }

  static func unitCycle(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unitCycle, "the unit '\(name)' is declared by itself", at: span)
  }

  static func unitExpected(_ unit: Quantity.Unit, _ kind: Kind, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unitExpected,
      unit == .one
        ? "expected a plain number, not \(kind.inWords)" : "expected a value in '\(unit.symbol)', not \(kind.inWords)",
      at: span,
      hint: kelvinHint(.quantity(unit), kind) ?? expectedHint(unit, kind))
  }

  /// What to write where a unit is expected, by the pair of it and the one that was given.
  private static func expectedHint(_ wanted: Quantity.Unit, _ kind: Kind) -> String {
    if wanted == .one { return "write the number without a unit" }
    let example = "as in '\(wanted.following("5"))'"
    guard case .quantity(let given) = kind else { return example }
    if given == .one { return "give it its unit, \(example)" }
    if let (from, to) = given.currencies(besides: wanted) {
      return "give a rate in the document or in your units.how, with your number: 'unit \(from) = … \(to)'"
    }
    if wanted.isRate(of: given) {
      // Energy and power are told apart by an h alone.
      if given.parts.count == 1, given.symbol.hasSuffix("Wh") {
        return "'\(given.symbol)' is energy, '\(given.symbol.dropLast())' power"
      }
      return "it is counted per time, as in '\(given.following("5"))/s'"
    }
    if given.isRate(of: wanted) { return "'\(given.symbol)' is per time: multiply it by a time, or leave that out" }
    if given.isOneOver(wanted) { return "one is per the other: write it turned over, \(example)" }
    return example
  }

  /// - Parameters:
  ///   - name: the input that a value is given for.
  ///   - kind: what its value is to be.
  /// - Returns: what to write in place of a unit or a name that does not exist.
  static func givenHint(_ name: String, _ kind: Kind) -> String? {
    switch kind {
    case .truth: "'\(name)' is 'true' or 'false'"
    case .quantity(.one): "'\(name)' is a plain number: write it without a unit"
    case .quantity(let unit): "'\(name)' is counted in '\(unit.symbol)', as in '\(unit.following("5"))'"
    default: nil
    }
  }

  /// - Parameter meant: what was written, as it may have been meant.
  static func unitMismatch(
    _ left: Quantity.Unit, _ right: Quantity.Unit, isSubtracted: Bool, isShare: Bool = false, meant: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    let (a, b) = (Kind.quantity(left).inWords, Kind.quantity(right).inWords)
    let message = isSubtracted ? "cannot subtract \(b) from \(a)" : "cannot add \(a) and \(b)"
    let hint =
      meant ?? kelvinHint(left, right)
      ?? (left == .one || right == .one
        ? (isShare ? "to add a share of it, multiply: 'x * (1 + 10%)'" : "give the plain number its unit")
        : rateHint(left, right) ?? "they measure different things")
    return Diagnostic(.unitMismatch, message, at: span, hint: hint)
  }

  static func unitPowerTooHigh(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unitPowerTooHigh, "the result's unit has a power above 64", at: span)
  }

  /// - Parameters:
  ///   - number: the number that it stands behind.
  ///   - start: where that ends.
  static func unknownUnit(
    _ word: String, at span: SourceSpan, units: UnitCatalogue, isVariable: Bool, number: String? = nil,
    from start: Int? = nil
  ) -> Diagnostic {
    Diagnostic(
      .unknownUnit, "unknown unit '\(word)'", at: span, label: "not a unit",
      advice: ForeignUnits.advice(
        word, behind: number, from: start.map { SourceSpan($0, span.end) }, isVariable: isVariable, units: units))
  }

  /// Between two currencies a rate is missing; GB and GiB, W and Wh, FLOP and FLOP/s are easily mistaken.
  private static func rateHint(_ left: Quantity.Unit, _ right: Quantity.Unit) -> String? {
    if left.isOneOver(right) || right.isOneOver(left) {
      return "one is per the other: a unit behind a division belongs to the divisor, as in '2/3 * 1 hour'"
    }
    if let from = left.currency, let to = right.currency {
      return "declare a rate, with your number: 'unit \(to) = … \(from)'"
    }
    if left.isRate(of: right) { return "the first is the second per time: multiply it by a time" }
    if right.isRate(of: left) { return "the second is the first per time: multiply it by a time" }
    return nil
  }

  /// `50K` beside a plain number or money is no temperature.
  private static func kelvinHint(_ left: Kind, _ right: Kind) -> String? {
    guard case .quantity(let a) = left, case .quantity(let b) = right else { return nil }
    return kelvinHint(a, b)
  }

  private static func kelvinHint(_ left: Quantity.Unit, _ right: Quantity.Unit) -> String? {
    func isKelvin(_ unit: Quantity.Unit) -> Bool { unit.symbol == "K" }
    func isAmount(_ unit: Quantity.Unit) -> Bool {
      unit == .one || unit.parts.contains { Currency.codes.contains($0.unit.name) }
    }
    guard isKelvin(left) && isAmount(right) || isKelvin(right) && isAmount(left) else { return nil }
    return "'K' is the kelvin; thousands are written '50k'"
  }
}

extension Quantity.Unit {
  /// Whether it measures what another measures, turned upside down: `hour^-1` and `min`.
  fileprivate func isOneOver(_ other: Quantity.Unit) -> Bool {
    self != .one && !parts.contains { $0.exponent.numerator > 0 }
      && raised(to: Exponent(-1)).dimension == other.dimension
  }

  /// The currencies of this unit and of another, where the two differ in them alone.
  fileprivate func currencies(besides other: Quantity.Unit) -> (from: String, to: String)? {
    func split(_ unit: Quantity.Unit) -> (currency: (name: String, exponent: Exponent), rest: Quantity.Unit)? {
      guard let part = unit.parts.first(where: { Currency.codes.contains($0.unit.name) }) else { return nil }
      let inverse = Quantity.Unit(part.unit).raised(to: part.exponent).raised(to: Exponent(-1))
      return ((part.unit.name, part.exponent), unit.times(inverse).unit)
    }
    guard let mine = split(self), let theirs = split(other), mine.currency.name != theirs.currency.name,
      mine.currency.exponent == theirs.currency.exponent, mine.rest.dimension == theirs.rest.dimension
    else { return nil }
    return (mine.currency.name, theirs.currency.name)
  }

  /// Whether it is another unit per time.
  fileprivate func isRate(of other: Quantity.Unit) -> Bool {
    guard let second = UnitCatalogue.builtIn.unit(named: "s") else { return false }
    return times(Quantity.Unit(second)).unit.dimension == other.dimension
  }
}
