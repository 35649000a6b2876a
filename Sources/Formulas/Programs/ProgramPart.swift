import Diagnostics

/// A part of a program: all of it, what some inputs bear on, or what they do not.
struct ProgramPart: Sendable {
  private enum Form { case whole, steady, rest }

  private let form: Form
  private let names: Set<String>
  private let takesModels: Bool

  static let whole = ProgramPart(form: .whole, names: [], takesModels: false)

  /// What stays as it is whatever the inputs are.
  var isSteady: Bool { form == .steady }
  /// What was not computed with the steady part.
  var isRest: Bool { form == .rest }

  /// The two parts of a program: what stays whatever some inputs are, and what they bear on.
  static func parts(
    of ordered: Interpreter.OrderedProgram, by inputs: Set<String>
  ) -> (steady: ProgramPart, rest: ProgramPart) {
    var names = inputs
    var takesModels = false
    var known = -1
    let program = ordered.program
    let functions = program.statements.compactMap { statement -> (name: String, formulas: [Expression])? in
      if case .function(let function) = statement.form { (function.name, [function.body]) } else { nil }
    }
    let definitions = ordered.definitions.map { ($0.statement.name, $0.statement.formulas) } + functions
    let others = program.statements.compactMap { statement -> Expression? in
      switch statement.form {
      case .expression(let expression): expression
      case .requirement(let requirement): requirement.condition
      default: nil
      }
    }
    // What is called more than once is read where it is called first, which numbers what it draws: all calls stay
    // together.
    while known != names.count {
      known = names.count
      for (name, formulas) in definitions where !names.contains(name) {
        if formulas.contains(where: { $0.isTouched(by: names, orModels: takesModels) }) { names.insert(name) }
      }
      let touched =
        definitions.filter { names.contains($0.0) }.flatMap(\.1)
        + others.filter { $0.isTouched(by: names, orModels: takesModels) }
      if !takesModels, touched.contains(where: \.callsModels) { (takesModels, known) = (true, -1) }
    }
    func part(_ form: Form) -> ProgramPart { ProgramPart(form: form, names: names, takesModels: takesModels) }
    return (part(.steady), part(.rest))
  }

  /// Whether the definition of a name belongs to it.
  func includes(_ name: String) -> Bool { form == .whole || names.contains(name) == (form == .rest) }

  /// Whether a formula without a name does.
  func includes(_ formula: Expression) -> Bool {
    form == .whole || formula.isTouched(by: names, orModels: takesModels) == (form == .rest)
  }
}

extension ProgramPart {
  /// Whether a formula uses none of the names that the inputs bear on.
  func misses(_ formula: Expression) -> Bool { !formula.isTouched(by: names, orModels: takesModels) }
}

extension Statement.Definition {
  /// What it is computed by, and what its default is.
  fileprivate var formulas: [Expression] { [expression, standard].compactMap { $0 } }
}

extension Expression {
  fileprivate func isTouched(by names: Set<String>, orModels: Bool) -> Bool {
    if orModels, callsModels { return true }
    var isTouched = false
    forEachName { name, _ in if names.contains(name) { isTouched = true } }
    return isTouched
  }

  /// Whether another model is computed in it.
  fileprivate var callsModels: Bool {
    var calls = false
    forEachLink { if $0.arguments != nil { calls = true } }
    return calls
  }
}
