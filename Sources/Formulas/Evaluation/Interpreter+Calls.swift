import Diagnostics
import Quantities

/// A call as it was written.
struct Call: Sendable {
  var name: String
  var nameSpan: SourceSpan
  var arguments: [Expression.Argument]
  var span: SourceSpan
}

/// Calls of functions, of a program's own and of built-in ones, and of other models.
extension Interpreter {
  mutating func call(_ call: Call) -> Value? {
    if let function = functions[call.name] {
      called.insert(call.name)
      return self.call(function, call)
    }
    if let builtin = Builtin.named[call.name] { return builtin.apply(&self, call) }
    // What stands in the parentheses is checked all the same.
    for argument in call.arguments { _ = value(of: argument.value) }
    if broken.contains(call.name) { return nil }
    if values[call.name] != nil || parameters?[call.name] != nil {
      return fail(.notAFunction(call.name, at: call.nameSpan))
    }
    guard faults.count < Self.mostFaults, !hasTold(.unknownFunction, at: call.nameSpan) else { return nil }
    return fail(.unknownFunction(call.name, at: call.nameSpan, near: functions.keys.sorted() + Builtin.names))
  }

  private mutating func call(_ function: Statement.Function, _ call: Call) -> Value? {
    let names = function.parameters.map(\.name)
    guard let bound = bound(call, to: names, signature: "\(function.name)(\(names.joined(separator: ", ")))") else {
      return nil
    }
    let saved = parameters
    parameters = bound
    let before = faults.count
    let result = value(of: function.body)
    parameters = saved
    // What is wrong within the body only for these arguments says where they came from.
    for index in faults.indices.dropFirst(before) where faults[index].related.isEmpty {
      faults[index].relate(to: .init(call.span, "called here"))
    }
    return result
  }

  /// The values of a call's arguments by the parameters' names; nil, told of, where they do not fit.
  ///
  /// - Parameter optional: how many of the last parameters may be left out.
  mutating func bound(
    _ call: Call, to names: [String], optional: Int = 0, signature: String
  ) -> [String: Value]? {
    var bound: [String: Value] = [:]
    var isWhole = true
    var next = 0
    for argument in call.arguments {
      let result = value(of: argument.value)
      let name: String
      if let label = argument.label {
        guard let written = argument.name else {
          isWhole = false
          let _: Value? = fail(.strayLabel(at: label.span, signature: signature))
          continue
        }
        guard names.contains(written.text) else {
          isWhole = false
          let _: Value? = fail(.unknownArgument(written.text, at: written.span, near: names, signature: signature))
          continue
        }
        name = written.text
      } else {
        guard next < names.count else {
          return fail(.wrongArguments(call.name, call.arguments.count, signature: signature, at: call.span))
        }
        name = names[next]
        next += 1
      }
      if bound[name] != nil {
        isWhole = false
        let _: Value? = fail(.argumentTwice(name, at: argument.value.span, signature: signature))
        continue
      }
      if let result { bound[name] = result } else { isWhole = false }
    }
    guard isWhole else { return nil }
    guard names.dropLast(optional).allSatisfy({ bound[$0] != nil }) else {
      return fail(.wrongArguments(call.name, call.arguments.count, signature: signature, at: call.span))
    }
    return bound
  }

  // MARK: Other models

  /// `[[training-time]](gpus: 20k).duration`: the model is read with the given inputs, in the same samples.
  mutating func modelCall(_ link: Expression.Link, _ library: any FormulaLibrary, at span: SourceSpan) -> Value? {
    var given: [String: Value] = [:]
    var isWhole = true
    for argument in link.arguments ?? [] {
      guard let name = argument.name else {
        isWhole = false
        let _: Value? = fail(.namelessInput(link.target, at: argument.value.span))
        continue
      }
      if let value = value(of: argument.value) { given[name.text] = value } else { isWhole = false }
    }
    guard link.members.count == 1 else { return fail(.wrongModelCall(link.target, at: span)) }
    let member = link.members[0]
    let model: FormulaModel
    switch library.model(link.target) {
    case .failure(let absence): return fail(.noSuchDocument(link.target, absence, at: link.targetSpan))
    case .success(let found): model = found
    }
    if let circle = callers.firstIndex(of: model.name) {
      return fail(.modelCycle(Array(callers[circle...]) + [model.name], at: link.targetSpan))
    }
    guard callers.count < Self.mostCallers else {
      return fail(.callsTooDeep(Self.mostCallers, at: link.targetSpan))
    }
    guard isWhole else { return nil }
    let program = parsed(model)
    let inputs = program.statements.compactMap { statement in
      if case .definition(let definition) = statement.form, definition.role == .input { definition.name } else { nil }
    }
    for argument in link.arguments ?? [] {
      guard let name = argument.name, !inputs.contains(name.text) else { continue }
      return fail(.unknownInput(name.text, of: link.target, at: name.span, near: inputs))
    }
    return reading(model, program, given: given, member: member, link: link)
  }

  /// The model's program, which depends on the units that are known here.
  private mutating func parsed(_ model: FormulaModel) -> Program {
    let key = ModelAnswers.ProgramKey(model: model.name, units: declaredUnits)
    if let known = answers.programs[key] { return known }
    let program = Program(model.source, in: model.spans, units: units)
    answers.programs[key] = program
    return program
  }

  /// What the units mean that the program and its callers declare.
  private var declaredUnits: [String: Quantity.Unit.Named?] {
    Dictionary(uniqueKeysWithValues: inheritedUnits.union(ownUnits).map { ($0, units.unit(named: $0)) })
  }

  /// What reading a model costs besides its formulas: models that call models twice each double the work.
  private static let workOfCall = 100

  private mutating func reading(
    _ model: FormulaModel, _ program: Program, given: [String: Value], member: Expression.Link.Member,
    link: Expression.Link
  ) -> Value? {
    // Where a branch is not taken, what has no value is not told of: such an answer is good for that place alone.
    let key = ModelAnswers.Key(model: model.name, target: link.target, given: given, units: declaredUnits)
    if untaken == 0, let values = answers[key] { return output(member, of: link, among: values) }
    // What a unit means here it means there: a rate between currencies that the caller gives holds in the model, too.
    guard spend(Self.workOfCall, at: link.targetSpan) else { return nil }
    var inner = Interpreter(source: model.source, units: units, library: library)
    inner.work = work
    inner.inheritedUnits = inheritedUnits.union(ownUnits)
    // Handed over and taken back: a copy with each call would take the square of the program.
    swap(&inner.graph, &graph)
    swap(&inner.answers, &answers)
    inner.sources = sources
    inner.callers = callers + [model.name]
    // What is uncertain in a model is one draw however often it is called: calls differ by what they are given.
    inner.draws = "\(link.target)>"
    inner.untaken = untaken
    _ = inner.read(program, given: given)
    work = inner.work
    swap(&inner.graph, &graph)
    swap(&inner.answers, &answers)
    sources = inner.sources
    takesFigures = takesFigures || inner.takesFigures
    if let circle = inner.faults.first(where: { [.callsTooDeep, .modelCycle, .tooMuchWork].contains($0.code) }) {
      return fail(circle.told(at: link.targetSpan))
    }
    if let fault = inner.faults.first, fault.code == .requirementNotMet {
      return refuse(fault.required(by: link.target, at: link.targetSpan))
    }
    requirements += inner.requirements.map {
      PendingRequirement(
        node: $0.node, fault: $0.fault.required(by: link.target, at: link.targetSpan), order: order)
    }
    if let fault = inner.faults.first {
      return fail(
        .modelIsWrong(link.target, fault, line: fault.span.map { model.source.line(at: $0.start) }, at: link.targetSpan)
      )
    }
    // What cannot be computed there is told of at the call.
    for (node, place) in inner.places where places[node] == nil {
      places[node] = NodePlace(span: link.targetSpan, fault: place.fault)
    }
    // In a branch that is not taken, what has no value there is no error.
    if inner.values[member.name] == nil, inner.broken.contains(member.name) { return nil }
    if untaken == 0, inner.requirements.isEmpty { answers[key] = inner.values }
    return output(member, of: link, among: inner.values)
  }

  private mutating func output(
    _ member: Expression.Link.Member, of link: Expression.Link, among values: [String: Value]
  ) -> Value? {
    guard let value = values[member.name] else {
      return fail(.unknownOutput(member.name, of: link.target, at: member.span, near: values.keys.sorted()))
    }
    return value
  }
}
