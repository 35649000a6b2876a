import Diagnostics
import Formulas
import Knowledge
import Notebook
import Reports
import Styling

extension Session {
  /// Says what became of the cases of a model that was saved: a change that breaks one is told of at once.
  func tellOfCases(_ revision: Revision, of entry: Entry) throws {
    guard case .model(let model) = entry.content else { return }
    if console.isQuiet { return }
    let sampling = Calculation.Sampling(threads: surroundings.processors)
    let examined = try CaseRunner(notebook, sampling: sampling).examine(
      model, name: revision.slug, revision: revision)
    let results = examined.results.filter { !$0.testCase.isNarrative }
    if results.isEmpty { return }
    let broken = results.filter { $0.status != .held }
    if broken.isEmpty {
      console.say(StyledText(results.count == 1 ? "its case holds" : "its \(results.count) cases hold", .dim))
      return
    }
    let source = examined.model.document.source
    for line in ExaminationText.lines(broken, model: revision.slug, in: source).dropFirst() { console.say(line) }
    console.say(
      StyledText(
        "\(broken.count) of \(results.count) cases \(broken.count == 1 ? "does" : "do") not hold now", .warning))
  }
}
