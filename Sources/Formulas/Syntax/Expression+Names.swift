import Diagnostics

extension Expression {
  /// Every name the formula uses, of values and of functions, with its place.
  func forEachName(_ body: (String, SourceSpan) -> Void) {
    forEachUse { name, span, _ in body(name, span) }
  }

  /// Every name the formula uses, with its place, and whether it is called.
  func forEachUse(_ body: (String, SourceSpan, _ isCalled: Bool) -> Void) {
    switch form {
    case .number, .date, .text: break
    case .name(let name): body(name, span, false)
    case .call(let name, let place, let arguments):
      body(name, place, true)
      // Only where values come with probabilities a label is a value; elsewhere it names a parameter.
      let hasValues = Self.takingValues.contains(name)
      for argument in arguments {
        if hasValues { argument.label?.forEachUse(body) }
        argument.value.forEachUse(body)
      }
    default:
      for part in parts { part.forEachUse(body) }
    }
  }

  /// The functions whose labels are values.
  private static let takingValues: Set<String> = ["discrete", "mixture"]

  /// Every link in the formula.
  func forEachLink(_ body: (Link) -> Void) {
    if case .link(let link) = form { body(link) }
    for part in parts { part.forEachLink(body) }
  }

  /// Every unit that is written in the formula.
  func forEachUnit(_ body: (UnitExpression) -> Void) {
    switch form {
    case .number(_, _, let unit?), .conversion(_, let unit): body(unit)
    default: break
    }
    for part in parts { part.forEachUnit(body) }
  }

  /// The formulas within it.
  private var parts: [Expression] {
    switch form {
    case .number, .date, .text, .name: []
    case .negation(let inner), .not(let inner), .conversion(let inner, _), .share(let inner): [inner]
    case .sum(let terms): terms.map(\.expression)
    case .product(let factors): factors.map(\.expression)
    case .power(let left, let right), .comparison(let left, _, let right), .steps(let left, let right),
      .element(let left, let right):
      [left, right]
    case .range(let range): [range.level, range.low, range.high].compactMap { $0 }
    case .within(let value, let low, let high): [value, low, high]
    case .both(let parts), .either(let parts), .list(let parts): parts
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .call(_, _, let arguments): arguments.flatMap { [$0.label, $0.value].compactMap { $0 } }
    case .link(let link): link.arguments?.map(\.value) ?? []
    }
  }

  /// Whether anything may be drawn in it: only ranges, functions and models draw.
  var mayDraw: Bool {
    switch form {
    case .range, .call, .link: true
    case .number, .date, .text, .name: false
    default: parts.contains(where: \.mayDraw)
    }
  }
}

extension Expression {
  /// Where it stands, if it is a number that is written without a unit and is no percentage.
  var writtenNumber: SourceSpan? {
    if case .number(_, isPercent: false, unit: nil) = form { span } else { nil }
  }
}
