import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

/// What writing verbs answer.
extension Session {
  /// Names the revision that was saved, and says what else the person should know of it.
  func answer(_ saved: SaveResult, verb: String) {
    answer([saved], verb: verb)
  }

  /// Names the revisions that were saved; in JSON one object, with items where there are several.
  func answer(_ all: [SaveResult], verb: String) {
    switch format {
    case .json where all.count == 1: console.answer(.answer(Self.members(all[0])))
    case .json: console.answer(.answer([("items", .array(all.map { .object(Self.members($0)) }))]))
    case .jsonl: console.answer(bytes: Array(all.map { JSON.object(Self.members($0)).line }.joined().utf8))
    case .plain:
      console.answer(
        all.map { StyledText("\($0.revision.shortID)\t\($0.revision.slug)\t\($0.revision.name)") })
    case .table, .markdown:
      console.answer(
        all.map { saved in
          StyledText(saved.isNew ? "\(verb) " : "unchanged ", .dim) + StyledText(saved.revision.shortID, .name)
            + StyledText(" \(saved.revision.slug) ")
            + StyledText("@\(saved.revision.ordinal) \(saved.revision.name.short)", .dim)
        })
    }
    for saved in all where saved.heads > 1 {
      console.say(
        StyledText("it was changed elsewhere meanwhile and has \(saved.heads) heads now: ", .warning)
          + StyledText("how merge \(saved.revision.slug)", .code))
    }
  }

  static func members(_ saved: SaveResult) -> [(key: String, value: JSON)] {
    [
      ("id", .string(saved.revision.shortID)), ("slug", .string(saved.revision.slug)),
      ("revision", .string(saved.revision.name.description)), ("changed", .bool(saved.isNew)),
      ("heads", .integer(saved.heads)),
    ]
  }
}
