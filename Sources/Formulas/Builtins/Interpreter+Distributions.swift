import Diagnostics
import Quantities
import Uncertainty

/// Distributions with parameters, by name or by quantiles.
extension Interpreter {
  mutating func distribution(_ call: Call, _ forms: [DistributionForm], signature: String) -> Value? {
    let labels = call.arguments.compactMap(\.name)
    if let stray = call.arguments.first(where: { $0.label != nil && $0.name == nil })?.label {
      return fail(.strayLabel(at: stray.span, signature: signature))
    }
    let levels = labels.map { quantileLevel($0.text) }
    guard let form = form(among: forms, labels: labels.map(\.text), levels, count: call.arguments.count) else {
      for argument in call.arguments { _ = value(of: argument.value) }
      let known = Set(forms.flatMap(\.names))
      for (label, level) in zip(labels, levels) where level == nil && !known.contains(label.text) {
        return fail(.unknownArgument(label.text, at: label.span, near: known.sorted(), signature: signature))
      }
      return fail(.wrongArguments(call.name, call.arguments.count, signature: signature, at: call.span))
    }
    return draw(form, call, signature: signature)
  }

  private func form(among forms: [DistributionForm], labels: [String], _ levels: [Double?], count: Int)
    -> DistributionForm?
  {
    let quantiles = levels.compactMap { $0 }.count
    return forms.first { form in
      guard form.quantiles == quantiles, count == form.names.count + quantiles else { return false }
      let others = zip(labels, levels).filter { $0.1 == nil }.map(\.0)
      return Set(others).count == others.count && others.allSatisfy { form.names.contains($0) }
    }
  }

  /// The probability that a name such as `p5` or `p97_5` stands for.
  private func quantileLevel(_ name: String) -> Double? {
    guard name.first == "p", name.utf8.count > 1 else { return nil }
    let digits = name.dropFirst().replacing("_", with: ".", maxReplacements: 1)
    guard digits.utf8.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }), let percent = Double(digits) else {
      return nil
    }
    return percent / 100
  }

  /// The parameters in the form's order, then quantiles, each as its level and its value.
  private mutating func draw(_ form: DistributionForm, _ call: Call, signature: String) -> Value? {
    var named: [String: (Value, SourceSpan)] = [:]
    var points: [(level: Double, Value, SourceSpan)] = []
    var next = form.names[...]
    var isWhole = true
    for argument in call.arguments {
      guard let value = value(of: argument.value) else {
        isWhole = false
        continue
      }
      if let label = argument.name?.text, let level = quantileLevel(label), !form.names.contains(label) {
        guard level > 0, level < 1 else {
          return fail(.probabilityOutside(level, isOpen: true, at: argument.label?.span ?? argument.value.span))
        }
        points.append((level, value, argument.value.span))
      } else {
        guard let name = argument.name?.text ?? next.popFirst() else { return nil }
        if named[name] != nil { return fail(.argumentTwice(name, at: argument.value.span, signature: signature)) }
        named[name] = (value, argument.value.span)
      }
    }
    guard isWhole else { return nil }
    if points.count == 2, points[0].level == points[1].level {
      return fail(.argumentTwice("p\(NumberText.short(points[0].level * 100))", at: points[1].2, signature: signature))
    }
    var places: [SourceSpan] = []
    var figures: [Figure] = []
    for (value, span) in form.names.compactMap({ named[$0] }) + points.map({ ($0.1, $0.2) }) {
      guard let figure = figure(value, at: span) else { return nil }
      figures.append(figure)
      places.append(span)
    }
    guard let (alike, kind) = inUnits(form, of: call.name, figures, places, at: call.span) else { return nil }
    // A count of 20% is none.
    if form.names == ["a", "b"], figures.allSatisfy(\.isShare) {
      let quantiles = zip(["p5", "p95"], places).map { "\($0): \(context.source[$1])" }.joined(separator: ", ")
      return fail(.countsExpected(call.name, quantiles: "\(call.name)(\(quantiles))", at: call.span))
    }
    // Of parameters that are all written as percentages, what is drawn is one; a count never is.
    let isShare = form.result == .share || form.result != .plain && !figures.isEmpty && figures.allSatisfy(\.isShare)
    let levels = points.map(\.level)
    if alike.allSatisfy({ $0.exact != nil }) {
      let parameters = Self.parameters(alike.compactMap(\.exact), names: form.names.count, levels)
      guard let distribution = form.make(parameters) else {
        return refuse(.impossibleParameters(context.source[call.span], at: call.span))
      }
      return draw(distribution, kind, isShare: isShare, at: call.span).map { .figure($0) }
    }
    let (make, count) = (form.make, form.names.count)
    let family = SampleGraph.Family { make(Self.parameters($0, names: count, levels)) }
    let nodes = alike.map { node(of: $0) }
    let result = draws.graph.draw(family, nodes, at: draws.uniform())
    return uncertain(kind, result, nil, isShare: isShare, fault: .parameters, at: call.span).map { .figure($0) }
  }

  private static func parameters(_ values: [Double], names: Int, _ levels: [Double]) -> [Double] {
    Array(values.prefix(names)) + zip(levels, values.dropFirst(names)).flatMap { [$0, $1] }
  }

  /// The parameters in the units that the form asks for, and what the result is.
  private mutating func inUnits(
    _ form: DistributionForm, of name: String, _ figures: [Figure], _ places: [SourceSpan], at span: SourceSpan
  ) -> ([Figure], Kind)? {
    var result = figures
    let shared = figures.indices.filter { form.units[$0] == .shared }
    for index in figures.indices where form.units[index] != .shared {
      guard plain(figures[index], at: places[index]) != nil else { return nil }
    }
    guard let lead = shared.first(where: { !figures[$0].isBareZero }) ?? shared.first else {
      return (result, .quantity(.one))
    }
    var kind = figures[lead].kind
    if kind == .truth { return fail(.notAQuantity(.truth, at: places[lead])) }
    for index in shared where index != lead {
      // Around a date the spread is a time.
      if kind == .date, figures[index].kind != .date, form.names == ["mean", "sd"] {
        guard let day = units.unit(named: "day"),
          let days = converted(figures[index], to: Quantity.Unit(day), at: places[index])
        else { return nil }
        result[index] = days
        continue
      }
      guard let (_, other) = alike(figures[lead], figures[index], at: places[lead].joined(with: places[index])) else {
        return nil
      }
      result[index] = other
    }
    // What has a natural zero is no date: a day counted from any other day would have another shape.
    if kind == .date, ["exponential", "gamma", "lognormal"].contains(name) {
      return fail(.dateDistribution(name, at: span))
    }
    if form.result != .shared { kind = .quantity(.one) }
    return (result, kind)
  }
}
