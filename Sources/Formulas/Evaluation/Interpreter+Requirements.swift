import Diagnostics
import Quantities
import Uncertainty

/// A requirement that holds or not from sample to sample.
struct PendingRequirement: Sendable {
  /// 1 in the samples in which it holds.
  var node: SampleGraph.NodeID
  /// What is said where it does not, without the share of the samples.
  var fault: Diagnostic
  /// Its place among all that is required: those of called models come with the definitions that call them.
  var order = 0
}

/// `require CONDITION`: where a program holds.
extension Interpreter {
  /// Checks what a program requires: at once where it is certain, else when samples are drawn.
  mutating func check(_ program: Program, _ part: ProgramPart) {
    for statement in program.statements {
      guard case .requirement(let requirement) = statement.form else { continue }
      begin()
      guard part.includes(requirement.condition) else { continue }
      draws.start("require \(statement.span.start)")
      // The first part that does not hold is told of: those behind it may have no value without it.
      let before = report.faults.count
      for part in requirement.condition.conjuncts {
        guard let value = value(of: part) else { break }
        require(value, unmet(part, requirement, in: program), at: part.span)
        if report.faults.count > before { break }
      }
    }
  }

  private mutating func require(_ value: Value, _ fault: Diagnostic, at span: SourceSpan) {
    switch value {
    case .list(let values): for value in values { require(value, fault, at: span) }
    case .figure(let figure) where figure.kind == .truth:
      switch figure.content {
      case .exact(let value): if value == 0, context.isTaken { report.tell(fault) }
      case .uncertain(let node, let closed):
        let certain = closed?.probability
        guard context.isTaken else { return }
        if let certain {
          if certain < 1 { report.tell(fault.inSamples(1 - certain)) }
        } else {
          report.requirements.append(PendingRequirement(node: node, fault: fault, order: context.order))
        }
      }
    default: report.tell(.expectedRequirement(value.inWords, at: span))
    }
  }

  /// What is said where a requirement does not hold: its comment, the numbers in it, and what was likely meant.
  private func unmet(_ part: Expression, _ requirement: Statement.Requirement, in program: Program) -> Diagnostic {
    var names: [String] = []
    part.forEachName { name, _ in if !names.contains(name) { names.append(name) } }
    var numbers: [String] = []
    var slips: [Advice] = []
    for name in names {
      guard case .figure(let figure)? = definitions.values[name] else { continue }
      if let exact = figure.exact, let unit = figure.unit {
        let isPercent = figure.isShare && unit == .one
        let number = NumberText.exact(isPercent ? exact * 100 : exact) + (isPercent ? "%" : "")
        numbers.append("\(name) = \(unit.following(number))")
      }
      if let meant = slip(name, figure, requirement.condition, in: program) { slips.append(meant) }
    }
    return .requirementNotMet(
      requirement.text ?? "'\(context.source[requirement.condition.span])' does not hold",
      label: numbers.isEmpty ? nil : numbers.joined(separator: ", "), advice: slips.first, at: part.span)
  }

  /// What a number that is refused was likely to be: `40` is 40% where a share is meant, `38-43%` a range.
  private func slip(_ name: String, _ figure: Figure, _ condition: Expression, in program: Program) -> Advice? {
    let definitions = program.statements.compactMap { statement -> Statement.Definition? in
      if case .definition(let definition) = statement.form, definition.name == name { definition } else { nil }
    }
    let standard = definitions.first { $0.role == .input }
    let written = definitions.last { $0.role == .given } ?? standard
    let isShare = standard.map { $0.isShare || $0.expression?.isWrittenAsPercentage == true } ?? false
    guard isShare || condition.isAbout(percentagesOf: name) else { return nil }
    if case .sum(let terms)? = written?.expression?.form, terms.count == 2, terms[1].isSubtracted,
      case .number(_, let isFirstPercent, nil) = terms[0].expression.form,
      case .number(_, let isPercent, nil) = terms[1].expression.form, isPercent || !isFirstPercent
    {
      let (low, high) = (context.source[terms[0].expression.span], context.source[terms[1].expression.span])
      let range = "\(low)\(isFirstPercent ? "" : "%") to \(high)\(isPercent ? "" : "%")"
      return Advice("'\(range)' is a range", writing: range, at: written?.expression?.span)
    }
    guard let exact = figure.exact, exact > 1, exact <= 100, figure.kind == .quantity(.one), !figure.isShare else {
      return nil
    }
    let percent = "\(NumberText.exact(exact))%"
    let words = "did you mean \(percent)?"
    return Advice(words, writing: percent, at: written?.expression?.writtenNumber)
  }

  /// Requirements that were met with on the way to a branch hold only where it is taken.
  mutating func mask(_ range: Range<Int>, where test: Figure, is wanted: Bool) {
    guard case .uncertain(let node, _) = test.content else { return }
    for index in range {
      let otherwise = wanted ? draws.graph.unary(.not, node) : node
      report.requirements[index].node = draws.graph.binary(.or, otherwise, report.requirements[index].node)
    }
  }
}

extension Interpreter.Report {
  /// What is required, as it comes in the order in which a program is read.
  var requirementsInOrder: [PendingRequirement] {
    zip(requirements.indices, requirements).sorted { ($0.1.order, $0.0) < ($1.1.order, $1.0) }.map(\.1)
  }

  /// What is required and does not hold in some sample; nil where all holds.
  func unmetRequirement(in graph: SampleGraph, count: Int, threads: Int) -> Diagnostic? {
    guard !requirements.isEmpty else { return nil }
    let columns = graph.samples(of: requirements.map(\.node), count: count, threads: threads).columns
    for (requirement, column) in zip(requirements, columns) {
      // What has no value is told of where it is used.
      let unmet = column.count { $0 == 0 }
      if unmet > 0 { return requirement.fault.inSamples(Double(unmet) / Double(column.count)) }
    }
    return nil
  }
}

extension Diagnostic {
  /// What a model requires, as its caller hears of it.
  func required(by model: String, at span: SourceSpan) -> Diagnostic {
    told(at: span, label: label).saying("'\(model)' requires: \(message)")
  }

  /// The same where it is so only in a share of the samples.
  func inSamples(_ share: Double) -> Diagnostic {
    Diagnostic(
      code, message, at: span, label: "does not hold in \(NumberText.percent(share)) of the samples")
  }
}

extension Expression {
  /// The conditions that must hold one by one: what `and` joins, and a condition of a list for each of its elements.
  fileprivate var conjuncts: [Expression] {
    switch form {
    case .both(let parts): return parts.flatMap(\.conjuncts)
    case .comparison(let left, let comparison, let right):
      guard case .list(let elements) = left.form else { return [self] }
      return elements.map { Expression(form: .comparison($0, comparison, right), span: $0.span) }
    case .call("whole", let place, let arguments):
      guard arguments.count == 1, case .list(let elements) = arguments[0].value.form else { return [self] }
      return elements.map {
        Expression(form: .call("whole", at: place, [.init(label: nil, value: $0)]), span: $0.span)
      }
    default: return [self]
    }
  }

  /// A percentage, or a range of them.
  fileprivate var isWrittenAsPercentage: Bool {
    switch form {
    case .number(_, let isPercent, _): isPercent
    case .range(let range): range.low.isWrittenAsPercentage && range.high.isWrittenAsPercentage
    default: false
    }
  }

  /// Whether a name is compared with a percentage somewhere in a condition.
  fileprivate func isAbout(percentagesOf name: String) -> Bool {
    switch form {
    case .both(let parts), .either(let parts): return parts.contains { $0.isAbout(percentagesOf: name) }
    case .comparison(let left, _, let right):
      guard case .name(name) = left.form else { return false }
      return right.isWrittenAsPercentage
    case .within(let value, _, let high):
      guard case .name(name) = value.form else { return false }
      return high.isWrittenAsPercentage
    default: return false
    }
  }
}
