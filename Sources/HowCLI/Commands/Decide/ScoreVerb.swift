import ArgumentParser
import Notebook
import Reports

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
    let scored = try how.notebook.scored(
      found, as: now ? .now : Notebook.version(of: ref), sampling: sampling.sampling(on: how))
    how.answer(ScoreAnswer(scored, draws: pictures))
    if strict, !scored.score.warnings.isEmpty { throw ExitCode(ExitCodes.no) }
  }
}
