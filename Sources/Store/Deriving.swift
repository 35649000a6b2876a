import Diagnostics
import Foundation
internal import GRDB
import Knowledge

/// The tables about heads: what they say follows from the revisions alone.
extension Store {
  /// Takes in a revision that has no children.
  func addHead(_ sequence: Int64, in database: Database) throws {
    let select = try database.cachedStatement(
      sql: "SELECT document, kind, slug, time, text FROM revision WHERE sequence = ?")
    guard let row = try Row.fetchOne(select, arguments: [sequence]) else { return }
    let kind = Kind(rawValue: row["kind"]) ?? .decision
    let slug: String = row["slug"]
    let data: Data = row["text"]
    let text = Array(data)
    let summary = text.isEmpty ? Summary(title: slug) : summarize(SourceText(name: slug, bytes: text), kind)
    try database.cachedStatement(
      sql: """
        INSERT INTO head
          (revision, document, kind, slug, removed, title, body, updated, state, created, decide_by, decided, about)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      sequence, row["document"] as Int64, kind.rawValue, slug, text.isEmpty, summary.title, summary.body,
      row["time"] as Int64,
      summary.state?.rawValue, summary.created, summary.decideBy, summary.decided, summary.about,
    ])
    for tag in summary.tags {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO tag (head, tag) VALUES (?, ?)")
        .execute(arguments: [sequence, tag])
    }
    for link in summary.links {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO link (head, target, line) VALUES (?, ?, ?)")
        .execute(arguments: [sequence, link.slug, link.line])
    }
    if !text.isEmpty {
      try database.cachedStatement(
        sql: "INSERT INTO search (rowid, title, names, body) SELECT * FROM searchable WHERE revision = ?"
      ).execute(arguments: [sequence])
    }
  }

  /// Lets go of a revision that has a child now.
  func dropHead(_ sequence: Int64, in database: Database) throws {
    // The full-text index keeps no text of its own: to forget one, it must be told what it was.
    try database.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, title, names, body) SELECT 'delete', searchable.*
        FROM searchable JOIN head ON head.revision = searchable.revision
        WHERE searchable.revision = ? AND NOT head.removed
        """
    ).execute(arguments: [sequence])
    try database.cachedStatement(sql: "DELETE FROM head WHERE revision = ?").execute(arguments: [sequence])
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
  }
}
