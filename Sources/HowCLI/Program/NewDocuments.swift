import Diagnostics
import Foundation
import Knowledge
import Markdown
import Notebook
import Reports
import Styling
import Templates

/// The texts that new documents start from.
extension Session {
  /// Says where a document is about something that is not there.
  func warnOfMissing(_ entry: Entry) {
    let header = entry.document.header
    let name = entry.kind == .postmortem ? header.text("decision") : header.text("how").map { ModelReference($0).slug }
    guard let name, Templates.library[name] == nil else { return }
    // A name that fits several documents, or one that was removed, is told of where it is used.
    guard let found = try? notebook.find(name, byPrefix: false) ?? [], found.isEmpty else { return }
    console.say(StyledText("it is about '\(name)', which is not in the store", .warning))
  }

  /// A template's text: the person's own where there is one, else the program's.
  func template(_ path: String) throws -> Template {
    let own = "\(places.templates)/\(path)"
    if FileManager.default.fileExists(atPath: own) {
      let bytes = try Files.read(own, shown: own, limit: 1 << 20)
      guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure(.data, .templateNotUTF8(own)) }
      return try Template(text, name: own)
    }
    guard let text = Templates.text(path) else { throw Failure(.ours, .noTemplate(path)) }
    return try Template(text, name: path)
  }

  private func page(title: String, tags: [String]) -> NewDocumentPage {
    NewDocumentPage(
      title: Self.heading(title), created: YAMLText.quoted(surroundings.today.description),
      tags: "[" + tags.map { YAMLText.quoted($0) }.joined(separator: ", ") + "]")
  }

  /// A title as it stands in a heading: one line, with what would be read as markdown escaped.
  private static func heading(_ title: String) -> String {
    let line = title.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    func escaped(_ marks: String) -> String { line.map { marks.contains($0) ? "\\\($0)" : "\($0)" }.joined() }
    // No more than it takes: what is written reads well, too.
    let forms = [line] + ["#", "&", "#&", "*_`", "\\`*_[]<>&#!~"].map(escaped)
    return forms.first { form in
      let read = try? DocumentReader.read(SourceText(name: "", text: "# \(form)\n"))
      return read?.title.map { Array($0.text.utf8) == Array(line.utf8) } ?? false
    } ?? line
  }

  func newModel(title: String, tags: [String]) throws -> [UInt8] {
    Array(try template("documents/model.mustache").filled([page(title: title, tags: tags)]).utf8)
  }

  /// - Parameter model: the slug of the model to follow, whose steps the document begins with.
  func newDecision(title: String, tags: [String], following model: String?) throws -> [UInt8] {
    var page = page(title: title, tags: tags)
    if let model {
      let found = try notebook.model(model)
      page.follow(found.slug, inYAML: YAMLText.quoted(found.slug), steps: Model(found.document).steps)
    }
    return Array(try template("documents/decision.mustache").filled([page]).utf8)
  }

  /// A postmortem with the facts of its decision filled in.
  func newPostmortem(of facts: DecisionFacts, title: String, tags: [String], process: Int?, outcome: Int?) throws
    -> [UInt8]
  {
    let own = NewPostmortemPage(
      decisionTitle: facts.decision.document.statedTitle ?? facts.slug, decisionSlug: YAMLText.quoted(facts.slug),
      process: process, outcome: outcome)
    let pages: [any TemplateValues] = [own, page(title: title, tags: tags)]
    return Array(try template("documents/postmortem.mustache").filled(pages + facts.pages).utf8)
  }
}
