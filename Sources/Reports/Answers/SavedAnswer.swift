import Diagnostics
package import Knowledge
package import Styling

/// The revisions that a verb saved.
package struct SavedAnswer: Presentable {
  package var saved: [SaveResult]
  /// What was done: `saved`, `decided`.
  package var verb: String

  package init(_ saved: [SaveResult], verb: String) {
    self.saved = saved
    self.verb = verb
  }

  package func lines(on page: Page) -> [StyledText] {
    saved.map { saved in
      StyledText(saved.isNew ? "\(verb) " : "unchanged ", .dim) + StyledText(saved.revision.shortID, .name)
        + StyledText(" \(saved.revision.slug) ")
        + StyledText("@\(saved.revision.ordinal) \(saved.revision.name.short)", .dim)
    }
  }

  package var plain: [StyledText] {
    saved.map { StyledText("\($0.revision.shortID)\t\($0.revision.slug)\t\($0.revision.name)") }
  }

  /// One object, with items where there are several.
  package var json: JSON {
    saved.count == 1
      ? .answer(Self.members(saved[0])) : .answer([("items", .array(saved.map { .object(Self.members($0)) }))])
  }

  package var jsonLines: [JSON] { saved.map { .object(Self.members($0)) } }

  package static func members(_ saved: SaveResult) -> [(key: String, value: JSON)] {
    [
      ("id", .string(saved.revision.shortID)), ("slug", .string(saved.revision.slug)),
      ("revision", .string(saved.revision.name.description)), ("changed", .bool(saved.isNew)),
      ("heads", .integer(saved.heads)),
    ]
  }
}
