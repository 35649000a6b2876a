import Diagnostics
package import Knowledge
import Markdown
import Reports
import Templates

/// The texts that new documents start from.
extension Notebook {
  /// A template's text: the person's own where there is one, else the program's.
  func template(_ path: String) throws -> Template {
    if let own = try world.own("templates/\(path)") {
      guard let text = String(validating: own.bytes, as: UTF8.self) else {
        throw Failure(.data, .templateNotUTF8(own.name))
      }
      return try Template(text, name: own.name)
    }
    guard let text = Templates.text(path) else { throw Failure(.ours, .noTemplate(path)) }
    return try Template(text, name: path)
  }

  /// What a document is about that is not there: the decision of a postmortem, the model of a decision; nil where it is.
  package func missing(from entry: Entry) -> String? {
    let header = entry.document.header
    let name = entry.kind == .postmortem ? header.text("decision") : header.text("how").map { ModelReference($0).slug }
    guard let name, Templates.library[name] == nil else { return nil }
    // A name that fits several documents, or one that was removed, is told of where it is used.
    guard let found = try? find(name, byPrefix: false) ?? [], found.isEmpty else { return nil }
    return name
  }

  private func page(title: String, tags: [String]) -> NewDocumentPage {
    NewDocumentPage(
      title: Self.heading(title), created: YAMLText.quoted(today.description),
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

  /// The text that a model begins with.
  package func newModel(title: String, tags: [String]) throws -> [UInt8] {
    Array(try template("documents/model.mustache").filled([page(title: title, tags: tags)]).utf8)
  }

  /// The text that a decision begins with.
  ///
  /// - Parameter model: the slug of the model to follow, whose steps the document begins with.
  package func newDecision(title: String, tags: [String], following model: String?) throws -> [UInt8] {
    var page = page(title: title, tags: tags)
    if let model {
      let found = try self.model(model)
      page.follow(found.slug, inYAML: YAMLText.quoted(found.slug), steps: Model(found.document).steps.map(\.text))
    }
    return Array(try template("documents/decision.mustache").filled([page]).utf8)
  }

  /// The text that a postmortem begins with, with the facts of its decision filled in.
  ///
  /// - Parameter decision: the decision as it was typed.
  /// - Throws: a `Failure` where it was not taken, or nothing came of it yet.
  package func newPostmortem(of decision: String, tags: [String], process: Int?, outcome: Int?) throws -> [UInt8] {
    let facts = try facts(try open(decision))
    if facts.decision.decided == nil { throw Failure(.data, .notDecided(facts.slug)) }
    if facts.decision.payoff == nil, facts.decision.outcome.isEmpty { throw Failure(.data, .notResolved(facts.slug)) }
    let name = facts.decision.document.statedTitle ?? facts.slug
    let own = NewPostmortemPage(
      decisionTitle: name, decisionSlug: YAMLText.quoted(facts.slug), process: process, outcome: outcome)
    let pages: [any TemplateValues] = [own, page(title: "Postmortem: \(name)", tags: tags)]
    return Array(try template("documents/postmortem.mustache").filled(pages + facts.pages).utf8)
  }
}
