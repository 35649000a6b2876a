import Diagnostics
import Reports
import Store

/// What writing verbs answer.
extension Session {
  /// Names the revision that was saved, and says what else the person should know of it.
  func answer(_ saved: Saved, verb: String) {
    let revision = saved.revision
    switch format {
    case .json, .jsonl:
      console.answer(Self.json(saved))
    case .plain:
      console.answer(StyledText("\(revision.shortID)\t\(revision.slug)\t\(revision.name)\n"))
    case .table, .markdown:
      console.answer(
        StyledText(saved.isNew ? "\(verb) " : "unchanged ", .dim) + StyledText(revision.shortID, .name)
          + StyledText(" \(revision.slug) ") + StyledText("@\(revision.ordinal) \(revision.name.short)\n", .dim))
    }
    if saved.heads > 1 {
      console.say(
        StyledText("it was changed elsewhere meanwhile and has \(saved.heads) heads now: ", .warning)
          + StyledText("how merge \(revision.slug)", .code))
    }
  }

  static func json(_ saved: Saved) -> JSON {
    .answer([
      ("id", .string(saved.revision.shortID)), ("slug", .string(saved.revision.slug)),
      ("revision", .string(saved.revision.name.description)), ("changed", .bool(saved.isNew)),
      ("heads", .integer(saved.heads)),
    ])
  }
}
