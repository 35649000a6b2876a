import Diagnostics
package import Knowledge
package import Styling

/// What a search found, the best first.
package struct SearchAnswer: PresentableList {
  package var found: [SearchHit]
  /// How many there are in all.
  package var total: Int

  package init(found: [SearchHit], total: Int) {
    self.found = found
    self.total = total
  }

  package func lines(on page: Page) -> [StyledText] {
    found.flatMap { item in
      [
        StyledText(item.shortID, .name) + StyledText(" \(item.slug)", .dim)
          + StyledText("  \(visible(item.title))", .strong),
        item.snippet.parts.reduce(into: StyledText("    ")) { line, part in
          line.append(utf8: part.utf8, part.isMatch ? .match : .plain)
        },
      ]
    }
  }

  package var plain: [StyledText] {
    found.map { StyledText("\($0.shortID)\t\($0.slug)\t\(visible($0.title))") }
  }

  package var items: [JSON] {
    found.map { item in
      .object([
        ("id", .string(item.shortID)), ("slug", .string(item.slug)), ("kind", .string(item.kind.rawValue)),
        ("title", .string(item.title)), ("snippet", .string(item.snippet.plain)),
        ("revision", .string(item.revision.description)),
      ])
    }
  }

  package var more: [(key: String, value: JSON)] { [("total", .integer(total))] }
}
