package import Diagnostics
import Quantities

/// What is known of a formula, or of a part of one, in a program that was computed.
package struct Fact: Sendable {
  /// The part that it is said of.
  package var span: SourceSpan
  /// What kind of thing it is; nil for lists and texts.
  package var kind: Kind?
  package var value: Answer.Value
}

extension Calculation {
  /// What is known at a place of the text: of the smallest part of a formula there, or of the name that is defined there.
  ///
  /// Bodies of functions have no values of their own.
  ///
  /// - Returns: nil where no formula stands, where what stands there is wrong, or where nothing was recorded.
  /// - Throws: what has no value in some sample, at its place.
  package func fact(at place: Int) throws(Diagnostic) -> Fact? {
    func holds(_ span: SourceSpan) -> Bool { span.start <= place && place < span.end }
    var found: (span: SourceSpan, value: Value)?
    for fact in interpreter.report.facts where holds(fact.span) {
      if found.map({ fact.span.count <= $0.span.count }) ?? true { found = fact }
    }
    if let symbol = program.symbols.first(where: { holds($0.definition) }), symbol.role != .parameter,
      let value = interpreter.definitions.values[symbol.name]
    {
      found = (symbol.definition, value)
    }
    guard let found else { return nil }
    var sampler = Sampler(interpreter: interpreter, sampling: sampling)
    sampler.want(found.value)
    try sampler.run()
    let kind: Kind? = if case .figure(let figure) = found.value { figure.kind } else { nil }
    return Fact(span: found.span, kind: kind, value: sampler.answer(found.value))
  }
}
