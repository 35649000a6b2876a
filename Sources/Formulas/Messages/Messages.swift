import Diagnostics
import Quantities

/// What the language has to say of how a program is written, in alphabetical order.
extension Diagnostic {
  static func ambiguousName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .ambiguousName, "'\(name)' is a unit here, and a name that is defined", at: span, label: "which of the two?",
      hint: "write '(\(name))' for what is defined, or leave out the spaces around '/' or '*' for the unit")
  }

  static func ambiguousRange(at span: SourceSpan, advice: Advice? = nil) -> Diagnostic {
    Diagnostic(
      .ambiguousRange, "'to' beside an operator can be read in two ways", at: span,
      advice: advice ?? "put the range in parentheses, as in '2 * (5 to 10)', or its end, as in '(2 * 5) to 20'")
  }

  static func argumentTwice(_ name: String, at span: SourceSpan, signature: String) -> Diagnostic {
    Diagnostic(.argumentTwice, "'\(name)' is given twice", at: span, hint: "it is called as \(signature)")
  }

  static func chainedComparison(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chainedComparison, "a comparison has two sides", at: span,
      hint: "write '0 < x and x < 1', or 'x in 0 to 1'")
  }

  /// - Parameter amount: the number that the sign stands before or behind, and both of them.
  static func currencySign(
    _ sign: String, _ code: String, amount: (number: String, span: SourceSpan)?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .currencySign, "'\(sign)' is not part of the language", at: span,
      advice: behind(code, amount))
  }

  static func dollarSign(amount: (number: String, span: SourceSpan)?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .dollarSign, "'$' does not say which dollar", at: span,
      advice: behind("USD", amount))
  }

  /// The code of a currency behind its number, where a sign stands.
  private static func behind(_ code: String, _ amount: (number: String, span: SourceSpan)?) -> Advice {
    let words = "write the currency's code after the number, as in '70k \(code)'"
    return Advice(words, writing: "\(amount?.number ?? "") \(code)", at: amount?.span)
  }

  static func equalsInFormula(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .equalsInFormula, "'=' gives a name its value and stands in no formula", at: span,
      advice: Advice("to compare, write '=='", writing: "=="))
  }

  static func expectedAssignment(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedAssignment, "expected '=' and a formula", at: span, hint: "a line reads 'name = formula'")
  }

  static func expectedFormula(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedFormula, "expected a number, a name or a parenthesis", at: span, label: "nothing here")
  }

  static func expectedMember(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedMember, "expected a name after '.'", at: span,
      hint: "a cell is '[[slug]].row.column', an output of a model '[[slug]](input: 5).output'")
  }

  static func expectedName(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedName, "expected a name", at: span, hint: "a name is letters, digits and '_', and begins with a letter")
  }

  static func expectedPrefixes(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedPrefixes, "expected 'si', 'multiples' or 'binary'", at: span,
      hint: "'with si' allows m, k, M, G …, 'with multiples' k, M, G …, 'with binary' Ki, Mi, Gi …")
  }

  static func expectedUnit(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedUnit, "expected a unit", at: span, hint: "as in 'km', 'USD/day' or 'm^2'")
  }

  static func expectedWord(_ word: String, after: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedWord, "expected '\(word)' after '\(after)'", at: span,
      hint: "it reads 'if condition then formula else formula'")
  }

  static func foreignOperator(_ written: String, at span: SourceSpan) -> Diagnostic {
    let own = ["**": "^", "&&": "and", "||": "or", "!": "not"][written] ?? written
    return Diagnostic(
      .foreignOperator, "'\(written)' is not part of the language", at: span,
      advice: own == "not"
        ? "a condition is denied by 'not'; there is no factorial" : .write(own, isSafe: true))
  }

  static func foreignSymbol(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignSymbol, "'\(name)' is not a name of this unit", at: span,
      hint: "what follows 'as' is one of the names before '='")
  }

  static func lineBeginsWithOperator(_ symbol: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .lineBeginsWithOperator, "does this line go on from the one before?", at: span,
      hint: "then put the whole in parentheses; a formula of its own is '(\(symbol)…)'")
  }

  static func misplacedWord(_ word: String, at span: SourceSpan, advice: Advice? = nil) -> Diagnostic {
    let general =
      switch word {
      case "to": "a range reads '5 to 10'"
      case "in": "to convert, write 'formula -> unit'; to compare with bounds, 'x in 5 to 10'"
      case "if", "then", "else": "a condition reads 'if x > 1 then 2 else 3'"
      default: "a condition reads 'a and b', 'a or b', 'not a'"
      }
    return Diagnostic(.misplacedWord, "did not expect '\(word)' here", at: span, advice: advice ?? Advice(general))
  }

  static func nestedTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nestedTooDeep, "nested more than \(limit) deep", at: span, hint: "give the inner part a name of its own")
  }

  static func noSuchDate(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSuchDate, "'\(text)' is no day of the calendar", at: span,
      hint: "a day is written as '2027-02-01'; to compute, put spaces around '-' and '/'")
  }

  static func numberTooLarge(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.numberTooLarge, "the number '\(digits.prefix(40))' is too large", at: span)
  }

  static func numberTooSmall(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberTooSmall, "the number '\(digits.prefix(40))' is too small to be told from 0", at: span,
      hint: "if nothing is meant, write 0")
  }

  static func outsideTestCase(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outsideTestCase, "'\(word)' belongs to a test case", at: span,
      hint: "it stands in a how block under 'Test Cases' of a model")
  }

  static func plusMinus(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plusMinus, "'±' stands only in what a test case expects", at: span,
      hint: "70k ± 5k is a range: '65k to 75k' holds the middle 90%; or 'normal(70k, 3k)', by its standard deviation")
  }

  static func programTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.programTooLarge, "more than a megabyte of formulas", at: span)
  }

  /// - Parameter word: where `to` stands.
  static func rangeToUnit(_ name: String, from low: String, word: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeToUnit, "a range does not end in a unit alone", at: span,
      advice: Advice(
        "to convert, write '\(low) -> \(name)'; for a range, end it in '1 \(name)'",
        edits: [TextEdit(word, " -> ")], title: "write '\(low) -> \(name)'"))
  }

  static func reservedWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.reservedWord, "'\(word)' is a word of the language and cannot be a name", at: span)
  }

  static func strayLabel(at span: SourceSpan, signature: String) -> Diagnostic {
    Diagnostic(.strayLabel, "nothing is expected before ':' here", at: span, hint: "it is called as \(signature)")
  }

  static func thousandsComma(_ written: String, at span: SourceSpan) -> Diagnostic {
    let grouped = written.replacing(",", with: "_")
    return Diagnostic(
      .thousandsComma, "a number has no comma in it", at: span,
      advice: Advice(
        "write '\(grouped)'; between two numbers of a list put a space after the comma", writing: grouped,
        // One comma is a decimal point to half of the world.
        isSafe: written.count { $0 == "," } > 1 || written.contains(".")))
  }

  static func thousandsPoint(_ written: String, at span: SourceSpan) -> Diagnostic {
    let parts = written.split(separator: ".")
    var decimals = parts[1]
    while decimals.last == "0" { decimals.removeLast() }
    let number = decimals.isEmpty ? "\(parts[0])" : "\(parts[0]).\(decimals)"
    return Diagnostic(
      .thousandsPoint, "'\(written)' is thousands to half of its readers", at: span,
      hint: "for thousands write '\(parts[0])_\(parts[1])'; with decimals, "
        + (number == written ? "one digit more: '\(written)0'" : "'\(number)'"))
  }

  static func unclosedBracket(_ bracket: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unclosedBracket, "this '\(bracket)' is never closed", at: span)
  }

  static func unclosedQuote(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unclosedQuote, "this quote is never closed", at: span)
  }

  static func unexpected(
    _ what: String, at span: SourceSpan, isUnit: Bool = false, advice: Advice? = nil
  ) -> Diagnostic {
    Diagnostic(
      .unexpected, "did not expect '\(what.prefix(40))' here", at: span,
      advice: advice
        ?? (isUnit
          ? "to give a formula a unit, multiply it by '1 \(what)'" : "is an operator missing before it?"))
  }

  /// - Parameter neighbours: what stands beside the character.
  static func unexpectedCharacter(
    _ character: String, at span: SourceSpan, around neighbours: Neighbours
  ) -> Diagnostic {
    let scalar = character.unicodeScalars.first
    // What cannot be seen is named by its number.
    if let scalar, [.format, .control].contains(scalar.properties.generalCategory) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      return Diagnostic(
        .unexpectedCharacter, "a character that cannot be seen, \(number), means nothing in a formula", at: span,
        advice: Advice("delete it", writing: "", isSafe: true))
    }
    return Diagnostic(
      .unexpectedCharacter, "'\(character)' means nothing in a formula", at: span,
      advice: meant(by: character, at: span, around: neighbours))
  }

  static func unitAtEnd(_ unit: Quantity.Unit, _ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unitAtEnd, "one end of the range has a unit, the other has none", at: span,
      hint: "a unit behind the second end covers both, as in '5 to \(unit.following("10"))'")
  }

  static func unitExponent(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unitExponent, "the power of a unit is a whole number or a fraction", at: span,
      hint: "as in 'm^2', 's^-1' or 'year^(1/2)'; for a power of the whole, put it in parentheses: '(3 m)^x'")
  }

  static func unknownShape(
    _ word: String, at span: SourceSpan, low: String = "5", _ high: String = "10"
  ) -> Diagnostic {
    let shapes = Parser.shapes.sorted()
    let own = word.lowercased()
    let known = ["gaussian": "normal", "flat": "uniform", "log-normal": "lognormal"][own]
    let call = ["gamma", "exponential", "student", "triangular"].contains(own) ? own : nil
    return Diagnostic(
      .unknownShape, "did not expect '\(word)' after a range", at: span,
      advice: (shapes.contains(own) ? own : known ?? NearestName.of(word, among: shapes)).map { .meant($0) }
        ?? Advice(
          "a range ends there, or with its shape: \(shapes.joined(separator: ", "))"
            + (call == "gamma" ? "; a gamma is 'gamma(p5: \(low), p95: \(high))'" : "")))
  }

  static func unopenedBracket(_ bracket: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unopenedBracket, "no bracket is open that this '\(bracket)' could close", at: span)
  }

  static func wrongCorrelation(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongCorrelation, "expected two names and their rank correlation, or names and a matrix", at: span,
      hint: "as in 'correlate(a, b, 0.6)' or 'correlate([a, b], [[1, 0.6], [0.6, 1]])'")
  }

  static func wrongLookup(_ target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongLookup, "a look-up names a row and a column", at: span, hint: "as in '[[\(target)]].row.column'")
  }

  static func wrongModelCall(_ target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongModelCall, "a call of a model names one of its outputs", at: span,
      hint: "as in '[[\(target)]](input: 5).output'")
  }
}
