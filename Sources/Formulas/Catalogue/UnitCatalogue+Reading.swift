package import Diagnostics
package import Quantities

extension UnitCatalogue {
  /// The units that every program knows: the file `Catalogue/units.how`, read once.
  package static let builtIn: UnitCatalogue = {
    let source = SourceText(name: "units.how", text: embeddedTexts["Catalogue/units.how"] ?? "")
    let (catalogue, faults) = UnitCatalogue().adding(source)
    precondition(faults.isEmpty, "the catalogue of units is wrong: \(faults)")
    return catalogue
  }()

  /// The built-in units by what they measure, as the catalogue's text has them, each by the name that it is shown by.
  package static let fields: [(title: String, units: [String])] = {
    var fields: [(title: String, units: [String])] = []
    for line in (embeddedTexts["Catalogue/units.how"] ?? "").split(separator: "\n") {
      if line.hasPrefix("# "),
        let end = line.firstIndex(of: ":") ?? line.lastIndex(of: ".") ?? line.endIndex as String.Index?,
        line.contains(":") || line.count < 70
      {
        fields.append((String(line[line.index(line.startIndex, offsetBy: 2)..<end]).lowercased(), []))
      } else if line.hasPrefix("unit "),
        let name = line.dropFirst(5).split(whereSeparator: { " ,".contains($0) }).first,
        !fields.isEmpty
      {
        fields[fields.count - 1].units.append(String(name))
      }
    }
    return fields.filter { !$0.units.isEmpty }
  }()

  /// The catalogue with the units that a text declares, and what is wrong with the text.
  package func adding(_ source: SourceText) -> (catalogue: UnitCatalogue, faults: [Diagnostic]) {
    let program = Program(source, units: self)
    var interpreter = Interpreter(source: source, units: self)
    for statement in program.statements {
      if case .unit = statement.form { continue }
      interpreter.report.tell(.onlyUnits(at: statement.span))
    }
    _ = interpreter.read(Program(source, units: self))
    return (interpreter.units, interpreter.report.faultsInOrder)
  }
}
