import Diagnostics
import Quantities
import Uncertainty

/// Checks a program and turns it into values: what is certain is computed at once, what is uncertain becomes nodes of
/// a sample graph, with what is known of it in closed form beside.
///
/// Nothing stops at the first error: what is wrong is told of at its place, and what depends on it is left out.
struct Interpreter: Sendable {
  var source: SourceText
  var units: UnitCatalogue
  let library: (any FormulaLibrary)?
  var graph: SampleGraph

  /// Values and functions by name.
  var values: [String: Value] = [:]
  var functions: [String: Statement.Function] = [:]
  /// The named chances, each after those it depends on, and the names of all, also of wrong ones.
  var chances: [NamedChance] = []
  var chanceNames: Set<String> = []
  /// Names whose definition is wrong. Using one says nothing more: the definition has been told of.
  var broken: Set<String> = []
  /// The parameters of the function whose body is read; nil outside.
  var parameters: [String: Value]?
  /// The units whose declaration is wrong.
  var brokenUnits: Set<String> = []
  /// Whether the size of a unit is read: a rate of `1.085 USD` has three decimals.
  var isSizing = false
  /// The functions that something called.
  var called: Set<String> = []
  var faults: [Diagnostic] = []
  var readings: [RangeReading] = []
  /// Where something was read that may have been meant otherwise.
  var told: Set<SourceSpan> = []
  /// Where a node was written that may have no value in some sample.
  var places: [SampleGraph.NodeID: NodePlace] = [:]

  /// What is required where it is not known before samples are drawn.
  var requirements: [PendingRequirement] = []
  /// How many steps of the program were read before the one that is read: definitions, formulas, requirements.
  var order = 0
  /// What the inputs are like that get values, where that is known without reading their defaults again.
  var likenesses: [String: Value] = [:]

  /// Whether `given` and `expect` have a place here, as they have in a test case.
  var mayGive = false
  /// The inputs that were given.
  var given: Set<String> = []
  /// The names that the program declares as units, and those that its callers do.
  var ownUnits: Set<String> = []
  var inheritedUnits: Set<String> = []
  /// The definitions in whose formulas something is drawn.
  var drawn: Set<String> = []
  /// An element of a list whose value comes from outside.
  var heldElement: (list: String, place: Int, figure: Figure)?
  /// Whether a mean, a quantile or a probability of something uncertain was asked for.
  var takesFigures = false
  /// How many times as wide ranges are as they are written, about their medians on their own scales.
  var widening = 1.0
  /// The models that are being read, the outermost first.
  var callers: [String] = []
  /// What they answered so far.
  var answers = ModelAnswers()
  /// What stands before the names of draws: the way to the model that is being read.
  var draws = ""
  /// The name that draws are keyed by, and how many were made for it.
  var drawName = ""
  var drawCount = 0
  var sources = 0
  var correlated: [String: CorrelatedDraw] = [:]
  /// The standard normal number behind a distribution's node.
  var normals: [SampleGraph.NodeID: SampleGraph.NodeID] = [:]

  /// Whether it is kept what each part of a formula stands for, and what was kept.
  var keepsFacts = false
  var facts: [(span: SourceSpan, value: Value)] = []

  /// How many untaken branches surround the formula: there a division by zero is no error.
  var untaken = 0
  private var depth = 0
  /// The steps that were taken, those of the models that are called among them.
  var work = 0
  private var isExhausted = false

  struct NodePlace: Sendable {
    enum Fault: Sendable { case division, internalRate, logarithm, overflow, parameters, power, root }
    var span: SourceSpan
    var fault: Fault
  }

  /// More faults than anyone reads.
  static let mostFaults = 100
  /// More steps than any program needs that a person wrote; what is left is told of once.
  private static let mostWork = 2_000_000
  private static let deepest = 500
  /// The longest list.
  static let longestList = 100_000
  /// The longest chain of models that call one another: each takes a piece of the stack.
  static let mostCallers = 200

  init(source: SourceText, units: UnitCatalogue, library: (any FormulaLibrary)? = nil, seed: UInt64 = 0) {
    self.source = source
    self.units = units
    self.library = library
    graph = SampleGraph(seed: seed)
  }

  // MARK: DocumentErrors

  /// Tells of something wrong in how the program is written.
  mutating func fail<Answer>(_ fault: Diagnostic) -> Answer? {
    if faults.count < Self.mostFaults, !faults.contains(fault) { faults.append(fault) }
    return nil
  }

  /// Whether that is told of already: what was meant is sought once, however often a function is called.
  func hasTold(_ code: Diagnostic.Code, at span: SourceSpan) -> Bool {
    faults.contains { $0.span == span && $0.code == code }
  }

  /// Tells of a value that does not exist, unless it stands in a branch that is not taken.
  mutating func refuse<Answer>(_ fault: Diagnostic) -> Answer? {
    untaken == 0 ? fail(fault) : nil
  }

  // MARK: Formulas

  /// The value of a formula; nil where it is wrong, which has been told of.
  mutating func value(of expression: Expression) -> Value? {
    guard !isExhausted else { return nil }
    work += 1
    if work > Self.mostWork {
      isExhausted = true
      return fail(.tooMuchWork(at: expression.span))
    }
    if depth == Self.deepest { return fail(.nestedTooDeep(Self.deepest, at: expression.span)) }
    depth += 1
    defer { depth -= 1 }
    let value = form(of: expression)
    // What a function's body is depends on its call.
    if keepsFacts, parameters == nil, let value { facts.append((expression.span, value)) }
    return value
  }

  /// Reads something that leaves no trace but the work that it was: what it draws is forgotten, what is wrong untold.
  mutating func aside<Result>(_ body: (inout Interpreter) -> Result) -> Result {
    let before = self
    let result = body(&self)
    let work = work
    self = before
    self.work = work
    return result
  }

  /// Counts work that is not a formula of its own, such as the elements of a list.
  mutating func spend(_ steps: Int, at span: SourceSpan) -> Bool {
    work += steps
    if work <= Self.mostWork { return true }
    if !isExhausted {
      isExhausted = true
      let _: Value? = fail(.tooMuchWork(at: span))
    }
    return false
  }

  private mutating func form(of expression: Expression) -> Value? {
    switch expression.form {
    case .number(let value, let isPercent, let unit):
      return number(value, isPercent: isPercent, unit: unit, at: expression.span)
    case .date(let date): return .figure(Figure(kind: .date, content: .exact(Double(date.days))))
    case .text(let text): return .text(text)
    case .name(let name): return named(name, at: expression.span)
    case .negation(let inner):
      guard let value = value(of: inner) else { return nil }
      return each([value], at: expression.span) { $0.negated($1[0], at: expression.span) }
    case .sum(let terms): return sum(terms)
    case .product(let factors): return product(factors)
    case .power(let base, let exponent):
      let (base, exponent, span) = (value(of: base), value(of: exponent), exponent.span)
      guard let base, let exponent else { return nil }
      return each([base, exponent], at: expression.span) {
        $0.power($1[0], $1[1], at: expression.span, exponentAt: span)
      }
    case .range(let range): return self.range(range, at: expression.span)
    case .comparison(let left, let comparison, let right):
      let (left, right) = (value(of: left), value(of: right))
      guard let left, let right else { return nil }
      return each([left, right], at: expression.span) { $0.compared($1[0], comparison, $1[1], at: expression.span) }
    case .within(let inner, let low, let high): return within(inner, low, high, at: expression.span)
    case .not(let inner):
      guard let value = value(of: inner) else { return nil }
      return each([value], at: expression.span) { $0.not($1[0], at: inner.span) }
    case .both(let parts): return junction(parts, isBoth: true)
    case .either(let parts): return junction(parts, isBoth: false)
    case .conditional(let condition, let then, let otherwise):
      return conditional(condition, then, otherwise, at: expression.span)
    case .conversion(let inner, let unit): return conversion(inner, to: unit)
    case .share(let inner):
      guard let value = value(of: inner) else { return nil }
      return each([value], at: inner.span) { interpreter, figures in
        var figure = interpreter.plain(figures[0], at: inner.span)
        figure?.isShare = true
        return figure
      }
    case .call(let name, let place, let arguments):
      return call(Call(name: name, nameSpan: place, arguments: arguments, span: expression.span))
    case .list(let elements):
      let values = elements.map { value(of: $0) }
      let known = values.compactMap { $0 }
      return known.count == values.count ? bounded(known, at: expression.span) : nil
    case .steps(let first, let last): return steps(first, last, at: expression.span)
    case .element(let list, let position): return element(list, position, at: expression.span)
    case .link(let link): return self.link(link, at: expression.span)
    }
  }

  /// An operation on figures, on each element where one of them is a list; lists must be of one length.
  mutating func each(
    _ values: [Value], at span: SourceSpan, _ operation: (inout Interpreter, [Figure]) -> Figure?
  ) -> Value? {
    var figures: [Figure] = []
    var length: Int?
    for value in values {
      switch value {
      case .figure(let figure): figures.append(figure)
      case .list(let elements):
        if let length, length != elements.count { return fail(.lengthsDiffer(length, elements.count, at: span)) }
        length = elements.count
      case .text: return fail(.expectedNumber(value.inWords, at: span))
      }
    }
    guard let length else { return operation(&self, figures).map { .figure($0) } }
    guard spend(length, at: span) else { return nil }
    var results: [Value] = []
    for index in 0..<length {
      let row = values.map { value in
        if case .list(let elements) = value { elements[index] } else { value }
      }
      guard let result = each(row, at: span, operation) else { return nil }
      results.append(result)
    }
    return .list(results)
  }

  // MARK: Names and numbers

  private mutating func number(
    _ value: Double, isPercent: Bool, unit: UnitExpression?, at span: SourceSpan
  ) -> Value? {
    guard let unit else {
      guard checkWritten(.one, isPercent: isPercent, at: span) else { return nil }
      return .figure(Figure(kind: .quantity(.one), content: .exact(value), isShare: isPercent))
    }
    let number = source[SourceSpan(span.start, unit.span.start)].trimmingBlanks
    guard let resolved = resolved(unit, behind: number), checkWritten(resolved, isPercent: isPercent, at: span) else {
      return nil
    }
    var figure = Figure(kind: .quantity(resolved), content: .exact(value))
    figure.months = Self.months(in: resolved).map { $0 * value }
    return .figure(figure)
  }

  private mutating func named(_ name: String, at span: SourceSpan) -> Value? {
    if let value = parameters?[name] ?? values[name] { return value }
    if broken.contains(name) { return nil }
    if chanceNames.contains(name) { return fail(.chanceInFormula(name, at: span)) }
    switch name {
    case "pi": return .exact(.pi)
    case "true": return .truth(true)
    case "false": return .truth(false)
    default: break
    }
    if brokenUnits.contains(name) { return nil }
    if let unit = units.unit(named: name) {
      var figure = Figure(kind: .quantity(Quantity.Unit(unit)), content: .exact(1))
      figure.months = Self.months(in: Quantity.Unit(unit))
      return .figure(figure)
    }
    // Where enough is wrong already, what was meant is not sought.
    guard faults.count < Self.mostFaults, !hasTold(.unknownName, at: span) else { return nil }
    if functions[name] != nil || Builtin.named[name] != nil { return fail(.functionWithoutCall(name, at: span)) }
    return fail(.unknownName(name, at: span, near: knownNames(), isUnit: false))
  }

  /// Names that may have been meant.
  func knownNames() -> [String] {
    // A slip of the hand is not sought among the names of a document without end.
    let own = values.count <= 1000 ? values.keys.sorted() + (parameters?.keys.sorted() ?? []) : []
    return own + functions.keys.sorted() + ["pi", "true", "false"]
  }

  // MARK: Units

  /// The unit that was written; nil, told of, where a name is none.
  ///
  /// - Parameter number: the number that it stands behind.
  mutating func resolved(_ expression: UnitExpression, behind number: String? = nil) -> Quantity.Unit? {
    var unit = Quantity.Unit.one
    var isKnown = true
    for (index, part) in expression.parts.enumerated() {
      // What is wrong with its declaration has been told of there.
      if brokenUnits.contains(part.name) || broken.contains(part.name) && units.isUnsized(part.name) {
        isKnown = false
        continue
      }
      guard let named = units.unit(named: part.name) else {
        isKnown = false
        guard faults.count < Self.mostFaults, !hasTold(.unknownUnit, at: part.span) else { continue }
        let isVariable = values[part.name] != nil || parameters?[part.name] != nil
        let _: Value? = fail(
          .unknownUnit(
            part.name, at: part.span, units: units, isVariable: isVariable, number: index == 0 ? number : nil,
            from: source.blank(before: part.span.start)))
        continue
      }
      if part.isApart, index > 0, values[part.name] != nil || parameters?[part.name] != nil {
        isKnown = false
        let _: Value? = fail(.ambiguousName(part.name, at: part.span))
        continue
      }
      // Parts are kept as they were written: `m*km` stays, and only arithmetic merges.
      unit = unit.followed(by: named, to: part.exponent)
    }
    if unit.isTooHigh { return fail(.unitPowerTooHigh(at: expression.span)) }
    return isKnown ? unit : nil
  }

  private mutating func conversion(_ inner: Expression, to expression: UnitExpression) -> Value? {
    let value = value(of: inner)
    guard let unit = resolved(expression), let value else { return nil }
    let span = inner.span.joined(with: expression.span)
    let meant = meantPart(inner)
    return each([value], at: span) { $0.converted($1[0], to: unit, written: meant, at: span) }
  }

  /// The same figure in another unit.
  ///
  /// - Parameter written: what is converted, as it reads with its unit at its number.
  mutating func converted(
    _ figure: Figure, to unit: Quantity.Unit, written: String? = nil, at span: SourceSpan
  ) -> Figure? {
    guard let own = figure.unit else { return fail(.notAQuantity(figure.kind, at: span)) }
    if own == unit { return figure }
    if figure.isBareZero { return Figure(kind: .quantity(unit), content: .exact(0)) }
    guard let scale = own.conversion(to: unit) else {
      return fail(.cannotConvert(own, unit, written: written, at: span))
    }
    var result = scaled(figure, by: scale, unit: unit, at: span)
    result?.months = months(of: figure, in: unit)
    return result
  }

  /// The figure with its number multiplied, in a unit.
  mutating func scaled(_ figure: Figure, by scale: Scale, unit: Quantity.Unit, at span: SourceSpan) -> Figure? {
    switch figure.content {
    case .exact(let value): return exact(scale.applied(to: value), .quantity(unit), at: span)
    case .uncertain(let node, let closed):
      return uncertain(
        .quantity(unit), graph.affine(node, scale: scale.value), closed?.affine(scale: scale.value, shift: 0), at: span)
    }
  }

  // MARK: Making figures

  /// A certain figure; nil, told of, where the number is too large.
  mutating func exact(_ value: Double, _ kind: Kind, isShare: Bool = false, at span: SourceSpan) -> Figure? {
    // Beyond a million years there is no calendar.
    guard value.isFinite, kind != .date || abs(value) < 3.65e8 else { return refuse(.noFiniteValue(at: span)) }
    return Figure(kind: kind, content: .exact(value), isShare: isShare)
  }

  /// An uncertain figure, or a certain one where the closed form says so.
  mutating func uncertain(
    _ kind: Kind, _ node: SampleGraph.NodeID, _ closed: ClosedForm?, isShare: Bool = false,
    fault: NodePlace.Fault = .overflow, at span: SourceSpan
  ) -> Figure? {
    if let constant = closed?.constant { return exact(constant, kind, isShare: isShare, at: span) }
    if places[node] == nil { places[node] = NodePlace(span: span, fault: fault) }
    return Figure(kind: kind, content: .uncertain(node, closed), isShare: isShare)
  }

  /// Where a node was written. One that an operation makes on the way to its result stands where the result does,
  /// which is made next.
  func place(of node: SampleGraph.NodeID) -> NodePlace? {
    places[node] ?? places.filter { $0.key > node }.min { $0.key < $1.key }?.value
  }

  /// The node that holds a figure's samples.
  mutating func node(of figure: Figure) -> SampleGraph.NodeID {
    switch figure.content {
    case .exact(let value): graph.constant(value)
    case .uncertain(let node, _): node
    }
  }
}
