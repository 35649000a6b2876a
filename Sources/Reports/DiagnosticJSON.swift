package import Diagnostics

/// Errors as other programs read them.
package enum DiagnosticJSON {
  /// - Parameter draft: the path of a draft that keeps the text.
  package static func answer(_ diagnostics: [Diagnostic], in source: SourceText?, draft: String? = nil) -> JSON {
    let errors = JSON.array(diagnostics.map { object($0, in: source) })
    return .answer([("errors", errors)] + (draft.map { [("draft", .string($0))] } ?? []))
  }

  package static func object(_ diagnostic: Diagnostic, in source: SourceText?) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("code", .string(diagnostic.code)), ("message", .string(diagnostic.message)), ("hint", JSON(diagnostic.hint)),
    ]
    if let source, let span = diagnostic.span {
      members += [
        ("document", .string(source.name)), ("line", .integer(source.line(at: span.start))),
        ("column", .integer(source.column(at: span.start))),
      ]
    }
    return .object(members)
  }
}
