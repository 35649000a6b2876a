import ArgumentParser
import Diagnostics
import Store

struct Remove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a document away; 'how restore' brings it back.",
    discussion: "Every revision stays in the store. Lists and searches leave the document out.")

  @Argument(help: "The documents.", completion: .slugs)
  var refs: [String]

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let heads = try refs.map { try how.head($0) }
    let removals = heads.map { head in
      NewRevision(document: head.document, kind: head.kind, slug: nil, title: head.slug, text: [], parents: [head.name])
    }
    let removed = try how.save(removals)
    how.answer(removed, verb: "removed")
    for saved in removed {
      how.console.say(StyledText("to bring it back: ") + StyledText("how restore \(saved.revision.slug)", .code))
    }
  }
}
