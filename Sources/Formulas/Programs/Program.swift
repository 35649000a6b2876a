package import Diagnostics
package import Quantities

/// The statements of a document's `how` blocks, or of what was typed, as they were written.
package struct Program: Sendable {
  package let source: SourceText
  let statements: [Statement]
  /// The names that a wrong line would have defined.
  let broken: [String]
  /// What is wrong with how it is written, in the order of the text.
  package let faults: [Diagnostic]
  /// What was read in one way and may have been meant in another.
  private(set) var notes: [RangeReading] = []

  /// The names that its `unit` statements declare.
  package var declaredUnits: Set<String> {
    var names: Set<String> = []
    for statement in statements {
      if case .unit(let declaration) = statement.form { names.formUnion(declaration.names.map(\.name)) }
    }
    return names
  }

  /// The largest program, in bytes: more is no text that a person wrote.
  static let largest = 1 << 20

  /// Reads the statements in some stretches of a text.
  ///
  /// - Parameter others: stretches whose units are known, too: a test case knows those of its model.
  package init(
    _ source: SourceText, in spans: [SourceSpan], units: UnitCatalogue = .builtIn, knowing others: [SourceSpan] = []
  ) {
    self.source = source
    guard spans.reduce(0, { $0 + $1.count }) <= Self.largest else {
      let first = spans.first?.start ?? 0
      statements = []
      broken = []
      faults = [.programTooLarge(at: SourceSpan(first, first))]
      return
    }
    var statements: [Statement] = []
    var broken: [String] = []
    var faults: [Diagnostic] = []
    var declared: Set<String> = []
    // Units that a block declares are known in all of them.
    if spans.count + others.count > 1 {
      for span in spans + others {
        declared.formUnion(Parser(source: source, span: span, units: units, declaredUnits: []).declaredUnits)
      }
    }
    for span in spans {
      var parser = Parser(source: source, span: span, units: units, declaredUnits: declared)
      let block = parser.statements()
      statements += block.statements
      broken += block.broken
      faults += block.faults
      notes += parser.notes
    }
    self.statements = statements
    self.broken = broken
    self.faults = faults
  }

  /// Reads a whole text as a program.
  package init(_ source: SourceText, units: UnitCatalogue = .builtIn) {
    self.init(source, in: [SourceSpan(0, source.bytes.count)], units: units)
  }

  /// Whether nothing stands in it but comments.
  package var isEmpty: Bool { statements.isEmpty && faults.isEmpty }

  /// Whether it is one formula and nothing else.
  package var isOneFormula: Bool {
    if statements.count == 1, case .expression = statements[0].form { true } else { false }
  }

  /// The names that it defines, in the order of the text.
  package var definedNames: [String] {
    statements.compactMap { statement in
      switch statement.form {
      case .definition(let definition): definition.name
      case .function(let function): function.name
      case .unit(let declaration): declaration.names.first?.name
      case .chance(let chance): chance.name
      default: nil
      }
    }
  }
}

extension Program {
  /// The program without what reaches other documents, for when those are not at hand. Names that need it are broken.
  package var withoutLinks: Program {
    var kept: [Statement] = []
    var lost = broken
    for statement in statements {
      let one = Program(source: source, statements: [statement], broken: [], faults: [])
      if one.targets.isEmpty { kept.append(statement) } else { lost += one.definedNames }
    }
    return Program(source: source, statements: kept, broken: lost, faults: faults)
  }

  /// The documents that its formulas reach, as they are written between `[[` and `]]`.
  package var targets: Set<String> {
    var targets: Set<String> = []
    func visit(_ expression: Expression?) {
      expression?.forEachLink { targets.insert($0.target) }
    }
    for statement in statements {
      switch statement.form {
      case .definition(let definition): visit(definition.expression)
      case .function(let function): visit(function.body)
      case .unit(let declaration): visit(declaration.value)
      case .correlation(let arguments): for argument in arguments { visit(argument.value) }
      case .requirement(let requirement): visit(requirement.condition)
      case .together: break
      case .expectation(let expectation): for part in expectation.parts { visit(part) }
      case .expression(let expression): visit(expression)
      case .chance(let chance):
        for row in chance.rows { for outcome in row.outcomes { visit(outcome.probability) } }
      }
    }
    return targets
  }
}

extension Program {
  /// The program with those definitions only that an output needs, and some inputs: what is wrong with
  /// other outputs does not matter to who asks for one.
  package func needed(for output: String, and inputs: [String]) -> Program {
    var uses: [String: Set<String>] = [:]
    for statement in statements {
      guard let (name, expressions) = statement.definedParts else { continue }
      uses[name, default: []] = uses[name] ?? []
      for expression in expressions { expression.forEachName { used, _ in uses[name, default: []].insert(used) } }
    }
    var kept: Set<String> = []
    let defined = Set(uses.keys)
    var open = [output] + inputs
    for statement in statements {
      // What is correlated is drawn together.
      guard case .correlation(let arguments) = statement.form else { continue }
      for argument in arguments { argument.value.forEachName { name, _ in open.append(name) } }
    }
    while let name = open.popLast() {
      if kept.insert(name).inserted { open += uses[name] ?? [] }
    }
    let needed = statements.filter { statement in
      switch statement.form {
      case .definition(let definition): kept.contains(definition.name)
      case .function(let function): kept.contains(function.name)
      // No formula can ask for a chance.
      case .expression, .expectation, .chance, .together: false
      case .unit, .correlation: true
      // What is required of what is not needed does not matter.
      case .requirement(let requirement): requirement.names.isDisjoint(with: defined.subtracting(kept))
      }
    }
    return Program(source: source, statements: needed, broken: broken, faults: faults)
  }
}

extension Statement {
  /// The name that it defines, and the formulas that it defines it by.
  fileprivate var definedParts: (name: String, expressions: [Expression])? {
    switch form {
    case .definition(let definition): (definition.name, [definition.expression].compactMap { $0 })
    case .function(let function): (function.name, [function.body])
    default: nil
    }
  }
}

extension Program {
  /// Whether an input bears on an output, as far as names tell: where it does not, no value of it changes the output.
  package func output(_ output: String, dependsOn input: String) -> Bool {
    needed(for: output, and: []).statements.contains { statement in
      if case .definition(let definition) = statement.form { definition.name == input } else { false }
    }
  }

  /// Whether a number is required to be whole.
  package func requiresWhole(_ name: String) -> Bool {
    func requires(_ condition: Expression) -> Bool {
      switch condition.form {
      case .both(let parts): return parts.contains(where: requires)
      case .call("whole", _, let arguments):
        guard let counted = arguments.first?.value else { return false }
        if case .list(let elements) = counted.form {
          return elements.contains { if case .name(name) = $0.form { true } else { false } }
        }
        return if case .name(name) = counted.form { true } else { false }
      default: return false
      }
    }
    return statements.contains { statement in
      if case .requirement(let requirement) = statement.form { requires(requirement.condition) } else { false }
    }
  }
}

extension Statement.Requirement {
  /// The names in its condition.
  fileprivate var names: Set<String> {
    var names: Set<String> = []
    condition.forEachName { name, _ in names.insert(name) }
    return names
  }
}
