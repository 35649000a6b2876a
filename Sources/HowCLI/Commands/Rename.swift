import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Notebook
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
    guard let slug = Slug(slug) else { throw Refusal(.usage, .badNewSlug(slug)) }
    let (old, linking) = try how.notebook.retrying {
      let head = try how.notebook.head(ref)
      if head.slug == slug.text { throw Refusal(.usage, .sameSlug(slug.text)) }
      let document = try DocumentReader.read(head.source)
      try DocumentReader.checkForm(of: document)
      let text = document.setting([("slug", slug.text)])
      let entry = try how.notebook.entry(SourceText(name: slug.text, bytes: text), kind: head.kind)
      let linking = try how.notebook.store().linking(to: head.slug)
      var new = NewRevision(after: head, entry: entry)
      new.mustFollowHeads = true
      how.answer(try how.notebook.save(new), verb: "renamed")
      return (head.slug, linking)
    }
    if !linking.isEmpty {
      how.console.say(
        StyledText(
          "these still say '\(old)', which goes on to be understood: \(linking.joined(separator: ", "))", .warning))
    }
  }
}

extension Diagnostic {
  static func sameSlug(_ slug: String) -> Diagnostic {
    Diagnostic("usage", "it is called '\(slug)' already")
  }

  static func badNewSlug(_ text: String) -> Diagnostic {
    Diagnostic(
      "bad-slug", "'\(text)' cannot be a slug",
      hint: "lower-case words joined by '-', such as '\(Slug(title: text))'")
  }
}
