import Diagnostics
import Quantities

/// What the language has to say, in alphabetical order.
extension Diagnostic {
  static func currencySign(_ sign: String, _ code: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "currency-sign", "'\(sign)' is not part of the language", at: span,
      hint: "write the currency's code after the number, as in '70k \(code)'")
  }

  static func divisionByZero(at span: SourceSpan) -> Diagnostic {
    Diagnostic("division-by-zero", "division by zero", at: span, label: "is 0")
  }

  static func dollarSign(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "dollar-sign", "'$' does not say which dollar", at: span,
      hint: "write the currency's code after the number, as in '70k USD'")
  }

  static func duplicateName(_ name: String, at span: SourceSpan, firstLine: Int) -> Diagnostic {
    Diagnostic(
      "duplicate-name", "'\(name)' is already defined in line \(firstLine)", at: span,
      hint: "one name has one value: choose another name")
  }

  static func expectedAssignment(at span: SourceSpan) -> Diagnostic {
    Diagnostic("expected-assignment", "expected a definition", at: span, hint: "a line reads 'name = formula'")
  }

  static func expectedFormula(at span: SourceSpan) -> Diagnostic {
    Diagnostic("expected-formula", "expected a number, a name or a parenthesis", at: span, label: "nothing here")
  }

  static func exponentWithUnit(_ unit: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic("exponent-with-unit", "an exponent is a plain number, not '\(unit.symbol)'", at: span)
  }

  /// Marks what is wrong only because something it uses is; never shown.
  static func follows(at span: SourceSpan) -> Diagnostic {
    Diagnostic(followsFrom, "uses a name whose definition is wrong", at: span)
  }

  /// The code of `follows(at:)`, by which callers leave it out.
  public static var followsFrom: String { "follows" }

  static func nameCycle(_ names: [String], at span: SourceSpan) -> Diagnostic {
    let shown = names.count > 6 ? names.prefix(5) + ["…"] : names[...]
    let circle = (shown + [names[0]]).map { $0 == "…" ? $0 : "'\($0)'" }.joined(separator: " uses ")
    return Diagnostic("name-cycle", "'\(names[0])' is defined by itself", at: span, hint: circle)
  }

  static func nestedTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nested-too-deep", "nested more than \(limit) deep", at: span, hint: "give the inner part a name of its own")
  }

  static func noFiniteValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic("no-finite-value", "the result is too large to be computed", at: span)
  }

  static func notYet(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-yet", "\(what) are not part of the language yet", at: span,
      hint: "this version computes with numbers, percentages, currencies, names and + - * / ^")
  }

  static func numberTooLarge(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("number-too-large", "the number '\(digits.prefix(40))' is too large", at: span)
  }

  static func powerOfUnit(_ unit: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "power-of-unit", "'\(unit.symbol)' can only be raised to a whole power of at most 64", at: span)
  }

  static func reservedWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("reserved-word", "'\(word)' is a word of the language and cannot be a name", at: span)
  }

  static func rootOfNegative(at span: SourceSpan) -> Diagnostic {
    Diagnostic("root-of-negative", "a negative number has no power with a fraction", at: span, label: "is negative")
  }

  static func thousandsComma(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "thousands-comma", "a number has no comma in it", at: span, hint: "write '1_000', '1000' or '1k'")
  }

  static func unclosedParenthesis(at span: SourceSpan) -> Diagnostic {
    Diagnostic("unclosed-parenthesis", "this parenthesis is never closed", at: span)
  }

  static func unexpected(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("unexpected", "did not expect '\(what)' here", at: span, hint: "is an operator missing before it?")
  }

  static func unexpectedCharacter(_ character: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("unexpected-character", "'\(character)' means nothing in a formula", at: span)
  }

  static func unitMismatch(_ left: Quantity.Unit, _ right: Quantity.Unit, at span: SourceSpan) -> Diagnostic {
    func named(_ unit: Quantity.Unit) -> String { unit == .one ? "a plain number" : "'\(unit.symbol)'" }
    return Diagnostic(
      "unit-mismatch", "cannot add \(named(left)) and \(named(right))", at: span,
      hint: left == .one || right == .one
        ? "give the plain number its unit"
        : "multiply by a rate of your own, as in 'rate = 1.08 USD / 1 EUR'")
  }

  static func unitPowerTooHigh(at span: SourceSpan) -> Diagnostic {
    Diagnostic("unit-power-too-high", "the result's unit has a power above 64", at: span)
  }

  static func unknownName(_ name: String, at span: SourceSpan, near names: [String]) -> Diagnostic {
    let hint =
      NearestName.hint(name, among: names)
      ?? (Quantity.Unit(named: name) == nil
        ? "define it in a how block under Beliefs: '\(name) = …'" : "a unit follows a number, as in '1 \(name)'")
    return Diagnostic("unknown-name", "unknown name '\(name)'", at: span, label: "not defined", hint: hint)
  }

  static func unknownUnit(_ word: String, at span: SourceSpan) -> Diagnostic {
    let names = Quantity.Unit.names
    let near = names.contains(word.uppercased()) ? "did you mean '\(word.uppercased())'?" : nil
    return Diagnostic(
      "unknown-unit", "unknown unit '\(word)'", at: span, label: "not a unit",
      hint: near ?? "this version knows the currency codes of ISO 4217, as in '70k USD'")
  }

  static func unopenedParenthesis(at span: SourceSpan) -> Diagnostic {
    Diagnostic("unopened-parenthesis", "no parenthesis is open here", at: span)
  }
}
