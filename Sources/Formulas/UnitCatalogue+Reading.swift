import Diagnostics
import Quantities

extension UnitCatalogue {
  /// The units that every program knows: the file `Catalogue/units.how`, read once.
  public static let builtIn: UnitCatalogue = {
    let source = SourceText(name: "units.how", text: embeddedTexts["Catalogue/units.how"] ?? "")
    let (catalogue, faults) = UnitCatalogue().adding(source)
    precondition(faults.isEmpty, "the catalogue of units is wrong: \(faults)")
    return catalogue
  }()

  /// The catalogue with the units that a text declares, and what is wrong with the text.
  public func adding(_ source: SourceText) -> (catalogue: UnitCatalogue, faults: [Diagnostic]) {
    let program = Program(source, units: self)
    var interpreter = Interpreter(source: source, units: self)
    for statement in program.statements {
      if case .unit = statement.form { continue }
      let _: Value? = interpreter.fail(.onlyUnits(at: statement.span))
    }
    _ = interpreter.read(Program(source, units: self))
    return (interpreter.units, interpreter.faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) })
  }
}
