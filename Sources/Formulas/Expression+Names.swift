import Diagnostics

extension Expression {
  /// Every name the formula uses, of values and of functions, with its place.
  func forEachName(_ body: (String, SourceSpan) -> Void) {
    switch form {
    case .number, .date, .text: break
    case .name(let name): body(name, span)
    case .call(let name, let place, let arguments):
      body(name, place)
      for argument in arguments { argument.forEachName(body) }
    default:
      for part in parts { part.forEachName(body) }
    }
  }

  /// Every link in the formula.
  func forEachLink(_ body: (Link) -> Void) {
    if case .link(let link) = form { body(link) }
    for part in parts { part.forEachLink(body) }
  }

  /// The formulas within it.
  private var parts: [Expression] {
    switch form {
    case .number, .date, .text, .name: []
    case .negation(let inner), .not(let inner), .conversion(let inner, _): [inner]
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
}

extension Expression.Argument {
  /// A label that is a bare name names a parameter, or a value of that name: it is counted as a use only where a value
  /// of that name is meant, which a label such as `p5` never does.
  func forEachName(_ body: (String, SourceSpan) -> Void) {
    label?.forEachName(body)
    value.forEachName(body)
  }
}
