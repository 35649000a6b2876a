import Diagnostics
import Formulas
import Quantities
import Styling

/// What `help` says in the session of `how calc`: of a function, a unit, a word or a sign of the language.
struct SessionHelp {
  let units: UnitCatalogue

  func lines(on name: String?) -> [StyledText] {
    guard let name else { return overview }
    if ["units", "unit"].contains(name) { return (name == "unit" ? word(name) ?? [] : []) + unitTable }
    if ["functions", "function"].contains(name) { return functions }
    if let builtin = Builtin.all.first(where: { $0.name == name }) {
      // A shape of a range is a distribution, too.
      return self.builtin(builtin) + (word(name) ?? [])
    }
    return word(name) ?? unit(name) ?? unknown(name)
  }

  private func builtin(_ builtin: Builtin) -> [StyledText] {
    [StyledText(builtin.signature, .name), StyledText(builtin.summary)]
      + builtin.examples.map { StyledText("  \($0.formula)", .code) + StyledText("  # \($0.result)", .dim) }
  }

  private func word(_ name: String) -> [StyledText]? {
    LanguageWord.named(name).map { word in
      [StyledText(word.form, .name), StyledText(word.summary)]
        + word.examples.flatMap { $0.split(separator: "\n") }.map { StyledText("  \($0)", .code) }
    }
  }

  private func unit(_ name: String) -> [StyledText]? {
    guard let named = units.unit(named: name) else { return nil }
    let spellings = units.spellings(of: name).joined(separator: ", ")
    if units.isUnsized(name), Currency.codes.contains(name) {
      return [
        StyledText(spellings, .unit),
        StyledText("a currency of ISO 4217; 'unit \(name) = 1.08 USD', with your number, gives it a rate"),
      ]
    }
    let size = Quantity.Unit(named).sizeText
    return [StyledText(spellings, .unit), StyledText(size == "1 \(named.name)" ? "a unit of its own" : "\(size)")]
      + (units.takesPrefixes(name) ? [StyledText("prefixes go with it", .dim)] : [])
  }

  private func unknown(_ name: String) -> [StyledText] {
    let names =
      Builtin.all.map(\.name) + LanguageWord.all.flatMap(\.names).filter { $0.count > 1 }
      + (name.count < 4 ? [] : units.names) + ["units", "functions"]
    let near = NearestName.of(name, among: names)
    return [
      StyledText(
        "there is no function, unit or word '\(visible(name))'" + (near.map { ": did you mean '\($0)'?" } ?? ""))
    ]
  }

  private var functions: [StyledText] {
    Builtin.Group.allCases.map { group in
      StyledText("  " + group.rawValue.lowercased() + ": ", .dim)
        + StyledText(Builtin.all.filter { $0.group == group }.map(\.name).joined(separator: " "))
    }
  }

  private var unitTable: [StyledText] {
    UnitCatalogue.fields.map { field in
      StyledText("  " + field.title + ": ", .dim) + StyledText(field.units.joined(separator: " "))
    } + [
      StyledText("  money: ", .dim) + StyledText("the codes of ISO 4217, such as USD"),
      StyledText("'help hour' tells of one; Tab behind a number completes their names."),
    ]
  }

  private var overview: [StyledText] {
    [
      StyledText("40 hour * 80 USD/hour", .code), StyledText("x = 5 to 10 km; x / 2 hour -> m/s", .code),
      StyledText("P(normal(100, 15) > 120)", .code),
      StyledText("functions; 'help NAME' tells of a function, a unit, a word or a sign, 'help units' of all units:"),
    ] + functions + [
      StyledText("'names' lists what is defined, 'forget NAME' takes it away, 'ans' is the last result, Ctrl-D ends.")
    ]
  }
}
