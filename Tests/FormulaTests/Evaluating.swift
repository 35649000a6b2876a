import Diagnostics
import Formulas
import Quantities

extension SourceText {
  init(_ text: String) {
    self.init(name: "test", text: text)
  }

  var whole: SourceSpan { SourceSpan(0, bytes.count) }
}

/// The value of one formula, with the names of a program.
func value(of text: String, where program: String = "") throws -> Quantity {
  let source = SourceText(text)
  return try Formula(source, in: source.whole).value(in: scope(program).scope)
}

/// The code of what is wrong with one formula; nil where nothing is.
func fault(of text: String, where program: String = "") -> Diagnostic.Code? {
  do {
    _ = try value(of: text, where: program)
    return nil
  } catch {
    return (error as? Diagnostic)?.code ?? Diagnostic.Code("\(error)")
  }
}

/// The definitions of a program that stands in one block.
func scope(_ program: String) -> (scope: Scope, faults: [Diagnostic], source: SourceText) {
  let source = SourceText(program)
  let read = Scope.reading(source, in: [source.whole])
  return (read.scope, read.faults, source)
}
