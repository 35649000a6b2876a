import ArgumentParser
import Diagnostics
import Reports

struct ScoreVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "See what each option of a decision is worth.",
    discussion: """
      Exact: expected value, standard deviation, the payoffs not exceeded with 5%, 50% and 95%, the chance of loss,
      the chance of being the best, and the expected regret, all under the best play after the option is taken.
      A decision that was taken is scored as it was then.

        how score drill
        how score drill.md
        how score - < drill.md
      """)

  @Argument(help: "The decision, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let found = try how.readable(ref)
    // A revision that is named is scored as it is, else the one that was taken.
    let isNamed = !Session.isPath(ref) && ref.contains("@")
    let (decision, revision) = isNamed ? (try how.decision(found), found.revision) : try how.pinned(found)
    let score = try decision.scored()
    let source = decision.document.source
    if how.format == .json {
      let answer = ScoreJSON.answer(
        score, decision: found.name, revision: revision?.name.description, line: { source.line(at: $0.start) })
      return how.console.answer(answer)
    }
    let taken = decision.decided.map { "as it was when it was taken on \($0)" }
    let note = [taken, revision.map { "revision \($0.name.short)" }].compactMap { $0 }.joined(separator: ", ")
    let title = decision.document.title?.text ?? found.name
    how.console.page(ScoreTable.lines(score, title: visible(title), note: note.isEmpty ? nil : note).lines)
    if !score.warnings.isEmpty, !common.quiet {
      how.console.complain(score.warnings.flatMap { [StyledText()] + $0.drawn(in: source) })
    }
  }
}
