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
    if let function = definitions.functions[call.name] {
      definitions.called.insert(call.name)
      return self.call(function, call)
    }
    if let builtin = Builtin.named[call.name] { return builtin.apply(&self, call) }
    // What stands in the parentheses is checked all the same.
    for argument in call.arguments { _ = value(of: argument.value) }
    if definitions.broken.contains(call.name) { return nil }
    if variable(call.name) != nil {
      return fail(.notAFunction(call.name, at: call.nameSpan))
    }
    guard report.isNew(.unknownFunction, at: call.nameSpan) else { return nil }
    return fail(
      .unknownFunction(call.name, at: call.nameSpan, near: definitions.functions.keys.sorted() + Builtin.names))
  }

  private mutating func call(_ function: Statement.Function, _ call: Call) -> Value? {
    let names = function.parameters.map(\.name)
    guard let bound = bound(call, to: names, signature: "\(function.name)(\(names.joined(separator: ", ")))") else {
      return nil
    }
    let before = report.faults.count
    let result = within({ $0.parameters = bound }, read: { $0.value(of: function.body) })
    // What is wrong within the body only for these arguments says where they came from.
    for index in report.faults.indices.dropFirst(before) where report.faults[index].related.isEmpty {
      report.faults[index].relate(to: .init(call.span, "called here"))
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
          report.tell(.strayLabel(at: label.span, signature: signature))
          continue
        }
        guard names.contains(written.text) else {
          isWhole = false
          report.tell(.unknownArgument(written.text, at: written.span, near: names, signature: signature))
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
        report.tell(.argumentTwice(name, at: argument.value.span, signature: signature))
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
        report.tell(.namelessInput(link.target, at: argument.value.span))
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
    if let circle = context.callers.firstIndex(of: model.name) {
      return fail(.modelCycle(Array(context.callers[circle...]) + [model.name], at: link.targetSpan))
    }
    guard context.callers.count < Self.mostCallers else {
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
    Dictionary(uniqueKeysWithValues: definitions.declaredUnits.map { ($0, units.unit(named: $0)) })
  }

  /// What reading a model costs besides its formulas: models that call models twice each double the work.
  private static let workOfCall = 100

  private mutating func reading(
    _ model: FormulaModel, _ program: Program, given: [String: Value], member: Expression.Link.Member,
    link: Expression.Link
  ) -> Value? {
    // Where a branch is not taken, what has no value is not told of: such an answer is good for that place alone.
    let key = ModelAnswers.Key(model: model.name, target: link.target, given: given, units: declaredUnits)
    if context.isTaken, let values = answers[key] { return output(member, of: link, among: values) }
    // What a unit means here it means there: a rate between currencies that the caller gives holds in the model, too.
    guard report.spend(Self.workOfCall, at: link.targetSpan) else { return nil }
    var inner = Interpreter(source: model.source, units: units, library: library)
    inner.report.work = report.work
    inner.definitions.inheritedUnits = definitions.declaredUnits
    // Handed over and taken back: a copy with each call would take the square of the program.
    swap(&inner.draws.graph, &draws.graph)
    swap(&inner.answers, &answers)
    inner.draws.sources = draws.sources
    inner.context.callers = context.callers + [model.name]
    // What is uncertain in a model is one draw however often it is called: calls differ by what they are given.
    inner.draws.prefix = "\(link.target)>"
    inner.context.untaken = context.untaken
    _ = inner.read(program, given: given)
    report.work = inner.report.work
    swap(&inner.draws.graph, &draws.graph)
    swap(&inner.answers, &answers)
    draws.sources = inner.draws.sources
    report.takesFigures = report.takesFigures || inner.report.takesFigures
    if let circle = inner.report.faults.first(where: { [.callsTooDeep, .modelCycle, .tooMuchWork].contains($0.code) }) {
      return fail(circle.told(at: link.targetSpan))
    }
    if let fault = inner.report.faults.first, fault.code == .requirementNotMet {
      return refuse(fault.required(by: link.target, at: link.targetSpan))
    }
    report.requirements += inner.report.requirements.map {
      PendingRequirement(
        node: $0.node, fault: $0.fault.required(by: link.target, at: link.targetSpan), order: context.order)
    }
    if let fault = inner.report.faults.first {
      return fail(
        .modelIsWrong(link.target, fault, line: fault.span.map { model.source.line(at: $0.start) }, at: link.targetSpan)
      )
    }
    // What cannot be computed there is told of at the call.
    for (node, place) in inner.report.places where report.places[node] == nil {
      report.places[node] = NodePlace(span: link.targetSpan, fault: place.fault)
    }
    // In a branch that is not taken, what has no value there is no error.
    if inner.definitions.values[member.name] == nil, inner.definitions.broken.contains(member.name) { return nil }
    if context.isTaken, inner.report.requirements.isEmpty { answers[key] = inner.definitions.values }
    return output(member, of: link, among: inner.definitions.values)
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
