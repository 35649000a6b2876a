/// What is wrong with one text, all of it at once, in the order of the text.
package struct DocumentErrors: Error, Sendable {
  package let source: SourceText
  package let diagnostics: [Diagnostic]

  package init(in source: SourceText, _ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a fault needs something that is wrong")
    self.source = source
    self.diagnostics = diagnostics.enumerated().sorted {
      ($0.element.span?.start ?? -1, $0.offset) < ($1.element.span?.start ?? -1, $1.offset)
    }.map(\.element)
  }
}
