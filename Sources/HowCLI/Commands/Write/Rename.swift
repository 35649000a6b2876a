import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Styling

struct Rename: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a document another slug.",
    discussion: "Changes the line 'slug:' of the header and nothing else.")

  @Argument(help: "The document.", completion: .slugs)
  var ref: String

  @Argument(help: "The new slug: lower-case words joined by '-'.")
  var slug: String

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    guard let slug = Slug(slug) else { throw Failure(.usage, .badNewSlug(slug)) }
    let (saved, old, linking) = try how.notebook.rename(ref, to: slug)
    how.answer(saved, verb: "renamed")
    if !linking.isEmpty {
      how.console.say(
        StyledText(
          "these still say '\(old)', which goes on to be understood: \(linking.joined(separator: ", "))", .warning))
    }
  }
}
