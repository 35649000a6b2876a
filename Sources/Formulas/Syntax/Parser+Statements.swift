import Diagnostics
import Quantities

/// Statements.
extension Parser {
  /// Words that begin a statement, where no `=` follows them.
  static let statementWords: Set<String> = [
    "chance", "correlate", "expect", "given", "input", "output", "require", "test", "together", "unit",
  ]

  /// The statements of a program; a line that is wrong is told of and the next is read.
  ///
  /// - Returns: also the names that a wrong line would have defined.
  mutating func statements() -> (statements: [Statement], broken: [String], faults: [Diagnostic]) {
    var statements: [Statement] = []
    var broken: [String] = []
    var faults: [Diagnostic] = []
    while let token = current {
      switch token.kind {
      case .endOfStatement, .comment:
        index += 1
        continue
      default: break
      }
      let first = index
      do throws(Diagnostic) {
        if let fault = lineThatGoesOn(after: statements.last) { throw fault }
        statements.append(try wholeStatement())
      } catch {
        faults.append(error)
        if let name = definedName(from: first) { broken.append(name) }
        index = max(index, first)
        while let token = current {
          if case .endOfStatement = token.kind { break }
          index += 1
        }
      }
    }
    return (statements, broken, faults)
  }

  /// What a line that begins with a sign says where the line right before it holds a statement.
  private func lineThatGoesOn(after last: Statement?) -> Diagnostic? {
    guard let last, isAt(.minus) || isAt(.plus), let token = current else { return nil }
    let (line, before) = (source.line(at: token.span.start), source.line(at: max(0, last.span.end - 1)))
    return line == before + 1 ? .lineBeginsWithOperator(source[token.span], at: token.span) : nil
  }

  /// The name that a statement is about: its first word, or the second where the first begins a statement.
  private func definedName(from index: Int) -> String? {
    let names = tokens[index..<min(tokens.count, index + 2)].compactMap { token in
      if case .name(let name) = token.kind { name } else { nil }
    }
    guard let first = names.first else { return nil }
    return Self.statementWords.contains(first) ? names.dropFirst().first : first
  }

  private mutating func wholeStatement() throws(Diagnostic) -> Statement {
    let start = here
    var form = try statement()
    if !isAtEnd, let extra = current { throw unexpected(extra) }
    if case .comment(let text)? = current?.kind, case .definition(var definition) = form, !text.isEmpty {
      definition.description = text
      form = .definition(definition)
    }
    if case .comment(let text)? = current?.kind, case .together(var together) = form, !text.isEmpty {
      together.text = text
      form = .together(together)
    }
    if case .comment(let text)? = current?.kind, case .requirement(var requirement) = form, !text.isEmpty {
      requirement.text = text
      form = .requirement(requirement)
    }
    return Statement(form: form, span: start.joined(with: index > 0 ? tokens[index - 1].span : start))
  }

  private func symbol(after index: Int) -> Token.Symbol? {
    if index + 1 < tokens.count, case .symbol(let symbol) = tokens[index + 1].kind { symbol } else { nil }
  }

  private mutating func statement() throws(Diagnostic) -> Statement.Form {
    guard case .name(let word)? = current?.kind else { return .expression(try expression()) }
    let next = symbol(after: index)
    if Self.statementWords.contains(word), next != .equals {
      switch word {
      case "input", "output", "given":
        if next == nil {
          index += 1
          return try definition(Statement.Definition.Role(rawValue: word) ?? .plain)
        }
      case "unit":
        if next == nil {
          index += 1
          return .unit(try unitDeclaration())
        }
      case "expect":
        index += 1
        return .expectation(try expectation())
      case "require":
        if next != .colon {
          index += 1
          return .requirement(Statement.Requirement(condition: try condition()))
        }
      case "together":
        if next == nil || next == .comma {
          index += 1
          var names = [try name()]
          while take(.comma) { names.append(try name()) }
          return .together(Statement.Together(names: names))
        }
      case "correlate":
        if next == .open {
          index += 1
          return .correlation(try arguments().arguments)
        }
      default:
        if next == nil {
          index += 1
          return try chance(isTest: word == "test")
        }
      }
    }
    if next == .equals || next == .colon { return try definition(.plain) }
    if next == .open, let function = try function() { return .function(function) }
    return .expression(try expression())
  }

  mutating func name() throws(Diagnostic) -> (String, SourceSpan) {
    guard case .name(let name)? = current?.kind else { throw .expectedName(at: here) }
    if Token.reserved.contains(name) { throw .reservedWord(name, at: here) }
    defer { index += 1 }
    return (name, here)
  }

  private mutating func definition(_ role: Statement.Definition.Role) throws(Diagnostic) -> Statement.Form {
    let (name, nameSpan) = try name()
    var definition = Statement.Definition(
      role: role, name: name, nameSpan: nameSpan, unit: nil, expression: nil, description: nil)
    if take(.colon) {
      if take(.percent) { definition.isShare = true } else { definition.unit = try unit() }
    }
    if take(.equals) {
      definition.expression = try expression()
    } else if role != .input, role != .output {
      throw .expectedAssignment(at: here)
    }
    return .definition(definition)
  }

  /// `f(x, y) = …`; nil, and nothing taken, where it is a call.
  private mutating func function() throws(Diagnostic) -> Statement.Function? {
    let start = index
    let (name, nameSpan) = try name()
    index += 1
    var parameters: [(String, SourceSpan)] = []
    while case .name(let parameter)? = current?.kind {
      parameters.append((parameter, here))
      index += 1
      guard take(.comma) else { break }
    }
    guard take(.close), take(.equals) else {
      index = start
      return nil
    }
    for (index, parameter) in parameters.enumerated() {
      if Token.reserved.contains(parameter.0) { throw .reservedWord(parameter.0, at: parameter.1) }
      if parameters[..<index].contains(where: { $0.0 == parameter.0 }) {
        throw .duplicateParameter(parameter.0, at: parameter.1)
      }
    }
    return Statement.Function(name: name, nameSpan: nameSpan, parameters: parameters, body: try expression())
  }

  private mutating func unitDeclaration() throws(Diagnostic) -> Statement.UnitDeclaration {
    var declaration = Statement.UnitDeclaration(names: [try name()], value: nil, prefixes: [], symbol: nil)
    while take(.comma) { declaration.names.append(try name()) }
    if take(.equals) { declaration.value = try expression() }
    guard take(word: "with") else { return declaration }
    repeat {
      if take(word: "si") {
        declaration.prefixes.insert(.si)
      } else if take(word: "multiples") {
        declaration.prefixes.insert(.multiples)
      } else if take(word: "binary") {
        declaration.prefixes.insert(.binary)
      } else {
        throw .expectedPrefixes(at: here)
      }
    } while take(.comma)
    if take(word: "as") {
      let (symbol, span) = try name()
      guard declaration.names.contains(where: { $0.name == symbol }) else { throw .foreignSymbol(symbol, at: span) }
      declaration.symbol = symbol
    }
    return declaration
  }

  /// A condition, in which `=` says what `==` does.
  private mutating func condition() throws(Diagnostic) -> Expression {
    let left = try expression()
    guard take(.equals) else { return left }
    let right = try expression()
    return Expression(form: .comparison(left, .same, right), span: left.span.joined(with: right.span))
  }

  private mutating func expectation() throws(Diagnostic) -> Statement.Expectation {
    readsTolerance = true
    defer { readsTolerance = false }
    let left = try expression()
    if case .within(let value, let low, let high) = left.form, !left.isEnclosed {
      return .init(form: .within(value, low: low, high: high))
    }
    guard take(.equals) else { return .init(form: .condition(left)) }
    let right = try expression()
    var tolerance: Expression?
    if isAt(.plusMinus) || isAtTolerance {
      index += isAt(.plusMinus) ? 1 : 2
      tolerance = try expression()
    }
    return .init(form: .equal(left, right, tolerance: tolerance))
  }
}
