import ArgumentParser
import Diagnostics
package import Knowledge
import Markdown
import Notebook
import Styling

extension Kind: ExpressibleByArgument {}

struct New: Verb {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a model, a decision or a postmortem.",
    discussion: """
      A decision starts from the steps of the model it follows. The document opens in your editor; with --from it
      comes from files or, for '-', from standard input.

        how new decision 'Drill the north block?'
        how new model Hiring --tag people
        how new decision --from drill.md
        how new postmortem drill --process 4 --outcome 2
      """)

  @Argument(help: "model, decision or postmortem.")
  var kind: Kind

  @Argument(help: ArgumentHelp("The title; for a postmortem, the decision.", valueName: "title"), completion: .slugs)
  var title: [String] = []

  @Option(
    help: ArgumentHelp("The model that a decision follows; 'none' for none.", valueName: "model"), completion: .slugs)
  var how: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Take the documents from files, folders with all below them, or standard input for '-'.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var from: [String] = []

  @Option(name: .customLong("tag"), help: ArgumentHelp("A tag; may be given again.", valueName: "tag"))
  var tags: [String] = []

  @Option(help: ArgumentHelp("How good the process of the decision was, from 1 to 5.", valueName: "n"))
  var process: Int?

  @Option(help: ArgumentHelp("How good its outcome was, from 1 to 5.", valueName: "n"))
  var outcome: Int?

  @Flag(name: .customLong("no-edit"), help: "Save the text as it is, without an editor.")
  var noEdit = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    for (name, value) in [("process", process), ("outcome", outcome)] {
      guard let value else { continue }
      if kind != .postmortem { throw ValidationError("--\(name) belongs to a postmortem") }
      if !(1...5).contains(value) { throw ValidationError("--\(name) is from 1 (bad) to 5 (good), not \(value)") }
    }
    if how != nil, kind != .decision { throw ValidationError("--how belongs to a decision") }
    if kind == .forecasts { throw ValidationError("'forecasts' cannot be made this way yet") }
  }

  func run(_ how: Session) throws {
    if !from.isEmpty { return try take(how) }
    let text = try text(how)
    let document = how.notebook.world.document(SourceText(name: "-", bytes: text))
    let slug = Self.slug(of: document)
    if noEdit {
      let entry = try how.notebook.newEntry(document.named(slug), kind: kind)
      return how.answer(try how.notebook.save(NewRevision(first: entry)), verb: "saved")
    }
    // Without an editor nothing is begun.
    _ = try how.editor()
    let draft = try how.notebook.drafts.begin("\(slug)@new", text: text, kind: kind)
    try Editing(how: how, writing: .new(slug, kind: kind), start: text).run(draft)
  }

  /// What a document that is not there yet is called.
  private static func slug(of document: Reading<Document>) -> String {
    Slug(title: document.value.statedTitle ?? "untitled").text
  }

  /// The text that the document starts from.
  private func text(_ how: Session) throws -> [UInt8] {
    let title = title.joined(separator: " ").trimmed
    let tags = try TagArgument.read(tags)
    switch kind {
    case .postmortem:
      guard !title.isEmpty else { throw Failure(.usage, .missingDecision()) }
      return try how.notebook.newPostmortem(of: title, tags: tags, process: process, outcome: outcome)
    case .model:
      guard !title.isEmpty else { throw Failure(.usage, .missingTitle(kind)) }
      return try how.notebook.newModel(title: title, tags: tags)
    case .decision, .forecasts:
      guard !title.isEmpty else { throw Failure(.usage, .missingTitle(kind)) }
      let model = self.how ?? "decision-making"
      return try how.notebook.newDecision(title: title, tags: tags, following: model == "none" ? nil : model)
    }
  }

  /// Saves documents that are there already.
  private func take(_ how: Session) throws {
    let given = [title.isEmpty ? nil : "title", tags.isEmpty ? nil : "tags", self.how.map { _ in "model" }]
    if let given = given.compactMap({ $0 }).first {
      throw Failure(.usage, .usage("a document from a file brings its own \(given)"))
    }
    var intake = Intake(how, kind: kind)
    try intake.read(from)
    do {
      try intake.save()
    } catch {
      // What came through a pipe is nowhere else.
      if from == ["-"], let source = intake.sources.first, !source.bytes.allSatisfy(\.isWhiteSpace) {
        let slug = Self.slug(of: how.notebook.world.document(source))
        let draft = try how.notebook.drafts.begin("\(slug)@new", text: source.bytes, kind: kind)
        defer { draft.close() }
        how.outcome.draft = draft.draft.path
        how.console.say(StyledText("your text is kept as a draft: \(draft.draft.path)"))
      }
      throw error
    }
  }
}
