package import Diagnostics
package import Quantities

/// What names stand for: the definitions of a document's `how` blocks, checked and computed.
///
/// Definitions may stand in any order; every name has one value.
package struct Scope: Sendable {
  private var interpreter: Interpreter?

  /// Names and their values, where those are certain.
  package private(set) var values: [String: Quantity] = [:]

  package init() {}

  init(_ interpreter: Interpreter) {
    self.interpreter = interpreter
    readValues()
  }

  private mutating func readValues() {
    for (name, value) in interpreter?.definitions.values ?? [:] {
      if case .figure(let figure) = value, let unit = figure.unit, let exact = figure.exact {
        values[name] = Quantity(exact, unit)
      }
    }
  }

  /// Reads and computes the definitions in some stretches of a text.
  ///
  /// - Returns: the scope, and everything that is wrong with the definitions, in the order of the text.
  package static func reading(
    _ source: SourceText, in spans: [SourceSpan], units: UnitCatalogue = .builtIn
  ) -> (scope: Scope, faults: [Diagnostic]) {
    let program = Program(source, in: spans, units: units)
    var interpreter = Interpreter(source: source, units: units)
    _ = interpreter.read(program)
    let faults = interpreter.report.faultsInOrder
    interpreter.report.faults = []
    let scope = Scope(interpreter)
    return (scope, faults)
  }

  /// Every name that has a value, certain or not, in alphabetical order.
  package var names: [String] { interpreter?.definitions.values.keys.sorted() ?? [] }

  /// What formulas that use the names are read with.
  var interpreting: Interpreter? { interpreter }
}
