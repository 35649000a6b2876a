import ArgumentParser
import Diagnostics
import Notebook
import Styling

struct Restore: Verb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Go back to an earlier revision, or bring back what was removed.",
    discussion: """
      The old text becomes a new revision; nothing is lost.

        how restore drill@2
        how restore drill       after how remove drill
        how restore drill offer
      """)

  @Argument(help: "The documents, each with the revision, such as drill@2.", completion: .slugs)
  var refs: [String]

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (saved, renamed) = try how.notebook.restore(refs)
    for name in renamed {
      how.console.say(
        StyledText("another document is called '\(name.stated)' by now: this one is '\(name.free)'", .warning))
    }
    how.answer(saved, verb: "restored")
  }
}
