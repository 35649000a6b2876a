import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// The tables about heads: what they say follows from the revisions alone.
extension Store {
  /// What a revision consists of, as far as what is derived follows from it.
  struct DerivationSource {
    var sequence: Int64
    var document: Int64
    var kind: Kind
    var slug: String
    var time: Int64
    var text: [UInt8]
  }

  /// Takes in a revision that has no children; `index(after:in:)` must follow in the same transaction.
  ///
  /// - Parameter summary: what the text says, where that is known already.
  func addHead(_ source: DerivationSource, summary: Summary? = nil, in database: Database) throws {
    for (table, values) in try derived(source, summary: summary, in: database).rows {
      try database.cachedStatement(sql: table.insert).execute(arguments: StatementArguments(values))
    }
  }

  /// A revision of the store; nil where there is none.
  func derivationSource(_ sequence: Int64, in database: Database) throws -> DerivationSource? {
    let select = try database.cachedStatement(
      sql: "SELECT document, kind, slug, time, text FROM revision WHERE sequence = ?")
    guard let row = try Row.fetchOne(select, arguments: [sequence]) else { return nil }
    let data: Data = try row.read("text")
    return DerivationSource(
      sequence: sequence, document: try row.read("document"),
      kind: Kind(rawValue: try row.read("kind")) ?? .decision, slug: try row.read("slug"),
      time: try row.read("time"), text: Array(data))
  }

  /// The rows that follow from a revision without children.
  func derived(_ source: DerivationSource, summary known: Summary? = nil, in database: Database) throws -> DerivedRows {
    let (sequence, slug, text) = (source.sequence, source.slug, source.text)
    var summary =
      text.isEmpty
      ? Summary(title: try lastTitle(before: sequence, source.kind, in: database) ?? slug)
      : known ?? summarize(SourceText(name: slug, bytes: text), source.kind)
    // A text that does not say what it is called is called by its slug: that follows from the revision, as all here.
    if !text.isEmpty, !summary.statesTitle { summary.title = slug }
    let about = try summary.about.flatMap { try self.document(called: $0, before: source.document, in: database) }
    var rows = DerivedRows()
    rows.add(
      .head,
      [
        sequence, source.document, source.kind.rawValue, slug, text.isEmpty, summary.title, summary.body, source.time,
        summary.state?.rawValue, summary.created, summary.decideBy, summary.decided, about, summary.hasOutcome,
      ])
    if !text.isEmpty { rows.add(.folded, [sequence] + Self.folded(text, slug: slug, summary)) }
    var seen: Set<String> = []
    for tag in summary.tags where seen.insert(tag).inserted { rows.add(.tag, [sequence, tag]) }
    Self.addLines(of: summary, at: sequence, to: &rows)
    return rows
  }

  /// What a text says line by line.
  private static func addLines(of summary: Summary, at sequence: Int64, to rows: inout DerivedRows) {
    for (index, link) in summary.links.enumerated() {
      let (section, revision) = (link.value.section ?? "", link.value.revision ?? "")
      rows.add(
        .link,
        [
          sequence, index + 1, link.line, link.value.slug, section.isEmpty ? nil : section,
          revision.isEmpty ? nil : revision,
        ])
    }
    for prediction in summary.predictions {
      let value = prediction.value
      rows.add(
        .prediction,
        [
          sequence, value.number, prediction.line, value.text, value.probability, value.range,
          value.deadline?.description, value.author,
        ])
      var seen: Set<String> = []
      for tag in value.tags.map(\.composed) where seen.insert(tag).inserted {
        rows.add(.predictionTag, [sequence, value.number, tag])
      }
    }
    for (index, line) in summary.outcome.enumerated() {
      let value = line.value
      rows.add(
        .outcome,
        [
          sequence, index + 1, line.line, value.text, value.date?.description, value.about.kind, value.subject,
          value.value,
        ])
    }
    for (index, checkpoint) in summary.checkpoints.enumerated() {
      rows.add(
        .checkpoint,
        [
          sequence, index + 1, checkpoint.line, checkpoint.value.text, checkpoint.value.date.description,
        ])
    }
  }

  /// What a search compares: the text without the header, and what the header says.
  private static func folded(_ text: [UInt8], slug: String, _ summary: Summary) -> [String] {
    let body = text[min(summary.body, text.count)...]
    let variants = SearchVariants.of(body)
    return [
      SearchFolding(summary.title).text, SearchFolding(slug).text,
      SearchFolding(summary.headerValues.joined(separator: "\n")).text, SearchFolding(body).text,
      String(decoding: variants, as: UTF8.self),
    ]
  }

  /// The title that a removed document had.
  private func lastTitle(before sequence: Int64, _ kind: Kind, in database: Database) throws -> String? {
    let select = try database.cachedStatement(
      sql: """
        SELECT revision.slug, revision.text FROM parent JOIN revision ON revision.sequence = parent.parent
        WHERE parent.revision = ? AND length(revision.text) > 0 ORDER BY parent.parent DESC LIMIT 1
        """)
    guard let row = try Row.fetchOne(select, arguments: [sequence]) else { return nil }
    let (slug, text): (String, Data) = try (row.read("slug"), row.read("text"))
    let summary = summarize(SourceText(name: slug, bytes: Array(text)), kind)
    return summary.statesTitle ? summary.title : slug
  }

  /// The document that a slug meant when another document was first saved, whoever is called so now.
  private func document(called slug: String, before other: Int64, in database: Database) throws -> Int64? {
    let find = try database.cachedStatement(
      sql: """
        SELECT document FROM revision
        WHERE slug = ? AND sequence < (SELECT min(sequence) FROM revision WHERE document = ?)
        ORDER BY sequence DESC LIMIT 1
        """)
    return try Int64.fetchOne(find, arguments: [slug, other])
  }

  /// The sequence of the newest revision; 0 where there is none.
  func newest(in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM revision") ?? 0
  }

  /// Takes the heads behind a sequence into the full-text index.
  ///
  /// All at once: any other statement between two of them makes FTS5 write out what it has gathered.
  func index(after sequence: Int64, in database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO search (rowid, title, slug, names, body, variants)
        SELECT * FROM folded WHERE revision > ?
        """, arguments: [sequence])
  }

  /// Lets go of a revision that has a child now.
  func dropHead(_ sequence: Int64, isIndexed: Bool, in database: Database) throws {
    if isIndexed { try forget(sequence, in: database) }
    try database.cachedStatement(sql: "DELETE FROM head WHERE revision = ?").execute(arguments: [sequence])
  }

  /// Takes a head out of the full-text index.
  private func forget(_ sequence: Int64, in database: Database) throws {
    // The full-text index keeps no text of its own: to forget one, it must be told what it was.
    try database.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, title, slug, names, body, variants) SELECT 'delete', folded.*
        FROM folded WHERE revision = ?
        """
    ).execute(arguments: [sequence])
  }

  /// Empties all derived tables, also where references between rows are not followed.
  func clearDerived(in database: Database) throws {
    try database.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
    for table in DerivedTable.all.reversed() { try database.execute(sql: "DELETE FROM \(table.name)") }
  }

  /// Makes all derived tables from the revisions, where they are empty.
  func deriveAll(in database: Database) throws {
    for head in try Int64.fetchAll(database, sql: Self.childless) {
      if let source = try derivationSource(head, in: database) { try addHead(source, in: database) }
    }
    try index(after: 0, in: database)
  }

  /// The revisions without children, the oldest first.
  static let childless = """
    SELECT sequence FROM revision WHERE NOT EXISTS (SELECT 1 FROM parent WHERE parent.parent = revision.sequence)
    ORDER BY sequence
    """
}

extension OutcomeLine.Subject {
  /// Its name in the table of outcomes.
  fileprivate var kind: String {
    switch self {
    case .payoff: "payoff"
    case .prediction: "prediction"
    case .belief: "belief"
    case .branch: "branch"
    }
  }
}
