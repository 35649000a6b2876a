import ArgumentParser
import Decisions
import Diagnostics
import Knowledge
import Notebook
import Quantities
import Reports
import Styling

struct Update: Verb {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Record evidence about a chance.",
    discussion: """
      Adds a dated line under 'Evidence': how likely what was seen was under each value of a named chance, or a likelihood
      ratio where it has two. The score goes from the prior to the posterior.

        how update drill oil --likelihood 'dry 20%, wet 50%, soaking 70%' --because 'core sample'
        how update drill rain --ratio 3:1 --because 'clouds at noon'
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: "The chance.")
  var name: String

  @Option(help: ArgumentHelp("How likely it was under each value, as 'dry 20%, wet 50%'.", valueName: "text"))
  var likelihood: String?

  @Option(help: ArgumentHelp("For a chance with two values: how much more likely under the first.", valueName: "a:b"))
  var ratio: String?

  @Option(help: ArgumentHelp("Where it comes from.", valueName: "text"))
  var because: String?

  @Option(help: ArgumentHelp("The day it was seen; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (likelihood == nil) == (ratio == nil) { throw ValidationError("give either --likelihood or --ratio") }
    if let ratio, LikelihoodText.ratio(Self.whole(ratio)) == nil {
      throw ValidationError("'\(ratio)' is not of the form 3:1")
    }
  }

  func run(_ how: Session) throws {
    let recorded = try how.notebook.update(
      ref, chance: name, likelihood: likelihood ?? Self.whole(ratio ?? ""), because: because, on: date)
    how.answer(recorded.saved, verb: "updated")
    let score = recorded.score
    for update in score.updates where update.chance == name {
      let parts = update.values.indices.map { index in
        "\(update.values[index]) \(NumberText.percent(update.prior[index])) → \(NumberText.percent(update.posterior[index]))"
      }
      how.console.say(StyledText(visible("\(name): \(parts.joined(separator: ", "))")))
    }
    let best = Quantity(score.best.expected, score.unit).short()
    let before = recorded.bestBefore
    let was = before == nil || before == score.best.label ? "" : " (it was \(before ?? ""))"
    how.console.say(StyledText(visible("best by expected value: \(score.best.label), \(best)\(was)")))
    if let day = recorded.decided {
      how.console.say(
        StyledText(
          "it was decided on \(day): 'how score --now' takes this in, 'how score' shows what was believed then", .dim))
    }
    // What the new line makes suspicious is told here; the rest 'how score' tells.
    for warning in recorded.warnings {
      how.console.complain([StyledText()] + warning.drawn(in: recorded.document.source))
    }
  }

  /// `3` as `3:1`.
  private static func whole(_ ratio: String) -> String { Double(ratio) == nil ? ratio : "\(ratio):1" }
}
