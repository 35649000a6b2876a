package import Diagnostics
package import Quantities
package import Uncertainty

/// What a person believes before deciding: numbers with names, certain or not, and named chances.
///
/// The numbers are nodes of one sample graph, so that the same name is the same draw wherever a tree uses it.
package struct Beliefs: Sendable {
  /// A number with a name.
  package struct Named: Sendable {
    package var name: String
    package var number: BeliefNumber
    /// Whether it reads best as a percentage.
    package var isShare: Bool
    /// Whether it is uncertain by itself, not only through others.
    package var isDrawn: Bool
    /// Whether its formula uses no other name: somebody wrote it down as it is.
    package var isWritten: Bool
    /// Whether it is a date, counted in days since 1970-01-01.
    package var isDate = false
    /// Its distribution, where that is known.
    package var distribution: Distribution?
    /// Where it is an element of a list, the name of the list and its place there.
    var element: (list: String, place: Int)?

    /// The list that it is an element of.
    package var list: String? { element?.list }
  }

  /// A number whose value comes from outside, instead of its formula.
  struct Held {
    var named: Named
    /// Nil for samples that are supplied when the graph is evaluated.
    var value: Double?
  }

  private var interpreter: Interpreter
  /// The variable of the graph that stands in the place of a held number.
  package let suppliedVariable: SampleGraph.NodeID?
  private let program: Program
  private let units: UnitCatalogue
  private let library: (any FormulaLibrary)?
  private let seed: UInt64

  /// Everything that is wrong, in the order of the text.
  package let faults: [Diagnostic]
  /// The chances, each after those it depends on.
  package var chances: [NamedChance] { interpreter.definitions.chances }
  /// The numbers in the order of the text.
  package let numbers: [Named]
  /// How each range was read, those of formulas that were valued since included.
  package var readings: [RangeReading] { interpreter.report.readings.sorted { $0.span < $1.span } }

  /// - Parameters:
  ///   - widening: how many times as wide ranges are as they are written.
  package init(
    _ program: Program, units: UnitCatalogue = .builtIn, library: (any FormulaLibrary)? = nil, seed: UInt64 = 1,
    widening: Double = 1
  ) {
    self.init(program, units: units, library: library, seed: seed, widening: widening, held: nil)
  }

  private init(
    _ program: Program, units: UnitCatalogue, library: (any FormulaLibrary)?, seed: UInt64, widening: Double,
    held: Held?
  ) {
    var interpreter = Interpreter(source: program.source, units: units, library: library, seed: seed)
    interpreter.draws.widening = widening
    var given: [String: Value] = [:]
    var variable: SampleGraph.NodeID?
    if let held {
      var figure = Figure(
        kind: held.named.isDate ? .date : .quantity(held.named.number.unit), content: .exact(held.value ?? 0),
        isShare: held.named.isShare)
      if held.value == nil {
        let node = interpreter.draws.graph.suppliedVariable()
        figure.content = .uncertain(node, nil)
        variable = node
      }
      if let element = held.named.element {
        interpreter.definitions.heldElement = (element.list, element.place, figure)
      } else {
        given[held.named.name] = .figure(figure)
      }
    }
    suppliedVariable = variable
    _ = interpreter.read(program, given: given)
    faults = interpreter.report.faultsInOrder
    interpreter.report.faults = []
    var numbers: [Named] = []
    for statement in program.statements {
      guard case .definition(let definition) = statement.form,
        let value = interpreter.definitions.values[definition.name]
      else { continue }
      let isDrawn = interpreter.definitions.drawn.contains(definition.name)
      var isWritten = true
      definition.expression?.forEachName { name, _ in
        if interpreter.definitions.values[name] != nil { isWritten = false }
      }
      definition.expression?.forEachLink { _ in isWritten = false }
      func add(_ name: String, _ value: Value, element: Int? = nil) {
        guard case .figure(var figure) = value else { return }
        let isDate = figure.kind == .date
        if isDate { figure.kind = .quantity(.one) }
        guard let number = interpreter.number(figure, at: definition.nameSpan) else { return }
        numbers.append(
          Named(
            name: name, number: number, isShare: figure.isShare, isDrawn: isDrawn, isWritten: isWritten, isDate: isDate,
            distribution: figure.closed?.distribution, element: element.map { (definition.name, $0) }))
      }
      if case .list(let elements) = value, elements.count <= 100 {
        for (index, element) in elements.enumerated() {
          add("\(definition.name)[\(index + 1)]", element, element: index)
        }
      } else {
        add(definition.name, value)
      }
    }
    self.interpreter = interpreter
    self.program = program
    self.units = units
    self.library = library
    self.seed = seed
    self.numbers = numbers
  }

  /// The same beliefs with one number supplied from outside, at `suppliedVariable`, or held at a value.
  package func holding(_ named: Named, at value: Double? = nil) -> Beliefs {
    Beliefs(
      program, units: units, library: library, seed: seed, widening: interpreter.draws.widening,
      held: Held(named: named, value: value))
  }

  /// Whether some formula takes a mean, a quantile or a probability of what is uncertain: these are computed once, and
  /// other ones where a number is held.
  package var takesFigures: Bool { interpreter.report.takesFigures }

  /// The same beliefs with ranges that are so many times as wide about their medians.
  package func widened(by factor: Double) -> Beliefs {
    Beliefs(program, units: units, library: library, seed: seed, widening: factor)
  }

  /// The numbers that nothing in the block uses, with the places of their names.
  package var unreferenced: [(name: String, span: SourceSpan)] {
    var used: Set<String> = []
    func use(_ expression: Expression?) { expression?.forEachName { name, _ in used.insert(name) } }
    for statement in program.statements {
      switch statement.form {
      case .definition(let definition): use(definition.expression)
      case .function(let function): use(function.body)
      case .unit(let unit): use(unit.value)
      case .chance(let chance): for outcome in chance.rows.flatMap(\.outcomes) { use(outcome.probability) }
      case .expression(let expression): use(expression)
      case .requirement(let requirement): use(requirement.condition)
      case .correlation, .expectation, .together: break
      }
    }
    return program.statements.compactMap { statement in
      guard case .definition(let definition) = statement.form, !used.contains(definition.name) else { return nil }
      return (definition.name, definition.nameSpan)
    }
  }

  /// The text they stand in.
  package var source: SourceText { program.source }

  /// The graph behind the numbers that are uncertain.
  package var graph: SampleGraph {
    get { interpreter.draws.graph }
    set { interpreter.draws.graph = newValue }
  }

  /// What the names stand for, for formulas elsewhere in the document.
  package var scope: Scope { Scope(interpreter) }

  /// The units that formulas of the document are read with.
  package var declaredUnits: Set<String> { program.declaredUnits }

  /// The value of a formula of the tree.
  ///
  /// - Parameter name: what its draws are keyed by.
  /// - Throws: what is wrong with it, at its place.
  package mutating func number(
    _ formula: Formula, named name: @autoclosure () -> String
  ) throws(Diagnostic) -> BeliefNumber {
    interpreter.context.source = formula.source
    interpreter.draws.start(formula.expression.mayDraw ? name() : "")
    interpreter.report.faults = []
    let value = interpreter.value(of: formula.expression)
    if let fault = interpreter.report.faults.first { throw fault }
    // What uses a name whose definition is wrong has been told of there.
    guard let value else { throw .follows(at: formula.span) }
    guard case .figure(let figure) = value, let number = interpreter.number(figure, at: formula.span) else {
      throw .expectedNumber(value.inWords, at: formula.span)
    }
    return number
  }

  /// What some probabilities leave of 1.
  package mutating func rest(of others: [BeliefNumber], at span: SourceSpan) -> BeliefNumber {
    interpreter.rest(of: others, at: span)
  }

  /// The nodes of what called models require, 1 in the samples in which it holds.
  package var requirements: [SampleGraph.NodeID] { interpreter.report.requirements.map(\.node) }

  /// What is required and does not hold in some of the samples that a graph draws, the beliefs' own or one that was
  /// made from it; nil where all holds.
  package func unmetRequirement(in graph: SampleGraph, count: Int, threads: Int) -> Diagnostic? {
    interpreter.report.unmetRequirement(in: graph, count: count, threads: threads)
  }

  /// What to say of a number that has no value in some joint state of what it depends on: at the belief where the first
  /// such stands, else at the number.
  package func noValue(_ number: BeliefNumber) -> Diagnostic? {
    func share(_ number: BeliefNumber) -> Double {
      guard case .sampled(_, let states?) = number.content, states.values.contains(where: { !$0.isFinite }) else {
        return 0
      }
      return zip(states.values, states.probabilities).reduce(0) { $1.0.isFinite ? $0 : $0 + $1.1 }
    }
    let lost = share(number)
    guard lost > 0 else { return nil }
    let first = numbers.first { share($0.number) > 0 }?.number ?? number
    guard case .sampled(let node, let states?) = first.content, states.values.contains(where: \.isNaN),
      let place = interpreter.report.places[node]
    else { return .noFiniteValue(at: first.span) }
    return .noValueInSamples(place.fault, share: share(first), at: place.span)
  }

  /// What to say of a number that has no value in some of its samples.
  package func noValue(_ number: BeliefNumber, in column: [Double], count: Int) -> Diagnostic? {
    guard case .sampled(let node, _) = number.content, let sample = column.firstIndex(where: { !$0.isFinite }) else {
      return nil
    }
    let share = Double(column.count { !$0.isFinite }) / Double(column.count)
    let culprit = interpreter.draws.graph.culprit(of: node, sample: sample, count: count)
    guard let place = interpreter.report.place(of: culprit) ?? interpreter.report.places[node] else {
      return .noFiniteValue(at: number.span)
    }
    return .noValueInSamples(place.fault, share: share, at: place.span)
  }
}
