import Diagnostics
import Quantities

/// A function of the language, with what its documentation says and examples that run.
package struct Builtin: Sendable {
  package enum Group: String, CaseIterable, Sendable {
    case numbers = "Numbers"
    case lists = "Lists"
    case uncertain = "Uncertain numbers"
    case distributions = "Distributions"
    case money = "Money and growth"
    case fitting = "Fitting"
  }

  package let name: String
  /// How it is called, one way a line: `normal(mean, sd)`.
  package let signature: String
  package let group: Group
  /// What it gives, in one sentence.
  package let summary: String
  /// Formulas with the results they print.
  package let examples: [(formula: String, result: String)]
  let apply: @Sendable (inout Interpreter, Call) -> Value?

  init(
    _ name: String, _ signature: String, _ group: Group, _ summary: String, _ examples: [(String, String)],
    _ apply: @escaping @Sendable (inout Interpreter, Call) -> Value?
  ) {
    self.name = name
    self.signature = signature
    self.group = group
    self.summary = summary
    self.examples = examples.map { (formula: $0.0, result: $0.1) }
    self.apply = apply
  }

  package static let all: [Builtin] = numbers + lists + uncertain + distributions + money + fitting

  static let named: [String: Builtin] = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static let names: [String] = all.map(\.name).sorted()

  static let distributionNames = Set(all.filter { $0.group == .distributions }.map(\.name))
}

extension Interpreter {
  // MARK: Arguments

  /// A certain plain number.
  mutating func plainNumber(_ value: Value, at span: SourceSpan) -> Double? {
    guard case .figure(let figure) = value, figure.kind == .quantity(.one) else {
      return fail(.expectedPlainNumber(value.inWords, isUncertain: false, at: span))
    }
    guard let exact = figure.exact else {
      return fail(.expectedPlainNumber(value.inWords, isUncertain: true, at: span))
    }
    return exact
  }

  mutating func figure(_ value: Value, at span: SourceSpan) -> Figure? {
    guard case .figure(let figure) = value else { return fail(.expectedNumber(value.inWords, at: span)) }
    return figure
  }

  /// A quantity: a number with a unit, neither a date nor a truth.
  mutating func quantity(_ value: Value, at span: SourceSpan) -> Figure? {
    guard let figure = figure(value, at: span) else { return nil }
    guard figure.unit != nil else { return fail(.notAQuantity(figure.kind, at: span)) }
    return figure
  }

  /// Figures in the unit of the first that is not a bare zero; dates among dates.
  mutating func inOneUnit(_ figures: [Figure], at span: SourceSpan) -> [Figure]? {
    guard let lead = figures.first(where: { !$0.isBareZero }) else { return figures }
    var result: [Figure] = []
    for figure in figures {
      guard let (_, other) = alike(lead, figure, at: span) else { return nil }
      result.append(other)
    }
    return result
  }

  /// The elements of a call's only argument where it is a list, else its arguments.
  mutating func elements(_ call: Call, signature: String, mayBeEmpty: Bool = false) -> [Value]? {
    var values: [Value] = []
    var isWhole = true
    for argument in call.arguments {
      if let label = argument.label {
        isWhole = false
        report.tell(.strayLabel(at: label.span, signature: signature))
        continue
      }
      if let value = value(of: argument.value) { values.append(value) } else { isWhole = false }
    }
    guard isWhole else { return nil }
    if values.count == 1, case .list(let elements) = values[0] { values = elements }
    if values.isEmpty, !call.arguments.isEmpty { return mayBeEmpty ? [] : refuse(.emptyList(at: call.span)) }
    guard !values.isEmpty else {
      return fail(.wrongArguments(call.name, call.arguments.count, signature: signature, at: call.span))
    }
    return values
  }

  /// Figures of one unit: the elements of a list, or the arguments.
  mutating func figures(_ call: Call, signature: String) -> [Figure]? {
    guard let values = elements(call, signature: signature) else { return nil }
    var figures: [Figure] = []
    for value in values {
      guard let figure = figure(value, at: call.span) else { return nil }
      figures.append(figure)
    }
    return inOneUnit(figures, at: call.span)
  }
}

/// A builtin of one figure, on each element of a list.
func unaryBuiltin(
  _ name: String, _ summary: String, _ examples: [(String, String)],
  _ operation: @escaping @Sendable (inout Interpreter, Figure, SourceSpan) -> Figure?
) -> Builtin {
  Builtin(name, "\(name)(x)", .numbers, summary, examples) { interpreter, call in
    guard let bound = interpreter.bound(call, to: ["x"], signature: "\(name)(x)"), let value = bound["x"] else {
      return nil
    }
    return interpreter.each([value], at: call.span) { operation(&$0, $1[0], call.span) }
  }
}
