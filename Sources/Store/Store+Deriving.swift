import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// The tables about heads: what they say follows from the revisions alone.
extension Store {
  /// Takes in a revision that has no children; `index(after:in:)` must follow in the same transaction.
  ///
  /// - Parameter summary: what the text says, where that is known already.
  func addHead(_ sequence: Int64, summary known: Summary? = nil, in database: Database) throws {
    guard let head = try derived(sequence, summary: known, in: database) else { return }
    try database.cachedStatement(
      sql: """
        INSERT INTO head
          (revision, document, kind, slug, removed, title, body, updated, state, created, decide_by, decided, about)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments(head.columns))
    if let folded = head.folded {
      try database.cachedStatement(
        sql: "INSERT INTO folded (revision, title, slug, names, body, variants) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [sequence] + StatementArguments(folded))
    }
    for tag in head.tags {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO tag (head, tag) VALUES (?, ?)")
        .execute(arguments: [sequence, tag])
    }
    for link in head.links {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO link (head, target, line) VALUES (?, ?, ?)")
        .execute(arguments: [sequence, link.target, link.line])
    }
  }

  /// What the tables about heads say of a revision without children.
  struct DerivedHead {
    /// In the order of the table's columns.
    var columns: [DatabaseValue]
    var tags: [String]
    var links: [(target: String, line: Int)]
    /// What a search compares, in the order of the table's columns; nil of a removed document.
    var folded: [String]?
  }

  /// - Returns: nil where there is no such revision.
  func derived(_ sequence: Int64, summary known: Summary? = nil, in database: Database) throws -> DerivedHead? {
    let select = try database.cachedStatement(
      sql: "SELECT document, kind, slug, time, text FROM revision WHERE sequence = ?")
    guard let row = try Row.fetchOne(select, arguments: [sequence]) else { return nil }
    let (document, slug, time): (Int64, String, Int64) = try (row.read("document"), row.read("slug"), row.read("time"))
    let kind = Kind(rawValue: try row.read("kind")) ?? .decision
    let data: Data = try row.read("text")
    let text = Array(data)
    var summary =
      text.isEmpty
      ? Summary(title: try lastTitle(before: sequence, kind, in: database) ?? slug)
      : known ?? summarize(SourceText(name: slug, bytes: text), kind)
    // A text that does not say what it is called is called by its slug: that follows from the revision, as all here.
    if !text.isEmpty, !summary.statesTitle { summary.title = slug }
    let about = try summary.about.flatMap { try self.document(called: $0, before: document, in: database) }
    let columns: [(any DatabaseValueConvertible)?] = [
      sequence, document, kind.rawValue, slug, text.isEmpty, summary.title, summary.body, time,
      summary.state?.rawValue, summary.created, summary.decideBy, summary.decided, about,
    ]
    return DerivedHead(
      columns: columns.map { $0?.databaseValue ?? .null }, tags: summary.tags,
      links: summary.links.map { (target: $0.slug, line: $0.line) },
      folded: text.isEmpty ? nil : Self.folded(text, slug: slug, summary))
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

  /// Makes all derived tables from the revisions, where they are empty.
  func deriveAll(in database: Database) throws {
    let heads = try Int64.fetchAll(database, sql: Self.childless)
    for head in heads { try addHead(head, in: database) }
    try index(after: 0, in: database)
  }

  /// The revisions without children, the oldest first.
  static let childless = """
    SELECT sequence FROM revision WHERE NOT EXISTS (SELECT 1 FROM parent WHERE parent.parent = revision.sequence)
    ORDER BY sequence
    """
}
