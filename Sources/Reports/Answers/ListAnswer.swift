import Diagnostics
package import Knowledge
package import Quantities
package import Styling

/// The documents of a store, a line each.
package struct ListAnswer: PresentableList {
  package var documents: [ListItem]
  /// The day on which something was, where the person is.
  private let day: (Timestamp) -> CivilDate

  package init(_ documents: [ListItem], day: @escaping (Timestamp) -> CivilDate) {
    self.documents = documents
    self.day = day
  }

  package func lines(on page: Page) -> [StyledText] {
    // A column that no document has anything to say in is left out.
    let hasStates = documents.contains { $0.state != nil }
    let hasTags = documents.contains { !$0.tags.isEmpty }
    let columns = [true, true, hasStates, true, hasTags, true]
    func chosen(_ cells: [StyledText]) -> [StyledText] { zip(columns, cells).filter(\.0).map(\.1) }
    var grid = Grid(columns.filter { $0 }.map { _ in .left })
    grid.add(chosen(["id", "slug", "state", "changed", "tags", "title"].map { StyledText($0, .dim) }))
    for item in documents {
      let fork = item.heads > 1 ? StyledText(" ⑂\(item.heads)", .warning) : StyledText()
      grid.add(
        chosen([
          StyledText(item.shortID, .name), StyledText(item.slug) + fork, state(item),
          StyledText(day(item.updated).description, .dim),
          StyledText(visible(item.tags.joined(separator: " ")), .dim), StyledText(visible(item.title)),
        ]))
    }
    return documents.isEmpty ? [] : grid.lines(width: page.limit)
  }

  private func state(_ item: ListItem) -> StyledText {
    switch item.state {
    case .open: StyledText("open", .warning)
    case .decided: StyledText("decided", .value)
    case .resolved: StyledText("resolved")
    case .reviewed: StyledText("reviewed", .good)
    case nil: StyledText()
    }
  }

  package var plain: [StyledText] {
    documents.map { item in
      StyledText(
        [
          item.shortID, item.slug, item.state?.rawValue ?? "", item.updated.description,
          item.tags.joined(separator: ","), item.title,
        ].map { visible($0).replacing("\t", with: " ") }.joined(separator: "\t"))
    }
  }

  package var items: [JSON] {
    documents.map { item in
      .object([
        ("id", .string(item.shortID)), ("slug", .string(item.slug)), ("kind", .string(item.kind.rawValue)),
        ("title", .string(item.title)), ("state", JSON(item.state?.rawValue)),
        ("tags", .array(item.tags.map { .string($0) })), ("created", JSON(item.created)),
        ("decideBy", JSON(item.decideBy)), ("decided", JSON(item.decided)),
        ("updated", .string(item.updated.description)), ("revision", .string(item.revision.description)),
        ("heads", .integer(item.heads)),
      ])
    }
  }
}

/// The models that come with the program.
package struct LibraryAnswer: PresentableList {
  package var models: [(slug: String, document: Document)]

  package init(_ models: [(slug: String, document: Document)]) { self.models = models }

  package func lines(on page: Page) -> [StyledText] {
    var grid = Grid([.left, .left, .left])
    grid.add(["slug", "tags", "title"].map { StyledText($0, .dim) })
    for (slug, document) in models {
      let tags = document.header.tags.joined(separator: " ")
      grid.add([StyledText(slug, .name), StyledText(tags, .dim), StyledText(document.title?.text ?? "")])
    }
    return models.isEmpty ? [] : grid.lines()
  }

  package var plain: [StyledText] { models.map { StyledText("\($0.slug)\t\($0.document.title?.text ?? "")") } }

  package var items: [JSON] {
    models.map { slug, document in
      .object([
        ("slug", .string(slug)), ("kind", "model"), ("title", JSON(document.title?.text)),
        ("tags", .array(document.header.tags.map { .string($0) })),
      ])
    }
  }
}
