import Diagnostics
import Quantities
import Uncertainty

/// Named chances: each row of probabilities is checked and summed.
extension Interpreter {
  /// Reads the chances of a program, whose definitions have been read.
  mutating func readChances(_ program: Program) {
    var found: [String: Statement.Chance] = [:]
    var order: [String] = []
    for statement in program.statements {
      guard case .chance(let chance) = statement.form, found[chance.name] == nil else { continue }
      found[chance.name] = chance
      order.append(chance.name)
    }
    guard !order.isEmpty else { return }
    var known = true
    for name in order {
      for parent in found[name]?.parents ?? [] where found[parent.name] == nil {
        known = false
        if definitions.broken.contains(parent.name) { continue }
        report.tell(.unknownChance(parent.name, at: parent.span, near: order))
      }
    }
    guard known else { return }
    let sorted = DependencyOrder.of(order) { found[$0]?.parents.map(\.name) ?? [] }
    for cycle in sorted.cycles {
      guard let place = found[cycle[0]]?.nameSpan else { continue }
      report.tell(.chanceCycle(cycle, at: place))
    }
    var places: [String: Int] = [:]
    for name in sorted.order {
      guard let declaration = found[name] else { continue }
      let parents = declaration.parents.compactMap { places[$0.name] }
      guard parents.count == declaration.parents.count, let chance = read(declaration, parents) else { continue }
      places[name] = definitions.chances.count
      definitions.chances.append(chance)
    }
  }

  private mutating func read(_ declaration: Statement.Chance, _ parents: [Int]) -> NamedChance? {
    guard let first = declaration.rows.first else { return nil }
    let values = first.outcomes.map(\.label.text)
    let sizes = parents.map { definitions.chances[$0].values.count }
    let count = sizes.reduce(1) { min(1 << 20, $0 * $1) }
    guard count * values.count <= 100_000, report.spend(count, at: declaration.nameSpan) else {
      return fail(.tooManyRows(declaration.name, at: declaration.nameSpan))
    }
    draws.start(declaration.name)
    var rows: [NamedChance.Row?] = Array(repeating: nil, count: count)
    var isWhole = true
    for row in declaration.rows {
      let read = outcomes(row, values, of: declaration.name)
      guard let place = place(of: row, declaration, parents), let read else {
        isWhole = false
        continue
      }
      if rows[place] != nil {
        isWhole = false
        report.tell(.duplicateRow(row.keys.map(\.text), at: row.span))
      }
      rows[place] = NamedChance.Row(probabilities: read, span: row.span)
    }
    guard isWhole else { return nil }
    if let missing = rows.firstIndex(where: { $0 == nil }) {
      return fail(
        .missingRow(Self.keys(missing, parents.map { definitions.chances[$0].values }), at: declaration.nameSpan))
    }
    return NamedChance(
      name: declaration.name, nameSpan: declaration.nameSpan, isTest: declaration.isTest, values: values,
      parents: parents, rows: rows.compactMap { $0 })
  }

  /// The names of the joint value with a number.
  private static func keys(_ number: Int, _ values: [[String]]) -> [String] {
    var rest = number
    var keys: [String] = []
    for values in values.reversed() {
      keys.append(values[rest % values.count])
      rest /= values.count
    }
    return keys.reversed()
  }

  private mutating func place(
    of row: Statement.Chance.Row, _ declaration: Statement.Chance, _ parents: [Int]
  ) -> Int? {
    guard row.keys.count == parents.count else {
      return fail(.keyCount(declaration.parents.map(\.name), row.keys.count, at: row.span))
    }
    var place = 0
    for (key, parent) in zip(row.keys, parents) {
      let chance = definitions.chances[parent]
      guard let value = chance.values.firstIndex(of: key.text) else {
        return fail(.unknownValue(key.text, of: chance.name, values: chance.values, at: key.span))
      }
      place = place * chance.values.count + value
    }
    return place
  }

  /// The probabilities of one row in the order of the values.
  private mutating func outcomes(
    _ row: Statement.Chance.Row, _ values: [String], of name: String
  ) -> [BeliefNumber]? {
    var found: [String: BeliefNumber] = [:]
    var rest: Statement.Chance.Outcome?
    var isWhole = true
    for outcome in row.outcomes {
      let label = outcome.label.text
      guard values.contains(label) else {
        isWhole = false
        report.tell(.unknownValue(label, of: name, values: values, at: outcome.label.span))
        continue
      }
      if found[label] != nil || rest?.label.text == label {
        isWhole = false
        report.tell(.duplicateValue(label, at: outcome.label.span))
        continue
      }
      guard let expression = outcome.probability else {
        if rest != nil {
          isWhole = false
          report.tell(.secondElse(at: outcome.span))
        }
        rest = outcome
        continue
      }
      if let number = probability(expression) { found[label] = number } else { isWhole = false }
    }
    guard isWhole else { return nil }
    if let missing = values.first(where: { found[$0] == nil && rest?.label.text != $0 }) {
      return fail(.missingValue(missing, of: name, at: row.span))
    }
    let others = found.values.sorted { $0.span < $1.span }
    let exact = others.compactMap(\.exact)
    let sum = exact.reduce(0, +)
    if exact.count == others.count {
      if rest != nil, sum > 1 + 1e-9 { return fail(.rowAboveOne(sum, at: row.span)) }
      if rest == nil, abs(sum - 1) > 1e-9 { return fail(.rowSum(sum, at: row.span)) }
    }
    if let rest { found[rest.label.text] = self.rest(of: others, at: rest.span) }
    return values.compactMap { found[$0] }
  }

  /// What some probabilities leave of 1.
  mutating func rest(of others: [BeliefNumber], at span: SourceSpan) -> BeliefNumber {
    var exact = 0.0
    var nodes: [SampleGraph.NodeID] = []
    var joint: [JointValues]? = []
    for other in others {
      switch other.content {
      case .exact(let value): exact += value
      case .sampled(let node, let values):
        nodes.append(node)
        joint = values.flatMap { values in joint.map { $0 + [values] } }
      }
    }
    // What rounding leaves of nothing is nothing.
    let left = 1 - exact
    guard let first = nodes.first else { return BeliefNumber(.exact(left < 1e-12 ? 0 : left), .one, at: span) }
    let sum = nodes.dropFirst().reduce(first) { draws.graph.binary(.add, $0, $1) }
    let values = joint.flatMap { JointValues.combining($0) { left - $0.reduce(0, +) } }
    return BeliefNumber(.sampled(draws.graph.affine(sum, scale: -1, shift: left), values), .one, at: span)
  }

  private mutating func probability(_ expression: Expression) -> BeliefNumber? {
    guard let value = value(of: expression) else { return nil }
    guard case .figure(let figure) = value, let unit = figure.unit else {
      return fail(.expectedProbability(value.inWords, at: expression.span))
    }
    guard unit == .one else { return fail(.expectedProbability(figure.kind.inWords, at: expression.span)) }
    if let exact = figure.exact, !(0...1).contains(exact) {
      return fail(.impossibleProbability(exact, at: expression.span))
    }
    return number(figure, at: expression.span)
  }

  /// A quantity as decisions take it.
  func number(_ figure: Figure, at span: SourceSpan) -> BeliefNumber? {
    guard let unit = figure.unit else { return nil }
    switch figure.content {
    case .exact(let value): return BeliefNumber(.exact(value), unit, at: span)
    case .uncertain(let node, let closed):
      if case .discrete(let values)? = closed { return BeliefNumber(.sampled(node, values), unit, at: span) }
      return BeliefNumber(.sampled(node, nil), unit, at: span)
    }
  }
}
