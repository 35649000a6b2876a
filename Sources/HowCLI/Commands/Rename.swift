import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Store

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
    let head = try how.head(ref)
    guard let slug = Slug(slug) else { throw Refusal(.usage, .badNewSlug(slug)) }
    let document = try DocumentReader.read(head.source)
    let text = document.setting([("slug", slug.text)])
    let entry = try how.entry(SourceText(name: slug.text, bytes: text), kind: head.kind)
    let linking = try how.store().linking(to: head.slug)
    how.answer(try how.save(NewRevision(after: head, entry: entry)), verb: "renamed")
    if !linking.isEmpty, head.slug != slug.text {
      how.console.say(StyledText("these still say '\(head.slug)': \(linking.joined(separator: ", "))", .warning))
    }
  }
}

extension Diagnostic {
  static func badNewSlug(_ text: String) -> Diagnostic {
    Diagnostic(
      "bad-slug", "'\(text)' cannot be a slug",
      hint: "lower-case words joined by '-', such as '\(Slug(title: text))'")
  }
}
