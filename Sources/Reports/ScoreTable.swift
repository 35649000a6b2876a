package import Decisions
import Diagnostics
import Quantities
package import Styling

/// A score as a person reads it on a terminal.
package enum ScoreTable {
  /// - Parameters:
  ///   - title: the decision's.
  ///   - note: what more is to be said beside it, such as the revision that was scored.
  ///   - width: of the terminal, which names are cut to fit; nil where there is none.
  package static func lines(_ score: Score, title: String, note: String?, width: Int? = nil) -> [StyledText] {
    let unit = score.unit == .one ? "" : "in \(score.unit.symbol), "
    let method = score.samples.map { "\($0) samples, seed \(score.seed ?? 0)" } ?? "exact"
    return [
      StyledText(title, .heading), StyledText("\(unit)\(method)" + (note.map { ", \($0)" } ?? ""), .dim), StyledText(),
    ] + table(score, width) + [StyledText()] + FindingText.lines(score.findings, width: width)
  }

  private static func table(_ score: Score, _ width: Int?) -> [StyledText] {
    let columns = OptionRow.columns(score)
    var grid = Grid([.left, .left] + columns.map { _ in .right })
    grid.add((["", "option"] + columns.map(\.title)).map { StyledText($0, .dim) })
    for row in OptionRow.all(score) {
      let label = visible(row.option.label) + (row.option.isStatusQuo ? " (status quo)" : "")
      grid.add(
        [StyledText(row.isBest ? "▸" : "", .good), StyledText(label, row.isBest ? .strong : .plain)]
          + columns.map(row.cell))
    }
    return grid.lines(width: width, elastic: 1)
  }
}
