import Diagnostics
import Quantities

/// Reads formulas.
///
///     program    = { [ statement ] ( NEWLINE | ';' ) }
///     statement  = NAME '=' expression
///     expression = [ '-' | '+' ] term { ( '+' | '-' ) term }
///     term       = factor { ( '*' | '/' ) factor }
///     factor     = ( '-' | '+' ) factor | power
///     power      = primary [ '^' factor ]
///     primary    = NUMBER [ unit ] | NAME | '(' expression ')'
///     unit       = a currency code of ISO 4217
///
/// Words that belong to later parts of the language (`to`, `chance`, `input` …) and calls are errors that say so.
struct Parser {
  private let tokens: [Token]
  private var index = 0
  private let end: Int
  private var depth = 0

  /// Deeper than anyone writes, shallow enough for any thread's stack.
  private static let deepest = 200

  init(source: SourceText, span: SourceSpan) {
    tokens = Lexer.tokens(of: source, in: span)
    end = span.end
  }

  // MARK: Tokens

  private var current: Token? { index < tokens.count ? tokens[index] : nil }

  private var here: SourceSpan { current?.span ?? SourceSpan(end, end) }

  private func isAt(_ symbol: String) -> Bool { current?.kind == .symbol(symbol) }

  private mutating func take(_ symbol: String) -> Bool {
    guard isAt(symbol) else { return false }
    index += 1
    return true
  }

  // MARK: Programs

  /// The statements of a program; a line that is wrong is told of and the next is read.
  ///
  /// - Returns: also the names that a wrong line would have defined.
  mutating func statements() -> (statements: [Statement], broken: [String], faults: [Diagnostic]) {
    var statements: [Statement] = []
    var broken: [String] = []
    var faults: [Diagnostic] = []
    while let token = current {
      if token.kind == .endOfStatement {
        index += 1
        continue
      }
      let first = index
      do throws(Diagnostic) {
        let statement = try statement()
        if let extra = current, extra.kind != .endOfStatement { throw unexpected(extra) }
        statements.append(statement)
      } catch {
        faults.append(error)
        if let name = definedName(from: first) { broken.append(name) }
        while let token = current, token.kind != .endOfStatement { index += 1 }
      }
    }
    return (statements, broken, faults)
  }

  /// The name that a statement is about: its first word, or the second where the first begins a statement.
  private func definedName(from index: Int) -> String? {
    let names = tokens[index..<min(tokens.count, index + 2)].compactMap { token in
      if case .name(let name) = token.kind { name } else { nil }
    }
    guard let first = names.first else { return nil }
    return Later.statements[first] == nil ? first : names.dropFirst().first
  }

  private mutating func statement() throws(Diagnostic) -> Statement {
    if case .fault(let fault)? = current?.kind { throw fault }
    guard let first = current, case .name(let name) = first.kind else {
      throw .expectedAssignment(at: here)
    }
    if let later = Later.statements[name], index + 1 < tokens.count, tokens[index + 1].kind != .symbol("=") {
      throw .notYet(later, at: first.span)
    }
    index += 1
    guard take("=") else {
      if isAt("(") { throw .notYet("functions", at: first.span) }
      if isAt(":") { throw .notYet("declared units", at: first.span) }
      throw .expectedAssignment(at: first.span)
    }
    if Later.reserved.contains(name) { throw .reservedWord(name, at: first.span) }
    return Statement(name: name, nameSpan: first.span, expression: try expression())
  }

  /// One formula and nothing after it.
  mutating func wholeExpression() throws(Diagnostic) -> Expression {
    let expression = try expression()
    if let extra = current { throw unexpected(extra) }
    return expression
  }

  // MARK: Expressions

  private mutating func expression() throws(Diagnostic) -> Expression {
    let first = try term()
    var terms = [Expression.Term(isSubtracted: false, expression: first)]
    while isAt("+") || isAt("-") {
      let isSubtracted = isAt("-")
      index += 1
      terms.append(.init(isSubtracted: isSubtracted, expression: try term()))
    }
    if terms.count == 1 { return first }
    return Expression(form: .sum(terms), span: first.span.joined(with: terms[terms.count - 1].expression.span))
  }

  private mutating func term() throws(Diagnostic) -> Expression {
    let first = try factor()
    var factors = [Expression.Factor(isDivisor: false, expression: first)]
    while isAt("*") || isAt("/") {
      let isDivisor = isAt("/")
      index += 1
      factors.append(.init(isDivisor: isDivisor, expression: try factor()))
    }
    if factors.count == 1 { return first }
    return Expression(
      form: .product(factors), span: first.span.joined(with: factors[factors.count - 1].expression.span))
  }

  private mutating func factor() throws(Diagnostic) -> Expression {
    try deeper()
    defer { depth -= 1 }
    let start = here
    if take("-") {
      let inner = try factor()
      return Expression(form: .negation(inner), span: start.joined(with: inner.span))
    }
    if take("+") { return try factor() }
    let base = try primary()
    guard take("^") else { return base }
    let exponent = try factor()
    return Expression(form: .power(base, exponent), span: base.span.joined(with: exponent.span))
  }

  private mutating func primary() throws(Diagnostic) -> Expression {
    guard let token = current else { throw .expectedFormula(at: here) }
    switch token.kind {
    case .number(let value):
      index += 1
      return try quantity(value, numberSpan: token.span)
    case .name(let name):
      if Later.reserved.contains(name) { throw Later.error(for: name, at: token.span) }
      index += 1
      if isAt("(") { throw .notYet("functions and distributions", at: token.span) }
      return Expression(form: .name(name), span: token.span)
    case .symbol("("):
      index += 1
      var inner = try expression()
      guard isAt(")") else {
        if let extra = current, extra.kind != .endOfStatement { throw unexpected(extra) }
        throw .unclosedParenthesis(at: token.span)
      }
      inner.span = token.span.joined(with: here)
      index += 1
      return inner
    case .symbol(")"):
      throw .expectedFormula(at: token.span)
    case .symbol("[["):
      throw .notYet("calls of models and look-ups in tables", at: token.span)
    default:
      throw unexpected(token)
    }
  }

  /// A number with the unit that follows it: a currency, attached or after a space.
  private mutating func quantity(_ value: Double, numberSpan: SourceSpan) throws(Diagnostic) -> Expression {
    guard let token = current else { return Expression(form: .constant(Quantity(value)), span: numberSpan) }
    switch token.kind {
    case .attached(let word):
      guard let unit = Quantity.Unit(named: word) else { throw .unknownUnit(word, at: token.span) }
      index += 1
      return Expression(form: .constant(Quantity(value, unit)), span: numberSpan.joined(with: token.span))
    case .name(let word):
      if Later.reserved.contains(word) { throw Later.error(for: word, at: token.span) }
      guard let unit = Quantity.Unit(named: word) else { throw .unknownUnit(word, at: token.span) }
      index += 1
      return Expression(form: .constant(Quantity(value, unit)), span: numberSpan.joined(with: token.span))
    default:
      return Expression(form: .constant(Quantity(value)), span: numberSpan)
    }
  }

  private mutating func deeper() throws(Diagnostic) {
    if depth == Self.deepest { throw .nestedTooDeep(Self.deepest, at: here) }
    depth += 1
  }

  private func unexpected(_ token: Token) -> Diagnostic {
    switch token.kind {
    case .fault(let fault): fault
    case .endOfStatement: .expectedFormula(at: token.span)
    case .symbol("->"): .notYet("conversions", at: token.span)
    case .symbol("["), .symbol("{"): .notYet("lists", at: token.span)
    case .symbol("<"), .symbol(">"), .symbol("<="), .symbol(">="), .symbol("=="), .symbol("!="):
      .notYet("comparisons", at: token.span)
    case .symbol(")"): .unopenedParenthesis(at: token.span)
    case .symbol(let symbol): .unexpected(symbol, at: token.span)
    case .number(let value): .unexpected(NumberText.short(value), at: token.span)
    case .name(let word), .attached(let word):
      Later.reserved.contains(word) ? Later.error(for: word, at: token.span) : .unexpected(word, at: token.span)
    }
  }
}
