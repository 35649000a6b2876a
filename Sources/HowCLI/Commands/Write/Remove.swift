import ArgumentParser
import Diagnostics
import Notebook
import Styling

struct Remove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a document away; 'how restore' brings it back.",
    discussion:
      "Every revision stays in the store; lists and searches leave the document out.")

  @Argument(help: "The documents.", completion: .slugs)
  var refs: [String]

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let removed = try how.notebook.remove(refs)
    how.answer(removed, verb: "removed")
    for saved in removed {
      how.console.say(StyledText("to bring it back: ") + StyledText("how restore \(saved.revision.slug)", .code))
    }
  }
}
