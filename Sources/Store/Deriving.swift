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
    let select = try database.cachedStatement(
      sql: "SELECT document, kind, slug, time, text FROM revision WHERE sequence = ?")
    guard let row = try Row.fetchOne(select, arguments: [sequence]) else { return }
    let kind = Kind(rawValue: row["kind"]) ?? .decision
    let slug: String = row["slug"]
    let data: Data = row["text"]
    let text = Array(data)
    let summary =
      text.isEmpty
      ? Summary(title: try lastTitle(before: sequence, kind, in: database) ?? slug)
      : known ?? summarize(SourceText(name: slug, bytes: text), kind)
    try database.cachedStatement(
      sql: """
        INSERT INTO head
          (revision, document, kind, slug, removed, title, body, updated, state, created, decide_by, decided, about)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      sequence, row["document"] as Int64, kind.rawValue, slug, text.isEmpty, summary.title, summary.body,
      row["time"] as Int64,
      summary.state?.rawValue, summary.created, summary.decideBy, summary.decided,
      try summary.about.flatMap { try self.document(called: $0, before: row["document"], in: database) },
    ])
    if !text.isEmpty { try addFolded(sequence, text, slug: slug, summary, in: database) }
    for tag in summary.tags {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO tag (head, tag) VALUES (?, ?)")
        .execute(arguments: [sequence, tag])
    }
    for link in summary.links {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO link (head, target, line) VALUES (?, ?, ?)")
        .execute(arguments: [sequence, link.slug, link.line])
    }
  }

  /// What a search compares: the text without the header, and what the header says.
  private func addFolded(
    _ sequence: Int64, _ text: [UInt8], slug: String, _ summary: Summary, in database: Database
  ) throws {
    let body = text[min(summary.body, text.count)...]
    let variants = SearchVariants.of(body)
    try database.cachedStatement(
      sql: "INSERT INTO folded (revision, title, slug, names, body, variants) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      sequence, SearchFolding(summary.title).text, SearchFolding(slug).text,
      SearchFolding(summary.headerValues.joined(separator: "\n")).text, SearchFolding(body).text,
      String(decoding: variants, as: UTF8.self),
    ])
  }

  /// The title that a removed document had.
  private func lastTitle(before sequence: Int64, _ kind: Kind, in database: Database) throws -> String? {
    let select = try database.cachedStatement(
      sql: """
        SELECT revision.slug, revision.text FROM parent JOIN revision ON revision.sequence = parent.parent
        WHERE parent.revision = ? AND length(revision.text) > 0 ORDER BY parent.parent DESC LIMIT 1
        """)
    return try Row.fetchOne(select, arguments: [sequence]).map { row in
      summarize(SourceText(name: row["slug"], bytes: Array(row["text"] as Data)), kind).title
    }
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

  /// Makes all derived tables again from the revisions.
  func rebuildDerived(in database: Database) throws {
    try database.execute(sql: "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM head;")
    let heads = try Int64.fetchAll(
      database,
      sql: """
        SELECT sequence FROM revision WHERE NOT EXISTS (SELECT 1 FROM parent WHERE parent.parent = revision.sequence)
        ORDER BY sequence
        """)
    for head in heads { try addHead(head, in: database) }
    try index(after: 0, in: database)
  }
}
