import ArgumentParser
import Diagnostics
import Knowledge
import Markdown
import Notebook
import Reports
import Styling

struct Show: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Read a document.",
    discussion: """
      Rendered for the terminal; --format markdown gives the exact bytes.

        how show drill
        how show drill@2
        how show drill --format markdown > drill.md
      """)
  static let formats: Set<Format> = [.plain, .markdown]

  @Argument(help: "The document, one of its revisions, a file, or - for standard input.", completion: .slugs)
  var ref: String

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    // A file is only shown: its parts need not be known.
    if how.format == .table, Notebook.isPath(ref) {
      let source = try how.text(at: ref)
      let header = try DocumentReader.readingHeader(source)
      how.console.page(try rendered(source, header: header.value, how))
      _ = try header.valid()
      return
    }
    let found = try how.notebook.open(ref, includingDamaged: true, orRemoval: true)
    let source = found.document.source
    switch how.format {
    case .markdown, .plain:
      how.console.answer(bytes: source.bytes)
    case .json, .jsonl:
      how.console.answer(json(found))
    case .table:
      let first = found.revision.map { head(found, $0, how).lines } ?? StyledText()
      how.console.page(first + (try rendered(source, header: found.document.header, how)))
    }
    // It is shown as it is, for what can be saved of it, and never without a word.
    try found.revision?.checked()
    _ = try found.reading.valid()
  }

  private func rendered(_ source: SourceText, header: Header, _ how: Session) throws -> StyledText {
    let body = TerminalRenderer.render(
      source.bytes[(header.span?.end ?? 0)...], width: min(how.console.width, 100),
      marksStay: !how.console.hasStyles)
    let keys = keys(header, of: source, width: how.console.width)
    return keys.isEmpty ? body : keys + body
  }

  /// What the document is, and whether there is more than one of it.
  private func head(_ found: OpenDocument, _ revision: Revision, _ how: Session) -> [StyledText] {
    let time = how.surroundings.localTime(revision.time).minutes
    var lines = [
      StyledText("\(revision.kind.rawValue) ", .dim) + StyledText(revision.shortID, .name)
        + StyledText(" \(revision.slug) @\(revision.ordinal) \(revision.name.short) \(time)", .dim)
    ]
    if revision.isRemoval { lines.append(StyledText("removed: this revision has no text", .warning)) }
    if found.heads.count > 1 {
      let heads = found.heads.map(\.name.short).joined(separator: ", ")
      lines.append(
        StyledText("forked: the heads are \(heads); bring them together with ", .warning)
          + StyledText("how merge \(revision.slug)", .code))
    }
    return lines
  }

  /// The header as a small table.
  private func keys(_ header: Header, of source: SourceText, width: Int) -> StyledText {
    var grid = Grid([.left, .left])
    for entry in header.entries where !["kind", "slug"].contains(entry.key) {
      let value: String? =
        switch entry.value {
        case .text(let text): text.isEmpty ? nil : text
        case .list(let items): items.isEmpty ? nil : items.joined(separator: ", ")
        case .other: source[entry.valueSpan].split(whereSeparator: \.isNewline).joined(separator: " ")
        }
      if let value { grid.add([StyledText(visible(entry.key), .dim), StyledText(visible(value))]) }
    }
    let lines = grid.lines(width: width)
    return lines.isEmpty ? StyledText() : lines.lines + StyledText("\n")
  }

  private func json(_ found: OpenDocument) -> JSON {
    let document = found.document
    let header = document.header.entries.map { entry -> (key: String, value: JSON) in
      switch entry.value {
      case .text(let text): (entry.key, .string(text))
      case .list(let items): (entry.key, .array(items.map { .string($0) }))
      case .other: (entry.key, .string(document.source[entry.valueSpan]))
      }
    }
    return .answer([
      ("id", JSON(found.revision?.shortID)), ("slug", .string(found.name)), ("kind", .string(found.kind.rawValue)),
      ("title", JSON(document.statedTitle)), ("revision", JSON(found.revision?.name.description)),
      ("time", JSON(found.revision?.time.description)),
      ("heads", .array(found.heads.map { .string($0.name.description) })), ("header", .object(header)),
      ("text", .string(document.source.text)),
    ])
  }
}
