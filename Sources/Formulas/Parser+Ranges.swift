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
    for end in [low, high] where !end.isSingle { throw .ambiguousRange(at: end.span) }
    if isAt(word: "to") { throw .misplacedWord("to", at: here) }
    var range = Expression.Range(level: level, low: low, high: high, shape: nil)
    var span = (level?.span ?? low.span).joined(with: high.span)
    if case .name(let shape)? = current?.kind, !Token.reserved.contains(shape), !isAtStatementWord {
      if !Self.shapes.contains(shape) { throw .unknownShape(shape, at: here) }
      range.shape = (shape, here)
      span = span.joined(with: here)
      index += 1
    }
    return Expression(form: .range(range), span: span)
  }

  /// A percentage directly before a number or a parenthesis.
  private mutating func rangeLevel() -> Expression? {
    guard case .number(let level, isPercent: true)? = current?.kind, index + 1 < tokens.count else { return nil }
    switch tokens[index + 1].kind {
    case .number, .symbol(.open):
      defer { index += 1 }
      return Expression(form: .number(level, isPercent: true, unit: nil), span: here)
    default: return nil
    }
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
