import Knowledge
package import Quantities

/// What a template can say of all decisions.
package struct OverviewPage: TemplateValues {
  /// The decisions of one state.
  struct State: TemplateValues {
    var state: String
    var count: Int
    var decisions: [DecisionRow]
  }

  var today: String
  var count: Int
  var since: String?
  var states: [State]
  var none: Bool

  package init(_ rows: [DecisionRow], today: CivilDate, since: CivilDate?) {
    self.today = today.description
    self.since = since?.description
    count = rows.count
    none = rows.isEmpty
    let byState = Dictionary(grouping: rows, by: \.state)
    states = Decision.State.allCases.compactMap { state in
      byState[state.rawValue].map { State(state: state.rawValue, count: $0.count, decisions: $0) }
    }
  }
}
