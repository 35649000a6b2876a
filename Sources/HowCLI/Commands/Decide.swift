import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Quantities
import Reports
import Store
import Templates

struct Decide: Verb {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Take an option: what you believe now is kept and scored later.",
    discussion: """
      Writes 'chosen' and 'decided' into the header, and the revision of the model that was followed into 'how'.

        how decide drill 'Shoot seismic first'
        how decide drill shoot
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: "The option: its label, or the beginning of it.")
  var option: String?

  @Option(help: ArgumentHelp("The day it was taken; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    try how.notebook.retrying { try take(how) }
  }

  private func take(_ how: Session) throws {
    let head = try how.notebook.head(ref)
    guard head.kind == .decision else { throw Refusal(.data, .isNot(head.slug, .decision, but: head.kind)) }
    let document = try how.notebook.entry(head.source, kind: .decision).document
    let decision = try how.notebook.decision(document)
    if let decided = decision.decided {
      throw Refusal(
        .data, .alreadyDecided(head.slug, decision.chosen ?? "", on: decided, before: try beforeTaken(head, how)))
    }
    guard let option else {
      throw Refusal(.usage, .optionMissing(head.slug, decision.options?.options.map(\.label) ?? []))
    }
    let score = try decision.scored()
    let label = try decision.option(option)
    let day = date ?? how.surroundings.today
    if day > how.surroundings.today { throw Refusal(.usage, .dateInFuture(day)) }
    var changes = [(key: "chosen", value: label), (key: "decided", value: day.description)]
    if let model = decision.how, model.revision == nil {
      changes.append((key: "how", value: try pinned(model, how).description))
    }
    let calls = try calledModels(document, how)
    if !calls.isEmpty { changes.append((key: "calls", value: calls.map(\.description).joined(separator: ", "))) }
    let entry = try how.notebook.entry(SourceText(name: head.slug, bytes: document.setting(changes)), kind: .decision)
    var new = NewRevision(after: head, entry: entry)
    new.mustFollowHeads = true
    how.answer(try how.notebook.save(new), verb: "decided")
    guard let taken = score.options.first(where: { $0.label == label }) else { return }
    let expected = Quantity(taken.expected, score.unit).short()
    if taken.label == score.best.label || taken.expected == score.best.expected {
      how.console.say(StyledText("'\(label)' is expected to bring \(expected)"))
    } else {
      let givenUp = Quantity(score.best.expected - taken.expected, score.unit).short()
      how.console.say(
        StyledText("'\(label)' is expected to bring \(expected), \(givenUp) less than '\(score.best.label)'", .warning))
    }
  }

  /// The revision before a decision was taken, as it is typed; nil where it came in taken.
  private func beforeTaken(_ head: Revision, _ how: Session) throws -> String? {
    guard let taken = try how.notebook.pinned(try how.notebook.open(ref)).revision else { return nil }
    let before = try how.notebook.store().history(of: head.document).filter {
      taken.parents.contains($0.name) && !$0.isRemoval
    }
    return before.first.map { "\(head.slug)@\($0.ordinal)" }
  }

  /// The model with the revision it has now. One of the library is copied into the store, where it stays as it was.
  private func pinned(_ model: ModelReference, _ how: Session) throws -> ModelReference {
    let found = try how.notebook.model(model.slug)
    let name = try kept(found.revision, slug: found.slug, found.document, how, "you followed it")
    return ModelReference(slug: found.slug, revision: String(name.description.prefix(16)))
  }

  /// The models that formulas reach, with the revisions they have now: a later one must not change what was believed.
  private func calledModels(_ document: Document, _ how: Session) throws -> [ModelReference] {
    let targets = Decision.targets(of: document, units: try how.notebook.units())
    if targets.isEmpty { return [] }
    return try LoadedLibrary(for: targets, in: how.notebook).unpinned.map { found in
      let name = try kept(found.revision, slug: found.name, found.document, how, "it was used")
      return ModelReference(slug: found.name, revision: String(name.description.prefix(16)))
    }
  }

  /// The name of a model's revision; one of the library is copied into the store, where it stays as it was.
  private func kept(
    _ revision: Revision?, slug: String, _ document: Document, _ how: Session, _ why: String
  ) throws -> RevisionName {
    if let revision { return revision.name }
    let entry = try how.notebook.entry(document.source, kind: .model)
    let name = try how.notebook.store(for: .writing).keepLibraryCopy(entry, slug: slug).revision.name
    how.console.say(StyledText("kept the model '\(slug)' of the library as \(why)"))
    return name
  }
}
