import ArgumentParser
import Diagnostics
import Knowledge
import Reports
import Store

struct History: Verb {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List the revisions of a document, the newest first.")
  static let formats: Set<Format> = [.jsonl]

  @Argument(help: "The document; also one that was removed.", completion: .slugs)
  var ref: String

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    guard let head = try how.store().find(ref, includingRemoved: true)?.first else { throw try how.unknown(ref) }
    let history = try how.store().history(of: head.document)
    let heads = Set(try how.store().heads(of: head.document).map(\.name))
    switch how.format {
    case .json:
      how.console.answer(.answer([("items", .array(history.map { json($0, isHead: heads.contains($0.name)) }))]))
    case .jsonl:
      how.console.answer(bytes: Array(history.map { json($0, isHead: heads.contains($0.name)).line }.joined().utf8))
    default: how.console.page(table(history, heads: heads, how).lines)
    }
  }

  private func table(_ history: [Revision], heads: Set<RevisionName>, _ how: Session) -> [StyledText] {
    let texts = Dictionary(uniqueKeysWithValues: history.map { ($0.name, $0.text) })
    var grid = Grid([.right, .left, .left, .right, .right, .left])
    for revision in history {
      let difference = LineDifference(from: revision.parents.first.flatMap { texts[$0] } ?? [], to: revision.text)
      let added = difference.lines.count { $0.kind == .added }
      let removed = difference.lines.count { $0.kind == .removed }
      var notes: [String] = []
      if revision.isRemoval { notes.append("removed") }
      if revision.parents.count > 1 {
        notes.append("merge of \(revision.parents.map(\.short).joined(separator: ", "))")
      }
      if heads.count > 1, heads.contains(revision.name) { notes.append("head") }
      grid.add([
        StyledText("@\(revision.ordinal)", .name), StyledText(revision.name.short, .dim),
        StyledText(how.surroundings.localTime(revision.time).minutes), StyledText("+\(added)", .added),
        StyledText("-\(removed)", .removed), StyledText(notes.joined(separator: "; "), .dim),
      ])
    }
    return grid.lines()
  }

  private func json(_ revision: Revision, isHead: Bool) -> JSON {
    .object([
      ("ordinal", .integer(revision.ordinal)), ("revision", .string(revision.name.description)),
      ("parents", .array(revision.parents.map { .string($0.description) })), ("slug", .string(revision.slug)),
      ("time", .string(revision.time.description)), ("removed", .bool(revision.isRemoval)), ("head", .bool(isHead)),
    ])
  }
}

extension Timestamp {
  /// The time to the minute, `2026-11-23 14:27`, where it has been shifted to local time.
  var minutes: String {
    String(description.prefix(16)).replacing("T", with: " ")
  }
}
