import Diagnostics
import Quantities

/// What the language has to say of names and of what is called, in alphabetical order.
extension Diagnostic {
  static func builtInName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.builtInName, "'\(name)' is a name of the language", at: span, hint: "choose another name")
  }

  static func callsTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callsTooDeep, "models call models more than \(limit) deep", at: span,
      hint: "nothing is wrong with each: a shorter chain says the same")
  }

  static func correlatedNoDistribution(_ name: String, isCertain: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .correlatedNoDistribution,
      isCertain
        ? "'\(name)' is correlated but is certain" : "'\(name)' is correlated but is no distribution by itself",
      at: span,
      hint: isCertain
        ? "a number that is certain goes with nothing: leave the correlation out"
        : "give the uncertain part a name of its own and correlate that")
  }

  static func correlatedTwice(_ first: String, _ second: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .correlatedTwice,
      first == second
        ? "'\(first)' cannot be correlated with itself" : "'\(first)' and '\(second)' are correlated twice", at: span)
  }

  static func duplicateName(_ name: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateName, "'\(name)' is already defined", at: span, related: [Label(first, "first defined here")],
      hint: "one name has one value: choose another name")
  }

  static func duplicateParameter(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.duplicateParameter, "two parameters are called '\(name)'", at: span)
  }

  static func emptyCell(_ row: String, _ column: String, in target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.emptyCell, "the cell '\(row)', '\(column)' of '\(target)' is empty", at: span)
  }

  static func expectedRequirement(_ other: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedRequirement, "what is required is a condition, not \(other)", at: span,
      hint: "as in 'require share > 0 and share <= 100%'")
  }

  /// Marks what is wrong only because something it uses is; never shown.
  static func follows(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.follows, "uses a name whose definition is wrong", at: span)
  }

  static func functionWithoutCall(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .functionWithoutCall, "'\(name)' is a function", at: span,
      hint: Builtin.named[name].map { "it is called as \($0.signature)" } ?? "it is called as '\(name)(…)'")
  }

  static func givenTwice(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.givenTwice, "'\(name)' is given twice", at: span)
  }

  /// - Parameter text: what all the names describe.
  static func leftAtDefault(_ left: [String], of names: [String], text: String?, at span: SourceSpan) -> Diagnostic {
    func list(_ names: [String]) -> String {
      let quoted = names.map { "'\($0)'" }
      guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
      return quoted.dropLast().joined(separator: ", ") + " and " + last
    }
    let verb = left.count == 1 ? "is still that" : "are still those"
    return Diagnostic(
      .leftAtDefault, "\(list(left)) \(verb) of the default, which is something else than what was given",
      at: span, label: text.map { "describe \($0)" },
      hint: "give \(left.count == 1 ? "it" : "them"), too: \(list(names)) belong together", severity: .warning)
  }

  static func missingInput(_ name: String, unit: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingInput, "the input '\(name)' has no value", at: span,
      hint: "give it one, as in '\(name) = \(unit.map { "5 \($0)" } ?? "5")'")
  }

  static func missingProbability(signature: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .missingProbability, "a value without its probability", at: span, hint: "it is called as \(signature)")
  }

  static func modelCycle(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelCycle, "a model that calls itself has no value", at: span, hint: names.joined(separator: " calls "))
  }

  static func modelIsWrong(_ target: String, _ fault: Diagnostic, line: Int?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelIsWrong, "'\(target)' cannot be computed: \(fault.message)", at: span,
      hint: line.map { "error \(fault.code) in its line \($0)" } ?? "error \(fault.code)")
  }

  static func nameCycle(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(.nameCycle, "'\(names[0])' is defined by itself", at: span, hint: circle(names, "uses"))
  }

  static func namelessInput(_ target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .namelessInput, "the inputs of a model are given by name", at: span, hint: "as in '[[\(target)]](gpus: 20k).…'")
  }

  static func noLibrary(_ target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.noLibrary, "'\(target)' cannot be reached from here", at: span)
  }

  static func noSuchColumn(_ name: String, in target: String, near names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSuchColumn, "the table of '\(target)' has no column '\(name)'", at: span,
      advice: nearest(name, among: names, at: span) ?? "it has \(names.prefix(12).joined(separator: ", "))")
  }

  static func noSuchDocument(_ target: String, _ absence: Absence, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.noSuchDocument, "'\(target)' \(absence.reason)", at: span, hint: absence.hint)
  }

  static func noSuchInput(_ name: String, isDefined: Bool, at span: SourceSpan, near inputs: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchInput, isDefined ? "'\(name)' is computed, not an input" : "there is no input '\(name)'", at: span,
      advice: NearestName.advice(name, among: inputs)
        ?? (inputs.isEmpty ? "the model has no inputs" : "it has \(inputs.joined(separator: ", "))"))
  }

  static func noSuchRow(_ name: String, in target: String, near names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSuchRow, "the table of '\(target)' has no row '\(name)'", at: span,
      advice: nearest(name, among: names, at: span) ?? "it has \(names.prefix(12).joined(separator: ", "))")
  }

  static func notAFunction(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notAFunction, "'\(name)' is a value, not a function", at: span, hint: "to multiply, write '\(name) * (…)'")
  }

  static func onlyUnits(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.onlyUnits, "a catalogue of units holds nothing but 'unit' statements", at: span)
  }

  static func outputWithoutFormula(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outputWithoutFormula, "the output '\(name)' has no formula", at: span,
      hint: "write 'output \(name) = …', or define '\(name)' in a line before")
  }

  static func recursion(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(.recursion, "'\(names[0])' calls itself", at: span, hint: circle(names, "calls"))
  }

  /// - Parameter label: the numbers that the condition is about.
  static func requirementNotMet(_ text: String, label: String?, advice: Advice?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.requirementNotMet, text, at: span, label: label, advice: advice)
  }

  static func unknownArgument(
    _ name: String, at span: SourceSpan, near names: [String], signature: String
  ) -> Diagnostic {
    Diagnostic(
      .unknownArgument, "there is no argument '\(name)'", at: span,
      advice: NearestName.advice(name, among: names)?.and("\nit is called as \(signature)")
        ?? "it is called as \(signature)")
  }

  static func unknownFunction(_ name: String, at span: SourceSpan, near names: [String]) -> Diagnostic {
    let other =
      [
        "avg": "mean", "average": "mean", "stdev": "sd", "std": "sd", "stddev": "sd", "probability": "P",
        "percentile": "quantile", "pow": "the operator ^", "len": "count", "length": "count",
        "variance": "sd(…)^2", "var": "sd(…)^2", "ceiling": "ceil", "int": "floor", "prob": "P", "pr": "P",
        "if": "if … then … else …", "IF": "if … then … else …", "SUM": "sum", "AVERAGE": "mean", "stdevp": "sd",
      ][name]
    return Diagnostic(
      .unknownFunction, "unknown function '\(name)'", at: span,
      advice: other.map { other in
        let words = "here it is \(other)"
        // What is no name of a function is written otherwise.
        return Builtin.named[other] == nil ? Advice(words) : Advice(words, writing: other)
      } ?? NearestName.advice(name, among: names)
        ?? "define it as '\(name)(x) = …'")
  }

  static func unknownInput(_ name: String, of target: String, at span: SourceSpan, near names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownInput, "'\(target)' has no input '\(name)'", at: span,
      advice: NearestName.advice(name, among: names) ?? "it has \(names.joined(separator: ", "))")
  }

  static func unknownName(_ name: String, at span: SourceSpan, near names: [String], isUnit: Bool) -> Diagnostic {
    let advice =
      NearestName.advice(name, among: names)
      ?? (name == "e" ? Advice("Euler's number is 'exp(1)'", writing: "exp(1)") : nil)
    return Diagnostic(
      .unknownName, "unknown name '\(name)'", at: span, label: "not defined",
      advice: advice ?? "define it in a line of its own: '\(name) = …'")
  }

  static func unknownOutput(_ name: String, of target: String, at span: SourceSpan, near names: [String]) -> Diagnostic
  {
    Diagnostic(
      .unknownOutput, "'\(target)' has no output '\(name)'", at: span,
      advice: NearestName.advice(name, among: names) ?? "it has \(names.prefix(12).joined(separator: ", "))")
  }

  static func unreadableCell(_ text: String, _ unit: String?, in target: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unreadableCell, "the cell '\(text.prefix(40))' of '\(target)' is no number", at: span,
      hint: unit.map { "its column counts in '\($0)'" })
  }

  static func unusedInput(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.unusedInput, "no formula uses '\(name)'", at: span, severity: .warning)
  }

  static func wrongArguments(_ name: String, _ count: Int, signature: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments,
      "'\(name)' does not take \(count == 0 ? "no arguments" : count == 1 ? "this one argument" : "these \(count) arguments")",
      at: span, hint: "it is called as \(signature)")
  }

  /// The nearest name, written as the one that stands there: bare, or in quotes.
  static func nearest(_ typed: String, among names: [String], at span: SourceSpan) -> Advice? {
    guard let near = NearestName.of(typed, among: names) else { return nil }
    if span.count > typed.utf8.count { return Advice("did you mean '\(near)'?", writing: "\"\(near)\"") }
    let isBare = near.first?.isLetter == true && near.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isBare ? .meant(near) : Advice("did you mean '\(near)'?")
  }

  private static func circle(_ names: [String], _ verb: String) -> String {
    let shown = names.count > 6 ? names.prefix(5) + ["…"] : names[...]
    return (shown + [names[0]]).map { $0 == "…" ? $0 : "'\($0)'" }.joined(separator: " \(verb) ")
  }
}
