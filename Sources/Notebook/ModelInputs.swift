package import Diagnostics
package import Formulas
package import Knowledge
package import Quantities

/// A model with what a person gives it: the document's text, and behind it a line for each `name=value`.
package struct ModelInputs {
  package let model: Model
  package let name: String
  /// The document's bytes, and the lines.
  package let source: SourceText
  private let lines: SourceText
  private let end: Int

  /// - Throws: a refusal where something typed is not of the form `name=value`.
  package init(_ model: Model, name: String, typed: [String]) throws(Failure) {
    var text = ""
    for argument in typed {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].trimmed
      guard parts.count == 2, !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
        throw Failure(.usage, .usage("'\(argument)' is not of the form name=value", hint: "as in params=70B"))
      }
      guard !parts[1].allSatisfy(\.isWhitespace) else {
        throw Failure(.usage, .usage("'\(argument)' gives '\(name)' no value", hint: "as in params=70B"))
      }
      // What would begin another statement is no value.
      let value = SourceText(name: "arguments", text: String(parts[1]))
      let program = Program(value)
      guard program.faults.isEmpty ? program.isOneFormula : !parts[1].contains(where: \.isNewline) else {
        throw Failure(
          .usage,
          .usage("'\(argument)' gives '\(name)' more than one formula", hint: "give each input an argument of its own"))
      }
      text += "given \(name) = \(parts[1])\n"
    }
    self.model = model
    self.name = name
    let document = model.document.source
    end = document.bytes.count + 1
    source = SourceText(name: document.name, bytes: document.bytes + [UInt8(ascii: "\n")] + Array(text.utf8))
    lines = SourceText(name: "arguments", text: text)
  }

  package func program(units: UnitCatalogue) -> Program { Program(source, in: model.formulas, units: units) }

  package func given(units: UnitCatalogue) -> Program {
    Program(source, in: [SourceSpan(end, source.bytes.count)], units: units, knowing: model.formulas)
  }

  /// What is wrong, in the text where it stands: in what was typed first, else in the document.
  package func faults(_ all: [Diagnostic]) -> DocumentErrors {
    let typed = all.filter { ($0.span?.start ?? 0) >= end }
    if typed.isEmpty { return DocumentErrors(in: source, all) }
    return DocumentErrors(in: lines, typed.map { $0.within(SourceSpan(end, source.bytes.count)) })
  }
}

extension Notebook {
  /// A model by its name, or as a file, that has something to compute.
  package func runnable(_ ref: String) throws -> (model: Model, found: OpenDocument) {
    let found = try open(ref)
    guard found.kind == .model else { throw Failure(.data, .isNot(found.name, .model, but: found.kind)) }
    return (Model(try found.reading.valid()), found)
  }
}
