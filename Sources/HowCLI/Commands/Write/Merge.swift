import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Styling

struct Merge: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Bring two heads of a document together in your editor.",
    discussion:
      "What only one of them changed is taken over; where both changed a place, both are shown to choose from.")

  @Argument(help: "The document.", completion: .slugs)
  var ref: String

  @Flag(name: .customLong("no-edit"), help: "Save at once where nothing has to be settled.")
  var noEdit = false

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (mine, theirs, merge) = try how.notebook.mergeable(ref)
    let editing = Editing(how: how, writing: .merge(of: mine, theirs, merge))
    if merge.conflicts > 0 {
      how.console.say(
        StyledText(
          merge.conflicts == 1 ? "one place has to be settled" : "\(merge.conflicts) places have to be settled"))
    } else if noEdit {
      guard case .saved(let saved, _) = try how.notebook.write(merge.text, as: editing.writing) else { return }
      return how.answer(saved, verb: "merged")
    }
    if noEdit { throw Failure(.data, .marksLeft(merge.marks(in: merge.text), of: merge)) }
    // Without an editor nothing is begun.
    _ = try how.editor()
    let drafts = how.notebook.drafts
    let name = Draft.name(theirs.slug, after: [mine, theirs])
    if let begun = drafts.all().first(where: { $0.name == name }), let open = try drafts.open(begun) {
      how.console.say(StyledText("going on with the draft \(begun.path)"))
      return try editing.run(open)
    }
    try editing.run(try drafts.begin(name, text: merge.text, kind: theirs.kind))
  }
}
