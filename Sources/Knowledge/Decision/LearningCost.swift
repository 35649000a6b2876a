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

extension FieldReader {
  /// What can be learned about, and the other names of Beliefs.
  struct Learnable {
    /// Every name that Beliefs define.
    var names: [String]
    /// Numbers of one value, and numbers that follow from others.
    var certain: Set<String> = []
    var computed: Set<String> = []

    /// - Parameter isWhole: whether the beliefs are known; without the models that they call they are not.
    init(names: [String], _ beliefs: Beliefs, isWhole: Bool) {
      self.names = names
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

  /// The costs of learning under Beliefs. Whatever reads like one and is none is an error at its line.
  mutating func costs(of learnable: Learnable, in scope: Scope) -> [LearningCost] {
    guard let section = document.section("Beliefs") else { return [] }
    var costs: [LearningCost] = []
    func visit(_ items: [Outline.Item]) {
      for item in items {
        do throws(Diagnostic) {
          if let cost = try cost(at: item.text, learnable, scope) {
            if let first = costs.first(where: { $0.belief == cost.belief }) {
              throw .secondCost(cost.belief, at: item.text, first: first.span)
            }
            costs.append(cost)
          }
        } catch {
          faults.append(error)
        }
        visit(item.children)
      }
    }
    for block in section.blocks {
      switch block {
      case .list(_, let outline): visit(outline.items)
      case .other(let span):
        // A paragraph is prose, which nobody reads.
        let source = document.source
        for line in source.line(at: span.start)...max(source.line(at: span.start), source.line(at: span.end)) {
          let whole = source.span(ofLine: line)
          let place = source.trimmed(SourceSpan(max(whole.start, span.start), min(whole.end, span.end)))
          let text = source[place]
          let parts = Self.parts(of: text)
          if let name = parts?.name ?? Self.nameInSomethingLikeCost(text, learnable.names) {
            if parts == nil || learnable.names.contains(name) { faults.append(.costForm(name, at: place)) }
          }
        }
      case .heading, .code: break
      }
    }
    return costs
  }

  /// The cost that an item gives; nil where it is a note.
  private func cost(at span: SourceSpan, _ learnable: Learnable, _ scope: Scope) throws(Diagnostic) -> LearningCost? {
    var text = document.source[span]
    // A note behind it.
    if text.hasSuffix(")"), let note = text.ranges(of: " (").last { text = String(text[..<note.lowerBound]) }
    guard let (name, written) = Self.parts(of: text) else {
      if let name = Self.nameInSomethingLikeCost(text, learnable.names) { throw .costForm(name, at: span) }
      return nil
    }
    guard learnable.names.contains(name) else { throw .costOfUnknown(name, near: learnable.names, at: span) }
    if learnable.certain.contains(name) { throw .costOfCertain(name, at: span) }
    if learnable.computed.contains(name) { throw .costOfComputed(name, at: span) }
    let amount: Quantity
    do throws(Diagnostic) {
      let source = SourceText(name: document.source.name, text: written)
      amount = try Formula(source, in: SourceSpan(0, source.bytes.count)).value(in: scope)
    } catch {
      throw error.told(at: span)
    }
    guard amount.value >= 0 else { throw .negativeCost(name, amount, at: span) }
    return LearningCost(belief: name, amount: amount, span: span)
  }

  /// `oil` and `10k USD` of `oil: costs 10k USD to learn`.
  private static func parts(of text: String) -> (name: String, amount: String)? {
    guard let mark = text.firstRange(of: ": costs "), text.hasSuffix(" to learn") else { return nil }
    return (text[..<mark.lowerBound].trimmed, text[mark.upperBound...].dropLast(" to learn".count).trimmed)
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
