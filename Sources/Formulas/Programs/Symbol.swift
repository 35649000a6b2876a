package import Diagnostics

/// A name that a program defines, with every place where it is used.
package struct Symbol: Sendable {
  package enum Role: Sendable {
    case input, output, definition, function, parameter, unit, chance
  }

  package var name: String
  package var role: Role
  /// Where its name stands in what defines it.
  package var definition: SourceSpan
  /// Where else its name stands, in the order of the text.
  package var uses: [SourceSpan] = []
  package var description: String?
}

extension Program {
  /// The names that it defines, in the order of the text; parameters follow their function.
  ///
  /// Of a name that is defined twice the first definition counts, as it does where the program is computed.
  package var symbols: [Symbol] {
    var reader = SymbolReader(source: source)
    for statement in statements { reader.define(statement) }
    for statement in statements { reader.use(statement) }
    return reader.symbols.map { symbol in
      var sorted = symbol
      sorted.uses = Set(symbol.uses).subtracting([symbol.definition]).sorted()
      return sorted
    }
  }

  /// What the name at a place of the text stands for; nil where no name of the program's own stands.
  package func symbol(at place: Int) -> Symbol? {
    symbols.first { symbol in
      ([symbol.definition] + symbol.uses).contains { $0.start <= place && place < $0.end }
    }
  }
}

/// Walks through the statements of a program twice: for what they define, then for what they use.
private struct SymbolReader {
  let source: SourceText
  private(set) var symbols: [Symbol] = []
  /// Values, functions and chances share their names; units have their own.
  private var values: [String: Int] = [:]
  private var units: [String: Int] = [:]
  /// The parameters of each function, by the place of its name.
  private var parameters: [SourceSpan: [String: Int]] = [:]

  init(source: SourceText) {
    self.source = source
  }

  mutating func define(_ statement: Statement) {
    switch statement.form {
    case .definition(let definition):
      // Values are given to inputs, and an output without a formula shows what is defined elsewhere.
      guard definition.role != .given else { return }
      if let known = values[definition.name] {
        if definition.role == .output, definition.expression == nil {
          symbols[known].role = .output
          symbols[known].description = definition.description ?? symbols[known].description
        }
        return
      }
      let role: Symbol.Role =
        switch definition.role {
        case .input: .input
        case .output: .output
        case .plain, .given: .definition
        }
      values[definition.name] = add(definition.name, role, definition.nameSpan, definition.description)
    case .function(let function):
      guard values[function.name] == nil else { return }
      values[function.name] = add(function.name, .function, function.nameSpan)
      var own: [String: Int] = [:]
      for (name, span) in function.parameters where own[name] == nil { own[name] = add(name, .parameter, span) }
      parameters[function.nameSpan] = own
    case .unit(let declaration):
      for (name, span) in declaration.names where units[name] == nil { units[name] = add(name, .unit, span) }
    case .chance(let chance):
      guard values[chance.name] == nil else { return }
      values[chance.name] = add(chance.name, .chance, chance.nameSpan)
    case .correlation, .requirement, .together, .expectation, .expression: break
    }
  }

  private mutating func add(
    _ name: String, _ role: Symbol.Role, _ span: SourceSpan, _ description: String? = nil
  ) -> Int {
    symbols.append(Symbol(name: name, role: role, definition: span, description: description))
    return symbols.count - 1
  }

  mutating func use(_ statement: Statement) {
    switch statement.form {
    case .definition(let definition):
      use(definition.name, at: definition.nameSpan)
      use(definition.unit)
      if let expression = definition.expression { use(expression) }
    case .function(let function): use(function.body, parameters: parameters[function.nameSpan] ?? [:])
    case .unit(let declaration): if let value = declaration.value { use(value) }
    case .correlation(let arguments): for argument in arguments { use(argument.value) }
    case .requirement(let requirement): use(requirement.condition)
    case .together(let together): for (name, span) in together.names { use(name, at: span) }
    case .expectation(let expectation): for part in expectation.parts { use(part) }
    case .expression(let expression): use(expression)
    case .chance(let chance):
      for (name, span) in chance.parents { use(name, at: span) }
      for outcome in chance.rows.flatMap(\.outcomes) { if let chance = outcome.probability { use(chance) } }
    }
  }

  private mutating func use(_ expression: Expression, parameters: [String: Int] = [:]) {
    expression.forEachUse { name, span, _ in use(name, at: span, parameters) }
    expression.forEachUnit { use($0) }
  }

  private mutating func use(_ name: String, at span: SourceSpan, _ parameters: [String: Int] = [:]) {
    guard let symbol = parameters[name] ?? values[name] ?? units[name] else { return }
    symbols[symbol].uses.append(bare(name, span))
  }

  private mutating func use(_ unit: UnitExpression?) {
    // `km` is written with a prefix: it is no place where the name stands.
    for part in unit?.parts ?? [] {
      if let symbol = units[part.name] { symbols[symbol].uses.append(part.span) }
    }
  }

  /// The place of a name without the parentheses around it.
  private func bare(_ name: String, _ span: SourceSpan) -> SourceSpan {
    if source[span] == name { return span }
    let token = Lexer(source, in: span).tokens.first { if case .name(name) = $0.kind { true } else { false } }
    return token?.span ?? span
  }
}
