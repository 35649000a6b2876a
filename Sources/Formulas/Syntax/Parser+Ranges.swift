import Diagnostics
import Quantities

/// `80% 23% to 56% beta` and `1..5`.
extension Parser {
  mutating func range() throws(Diagnostic) -> Expression {
    let level = rangeLevel()
    let low = try sum()
    if isAt(.steps) {
      index += 1
      let last = try sum()
      return Expression(form: .steps(low, last), span: low.span.joined(with: last.span))
    }
    guard isAt(word: "to") else {
      // A percentage before a number that no `to` follows.
      if level != nil { throw .unexpected(source[low.span], at: low.span) }
      return low
    }
    index += 1
    let high = try sum()
    for end in [low, high] where !end.isSingle {
      throw .ambiguousRange(at: end.span, advice: levelBeforeSign(level, low, high))
    }
    if isAt(word: "to") { throw .misplacedWord("to", at: here) }
    if let fault = distributionAsShape(high, from: level?.span ?? low.span, low) { throw fault }
    var range = Expression.Range(level: level, low: low, high: high, shape: nil)
    var span = (level?.span ?? low.span).joined(with: high.span)
    if case .name(let shape)? = current?.kind, !Token.reserved.contains(shape), !isAtStatementWord {
      if !Self.shapes.contains(shape) { throw .unknownShape(shape, at: here, low: source[low.span], source[high.span]) }
      range.shape = (shape, here)
      span = span.joined(with: here)
      index += 1
    }
    return Expression(form: .range(range), span: span)
  }

  /// A percentage directly before a number, a date or a parenthesis, or before a name that `to` follows.
  private mutating func rangeLevel() -> Expression? {
    guard case .number(let level, isPercent: true)? = current?.kind, index + 1 < tokens.count else { return nil }
    switch tokens[index + 1].kind {
    case .number, .date, .symbol(.open): break
    case .name(let name):
      guard !Token.reserved.contains(name), !isUnit(name), index + 2 < tokens.count,
        case .name("to") = tokens[index + 2].kind
      else { return nil }
    default: return nil
    }
    defer { index += 1 }
    return Expression(form: .number(level, isPercent: true, unit: nil), span: here)
  }

  /// `80% -5 to 10` subtracts; it was meant as a level.
  private func levelBeforeSign(_ level: Expression?, _ low: Expression, _ high: Expression) -> Advice? {
    guard level == nil, case .sum(let terms) = low.form, !low.isEnclosed, terms.count == 2, terms[1].isSubtracted,
      case .number(_, isPercent: true, unit: nil) = terms[0].expression.form, high.isSingle
    else { return nil }
    var shape = " normal"
    var whole = low.span.joined(with: high.span)
    if case .name(let name)? = current?.kind, Self.shapes.contains(name) {
      shape = " \(name)"
      whole = whole.joined(with: here)
    }
    let ends = "(-\(source[terms[1].expression.span])) to \(source[high.span])"
    let meant = "\(source[terms[0].expression.span]) \(ends)\(shape)"
    return Advice("'\(meant)'", writing: meant, at: whole)
  }

  /// `5 to 10 gamma`, `5 to 10 Normal`: a distribution where a unit or a shape stands.
  private func distributionAsShape(_ high: Expression, from start: SourceSpan, _ low: Expression) -> Diagnostic? {
    guard case .number(_, _, let unit?) = high.form, let part = unit.parts.last, !isUnit(part.name) else { return nil }
    let isShape = Self.shapes.contains(part.name.lowercased())
    guard isShape || Builtin.distributionNames.contains(part.name.lowercased()), unit.parts.count == 1 else {
      return nil
    }
    let end = source[SourceSpan(high.span.start, part.span.start)].trimmingBlanks
    return .unknownShape(part.name, at: part.span, low: source[low.span], end)
  }

  private var isAtStatementWord: Bool { isAt(word: "with") }
}

extension Expression {
  /// Whether it can be the end of a range without parentheses.
  fileprivate var isSingle: Bool {
    if isEnclosed { return true }
    switch form {
    case .sum, .product, .power: return false
    case .negation(let inner): return inner.isSingle
    default: return true
    }
  }
}
