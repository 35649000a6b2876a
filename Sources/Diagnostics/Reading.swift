/// What was read of a text, and everything that is wrong with it: a fault takes away what it is a fault of, and nothing
/// else.
///
/// Who lists, shows or searches takes the value as it is; who saves, scores or runs asks for one without faults:
///
///     try DocumentReader.reading(source).valid()
package struct Reading<Value> {
  package var value: Value
  /// The text that the places of the diagnostics are in.
  package let source: SourceText
  package var diagnostics: [Diagnostic]

  package init(_ value: Value, of source: SourceText, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.source = source
    self.diagnostics = diagnostics
  }

  package var isValid: Bool { diagnostics.isEmpty }

  /// The value of a text without faults.
  ///
  /// - Throws: everything that is wrong with it.
  package func valid() throws(DocumentErrors) -> Value {
    if !diagnostics.isEmpty { throw DocumentErrors(in: source, diagnostics) }
    return value
  }
}

extension Reading: Sendable where Value: Sendable {}
