import ArgumentParser
import Diagnostics
import Notebook
import Store

struct Remove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a document away; 'how restore' brings it back.",
    discussion:
      "Every revision stays in the store; lists and searches leave the document out.")

  @Argument(help: "The documents.", completion: .slugs)
  var refs: [String]

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let removed = try how.notebook.retrying {
      var heads: [Revision] = []
      for ref in refs {
        let head = try how.notebook.head(ref, includingDamaged: true)
        if !heads.contains(where: { $0.document == head.document }) { heads.append(head) }
      }
      return try how.notebook.save(
        heads.map { head in
          var new = NewRevision(
            document: head.document, kind: head.kind, slug: nil, title: head.slug, text: [], parents: [head.name])
          new.mustFollowHeads = true
          return new
        })
    }
    how.answer(removed, verb: "removed")
    for saved in removed {
      how.console.say(StyledText("to bring it back: ") + StyledText("how restore \(saved.revision.slug)", .code))
    }
  }
}
