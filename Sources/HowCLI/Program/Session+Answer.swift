import Diagnostics
import Reports

/// The one place that asks in which format an answer is shown.
extension Session {
  /// What an answer for a person is shown on.
  var page: Page {
    Page(width: console.width, isTerminal: surroundings.output.isTerminal, hasStyles: console.hasStyles)
  }

  /// Shows an answer.
  ///
  /// - Parameter isPaged: whether one that is longer than the screen is shown in a pager.
  func answer(_ answer: some Presentable, isPaged: Bool = true) {
    switch format {
    case .json: console.answer(answer.json)
    case .jsonl: console.answer(bytes: Array(answer.jsonLines.map(\.line).joined().utf8))
    case .plain, .markdown: console.answer(answer.plain)
    case .table:
      let lines = answer.lines(on: page)
      if isPaged { console.page(lines.lines) } else { console.answer(lines) }
      let remarks = answer.remarks(on: page)
      if !remarks.isEmpty, !common.quiet { console.complain(remarks) }
    }
  }
}
