import Diagnostics
import Quantities
import Uncertainty

/// Checks a program and turns it into values: what is certain is computed at once, what is uncertain becomes nodes of
/// a sample graph, with what is known of it in closed form beside.
///
/// Nothing stops at the first error: what is wrong is told of at its place, and what depends on it is left out.
struct Interpreter: Sendable {
  let library: (any FormulaLibrary)?
  var units: UnitCatalogue
  /// What the models that are called answered so far.
  var answers = ModelAnswers()

  var definitions = Definitions()
  var draws: Draws
  var report = Report()
  var context: Context

  private static let deepest = 500
  /// The longest list.
  static let longestList = 100_000
  /// The longest chain of models that call one another: each takes a piece of the stack.
  static let mostCallers = 200

  init(source: SourceText, units: UnitCatalogue, library: (any FormulaLibrary)? = nil, seed: UInt64 = 0) {
    self.units = units
    self.library = library
    draws = Draws(seed: seed)
    context = Context(source: source)
  }

  // MARK: Faults

  /// Tells of something wrong in how the program is written.
  mutating func fail<Answer>(_ fault: Diagnostic) -> Answer? { report.fail(fault) }

  /// Tells of a value that does not exist, unless it stands in a branch that is not taken.
  mutating func refuse<Answer>(_ fault: Diagnostic) -> Answer? { context.isTaken ? report.fail(fault) : nil }

  // MARK: Formulas

  /// The value of a formula; nil where it is wrong, which has been told of.
  mutating func value(of expression: Expression) -> Value? {
    guard !report.isExhausted, report.spend(1, at: expression.span) else { return nil }
    if context.depth == Self.deepest { return fail(.nestedTooDeep(Self.deepest, at: expression.span)) }
    context.depth += 1
    defer { context.depth -= 1 }
    let value = form(of: expression)
    // What a function's body is depends on its call.
    if report.keepsFacts, context.parameters == nil, let value { report.facts.append((expression.span, value)) }
    return value
  }

  /// The value of a formula in a branch: where that is not taken, it is checked, but what cannot be computed there is
  /// no error.
  mutating func value(of expression: Expression, isTaken: Bool) -> Value? {
    isTaken ? value(of: expression) : within({ $0.untaken += 1 }, read: { $0.value(of: expression) })
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
    guard report.spend(length, at: span) else { return nil }
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
    let number = context.source[SourceSpan(span.start, unit.span.start)].trimmingBlanks
    guard let resolved = resolved(unit, behind: number), checkWritten(resolved, isPercent: isPercent, at: span) else {
      return nil
    }
    var figure = Figure(kind: .quantity(resolved), content: .exact(value))
    figure.months = Self.months(in: resolved).map { $0 * value }
    return .figure(figure)
  }

  private mutating func named(_ name: String, at span: SourceSpan) -> Value? {
    if let value = variable(name) { return value }
    if definitions.broken.contains(name) { return nil }
    if definitions.chanceNames.contains(name) { return fail(.chanceInFormula(name, at: span)) }
    switch name {
    case "pi": return .exact(.pi)
    case "true": return .truth(true)
    case "false": return .truth(false)
    default: break
    }
    if definitions.brokenUnits.contains(name) { return nil }
    if let unit = units.unit(named: name) {
      var figure = Figure(kind: .quantity(Quantity.Unit(unit)), content: .exact(1))
      figure.months = Self.months(in: Quantity.Unit(unit))
      return .figure(figure)
    }
    guard report.isNew(.unknownName, at: span) else { return nil }
    if definitions.functions[name] != nil || Builtin.named[name] != nil {
      return fail(.functionWithoutCall(name, at: span))
    }
    return fail(.unknownName(name, at: span, near: knownNames(), isUnit: false))
  }

  /// What a parameter or a definition stands for.
  func variable(_ name: String) -> Value? { context.parameters?[name] ?? definitions.values[name] }

  /// Names that may have been meant.
  func knownNames() -> [String] {
    // A slip of the hand is not sought among the names of a document without end.
    let own =
      definitions.values.count <= 1000
      ? definitions.values.keys.sorted() + (context.parameters?.keys.sorted() ?? []) : []
    return own + definitions.functions.keys.sorted() + ["pi", "true", "false"]
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
      if definitions.brokenUnits.contains(part.name)
        || definitions.broken.contains(part.name) && units.isUnsized(part.name)
      {
        isKnown = false
        continue
      }
      guard let named = units.unit(named: part.name) else {
        isKnown = false
        guard report.isNew(.unknownUnit, at: part.span) else { continue }
        let isVariable = variable(part.name) != nil
        report.tell(
          .unknownUnit(
            part.name, at: part.span, units: units, isVariable: isVariable, number: index == 0 ? number : nil,
            from: context.source.blank(before: part.span.start)))
        continue
      }
      if part.isApart, index > 0, variable(part.name) != nil {
        isKnown = false
        report.tell(.ambiguousName(part.name, at: part.span))
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
        .quantity(unit), draws.graph.affine(node, scale: scale.value), closed?.affine(scale: scale.value, shift: 0),
        at: span)
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
    if report.places[node] == nil { report.places[node] = NodePlace(span: span, fault: fault) }
    return Figure(kind: kind, content: .uncertain(node, closed), isShare: isShare)
  }

  /// The node that holds a figure's samples.
  mutating func node(of figure: Figure) -> SampleGraph.NodeID {
    switch figure.content {
    case .exact(let value): draws.graph.constant(value)
    case .uncertain(let node, _): node
    }
  }
}
