import Diagnostics
import Quantities

/// Numbers with their units, and units by themselves.
extension Parser {
  /// Shapes of ranges stand where a unit could.
  static let shapes: Set<String> = ["beta", "lognormal", "normal", "pert", "uniform"]

  /// A number that was just read, with the unit that follows it.
  mutating func number(_ value: Double, isPercent: Bool, at span: SourceSpan) throws(Diagnostic) -> Expression {
    var unit: UnitExpression?
    switch current?.kind {
    case .attached:
      unit = try self.unit(afterNumber: true)
    case .name(let word) where !Token.reserved.contains(word) && !Self.shapes.contains(word) && !isAtModulo:
      unit = try self.unit(afterNumber: true)
    default: break
    }
    return Expression(
      form: .number(value, isPercent: isPercent, unit: unit), span: unit.map { span.joined(with: $0.span) } ?? span)
  }

  /// A unit, such as `TFLOP/s`; after a number it goes on only as long as names are units.
  mutating func unit(afterNumber: Bool = false) throws(Diagnostic) -> UnitExpression {
    var parts: [UnitExpression.Part] = []
    let start = here
    var isInverse = false
    var isApart = false
    if !afterNumber, case .number(1, isPercent: false)? = current?.kind {
      index += 1
      guard take(.over) else { throw .expectedUnit(at: here) }
      isInverse = true
    }
    while true {
      let token = current
      let name: String
      switch token?.kind {
      case .name(let word)?, .attached(let word)?: name = word
      default: throw .expectedUnit(at: here)
      }
      let span = here
      index += 1
      var exponent = try unitExponent()
      if isInverse { exponent = Exponent(-exponent.numerator, over: exponent.denominator) ?? exponent }
      parts.append(.init(name: name, span: span, exponent: exponent, isApart: isApart))
      guard isAt(.times) || isAt(.over), index + 1 < tokens.count else { break }
      guard case .name(let next) = tokens[index + 1].kind, !Token.reserved.contains(next) else { break }
      if afterNumber {
        let isCall =
          if index + 2 < tokens.count, case .symbol(.open) = tokens[index + 2].kind { true } else { false }
        if isCall || !(declaredUnits.contains(next) || units.unit(named: next) != nil) { break }
      }
      isInverse = isAt(.over)
      isApart = tokens[index - 1].span.end != here.start && here.end != tokens[index + 1].span.start
      index += 1
    }
    return UnitExpression(parts: parts, span: start.joined(with: tokens[index - 1].span))
  }

  private mutating func unitExponent() throws(Diagnostic) -> Exponent {
    guard take(.power) else { return .one }
    let start = here
    let isFraction = take(.open)
    let isNegative = take(.minus)
    guard case .number(let above, isPercent: false)? = current?.kind else { throw .unitExponent(at: start) }
    index += 1
    var below = 1.0
    if isFraction {
      if take(.over) {
        guard case .number(let value, isPercent: false)? = current?.kind else { throw .unitExponent(at: start) }
        index += 1
        below = value
      }
      guard take(.close) else { throw .unitExponent(at: start) }
    }
    let span = start.joined(with: tokens[index - 1].span)
    guard let above = Int(exactly: above), let below = Int(exactly: below), above <= 64, (1...64).contains(below),
      let exponent = Exponent(isNegative ? -above : above, over: below)
    else { throw .unitExponent(at: span) }
    return exponent
  }
}
