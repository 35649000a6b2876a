import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

struct History: Verb {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the revisions of a document, the newest first.")
  static let formats: Set<Format> = [.jsonl]

  @Argument(help: "The document; also one that was removed.", completion: .slugs)
  var ref: String

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1, not \(limit)") }
  }

  func run(_ how: Session) throws {
    guard let head = try how.notebook.find(ref, includingRemoved: true)?.first else {
      throw try how.notebook.unknown(ref)
    }
    let heads = Set(try how.notebook.heads(of: head.document).map(\.name))
    switch how.format {
    case .json, .jsonl:
      var items: [JSON] = []
      try how.notebook.forEachRevision(of: head.document, limit: limit) {
        items.append(json($0, isHead: heads.contains($0.name)))
      }
      if how.format == .json {
        how.console.answer(.answer([("items", .array(items))]))
      } else {
        how.console.answer(bytes: Array(items.map(\.line).joined().utf8))
      }
    default: how.console.page(try table(of: head.document, heads: heads, how).lines)
    }
  }

  /// How many lines a revision added to the one before it, and took away.
  private struct Change {
    var added = 0
    var removed = 0

    init(from old: [UInt8], to new: [UInt8]) {
      for line in LineDifference(from: old, to: new).lines {
        if line.kind == .added { added += 1 }
        if line.kind == .removed { removed += 1 }
      }
    }
  }

  /// A text waits for the one before it, which comes next as a rule: no more than a few are held at once.
  private func table(of document: DocumentID, heads: Set<RevisionName>, _ how: Session) throws -> [StyledText] {
    var shown: [(cells: [StyledText], notes: String)] = []
    var changes: [Int: Change] = [:]
    var waiting: [RevisionName: [(index: Int, text: [UInt8])]] = [:]
    try how.notebook.forEachRevision(of: document, limit: limit.map { $0 + 1 }) { revision in
      for child in waiting.removeValue(forKey: revision.name) ?? [] {
        changes[child.index] = Change(from: revision.text, to: child.text)
      }
      if let limit, shown.count == limit { return }
      if let parent = revision.parents.first {
        waiting[parent, default: []].append((shown.count, revision.text))
      } else {
        changes[shown.count] = Change(from: [], to: revision.text)
      }
      shown.append((cells(revision, how), notes(revision, heads)))
    }
    for (name, children) in waiting {
      let text = try how.notebook.revision(name)?.text ?? []
      for child in children { changes[child.index] = Change(from: text, to: child.text) }
    }
    var grid = Grid([.right, .left, .left, .right, .right, .left])
    for (index, (cells, notes)) in shown.enumerated() {
      let change = changes[index] ?? Change(from: [], to: [])
      grid.add(
        cells + [
          StyledText("+\(change.added)", .added), StyledText("-\(change.removed)", .removed), StyledText(notes, .dim),
        ])
    }
    return grid.lines()
  }

  private func cells(_ revision: Revision, _ how: Session) -> [StyledText] {
    [
      StyledText("@\(revision.ordinal)", .name), StyledText(revision.name.short, .dim),
      StyledText(how.surroundings.localTime(revision.time).minutes),
    ]
  }

  private func notes(_ revision: Revision, _ heads: Set<RevisionName>) -> String {
    var notes: [String] = []
    if !revision.isWhole { notes.append("not what was saved") }
    if revision.isRemoval { notes.append("removed") }
    if revision.parents.count > 1 {
      notes.append("merge of \(revision.parents.map(\.short).joined(separator: ", "))")
    }
    if heads.count > 1, heads.contains(revision.name) { notes.append("head") }
    return notes.joined(separator: "; ")
  }

  private func json(_ revision: Revision, isHead: Bool) -> JSON {
    .object([
      ("ordinal", .integer(revision.ordinal)), ("revision", .string(revision.name.description)),
      ("parents", .array(revision.parents.map { .string($0.description) })), ("slug", .string(revision.slug)),
      ("time", .string(revision.time.description)), ("removed", .bool(revision.isRemoval)), ("head", .bool(isHead)),
      ("whole", .bool(revision.isWhole)),
    ])
  }
}

extension Timestamp {
  /// The time to the minute, `2026-11-23 14:27`, where it has been shifted to local time.
  var minutes: String {
    String(description.prefix(16)).replacing("T", with: " ")
  }
}
