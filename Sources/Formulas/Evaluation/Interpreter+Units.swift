import Diagnostics
import Quantities

/// Units that a program declares.
extension Interpreter {
  /// Declares the units of a program, each after those that it is declared by.
  mutating func declareUnits(_ statements: [Statement]) {
    var waiting = statements.compactMap { statement in
      if case .unit(let declaration) = statement.form { declaration } else { nil }
    }
    guard !waiting.isEmpty else { return }
    var names: Set<String> = []
    for declaration in waiting {
      for name in declaration.names where !names.insert(name.name).inserted {
        report.tell(.duplicateUnit(name.name, at: name.span))
      }
    }
    // A unit may be declared by one that is declared further down.
    while !waiting.isEmpty {
      var later: [Statement.UnitDeclaration] = []
      var missing = Set(waiting.flatMap { $0.names.map(\.name) })
      for declaration in waiting {
        if let value = declaration.value, value.unitNames.contains(where: { missing.contains($0) }) {
          later.append(declaration)
        } else {
          declare(declaration)
          missing.subtract(declaration.names.map(\.name))
        }
      }
      if later.count == waiting.count {
        for declaration in later {
          definitions.brokenUnits.formUnion(declaration.names.map(\.name))
          report.tell(.unitCycle(declaration.names[0].name, at: declaration.names[0].span))
        }
        return
      }
      waiting = later
    }
  }

  private mutating func declare(_ declaration: Statement.UnitDeclaration) {
    let (name, span) = declaration.names[0]
    let named: Quantity.Unit.Named
    // Until it is known what the unit is, what uses it says nothing.
    definitions.brokenUnits.formUnion(declaration.names.map(\.name))
    if let expression = declaration.value {
      let size = within({ $0.isSizing = true }, read: { $0.value(of: expression) })
      guard let value = size else { return }
      guard case .figure(let figure) = value, let unit = figure.unit, let size = figure.exact,
        let sized = Quantity.Unit.Named(name, is: size, unit)
      else {
        report.tell(.impossibleUnit(name, at: expression.span))
        return
      }
      // Another meaning for a unit that everybody knows would silently break what uses it; a currency waits for a rate.
      if let known = units.unit(named: name), !Currency.codes.contains(name), known.dimension != sized.dimension {
        report.tell(.unitAlreadyKnown(name, at: span, measuresOther: true))
        return definitions.brokenUnits.subtract(declaration.names.map(\.name))
      }
      named = sized
    } else {
      // Two documents that declare one thing mean the same.
      if definitions.inheritedUnits.contains(name) {
        return definitions.brokenUnits.subtract(declaration.names.map(\.name))
      }
      if units.unit(named: name) != nil {
        report.tell(.unitAlreadyKnown(name, at: span))
        return definitions.brokenUnits.subtract(declaration.names.map(\.name))
      }
      named = Quantity.Unit.Named(base: name)
    }
    definitions.brokenUnits.subtract(declaration.names.map(\.name))
    units.add(
      named, names: declaration.names.map(\.name), prefixes: declaration.prefixes, symbol: declaration.symbol)
  }
}

extension Expression {
  /// The names of units and the bare names in a unit's declaration.
  fileprivate var unitNames: [String] {
    switch form {
    case .number(_, _, let unit): unit?.parts.map(\.name) ?? []
    case .name(let name): [name]
    case .negation(let inner): inner.unitNames
    case .sum(let terms): terms.flatMap(\.expression.unitNames)
    case .product(let factors): factors.flatMap(\.expression.unitNames)
    case .power(let base, _): base.unitNames
    case .conversion(let inner, let unit): inner.unitNames + unit.parts.map(\.name)
    default: []
    }
  }
}

extension Expression {
  /// The upper end of a range, where its unit stands; any other formula as it is.
  var end: Expression {
    if case .range(let range) = form { range.high } else { self }
  }
}
