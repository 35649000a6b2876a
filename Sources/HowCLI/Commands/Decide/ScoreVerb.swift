import ArgumentParser
import Decisions
import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

struct ScoreVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "See what each option of a decision is worth.",
    discussion: """
      Expected value, spread and chance of loss of every option under the best play after it; which is the best, by how
      much, and what would change that; what is worth finding out first; and how you could be fooled. Exact where all that
      is uncertain can be enumerated, else sampled, with standard errors. A decision that was taken is scored as it was
      then.

        how score drill
        how score drill.md --strict
        how score drill --pictures
        how score drill --now
        how score - < drill.md
      """)

  @Argument(help: "The decision, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @Flag(help: "End with 1 where a warning asks how you could be fooled.")
  var strict = false

  @Flag(inversion: .prefixedNo, help: "Draw payoffs, tree and tornado, as on a terminal, or draw nothing.")
  var pictures: Bool?

  @Flag(help: "Score a decision that was taken as it is now, with what has been learnt since.")
  var now = false

  @OptionGroup var sampling: SamplingOptions

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let found = try how.notebook.open(ref)
    // A revision that is named is scored as it is, else the one that was taken.
    let isNamed = !Notebook.isPath(ref) && ref.contains("@")
    let (decision, revision, score) = try how.notebook.scored(
      found, isAsItIs: isNamed || now, sampling: sampling.sampling(on: how))
    let source = decision.document.source
    if how.format == .json {
      how.console.answer(
        ScoreJSON.answer(
          score, decision: found.name, revision: revision?.name.description, in: source))
    } else {
      let taken = decision.decided.map {
        now ? "as it is now; it was taken on \($0)" : "as it was when it was taken on \($0)"
      }
      let note = [taken, revision.map { "revision \($0.name.short)" }].compactMap { $0 }.joined(separator: ", ")
      let title = decision.document.statedTitle ?? found.name
      var lines = ScoreTable.lines(
        score, title: visible(title), note: note.isEmpty ? nil : note,
        width: how.surroundings.output.isTerminal ? how.console.width : nil)
      if pictures ?? how.surroundings.output.isTerminal {
        lines += ScorePictures.lines(score, width: how.console.width)
      }
      how.console.page(lines.lines)
      if !score.warnings.isEmpty, !common.quiet {
        how.console.complain(Self.grouped(score.warnings, in: source))
      }
    }
    if strict, !score.warnings.isEmpty { throw ExitCode(ExitCodes.no) }
  }

  /// The warnings, of one kind three at most.
  private static func grouped(_ warnings: [Diagnostic], in source: SourceText) -> [StyledText] {
    let most = 3
    var lines: [StyledText] = []
    var counts: [Diagnostic.Code: Int] = [:]
    let totals = Dictionary(grouping: warnings, by: \.code).mapValues(\.count)
    for warning in warnings {
      counts[warning.code, default: 0] += 1
      guard let count = counts[warning.code], count <= most, let total = totals[warning.code] else { continue }
      lines += [StyledText()] + warning.drawn(in: source)
      if count == most, total > most {
        lines.append(StyledText("  = note: \(total - most) more \(warning.code): see --json", .dim))
      }
    }
    return lines
  }
}
