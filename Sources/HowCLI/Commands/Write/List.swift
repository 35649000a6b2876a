import ArgumentParser
import Diagnostics
package import Knowledge
import Markdown
import Notebook
import Quantities
import Reports
import Styling
import Templates

extension Decision.State: ExpressibleByArgument {}
extension ListFilter.Order: ExpressibleByArgument {}

struct List: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List documents, the newest first.",
    discussion: """
        how list decision --state open --sort decide-by
        how list --tag oil --since 2026-01-01
        how list -0 decision | xargs -0 -r -n1 how score
      """)
  static let formats: Set<Format> = [.jsonl, .plain]

  @Argument(help: "Only documents of this kind.")
  var kind: Kind?

  @Option(name: .customLong("tag"), help: ArgumentHelp("Only with this tag; given again, with both.", valueName: "tag"))
  var tags: [String] = []

  @Option(help: ArgumentHelp("Only decisions that are open, decided, resolved or reviewed.", valueName: "state"))
  var state: Decision.State?

  @Option(
    help: ArgumentHelp("Only what changed on this day or later (2026-01-31).", valueName: "date"),
    transform: DateArgument.read)
  var since: CivilDate?

  @Option(
    help: ArgumentHelp("Only what changed on this day or earlier.", valueName: "date"), transform: DateArgument.read)
  var until: CivilDate?

  @Option(help: ArgumentHelp("updated, created, title, slug or decide-by.", valueName: "key"))
  var sort: ListFilter.Order = .updated

  @Flag(help: "The other way round.")
  var reverse = false

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit: Int?

  @Flag(help: "What was removed, instead.")
  var removed = false

  @Flag(help: "The models that come with how, instead.")
  var library = false

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Slugs only, each ended by a NUL byte.")
  var null = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1, not \(limit)") }
    if null, let format = common.json ? .json : common.format {
      throw ValidationError("--null and \(common.json ? "--json" : "--format \(format.rawValue)") exclude each other")
    }
    guard library else { return }
    let others = [
      ("--state", state != nil), ("--since", since != nil), ("--until", until != nil), ("--removed", removed),
      ("--sort \(sort.rawValue)", sort == .decideBy),
    ]
    if let other = others.first(where: \.1) {
      throw ValidationError("--library and \(other.0) exclude each other: what comes with how has none of that")
    }
  }

  func run(_ how: Session) throws {
    if library {
      if try listLibrary(how) == 0 { throw ExitCode(ExitCodes.no) }
      return
    }
    var filter = ListFilter()
    filter.kind = kind
    filter.tags = tags
    filter.state = state
    filter.since = since.map { how.surroundings.beginning(of: $0) }
    filter.until = until.map { how.surroundings.beginning(of: CivilDate(days: $0.days + 1)) }
    filter.order = sort
    filter.isReversed = reverse
    filter.limit = limit
    filter.removed = removed
    let items = try how.notebook.list(filter)
    try show(items, how)
    let drafts = try how.notebook.waitingDrafts()
    if !drafts.isEmpty, how.format == .table, !null {
      how.console.say(
        StyledText(drafts.count == 1 ? "a draft waits: " : "\(drafts.count) drafts wait: ", .warning)
          + StyledText(drafts.map { "how edit \($0.bases.isEmpty ? $0.name : $0.slug)" }.joined(separator: ", "), .code)
      )
    }
    if items.isEmpty { throw ExitCode(ExitCodes.no) }
  }

  private func show(_ items: [ListItem], _ how: Session) throws {
    if null {
      return how.console.answer(bytes: Array(items.map { $0.slug + "\0" }.joined().utf8))
    }
    if items.isEmpty, how.format == .table { return how.console.say("nothing to list") }
    how.answer(ListAnswer(items) { how.surroundings.localTime($0).date })
  }

  /// - Returns: how many there are.
  private func listLibrary(_ how: Session) throws -> Int {
    let all = Templates.library.sorted { $0.key < $1.key }.map { slug, text in
      (slug, how.notebook.world.document(SourceText(name: slug, text: text)).value)
    }
    var models = all.filter { _, document in
      (kind == nil || kind == .model) && Set(tags).isSubset(of: document.header.tags)
    }
    switch sort {
    case .title: models.sort { Notebook.isOrdered($0.1.title?.text ?? "", $1.1.title?.text ?? "") }
    case .created: models.sort { ($1.1.header.text("created") ?? "", $0.0) < ($0.1.header.text("created") ?? "", $1.0) }
    case .updated, .slug, .decideBy: break
    }
    if reverse { models.reverse() }
    if let limit { models = Array(models.prefix(limit)) }
    try show(models, how)
    return models.count
  }

  private func show(_ models: [(String, Document)], _ how: Session) throws {
    if null { return how.console.answer(bytes: Array(models.map { $0.0 + "\0" }.joined().utf8)) }
    if models.isEmpty, how.format == .table { return how.console.say("nothing to list") }
    how.answer(LibraryAnswer(models))
  }
}
