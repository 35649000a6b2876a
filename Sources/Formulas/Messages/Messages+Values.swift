import Diagnostics
import Quantities

/// What the language has to say of values that do not exist, in alphabetical order.
extension Diagnostic {
  static func cannotTruncate(isCertain: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .cannotTruncate, isCertain ? "nothing is uncertain here" : "only a distribution by itself can be truncated",
      at: span, hint: isCertain ? nil : "truncate its uncertain parts, or bound it with 'max(…)' and 'min(…)'")
  }

  static func countsExpected(_ call: String, quantiles: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .countsExpected, "the parameters of '\(call)' are counts, not shares", at: span,
      advice: quantiles.map { Advice("for a share between the two write '\($0)'", writing: $0) }
        ?? "as in '\(call)(2, 3, 5)': how much was seen of each")
  }

  static func divisionByZero(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.divisionByZero, "division by zero", at: span, label: "is 0")
  }

  /// What a line of least squares is divided by.
  static func divisionByZero(allEqual name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .divisionByZero, "all of \(name) are equal: no line goes through them", at: span,
      hint: "points of a line differ in 'xs', and for 'r2' in 'ys'")
  }

  static func emptyList(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.emptyList, "an empty list has no such figure", at: span)
  }

  /// - Parameter ends: where its two ends stand, without a level before and a shape behind them.
  static func emptyRange(
    isReversed: Bool, _ low: String, _ high: String, ends: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .emptyRange, isReversed ? "the range ends below its beginning" : "the range ends where it begins", at: span,
      advice: isReversed ? .write(reversed(low, high), at: ends) : "a number that is certain needs no range")
  }

  /// The ends the other way round, a unit at the end staying there; what ends at or below zero with its shape.
  private static func reversed(_ low: String, _ high: String) -> String {
    if low.hasPrefix("-"), high.hasPrefix("-") {
      return "-(\(low.dropFirst().trimmingPrefix(" ")) to \(high.dropFirst().trimmingPrefix(" ")))"
    }
    if high.hasPrefix("-") || high.prefix(while: { $0.isNumber || $0 == "." }).allSatisfy({ $0 == "0" || $0 == "." }) {
      return turned(low, high) + " normal"
    }
    return turned(low, high)
  }

  private static func turned(_ low: String, _ high: String) -> String {
    let parts = high.split(separator: " ", maxSplits: 1)
    if parts.count == 2, !low.contains(" ") { return "\(parts[0]) to \(low) \(parts[1])" }
    return "\(high) to \(low)"
  }

  static func emptySteps(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.emptySteps, "the list ends before it begins", at: span, hint: "'1..3' is the list 1, 2, 3")
  }

  static func defaultIsNoNumber(_ input: String) -> Diagnostic {
    Diagnostic(.expectedNumber, "'\(input)' is no number", at: nil)
  }

  static func noDefault(_ input: String) -> Diagnostic {
    Diagnostic(.expectedNumber, "'\(input)' has no default", at: nil)
  }

  static func flatOutput(_ output: String, _ value: String, whatever input: String) -> Diagnostic {
    Diagnostic(.flatOutput, "'\(output)' is \(value) whatever '\(input)' is", at: nil)
  }

  static func impossibleCorrelation(_ value: Double, _ names: [String], at span: SourceSpan) -> Diagnostic {
    // What goes fully together is one unknown.
    var hint: String?
    if names.count == 2, value == 1 {
      hint = "what goes fully together is one unknown: compute one from the other, as in '\(names[1]) = \(names[0])'"
    } else if names.count == 2, value == -1 {
      hint =
        "what goes fully against another is one unknown: compute one from the other, as in '\(names[1]) = -\(names[0])'"
    }
    return Diagnostic(
      .impossibleCorrelation, "a rank correlation lies between -1 and 1, not at \(NumberText.short(value))", at: span,
      hint: hint)
  }

  static func impossibleLevel(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.impossibleLevel, "a range holds more than 0% and less than 100%", at: span)
  }

  static func impossibleParameters(_ call: String, at span: SourceSpan) -> Diagnostic {
    let name = call.prefix { $0 != "(" }
    let hint =
      switch name {
      case "normal", "lognormal", "gamma": "a spread is above 0, and so is a quantity that is lognormal or gamma"
      case "uniform", "triangular", "pert": "the bounds ascend, and the mode lies between them"
      case "beta": "a and b are above 0; a mean lies between 0 and 1, and sd^2 is below mean * (1 - mean)"
      case "binomial": "n is a whole number, p between 0 and 1"
      default: "the parameters are above 0; quantiles ascend"
      }
    return Diagnostic(.impossibleParameters, "no distribution has these parameters", at: span, hint: hint)
  }

  static func impossibleRange(_ shape: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .impossibleRange, "no \(shape) has these quantiles", at: span,
      hint: shape == "beta"
        ? "a beta lies between 0% and 100%" : shape == "lognormal" ? "a lognormal lies above 0" : nil)
  }

  static func jumpsOver(_ output: String, _ wanted: String, from before: String, to after: String, at place: String)
    -> Diagnostic
  {
    Diagnostic(
      .jumpsOver, "'\(output)' is never \(wanted): it jumps over it", at: nil,
      hint: "from \(before) to \(after) at \(place)")
  }

  /// - Parameter swapped: the call with its bounds the other way round, where that is what is wrong.
  static func keepsNothing(swapped: String? = nil, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .keepsNothing,
      swapped == nil ? "nothing of the distribution lies between these bounds" : "the bounds are the wrong way round",
      at: span, advice: swapped.map { .write($0) })
  }

  static func listTooLong(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .listTooLong, "a list has at most \(limit) elements", at: span, hint: "those of lists within it count, too")
  }

  static func logarithmOfNegative(_ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .logarithmOfNegative, "the logarithm of \(NumberText.short(value)) is no number", at: span,
      hint: "only numbers above 0 have one")
  }

  static func noFiniteValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.noFiniteValue, "the result is too large to be computed", at: span)
  }

  static func noInternalRate(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noInternalRate, "at no rate are these payments worth nothing", at: span,
      hint: "some must be paid and some received")
  }

  static func noMoment(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noMoment, "this distribution has no such figure: its tails are too heavy", at: span,
      hint: "its 'median(…)' and 'quantile(…)' exist")
  }

  static func noRoot(
    of input: String, from low: String, to high: String, giving wanted: String, _ output: String,
    reached: (low: String, high: String)
  ) -> Diagnostic {
    Diagnostic(
      .noRoot, "no value of '\(input)' between \(low) and \(high) was found that gives \(wanted)", at: nil,
      hint:
        "where it was computed, '\(output)' goes from \(reached.low) to \(reached.high); --between searches elsewhere"
    )
  }

  static func noSuchElement(_ place: Int, of count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noSuchElement, "there is no element \(place) in a list of \(count)", at: span, hint: "the first is [1]")
  }

  static func noValueInSamples(_ fault: Interpreter.NodePlace.Fault, share: Double, at span: SourceSpan) -> Diagnostic {
    let (message, hint): (String, String) =
      switch fault {
      case .division: ("division by zero", "keep the divisor away from 0, with 'truncate(…)' or 'max(…)'")
      case .internalRate: ("no single internal rate of return", "some payments must be negative and some positive")
      case .logarithm: ("the logarithm of a negative number", "keep it above 0, with a lognormal or 'truncate(…)'")
      case .overflow: ("the result is too large to be computed", "are the units and powers meant so?")
      case .parameters: ("no distribution has these parameters", "keep the parameters within their bounds")
      case .power: ("a power that is no number", "the base must be above 0")
      case .root: ("the root of a negative number", "keep it above 0, with a lognormal or 'truncate(…)'")
      }
    return Diagnostic(
      .noValueInSamples, "\(message) in \(NumberText.percent(share)) of the samples", at: span, hint: hint)
  }

  static func notPositiveDefinite(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notPositiveDefinite, "these correlations contradict each other", at: span,
      hint: "the matrix must be symmetric, 1 on its diagonal and positive definite: what goes with two things that\n"
        + "go against each other cannot go fully with both")
  }

  /// - Parameter sum: what is written from the first of the two to the end of the share.
  static func percentageAdded(
    _ left: String, _ share: String, isSubtracted: Bool, sum: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let sign = isSubtracted ? "-" : "+"
    // `38-43%` is how a range is written elsewhere; a price less a discount has decimals or is the greater number.
    if isSubtracted, let low = Int(left), let high = Double(share.dropLast()), Double(low) < high {
      return Diagnostic(
        .percentageAdded, "'\(share)' is a plain number here, not a share of what stands before it", at: span,
        advice: Advice("'\(left)% to \(share)' is a range", writing: "\(left)% to \(share)", at: sum))
    }
    return Diagnostic(
      .percentageAdded, "'\(share)' is a plain number here, not a share of what stands before it", at: span,
      advice: Advice(
        "for a share of it write '\(left) * (1 \(sign) \(share))'", writing: "\(left) * (1 \(sign) \(share))", at: sum))
  }

  static func percentageAtBound(_ text: String, low: String, high: String, isFull: Bool, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .percentageAtBound, "a range of shares with an end at or beyond 0% or 100% needs its shape", at: span,
      hint: "'uniform(\(low), \(high))' stays within its ends; "
        + (isFull ? "" : "'\(inside(low, high))' is a share; ") + "or name the shape, as in '\(text) normal'")
  }

  /// The ends within 0% and 100%.
  private static func inside(_ low: String, _ high: String) -> String {
    let low = (Double(low.dropLast()) ?? 0) <= 0 ? "1%" : low
    let high = (Double(high.dropLast()) ?? 0) >= 100 ? "99%" : high
    return "\(low) to \(high)"
  }

  static func percentageAtOneEnd(_ proposals: [String], ends: SourceSpan, at span: SourceSpan) -> Diagnostic {
    let words = "write " + proposals.map { "'\($0)'" }.joined(separator: " or ")
    return Diagnostic(
      .percentageAtOneEnd, "one end of the range is a percentage, the other is none", at: span,
      advice: proposals.count == 1 ? Advice(words, writing: proposals[0], at: ends) : Advice(words))
  }

  /// - Parameter parts: the call with each probability as its share of the sum.
  static func probabilitiesSum(_ sum: Double, parts: String? = nil, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .probabilitiesSum, "the probabilities sum to \(NumberText.exactPercent(sum)), not to 100%", at: span,
      advice: parts.map { Advice("weights are shares of their sum: '\($0)'", writing: $0) })
  }

  /// - Parameter number: where it is written as a number, if it is.
  static func probabilityOutside(
    _ value: Double, isOpen: Bool, number: SourceSpan? = nil, at span: SourceSpan
  ) -> Diagnostic {
    let percent = "\(NumberText.short(value))%"
    return Diagnostic(
      .probabilityOutside,
      "\(NumberText.exactPercent(value)) is no probability\(isOpen ? " strictly between 0% and 100%" : "")", at: span,
      advice: value > 1 && value <= 100 ? .write(percent, at: number) : nil)
  }

  static func rangeAtZero(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeAtZero, "a range with an end at or below zero needs its shape", at: span,
      hint: "as in '\(text) normal' or '\(text) uniform'")
  }

  static func rateAboveAll(_ rate: String, isWritten: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rateAboveAll, "a rate of \(rate) is a growth of \(rate) times a period", at: span,
      advice: isWritten
        ? Advice("a rate is a share: write '\(rate)%'", writing: "\(rate)%") : "a rate is a share: write '\(rate)%'")
  }

  static func rateBelowAll(_ rate: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rateBelowAll, "a rate of \(NumberText.exactPercent(rate)) discounts nothing", at: span)
  }

  static func rootOfNegative(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.rootOfNegative, "a power that is not whole of a negative number is no number", at: span)
  }

  static func severalInternalRates(_ rates: [Double], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .severalInternalRates, "these payments have \(rates.count) internal rates of return", at: span,
      hint: rates.map { NumberText.exactPercent($0) }.joined(separator: ", ") + "; compare with 'npv(rate, flows)'")
  }

  static func tooFewElements(_ least: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tooFewElements, "this needs a list of at least \(least)", at: span)
  }

  static func tooManySamples(_ count: Int, outputs: Int) -> Diagnostic {
    Diagnostic(
      .tooManySamples, "\(count) samples of \(outputs) \(outputs == 1 ? "output" : "outputs") need more than 2 GB",
      at: nil)
  }

  static func tooMuchWork(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooMuchWork, "the program takes more steps than any that a person writes", at: span,
      hint: "functions or models that call others twice each double the work")
  }

  static func uncertainHere(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .uncertainHere, "this must be one number, not an uncertain one", at: span, hint: "take its 'mean(…)'")
  }

  static func uncertainRangeEnd(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .uncertainRangeEnd, "the ends of a range are certain", at: span,
      hint: "with uncertain parameters use a distribution, as in 'normal(mean, sd)'")
  }

  static func uncertainValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .uncertainValue, "the values here are certain", at: span,
      hint: "'mixture(a: 30%, b: 70%)' chooses between uncertain numbers")
  }
}
