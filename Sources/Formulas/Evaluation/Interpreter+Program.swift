import Diagnostics
import Quantities

/// Programs as a whole: units first, then definitions in the order in which they need each other.
extension Interpreter {
  /// What a program gives, by name where it has one.
  struct NamedValue: Sendable {
    var name: String?
    var value: Value
    var span: SourceSpan
    var description: String?
  }

  /// Reads a program.
  ///
  /// - Parameters:
  ///   - given: values for its inputs, instead of their defaults.
  ///   - place: where the outputs stand that are asked for; anywhere where nil.
  /// - Returns: its outputs, else the values of its bare formulas, else its last definition; and its inputs.
  mutating func read(
    _ program: Program, given: [String: Value] = [:], within place: SourceSpan? = nil
  ) -> (outputs: [NamedValue], inputs: [NamedValue]) {
    let order = ordered(program, given: Set(given.keys))
    let formulas = compute(order, given: given, .whole)
    return answers(of: order, formulas, within: place)
  }

  /// A program with its definitions in the order in which they need each other.
  struct OrderedProgram: Sendable {
    var program: Program
    var definitions: [(statement: Statement.Definition, span: SourceSpan)]
  }

  /// Takes in what a program declares, and what is wrong with it before anything is computed.
  ///
  /// - Parameter given: the inputs that get values.
  mutating func ordered(_ program: Program, given: Set<String>) -> OrderedProgram {
    for fault in program.faults { report.tell(fault) }
    report.readings += program.notes
    definitions.broken.formUnion(program.broken)
    definitions.ownUnits = program.declaredUnits
    declareUnits(program.statements)
    return OrderedProgram(program: program, definitions: definitions(of: program, given: given))
  }

  /// Computes a program, or the part of it that some inputs bear on or do not.
  ///
  /// - Returns: the values of its bare formulas, by their places among them.
  mutating func compute(
    _ ordered: OrderedProgram, given: [String: Value], _ part: ProgramPart
  ) -> [Int: NamedValue] {
    let program = ordered.program
    context.order = 0
    for (statement, _) in ordered.definitions {
      begin()
      if part.includes(statement.name) { evaluate(statement, given: given[statement.name]) }
    }
    begin()
    if !part.isRest { readChances(program) }
    var formulas: [Int: NamedValue] = [:]
    var count = 0
    for statement in program.statements {
      guard case .expression(let expression) = statement.form else { continue }
      begin()
      count += 1
      guard part.includes(expression) else { continue }
      draws.start("\(count)")
      if let value = value(of: expression) {
        formulas[count] = NamedValue(name: nil, value: value, span: statement.span)
      }
    }
    begin()
    if !part.isSteady {
      for statement in program.statements {
        guard case .function(let function) = statement.form, definitions.functions[function.name] != nil else {
          continue
        }
        if !definitions.called.contains(function.name) { checkBody(of: function) }
      }
    }
    check(program, part)
    if !part.isRest { checkTogether(program) }
    return formulas
  }

  /// Goes on to the next step of the program that is read; what it draws has numbers of its own, whatever steps before
  /// it were read.
  mutating func begin() {
    context.order += 1
    if context.callers.isEmpty { draws.sources = context.order << 32 }
  }

  /// The outputs and inputs of a program that was computed.
  func answers(
    of ordered: OrderedProgram, _ formulas: [Int: NamedValue], within place: SourceSpan?
  ) -> (outputs: [NamedValue], inputs: [NamedValue]) {
    var roles = ordered.definitions.sorted { $0.span.start < $1.span.start }
    var expressions = formulas.sorted { $0.key < $1.key }.map(\.value)
    if let place {
      roles.removeAll { !place.range.contains($0.span.start) }
      expressions.removeAll { !place.range.contains($0.span.start) }
    }
    func named(_ role: (statement: Statement.Definition, span: SourceSpan)) -> NamedValue? {
      definitions.values[role.statement.name].map {
        NamedValue(
          name: role.statement.name, value: $0, span: role.statement.nameSpan,
          description: role.statement.description)
      }
    }
    let inputs = roles.filter { $0.statement.role == .input }.compactMap(named)
    var outputs = roles.filter { $0.statement.role == .output }.compactMap(named) + expressions
    if outputs.isEmpty, let last = roles.last(where: { $0.statement.role != .input }) ?? roles.last {
      outputs = [named(last)].compactMap { $0 }
    }
    return (outputs, inputs)
  }

  // MARK: Definitions

  /// The definitions in the order in which they need each other, without those on a circle.
  private mutating func definitions(
    of program: Program, given: Set<String>
  ) -> [(statement: Statement.Definition, span: SourceSpan)] {
    var found: [String: (statement: Statement.Definition, span: SourceSpan)] = [:]
    var first: [String: SourceSpan] = [:]
    var order: [String] = []
    var correlations: [(arguments: [Expression.Argument], span: SourceSpan)] = []
    var overrides: [(statement: Statement.Definition, span: SourceSpan)] = []
    for statement in program.statements {
      let name: String
      let place: SourceSpan
      switch statement.form {
      case .definition(let definition):
        (name, place) = (definition.name, definition.nameSpan)
        if definition.role == .given {
          if definitions.mayGive {
            overrides.append((definition, statement.span))
          } else {
            report.tell(.outsideTestCase("given", at: statement.span))
          }
          continue
        }
        if definition.role == .output, definition.expression == nil {
          // An output without a formula shows what is defined elsewhere.
          found[name].map { found[name] = (Statement.Definition(output: $0.statement, as: definition), $0.span) }
          if found[name] == nil { report.tell(.outputWithoutFormula(name, at: place)) }
          continue
        }
      case .function(let function): (name, place) = (function.name, function.nameSpan)
      case .correlation(let arguments):
        correlations.append((arguments, statement.span))
        continue
      case .expectation:
        if !definitions.mayGive { report.tell(.outsideTestCase("expect", at: statement.span)) }
        continue
      case .chance(let chance): (name, place) = (chance.name, chance.nameSpan)
      case .unit, .expression, .requirement, .together: continue
      }
      if ["false", "pi", "true"].contains(name) { report.tell(.builtInName(name, at: place)) }
      if let earlier = first[name] {
        report.tell(.duplicateName(name, at: place, first: earlier))
        continue
      }
      first[name] = place
      order.append(name)
      switch statement.form {
      case .definition(let definition): found[name] = (definition, statement.span)
      case .function(let function):
        if Builtin.named[name] != nil { report.tell(.builtInName(name, at: place)) }
        definitions.functions[name] = function
      case .chance: definitions.chanceNames.insert(name)
      default: break
      }
    }
    give(overrides, to: &found)
    correlate(correlations)
    checkCorrelated(correlations, in: found)
    let sorted = DependencyOrder.of(order) { name in
      var names: [String] = []
      let expression = found[name]?.statement.expression ?? definitions.functions[name]?.body
      let own = Set(definitions.functions[name]?.parameters.map(\.name) ?? [])
      if !given.contains(name) {
        expression?.forEachUse { used, _, isCalled in
          // `slope = slope(xs, ys)` calls the built-in function, not itself.
          if isCalled, definitions.functions[used] == nil, Builtin.named[used] != nil { return }
          if first[used] != nil, !own.contains(used) { names.append(used) }
        }
      }
      return names
    }
    for cycle in sorted.cycles {
      guard let place = first[cycle[0]] else { continue }
      let isFunction = definitions.functions[cycle[0]] != nil
      report.tell(isFunction ? .recursion(cycle, at: place) : .nameCycle(cycle, at: place))
    }
    let isOnCircle = Set(order).subtracting(sorted.order)
    definitions.broken.formUnion(isOnCircle)
    for name in isOnCircle { definitions.functions[name] = nil }
    return sorted.order.compactMap { definitions.broken.contains($0) ? nil : found[$0] }
  }

  /// Puts what is given in the place of the inputs' defaults.
  private mutating func give(
    _ overrides: [(statement: Statement.Definition, span: SourceSpan)],
    to found: inout [String: (statement: Statement.Definition, span: SourceSpan)]
  ) {
    var seen: Set<String> = []
    for (given, _) in overrides {
      let name = given.name
      guard let input = found[name], input.statement.role == .input else {
        let inputs = found.values.filter { $0.statement.role == .input }.map(\.statement.name).sorted()
        if definitions.broken.contains(name) { continue }
        report.tell(.noSuchInput(name, isDefined: found[name] != nil, at: given.nameSpan, near: inputs))
        continue
      }
      guard seen.insert(name).inserted else {
        report.tell(.givenTwice(name, at: given.nameSpan))
        continue
      }
      found[name]?.statement.standard = input.statement.expression
      found[name]?.statement.isGiven = true
      found[name]?.statement.expression = given.expression
      if let unit = given.unit { found[name]?.statement.unit = unit }
      definitions.given.insert(name)
    }
  }

  /// What is correlated must be defined here.
  private mutating func checkCorrelated(
    _ correlations: [(arguments: [Expression.Argument], span: SourceSpan)],
    in found: [String: (statement: Statement.Definition, span: SourceSpan)]
  ) {
    for correlation in correlations {
      for name in draws.correlated.keys.sorted() where found[name] == nil && !definitions.broken.contains(name) {
        report.tell(.unknownName(name, at: correlation.span, near: found.keys.sorted(), isUnit: false))
      }
    }
  }

  private mutating func evaluate(_ definition: Statement.Definition, given: Value?) {
    draws.start(definition.name)
    var result: Value?
    let before = draws.graph.draws
    defer { if draws.graph.draws > before { definitions.drawn.insert(definition.name) } }
    if let given {
      result = given
    } else if let expression = definition.expression {
      let isCorrelated = draws.correlated[definition.name] != nil
      let told = report.faults.count
      result = value(of: expression)
      if result == nil, definition.isGiven { explainGiven(definition, from: told) }
      // What is given in the place of a distribution may be certain.
      if isCorrelated, let value = result, !isLoneDraw(value, mayBeCertain: definition.isGiven) {
        let isCertain = if case .figure(let figure) = value { figure.exact != nil } else { false }
        report.tell(.correlatedNoDistribution(definition.name, isCertain: isCertain, at: expression.span))
      }
    } else {
      result = fail(
        .missingInput(
          definition.name, unit: definition.unit.map { context.source[$0.span] }, at: definition.nameSpan))
    }
    if let value = result, given != nil || definition.isGiven, definition.unit == nil {
      result = likeDefault(value, definition)
    }
    if let value = result, definition.isShare {
      let place = definition.expression?.span ?? definition.nameSpan
      result = each([value], at: place) { interpreter, figures in
        var figure = interpreter.plain(figures[0], at: place)
        figure?.isShare = true
        return figure
      }
    }
    if let value = result, let unit = definition.unit {
      result = declared(value, unit, isConverted: definition.role != .input, at: definition.expression?.span)
    }
    if let held = definitions.heldElement, held.list == definition.name, case .list(var elements)? = result,
      elements.indices.contains(held.place)
    {
      elements[held.place] = .figure(held.figure)
      result = .list(elements)
    }
    if let result { definitions.values[definition.name] = result } else { definitions.broken.insert(definition.name) }
  }

  /// Says what an input's value is to be, where one was given in a unit or a word that does not exist.
  private mutating func explainGiven(_ definition: Statement.Definition, from first: Int) {
    for index in report.faults.indices.dropFirst(first)
    where [.unknownUnit, .unknownName].contains(report.faults[index].code) {
      guard let kind = expectedKind(of: definition) else { return }
      // A unit that was only misspelled is told of already.
      let near = report.faults[index].fix?.edits.first.flatMap { units.unit(named: $0.replacement) }
      if case .quantity(let wanted) = kind, let near, Quantity.Unit(near).conversion(to: wanted) != nil { continue }
      report.faults[index].advise(Diagnostic.givenHint(definition.name, kind).map { Advice($0) })
    }
  }

  /// What the value of an input is by its declaration or its default.
  private mutating func expectedKind(of definition: Statement.Definition) -> Kind? {
    aside { interpreter in
      if let unit = definition.unit { return interpreter.resolved(unit).map { .quantity($0) } }
      guard let standard = definition.standard, case .figure(let model)? = interpreter.value(of: standard.end) else {
        return nil
      }
      return model.kind
    }
  }

  /// A given value must be of the dimension that the default has: elsewhere it would be wrong only deep in the model.
  private mutating func likeDefault(_ value: Value, _ definition: Statement.Definition) -> Value? {
    guard let standard = definition.isGiven ? definition.standard : definition.expression else { return value }
    let expected = definitions.likenesses[definition.name] ?? likeness(of: standard)
    if case .list(let models)? = expected, let first = models.first {
      // Every element is like the first of the default.
      let place = definition.isGiven ? definition.expression?.span ?? definition.nameSpan : definition.nameSpan
      guard case .list(let elements) = value else { return fail(.expectedList(value.inWords, at: place)) }
      guard case .figure(let model) = first else { return value }
      for element in elements {
        if case .figure(let own) = element, alike(own, model, at: place) == nil { return nil }
      }
      return value
    }
    guard case .figure(let model)? = expected, case .figure(let own) = value else { return value }
    let place = definition.isGiven ? definition.expression?.span ?? definition.nameSpan : definition.nameSpan
    return alike(own, model, at: place).map { .figure($0) }
  }

  /// What a default is like: of its figures kinds and units count alone.
  mutating func likeness(of standard: Expression) -> Value? {
    // A range is like its ends, which need no distribution.
    aside { $0.value(of: standard.end) }
  }

  /// The figure, where it is of the kind and dimension of another.
  private mutating func alike(_ own: Figure, _ model: Figure, at place: SourceSpan) -> Figure? {
    switch (model.kind, own.kind) {
    case (.quantity(let wanted), .quantity(let unit)):
      // A default of a bare zero says nothing of the unit.
      if model.isBareZero || own.isBareZero || unit.conversion(to: wanted) != nil { return own }
      return fail(.unitExpected(wanted, own.kind, at: place))
    case (.date, .date), (.truth, .truth): return own
    default: return fail(.kindExpected(model.kind, own.kind, at: place))
    }
  }

  private func isLoneDraw(_ value: Value, mayBeCertain: Bool) -> Bool {
    guard case .figure(let figure) = value else { return false }
    switch figure.content {
    case .exact: return mayBeCertain
    case .uncertain(let node, _): return draws.count == 1 && draws.normals[node] == draws.correlated[draws.name]?.normal
    }
  }

  /// A value where a unit is declared: of the same dimension, a plain number never.
  private mutating func declared(
    _ value: Value, _ unit: UnitExpression, isConverted: Bool, at span: SourceSpan?
  ) -> Value? {
    guard let wanted = resolved(unit) else { return nil }
    let place = span ?? unit.span
    return each([value], at: place) { interpreter, figures in
      guard let own = figures[0].unit else { return interpreter.fail(.notAQuantity(figures[0].kind, at: place)) }
      guard figures[0].isBareZero || own.conversion(to: wanted) != nil else {
        return interpreter.fail(.unitExpected(wanted, figures[0].kind, at: place))
      }
      return isConverted || figures[0].isBareZero
        ? interpreter.converted(figures[0], to: wanted, at: place) : figures[0]
    }
  }

  /// Reads a function's body without values for its parameters: names and counts of arguments are checked even where
  /// nothing calls it.
  private mutating func checkBody(of function: Statement.Function) {
    let readings = report.readings
    let shadowed = function.parameters.map(\.name)
    let known = definitions.broken
    definitions.broken.formUnion(shadowed)
    let hidden = shadowed.map { ($0, definitions.values.removeValue(forKey: $0)) }
    _ = within({ $0.parameters = [:] }, read: { $0.value(of: function.body) })
    for (name, value) in hidden { definitions.values[name] = value }
    definitions.broken = known
    report.readings = readings
  }
}

extension Statement.Definition {
  /// A definition that an `output` statement shows.
  fileprivate init(output definition: Statement.Definition, as output: Statement.Definition) {
    self = definition
    role = .output
    unit = output.unit ?? unit
    description = output.description ?? description
  }
}
