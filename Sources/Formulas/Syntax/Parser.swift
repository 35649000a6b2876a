import Diagnostics
import Quantities

/// Reads programs.
///
///     program     = { [ statement ] ( NEWLINE | ';' ) }
///     statement   = NAME [ ':' ( unit | '%' ) ] '=' formula
///                 | NAME '(' [ NAME { ',' NAME } ] ')' '=' formula
///                 | 'input' NAME [ ':' ( unit | '%' ) ] [ '=' formula ]
///                 | 'output' NAME [ ':' ( unit | '%' ) ] [ '=' formula ]
///                 | 'unit' NAME { ',' NAME } [ '=' formula ] [ 'with' prefixes { ',' prefixes } [ 'as' NAME ] ]
///                 | 'correlate' '(' arguments ')'
///                 | 'given' NAME '=' formula
///                 | 'expect' formula [ '=' formula [ '±' formula ] ]
///                 | 'chance' NAME '=' outcomes
///                 | ( 'chance' | 'test' ) NAME 'given' NAME { ',' NAME } NEWLINE row { NEWLINE row }
///     row         = label { ',' label } ':' outcomes
///     outcomes    = label ( formula | 'else' ) { ',' label ( formula | 'else' ) }
///     label       = NAME { NAME } | TEXT
///                 | formula
///     prefixes    = 'si' | 'multiples' | 'binary'
///     formula     = choice { '->' ( unit | '%' ) }
///     choice      = 'if' choice 'then' choice 'else' choice | either
///     either      = both { 'or' both }
///     both        = negated { 'and' negated }
///     negated     = 'not' negated | comparison
///     comparison  = range [ ( '<' | '<=' | '>' | '>=' | '==' | '!=' ) range | 'in' sum 'to' sum ]
///     range       = [ PERCENTAGE ] sum 'to' sum [ shape ] | sum '..' sum | sum
///     shape       = 'normal' | 'lognormal' | 'uniform' | 'beta' | 'pert'
///     sum         = term { ( '+' | '-' ) term }
///     term        = factor { ( '*' | '/' ) factor }
///     factor      = ( '-' | '+' ) factor | power
///     power       = element [ '^' factor ]
///     element     = primary { '[' formula ']' }
///     primary     = NUMBER [ unit ] | PERCENTAGE | DATE | TEXT | NAME | NAME '(' [ arguments ] ')'
///                 | '(' formula ')' | '[' [ formula { ',' formula } ] ']' | link
///     arguments   = argument { ',' argument }
///     argument    = [ formula ':' ] formula
///     link        = '[[' slug ']]' [ '(' [ arguments ] ')' ] { '.' NAME | '[' TEXT ']' }
///     unit        = [ '1' '/' ] unitPart { ( '*' | '/' ) unitPart }
///     unitPart    = NAME [ '^' [ '-' ] NUMBER | '^' '(' [ '-' ] NUMBER [ '/' NUMBER ] ')' ]
///
/// The ends of a range are not sums, products or powers: those stand in parentheses. After a number a unit goes on over
/// `*` and `/` as long as names of units follow. Within brackets lines may break after the opening one, a comma or an
/// operator, and before an operator or the closing one.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  let faults: [Diagnostic]
  /// What was read in one way and may have been meant in another.
  let notes: [RangeReading]
  let units: UnitCatalogue
  /// Names that the program declares as units.
  let declaredUnits: Set<String>
  var index = 0
  private let end: Int
  private var depth = 0
  /// How many brackets are open.
  var openBrackets = 0
  /// Whether `+-` stands for `±`, as it does in an expectation.
  var readsTolerance = false

  /// Deeper than anyone writes, shallow enough for any thread's stack.
  static let deepest = 200

  init(source: SourceText, span: SourceSpan, units: UnitCatalogue, declaredUnits: Set<String>) {
    let lexer = Lexer(source, in: span)
    self.source = source
    self.units = units
    tokens = lexer.tokens
    faults = lexer.faults
    notes = lexer.tightCommas.map { .tightComma(source[$0], at: $0) }
    self.declaredUnits = declaredUnits.union(Self.declaredUnits(in: lexer.tokens))
    end = span.end
  }

  /// The names that `unit` statements declare, wherever they stand.
  private static func declaredUnits(in tokens: [Token]) -> Set<String> {
    var names: Set<String> = []
    var isFirst = true
    for (index, token) in tokens.enumerated() {
      if isFirst, case .name("unit") = token.kind {
        for token in tokens[(index + 1)...] {
          if case .name(let name) = token.kind {
            names.insert(name)
          } else if case .symbol(.comma) = token.kind {
            continue
          } else {
            break
          }
        }
      }
      if case .endOfStatement = token.kind { isFirst = true } else { isFirst = false }
    }
    return names
  }

  // MARK: Tokens

  var current: Token? { index < tokens.count ? tokens[index] : nil }

  var here: SourceSpan { current?.span ?? SourceSpan(end, end) }

  func isAt(_ symbol: Token.Symbol) -> Bool {
    guard index < tokens.count, case .symbol(symbol) = tokens[index].kind else { return false }
    return true
  }

  func isAt(word: String) -> Bool {
    guard index < tokens.count, case .name(word) = tokens[index].kind else { return false }
    return true
  }

  /// Whether the statement ends here.
  var isAtEnd: Bool {
    switch current?.kind {
    case nil, .endOfStatement, .comment: true
    default: false
    }
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    index += 1
    return true
  }

  mutating func take(word: String) -> Bool {
    guard isAt(word: word) else { return false }
    index += 1
    return true
  }

  /// Within brackets a line may break where nothing can end.
  mutating func skipLineBreaks() {
    while index < tokens.count {
      switch tokens[index].kind {
      case .endOfStatement where source.bytes[tokens[index].span.start] != UInt8(ascii: ";"), .comment: index += 1
      default: return
      }
    }
  }

  /// Within brackets a line may also begin or end with an operator.
  mutating func skipLineBreaks(around operators: Token.Symbol...) {
    guard openBrackets > 0 else { return }
    let start = index
    skipLineBreaks()
    if index > start, !operators.contains(where: { isAt($0) }) { index = start }
  }

  /// The same before a closing bracket or a comma, where one follows.
  mutating func skipLineBreaks(before symbols: Token.Symbol...) {
    let start = index
    skipLineBreaks()
    if !symbols.contains(where: { isAt($0) }) { index = start }
  }

  // MARK: Formulas

  /// One formula and nothing after it.
  mutating func wholeExpression() throws(Diagnostic) -> Expression {
    let expression = try expression()
    if !isAtEnd, let extra = current { throw unexpected(extra) }
    index = tokens.count
    return expression
  }

  mutating func expression() throws(Diagnostic) -> Expression {
    try deeper()
    defer { depth -= 1 }
    var result = try choice()
    var conversions = 0
    while take(.arrow) {
      conversions += 1
      guard conversions <= Self.deepest else { throw .nestedTooDeep(Self.deepest, at: here) }
      if isAt(.percent) {
        result = Expression(form: .share(result), span: result.span.joined(with: here))
        index += 1
        continue
      }
      let unit = try unit()
      result = Expression(form: .conversion(result, unit), span: result.span.joined(with: unit.span))
    }
    return result
  }

  private mutating func choice() throws(Diagnostic) -> Expression {
    let start = here
    guard take(word: "if") else { return try either() }
    try deeper()
    defer { depth -= 1 }
    let condition = try choice()
    skipLineBreaks(beforeWord: "then")
    guard take(word: "then") else { throw expected("then", after: "if") }
    let then = try choice()
    skipLineBreaks(beforeWord: "else")
    guard take(word: "else") else { throw expected("else", after: "then") }
    let otherwise = try choice()
    return Expression(
      form: .conditional(condition, then: then, otherwise: otherwise), span: start.joined(with: otherwise.span))
  }

  private func expected(_ word: String, after: String) -> Diagnostic {
    isAt(.equals) ? .equalsInFormula(at: here) : .expectedWord(word, after: after, at: here)
  }

  /// `then` and `else` may begin a line.
  private mutating func skipLineBreaks(beforeWord word: String) {
    let start = index
    skipLineBreaks()
    if !isAt(word: word) { index = start }
  }

  private mutating func either() throws(Diagnostic) -> Expression {
    var parts = [try both()]
    while take(word: "or") { parts.append(try both()) }
    if parts.count == 1 { return parts[0] }
    return Expression(form: .either(parts), span: parts[0].span.joined(with: parts[parts.count - 1].span))
  }

  private mutating func both() throws(Diagnostic) -> Expression {
    var parts = [try negated()]
    while take(word: "and") { parts.append(try negated()) }
    if parts.count == 1 { return parts[0] }
    return Expression(form: .both(parts), span: parts[0].span.joined(with: parts[parts.count - 1].span))
  }

  private mutating func negated() throws(Diagnostic) -> Expression {
    let start = here
    guard take(word: "not") else { return try comparison() }
    try deeper()
    defer { depth -= 1 }
    let inner = try negated()
    return Expression(form: .not(inner), span: start.joined(with: inner.span))
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try range()
    let word = here
    if take(word: "in") {
      if let fault = unitAfterIn(left, at: word) { throw fault }
      let low = try sum()
      guard take(word: "to") else { throw .misplacedWord("in", at: word, advice: conversion(left, to: low)) }
      let high = try sum()
      return Expression(form: .within(left, low: low, high: high), span: left.span.joined(with: high.span))
    }
    guard let comparison = comparisonHere else { return left }
    index += 1
    let right = try range()
    if comparisonHere != nil { throw .chainedComparison(at: here) }
    return Expression(form: .comparison(left, comparison, right), span: left.span.joined(with: right.span))
  }

  private var comparisonHere: Expression.Comparison? {
    guard case .symbol(let symbol)? = current?.kind else { return nil }
    return Expression.Comparison(rawValue: symbol.rawValue)
  }

  mutating func sum() throws(Diagnostic) -> Expression {
    let first = try term()
    skipLineBreaks(around: .plus, .minus)
    guard isAt(.plus) || isAt(.minus), !isAtTolerance else { return first }
    var terms = [Expression.Term(isSubtracted: false, expression: first)]
    while isAt(.plus) || isAt(.minus), !isAtTolerance {
      // `70k +- 5k` would silently be a difference.
      if isAtPlusMinus { throw .plusMinus(at: here.joined(with: tokens[index + 1].span)) }
      let isSubtracted = isAt(.minus)
      index += 1
      if openBrackets > 0 { skipLineBreaks() }
      terms.append(.init(isSubtracted: isSubtracted, expression: try term()))
      skipLineBreaks(around: .plus, .minus)
    }
    return Expression(form: .sum(terms), span: first.span.joined(with: terms[terms.count - 1].expression.span))
  }

  /// Whether `+-` stands here for `±`.
  var isAtTolerance: Bool { readsTolerance && isAtPlusMinus }

  private var isAtPlusMinus: Bool {
    guard isAt(.plus), index + 1 < tokens.count, case .symbol(.minus) = tokens[index + 1].kind else {
      return false
    }
    return tokens[index].span.end == tokens[index + 1].span.start
  }

  private mutating func term() throws(Diagnostic) -> Expression {
    let first = try factor()
    skipLineBreaks(around: .times, .over)
    guard isAt(.times) || isAt(.over) || isAtModulo else { return first }
    var factors = [Expression.Factor(isDivisor: false, expression: first)]
    while isAt(.times) || isAt(.over) || isAtModulo {
      if isAtModulo {
        factors = [.init(isDivisor: false, expression: try modulo(of: product(of: factors)))]
        continue
      }
      let isDivisor = isAt(.over)
      index += 1
      if openBrackets > 0 { skipLineBreaks() }
      factors.append(.init(isDivisor: isDivisor, expression: try factor()))
      skipLineBreaks(around: .times, .over)
    }
    return product(of: factors)
  }

  private func product(of factors: [Expression.Factor]) -> Expression {
    if factors.count == 1 { return factors[0].expression }
    let span = factors[0].expression.span.joined(with: factors[factors.count - 1].expression.span)
    return Expression(form: .product(factors), span: span)
  }

  /// Whether `mod` stands here between two formulas; elsewhere it is a name like others.
  var isAtModulo: Bool {
    guard isAt(word: "mod"), index > 0, index + 1 < tokens.count else { return false }
    return switch tokens[index + 1].kind {
    case .number, .name, .symbol(.open), .link: true
    default: false
    }
  }

  /// `x mod y` is `mod(x, y)`.
  private mutating func modulo(of left: Expression) throws(Diagnostic) -> Expression {
    let word = here
    index += 1
    let right = try factor()
    return Expression(
      form: .call("mod", at: word, [.init(label: nil, value: left), .init(label: nil, value: right)]),
      span: left.span.joined(with: right.span))
  }

  mutating func factor() throws(Diagnostic) -> Expression {
    let start = here
    if isAt(.minus) || isAt(.plus) {
      try deeper()
      defer { depth -= 1 }
      let isNegated = isAt(.minus)
      index += 1
      let inner = try factor()
      guard isNegated else { return inner }
      return Expression(form: .negation(inner), span: start.joined(with: inner.span))
    }
    let base = try element()
    guard take(.power) else { return base }
    try deeper()
    defer { depth -= 1 }
    let exponent = try factor()
    return Expression(form: .power(base, exponent), span: base.span.joined(with: exponent.span))
  }

  private mutating func element() throws(Diagnostic) -> Expression {
    var result = try primary()
    var places = 0
    while isAt(.openList), here.start == result.span.end {
      places += 1
      guard places <= Self.deepest else { throw .nestedTooDeep(Self.deepest, at: here) }
      let open = here
      index += 1
      let position = try expression()
      let close = here
      guard take(.closeList) else { throw .unclosedBracket("[", at: open) }
      result = Expression(form: .element(result, position), span: result.span.joined(with: close))
    }
    return result
  }

  mutating func deeper() throws(Diagnostic) {
    if depth == Self.deepest { throw .nestedTooDeep(Self.deepest, at: here) }
    depth += 1
  }
}
