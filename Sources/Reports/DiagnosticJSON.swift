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
      ("code", .string(diagnostic.code.name)), ("message", .string(diagnostic.message)),
      ("hint", JSON(diagnostic.hint)),
    ]
    if let source, let span = diagnostic.span {
      members += [("document", .string(source.name))] + place(span, in: source) + marks(of: diagnostic, in: source)
    }
    return .object(members)
  }

  /// Where a stretch of a text begins and ends, by lines and characters and in bytes.
  static func place(_ span: SourceSpan, in source: SourceText) -> [(key: String, value: JSON)] {
    let (start, end) = (source.position(at: span.start), source.position(at: span.end))
    return [
      ("line", .integer(start.line)), ("column", .integer(start.column)), ("endLine", .integer(end.line)),
      ("endColumn", .integer(end.column)), ("start", .integer(span.start)), ("end", .integer(span.end)),
    ]
  }

  /// What stands beside the place, the places that have to do with it, and the edits that mend it: null where there is
  /// none.
  static func marks(of diagnostic: Diagnostic, in source: SourceText) -> [(key: String, value: JSON)] {
    let related = diagnostic.related.map { label in
      JSON.object([("label", .string(label.text))] + place(label.span, in: source))
    }
    let fix = diagnostic.fix.map { fix in
      JSON.object([
        ("title", .string(fix.title)), ("isSafe", .bool(fix.isSafe)),
        (
          "edits",
          .array(
            fix.edits.map { .object([("replacement", .string($0.replacement))] + place($0.span, in: source)) })
        ),
      ])
    }
    return [("label", JSON(diagnostic.label)), ("related", .array(related)), ("fix", fix ?? .null)]
  }
}
