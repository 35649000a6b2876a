import Decisions
package import Diagnostics
import Formulas
package import Quantities

/// A line under Beliefs that says what it costs to learn the truth: `- oil: costs 10k USD to learn`.
package struct LearningCost: Sendable {
  package var belief: String
  package var amount: Quantity
  /// The line of the document.
  package var span: SourceSpan
}

/// A cost of learning as it is written: `- BELIEF: costs AMOUNT to learn [(NOTE)]`.
package struct CostText: Sendable {
  package var belief: String
  package var amount: WrittenFormula
  /// The line of the document.
  package var span: SourceSpan
}

extension FieldReader {
  /// What can be learned about, and the other names of Beliefs.
  struct Learnable {
    /// Every name that Beliefs define.
    var names: [String]
    /// Numbers of one value, and numbers that follow from others.
    var certain: Set<String> = []
    var computed: Set<String> = []
    /// Whether all names that there are are known: those of lines that are wrong are not.
    var areAllKnown: Bool

    /// - Parameter isWhole: whether the beliefs are known; without the models that they call they are not.
    init(names: [String], _ beliefs: Beliefs, isWhole: Bool) {
      self.names = names
      areAllKnown = beliefs.faults.isEmpty
      guard isWhole else { return }
      for belief in beliefs.numbers {
        if belief.number.exact != nil {
          certain.insert(belief.name)
        } else if !belief.isDrawn {
          computed.insert(belief.name)
        }
      }
      let known = Set(beliefs.numbers.map(\.name) + beliefs.chances.map(\.name))
      self.names = beliefs.faults.isEmpty ? names.filter(known.contains) : names
    }
  }

  /// The items under Beliefs that give a cost; what is wrong with an amount is told where it stands.
  mutating func costs(_ grammar: FormulaGrammar) -> [CostText] {
    itemsOfBeliefs.compactMap { span in
      guard let (name, amount) = parts(of: span) else { return nil }
      do throws(Diagnostic) {
        let formula = try grammar.formula(document.source, amount)
        return CostText(
          belief: name, amount: WrittenFormula(formula: formula, text: document.source[amount], span: amount),
          span: span)
      } catch {
        faults.append(error)
        return nil
      }
    }
  }

  /// The costs of learning about beliefs. Whatever reads like one and is none is an error at its line.
  mutating func costs(_ written: [CostText], of learnable: Learnable, in scope: Scope) -> [LearningCost] {
    var costs: [LearningCost] = []
    for line in written where learnable.areAllKnown || learnable.names.contains(line.belief) {
      do throws(Diagnostic) {
        let cost = try cost(line, learnable, scope)
        if let first = costs.first(where: { $0.belief == cost.belief }) {
          throw .secondCost(cost.belief, at: line.span, first: first.span)
        }
        costs.append(cost)
      } catch {
        if error.code != .follows { faults.append(error) }
      }
    }
    let source = document.source
    for span in itemsOfBeliefs where parts(of: span) == nil {
      if let name = Self.nameInSomethingLikeCost(Self.withoutNote(source[span]), learnable.names) {
        faults.append(.costForm(name, at: span))
      }
    }
    for case .other(let span) in document.section("Beliefs")?.blocks ?? [] {
      // A paragraph is prose, which nobody reads.
      for line in source.line(at: span.start)...max(source.line(at: span.start), source.line(at: span.end)) {
        let whole = source.span(ofLine: line)
        let place = source.trimmed(SourceSpan(max(whole.start, span.start), min(whole.end, span.end)))
        let parts = parts(of: place)
        if let name = parts?.name ?? Self.nameInSomethingLikeCost(source[place], learnable.names) {
          if parts == nil || learnable.names.contains(name) { faults.append(.costForm(name, at: place)) }
        }
      }
    }
    return costs
  }

  private func cost(_ line: CostText, _ learnable: Learnable, _ scope: Scope) throws(Diagnostic) -> LearningCost {
    let name = line.belief
    guard learnable.names.contains(name) else { throw .costOfUnknown(name, near: learnable.names, at: line.span) }
    if learnable.certain.contains(name) { throw .costOfCertain(name, at: line.span) }
    if learnable.computed.contains(name) { throw .costOfComputed(name, at: line.span) }
    let amount = try line.amount.formula.value(in: scope)
    guard amount.value >= 0 else { throw .negativeCost(name, amount, at: line.span) }
    return LearningCost(belief: name, amount: amount, span: line.span)
  }

  /// The items of the lists under Beliefs, on whatever level.
  private var itemsOfBeliefs: [SourceSpan] {
    func all(_ items: [Outline.Item]) -> [SourceSpan] { items.flatMap { [$0.text] + all($0.children) } }
    return all(document.section("Beliefs")?.outline.items ?? [])
  }

  /// `oil` and the place of `10k USD` in `oil: costs 10k USD to learn (by drilling)`.
  private func parts(of span: SourceSpan) -> (name: String, amount: SourceSpan)? {
    let text = Self.withoutNote(document.source[span])
    guard let mark = text.firstRange(of: ": costs "), text.hasSuffix(" to learn") else { return nil }
    let end = text.utf8.count - " to learn".utf8.count
    let start = text.utf8.distance(from: text.startIndex, to: mark.upperBound)
    guard start <= end else { return nil }
    let amount = document.source.trimmed(SourceSpan(span.start + start, span.start + end))
    return (text[..<mark.lowerBound].trimmed, amount)
  }

  /// A text without the note in parentheses behind it.
  private static func withoutNote(_ text: String) -> String {
    guard text.hasSuffix(")"), let note = text.ranges(of: " (").last else { return text }
    return String(text[..<note.lowerBound])
  }

  /// `gain: cost 2 EUR to learn`, `gain costs 2 EUR`, `learning gain costs 2 EUR`, `gain: 2 EUR`: nearly so.
  private static func nameInSomethingLikeCost(_ text: String, _ names: [String]) -> String? {
    let words = text.split { " \t:*_`".contains($0) && $0 != "_" }.map { $0.lowercased() }
    guard let number = words.firstIndex(where: { $0.first?.isNumber ?? false }) else { return nil }
    func name(_ word: String) -> String? { names.first { $0.lowercased() == word } }
    let costs = words.firstIndex { ["cost", "costs"].contains($0) }
    let isOfLearning = words.contains { ["learn", "learning"].contains($0) }
    if isOfLearning, costs != nil || words.last == "learn", let found = words.lazy.compactMap(name).first {
      return found
    }
    guard let first = words.first, let found = name(first) else { return nil }
    if costs == 1, number == 2 { return found }
    // A bare amount behind the colon.
    return number == 1 && words.count <= 3 && text.contains(":") && !text.contains("%") ? found : nil
  }
}
