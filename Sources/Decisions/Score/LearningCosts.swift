package import Diagnostics
import Quantities

extension ScoreContext {
  /// What learning the truth about a belief costs, in the unit of the tree.
  package struct Cost: Sendable {
    package var belief: String
    package var amount: Double
    /// The line of the document.
    package var span: SourceSpan

    package init(belief: String, amount: Double, span: SourceSpan) {
      self.belief = belief
      self.amount = amount
      self.span = span
    }
  }
}

extension Information {
  /// Sets against what things are worth to know what the document says that learning them costs. Of a test the tree's
  /// own price goes before.
  mutating func add(_ costs: [ScoreContext.Cost]) {
    for cost in costs {
      for index in beliefs.indices where beliefs[index].name == cost.belief { beliefs[index].cost = cost.amount }
      for index in tests.indices where tests[index].name == cost.belief && tests[index].cost == nil {
        tests[index].cost = cost.amount
      }
    }
  }
}

extension Score {
  /// Costs of learning that disagree with what the tree charges for a test.
  func disagreeingCosts(_ costs: [ScoreContext.Cost]) -> [Diagnostic] {
    costs.compactMap { cost in
      guard let test = information.tests.first(where: { $0.name == cost.belief }), let own = test.cost,
        abs(own - cost.amount) > 1e-9 * max(abs(own), abs(cost.amount))
      else { return nil }
      return .disagreeingCost(cost.belief, Quantity(own, unit), at: cost.span)
    }
  }
}
