package import Diagnostics
import Quantities

/// Where something that came lies in a range that was given for it.
package struct Placement: Sendable {
  private let interpreter: Interpreter
  private let value: Value

  fileprivate init(_ interpreter: Interpreter, _ value: Value) {
    self.interpreter = interpreter
    self.value = value
  }

  /// The probability that the range gives to what came and everything below it.
  ///
  /// - Throws: what has no value in some sample.
  package func probability(sampling: Calculation.Sampling = .init()) throws(Diagnostic) -> Double {
    var sampler = Sampler(interpreter: interpreter, sampling: sampling)
    sampler.want(value)
    try sampler.run()
    guard case .number(let number) = sampler.answer(value) else { return .nan }
    switch number.amount {
    case .exact(let share): return share
    case .estimate(let share, _): return share
    case .uncertain(let spread): return spread.mean?.value ?? .nan
    }
  }
}

extension Scope {
  /// What a range is a range of: the unit of a quantity, nil for a date.
  ///
  /// - Throws: what is wrong with the formula; one that is certain is none, see `isCertain`.
  package func kind(of range: Formula) throws(Diagnostic) -> (kind: Kind, isCertain: Bool) {
    var interpreter = reading(range)
    guard case .figure(let figure) = try Self.value(of: range, &interpreter), figure.kind != .truth else {
      throw .expectedNumber("something else", at: range.span)
    }
    return (figure.kind, figure.exact != nil)
  }

  /// Holds what came against a range.
  ///
  /// - Throws: what is wrong with either, such as units that do not go together.
  package func placement(of value: Formula, in range: Formula) throws(Diagnostic) -> Placement {
    // The two may stand in different texts.
    var interpreter = reading(range)
    guard case .figure(let spread) = try Self.value(of: range, &interpreter) else {
      throw .expectedNumber("something else", at: range.span)
    }
    interpreter.context.source = value.source
    let came = try Self.value(of: value, &interpreter)
    guard case .figure(let figure) = came else { throw .expectedNumber(came.inWords, at: value.span) }
    if figure.exact == nil { throw .uncertainHere(at: value.span) }
    guard let event = interpreter.compared(spread, .atMost, figure, at: value.span),
      let share = interpreter.probability(event, at: value.span)
    else { throw interpreter.report.faults.first ?? .follows(at: value.span) }
    return Placement(interpreter, .figure(share))
  }

  /// The two parameters of a formula that is a beta distribution from 0 to 1 by itself, as every range of percentages
  /// is; nil for another.
  package func beta(of formula: Formula) throws(Diagnostic) -> (a: Double, b: Double)? {
    var interpreter = reading(formula)
    guard case .figure(let figure) = try Self.value(of: formula, &interpreter),
      let distribution = figure.closed?.distribution
    else {
      return nil
    }
    switch distribution {
    case .beta(let a, let b, 0, 1): return (a, b)
    case .uniform(0, 1): return (1, 1)
    default: return nil
    }
  }

  private func reading(_ formula: Formula) -> Interpreter {
    var interpreter = interpreting ?? Interpreter(source: formula.source, units: .builtIn)
    interpreter.context.source = formula.source
    interpreter.draws.start("forecast")
    interpreter.report.faults = []
    return interpreter
  }

  private static func value(of formula: Formula, _ interpreter: inout Interpreter) throws(Diagnostic) -> Value {
    let value = interpreter.value(of: formula.expression)
    if let fault = interpreter.report.faults.first { throw fault }
    guard let value else { throw .follows(at: formula.span) }
    return value
  }
}
