import Diagnostics
import Formulas
package import Knowledge
package import Quantities
package import Styling

/// How a model is run, made from its own inputs and their descriptions.
package enum ModelHelp {
  package static func lines(_ model: Model, name: String, units: UnitCatalogue) -> [StyledText] {
    let program = model.program(units: units)
    var lines = [StyledText(visible(model.title), .heading), StyledText()]
    lines.append(StyledText("usage: how run \(visible(name)) [name=value …]"))
    for (title, role) in [("inputs", Program.Entry.Role.input), ("outputs", .output)] {
      let entries = program.entries.filter { $0.role == role }
      if entries.isEmpty { continue }
      var grid = Grid([.left, .left, .left, .left])
      for entry in entries {
        grid.add([
          StyledText("  ") + StyledText(entry.name, .name), StyledText(entry.unit ?? "", .unit),
          StyledText(role == .output ? "" : entry.formula.map { "= " + visible($0) } ?? "needed"),
          StyledText(visible(entry.description ?? ""), .dim),
        ])
      }
      lines += [StyledText(), StyledText(title, .heading)] + grid.lines()
    }
    return lines
  }

  /// The same as JSON: each with its unit, the formula of its default, and what it is.
  package static func json(_ model: Model, name: String, units: UnitCatalogue) -> JSON {
    let program = model.program(units: units)
    func entries(_ role: Program.Entry.Role) -> JSON {
      .array(
        program.entries.filter { $0.role == role }.map { entry in
          .object([
            ("name", .string(entry.name)), ("unit", JSON(entry.unit)),
            ("default", JSON(role == .output ? nil : entry.formula)), ("description", JSON(entry.description)),
          ])
        })
    }
    return .answer([("model", .string(name)), ("inputs", entries(.input)), ("outputs", entries(.output))])
  }
}
