import ArgumentParser
import Diagnostics
import Notebook
import Quantities
import Styling

struct Decide: Verb {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Take an option: what you believe now is kept and scored later.",
    discussion: """
      Writes 'chosen' and 'decided' into the header, and the revision of the model that was followed into 'how'.

        how decide drill 'Shoot seismic first'
        how decide drill shoot
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: "The option: its label, or the beginning of it.")
  var option: String?

  @Option(help: ArgumentHelp("The day it was taken; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let taken = try how.notebook.decide(ref, option: option, on: date)
    for model in taken.kept {
      how.console.say(StyledText("kept the model '\(model.slug)' of the library as \(model.why)"))
    }
    how.answer(taken.saved, verb: "decided")
    guard let (expected, givenUp) = taken.expected else { return }
    let sentence = "'\(taken.option)' is expected to bring \(expected.short())"
    if let givenUp {
      let best = taken.score.best.label
      how.console.say(StyledText("\(sentence), \(givenUp.short()) less than '\(best)'", .warning))
    } else {
      how.console.say(StyledText(sentence))
    }
  }
}
