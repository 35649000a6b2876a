package import Diagnostics
import Quantities

/// A definition with the numbers in place of its names.
package struct Explanation: Sendable {
  package var name: String
  /// The formula as it was written.
  package var formula: String
  /// The same with values for names.
  package var substituted: String
  package var value: Answer.Value
}

extension Calculation {
  /// What was computed, in the order of the text: every definition that is no input.
  ///
  /// - Parameter text: how a value is written within a formula.
  /// - Throws: what has no value in some sample, at its place.
  package func explanations(_ text: (Answer.Value) -> String) throws(Diagnostic) -> [Explanation] {
    var sampler = Sampler(interpreter: interpreter, sampling: sampling)
    let definitions = program.statements.compactMap { statement -> Statement.Definition? in
      guard case .definition(let definition) = statement.form, definition.role != .input, definition.expression != nil
      else { return nil }
      return definition
    }
    for value in interpreter.definitions.values.sorted(by: { $0.key < $1.key }) { sampler.want(value.value) }
    try sampler.run()
    let texts = interpreter.definitions.values.mapValues { text(sampler.answer($0)) }
    return definitions.compactMap { definition in
      guard let expression = definition.expression, let value = interpreter.definitions.values[definition.name]
      else { return nil }
      return Explanation(
        name: definition.name, formula: program.source[expression.span],
        substituted: substituted(expression, texts), value: sampler.answer(value))
    }
  }

  private func substituted(_ expression: Expression, _ texts: [String: String]) -> String {
    let source = program.source
    var places: [(SourceSpan, String)] = []
    expression.forEachName { name, span in
      if let text = texts[name] { places.append((span, text)) }
    }
    var result: [UInt8] = []
    var position = expression.span.start
    for (span, text) in places.sorted(by: { $0.0 < $1.0 }) where span.start >= position {
      result += source.bytes[position..<span.start] + Array(text.utf8)
      position = span.end
    }
    return String(decoding: result + source.bytes[position..<expression.span.end], as: UTF8.self)
  }
}
