package import Diagnostics

/// `together a, b, c`: inputs that describe one thing.
extension Interpreter {
  /// Every name must be an input.
  mutating func checkTogether(_ program: Program) {
    let inputs = program.inputNames
    for statement in program.statements {
      guard case .together(let together) = statement.form else { continue }
      for (name, span) in together.names where !inputs.contains(name) && !definitions.broken.contains(name) {
        report.tell(.noSuchInput(name, isDefined: definitions.values[name] != nil, at: span, near: inputs))
      }
    }
  }
}

extension Program {
  /// The names of its inputs, in the order of the text.
  var inputNames: [String] {
    statements.compactMap { statement in
      if case .definition(let definition) = statement.form, definition.role == .input { definition.name } else { nil }
    }
  }

  /// What is likely not meant where some inputs are given: others that describe the same thing are still those of the
  /// default, or an input is used by nothing.
  package func warnings(given: Set<String>) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for statement in statements {
      guard case .together(let together) = statement.form else { continue }
      let names = together.names.map(\.name)
      let left = names.filter { !given.contains($0) }
      if left.count < names.count, !left.isEmpty {
        warnings.append(.leftAtDefault(left, of: names, text: together.text, at: statement.span))
      }
    }
    var used: Set<String> = []
    for statement in statements {
      for expression in statement.expressions { expression.forEachName { name, _ in used.insert(name) } }
    }
    for statement in statements {
      guard case .definition(let definition) = statement.form, definition.role == .input else { continue }
      if !used.contains(definition.name), hasFormulas {
        warnings.append(.unusedInput(definition.name, at: definition.nameSpan))
      }
    }
    return warnings
  }

  /// Whether anything but inputs is computed.
  private var hasFormulas: Bool {
    statements.contains { statement in
      switch statement.form {
      case .definition(let definition): definition.role != .input
      case .expression: true
      default: false
      }
    }
  }
}

extension Statement {
  /// The formulas in it.
  fileprivate var expressions: [Expression] {
    switch form {
    case .definition(let definition): [definition.expression].compactMap { $0 }
    case .function(let function): [function.body]
    case .unit(let unit): [unit.value].compactMap { $0 }
    case .correlation(let arguments): arguments.map(\.value)
    case .requirement, .together: []
    case .expectation(let expectation): expectation.parts
    case .expression(let expression): [expression]
    case .chance(let chance): chance.rows.flatMap { $0.outcomes.compactMap(\.probability) }
    }
  }
}
