package import Diagnostics
import Quantities

/// A program's text in parts, for a session that keeps definitions and names its last result.
extension Program {
  /// A statement that counts for others: what it defines or says.
  package struct Part: Sendable {
    /// The names that it defines.
    package var names: [String]
    /// The names that it says something of, as what correlates or requires them does.
    package var correlated: [String]
    /// The names that its formulas use.
    package var uses: Set<String>
    /// As it was written.
    package var text: String
    package var isCorrelation = false
    /// Where the definition uses its own name, from the beginning of the program.
    package var usesOfItself: [SourceSpan]
  }

  /// The statements that are no bare formulas, in the order of the text.
  package var parts: [Part] {
    statements.compactMap { statement in
      var part = Part(names: [], correlated: [], uses: [], text: source[statement.span], usesOfItself: [])
      func use(_ expression: Expression?) {
        expression?.forEachName { name, span in
          part.uses.insert(name)
          if part.names == [name] { part.usesOfItself.append(span) }
        }
      }
      switch statement.form {
      case .expression, .expectation: return nil
      case .requirement(let requirement): requirement.condition.forEachName { name, _ in part.correlated.append(name) }
      case .together(let together): part.correlated = together.names.map(\.name)
      case .definition(let definition):
        part.names = [definition.name]
        use(definition.expression)
      case .function(let function):
        part.names = [function.name]
        use(function.body)
        part.usesOfItself = []
        part.uses.subtract(function.parameters.map(\.name))
      case .unit(let declaration):
        part.names = declaration.names.map(\.name)
        use(declaration.value)
      case .chance(let chance):
        part.names = [chance.name]
        part.uses = Set(chance.parents.map(\.name))
        for outcome in chance.rows.flatMap(\.outcomes) { use(outcome.probability) }
      case .correlation(let arguments):
        part.isCorrelation = true
        for argument in arguments { argument.value.forEachName { name, _ in part.correlated.append(name) } }
      }
      return part
    }
  }

  /// Whether a text stops where it can go on in the next line: in an open bracket, before `then` or `else`, or before the
  /// rows of a chance.
  package static func goesOn(_ text: String) -> Bool {
    let source = SourceText(name: "", text: text)
    let lexer = Lexer(source, in: SourceSpan(0, source.bytes.count))
    guard lexer.faults.isEmpty else { return false }
    if !lexer.brackets.isEmpty { return true }
    let program = Program(source)
    if let fault = program.faults.last {
      let isAtEnd = source.bytes[(fault.span?.start ?? 0)...].allSatisfy(\.isWhiteSpace)
      return fault.code == .rowsMissing || fault.code == .expectedWord && isAtEnd
    }
    // More rows may follow.
    if case .chance(let chance)? = program.statements.last?.form { return !chance.parents.isEmpty }
    return false
  }

  /// The last bare formula as it was written; nil where there is none.
  package var lastExpressionText: String? {
    for statement in statements.reversed() {
      if case .expression(let expression) = statement.form { return source[expression.span] }
    }
    return nil
  }

  /// A text in which a name has become another one, wherever it stands by itself.
  package static func renaming(_ name: String, to other: String, in text: String) -> String {
    let source = SourceText(name: "", text: text)
    var result: [UInt8] = []
    var position = 0
    for token in Lexer(source, in: SourceSpan(0, source.bytes.count)).tokens {
      guard case .name(name) = token.kind else { continue }
      result += source.bytes[position..<token.span.start] + Array(other.utf8)
      position = token.span.end
    }
    return String(decoding: result + source.bytes[position...], as: UTF8.self)
  }
}

extension Program {
  /// What a program declares, as it is written.
  package struct Entry: Sendable {
    package enum Role: Sendable { case input, output, plain }

    package var name: String
    package var role: Role
    package var unit: String?
    /// The formula; nil for an input without a default.
    package var formula: String?
    package var description: String?
  }

  /// Its definitions in the order of the text.
  package var entries: [Entry] {
    statements.compactMap { statement in
      guard case .definition(let definition) = statement.form else { return nil }
      let role: Entry.Role = definition.role == .input ? .input : definition.role == .output ? .output : .plain
      return Entry(
        name: definition.name, role: role, unit: definition.isShare ? "%" : definition.unit.map { source[$0.span] },
        formula: definition.expression.map { source[$0.span] }, description: definition.description)
    }
  }
}
