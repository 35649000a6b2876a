import Diagnostics
import Quantities

/// What named chances have to say, in alphabetical order.
extension Diagnostic {
  private static let form =
    "a chance reads 'chance oil = dry 50%, wet 50%', a test 'test survey given oil' with rows below"

  static func chanceCycle(_ cycle: [String], at span: SourceSpan) -> Diagnostic {
    let way = (cycle + [cycle[0]]).map { "'\($0)'" }.joined(separator: " depends on ")
    return Diagnostic(
      .chanceCycle, "a chance cannot depend on itself: \(way)", at: span,
      hint: "which comes first? Declare it without 'given', by its own probabilities")
  }

  static func chanceInFormula(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .chanceInFormula, "'\(name)' is a chance, not a number", at: span,
      hint: "in the tree, an item '\(name)' branches over its values")
  }

  static func duplicateRow(_ keys: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateRow, "there is already a row for '\(keys.joined(separator: ", "))'", at: span,
      hint: "a row for each value, or combination of values, of what it depends on")
  }

  static func duplicateValue(_ value: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateValue, "'\(value)' already has a probability in this row", at: span,
      hint: "each value stands in a row once")
  }

  static func expectedChance(_ name: String, isTest: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedChance, "expected '\(isTest ? "given" : "=' or 'given")' after '\(name)'", at: span, hint: form)
  }

  static func expectedColon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.expectedColon, "expected ':' after the values that the row is for", at: span, hint: form)
  }

  static func expectedProbability(_ found: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedProbability, "a probability is a plain number, not \(found)", at: span,
      hint: "as in '30%', '0.3', '1/3', or a share from above")
  }

  static func expectedValueName(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedValueName, "expected the name of a value before its probability", at: span,
      hint: "as in 'yes 30%, no else'; a name that is not made of words stands in quotes")
  }

  static func impossibleProbability(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .impossibleProbability, "\(NumberText.exactPercent(value)) is no probability", at: span,
      hint: "probabilities lie between 0% and 100%")
  }

  static func keyCount(_ parents: [String], _ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keyCount, "a row names a value of \(parents.joined(separator: " and of ")), not \(count)", at: span,
      hint: "as in '\(parents.map { "a value of \($0)" }.joined(separator: ", ")): …'")
  }

  static func missingRow(_ keys: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingRow, "there is no row for '\(keys.joined(separator: ", "))'", at: span,
      hint: "every value of what it depends on has a row of probabilities")
  }

  static func missingValue(_ value: String, of name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingValue, "this row has no probability of '\(value)'", at: span,
      hint: "every row of '\(name)' gives each value one; 'else' takes what the others leave")
  }

  static func rowAboveOne(_ sum: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rowAboveOne, "the probabilities before 'else' already sum to \(NumberText.exactPercent(sum))", at: span,
      hint: "they leave 'else' something above 0%, or 0%")
  }

  static func rowSum(_ sum: Double, at span: SourceSpan) -> Diagnostic {
    let off = NumberText.exactPercent(abs(1 - sum))
    return Diagnostic(
      .rowSum, "the probabilities sum to \(NumberText.exactPercent(sum))", at: span,
      label: sum < 1 ? "\(off) missing" : "\(off) too much",
      hint: sum < 1
        ? "a value with 'else' takes what the others leave" : "the probabilities of a row come to 100% together")
  }

  static func rowsBelow(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rowsBelow, "the probabilities of '\(name)' stand in rows below", at: span, hint: form)
  }

  static func rowsMissing(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rowsMissing, "'\(name)' has no rows of probabilities below it", at: span, hint: form)
  }

  static func secondElse(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .secondElse, "only one value can take what is left", at: span,
      hint: "give all others a probability")
  }

  static func testWithoutGiven(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .testWithoutGiven, "a test tells of a chance: which one does '\(name)' tell of?", at: span,
      hint: "write 'test \(name) given CHANCE', or 'chance \(name) = …' where it tells of nothing")
  }

  static func tooManyRows(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyRows, "'\(name)' depends on too much: over 100000 probabilities", at: span,
      hint: "let it depend on fewer chances, or on chances with fewer values")
  }

  static func unknownChance(_ name: String, at span: SourceSpan, near names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownChance, "there is no chance '\(name)'", at: span,
      advice: NearestName.advice(name, among: names) ?? "declare it with 'chance \(name) = …'")
  }

  static func unknownValue(_ value: String, of name: String, values: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownValue, "'\(name)' has no value '\(value)'", at: span,
      advice: nearest(value, among: values, at: span) ?? "its values are \(values.joined(separator: ", "))")
  }

  static func valueWithoutProbability(_ value: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .valueWithoutProbability, "'\(value)' has no probability", at: span,
      hint: "as in '\(value) 50%', '\(value) (p)' with a name, or '\(value) else' for what the others leave")
  }
}
