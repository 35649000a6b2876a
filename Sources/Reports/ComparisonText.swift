import Diagnostics
import Formulas
package import Knowledge
package import Styling

/// The same cases against two revisions of a model.
package enum ComparisonText {
  package static func lines(
    before: [CaseResult], now: [CaseResult], model name: String, against revision: String
  ) -> [StyledText] {
    var grid = Grid([.left, .left, .left, .left])
    grid.add([
      StyledText("  case", .dim), StyledText(revision, .dim), StyledText("now", .dim), StyledText("", .dim),
    ])
    var better = 0
    var worse = 0
    for (old, new) in zip(before, now) {
      let (was, isNow) = (old.status == .held, new.status == .held)
      better += isNow && !was ? 1 : 0
      worse += was && !isNow ? 1 : 0
      let values = [old, new].map { $0.findings.first.map { AnswerText.inline($0.actual, digits: 5).plain } ?? "" }
      let change = values[0] == values[1] ? "" : "\(values[0]) → \(values[1])"
      grid.add([
        StyledText("  " + visible(new.testCase.title)), word(old.status), word(new.status), StyledText(change, .dim),
      ])
    }
    let verdict =
      better == 0 && worse == 0
      ? "no case changed sides" : "\(better) \(better == 1 ? "case" : "cases") won, \(worse) lost"
    return [StyledText("\(visible(name)) against \(revision)", .heading)] + grid.lines() + [
      StyledText(), StyledText(verdict),
    ]
  }

  private static func word(_ status: CaseResult.Status) -> StyledText {
    StyledText(status.rawValue, status == .held ? .good : .bad)
  }
}
