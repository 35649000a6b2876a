import Diagnostics
import Foundation
internal import GRDB
import Knowledge

extension Store {
  private static let columns = """
    revision.sequence, revision.name, document.id, document.number, revision.kind, revision.slug, revision.time,
    revision.text
    """

  private func make(_ row: Row, in database: Database) throws -> Revision {
    let sequence: Int64 = row["sequence"]
    let number: Int64 = row["number"]
    let parents = try database.cachedStatement(
      sql: """
        SELECT revision.name FROM parent JOIN revision ON revision.sequence = parent.parent
        WHERE parent.revision = ? ORDER BY parent.parent
        """)
    let ordinal = try database.cachedStatement(
      sql: "SELECT count(*) FROM revision WHERE document = ? AND sequence <= ?")
    guard let name = RevisionName(bytes: Array(row["name"] as Data)),
      let document = DocumentID(bytes: Array(row["id"] as Data)), let kind = Kind(rawValue: row["kind"])
    else { throw Refusal(.inputOutput, .damaged("revision \(sequence)")) }
    return Revision(
      name: name, document: document, number: number,
      ordinal: try Int.fetchOne(ordinal, arguments: [number, sequence]) ?? 0, kind: kind, slug: row["slug"],
      time: Timestamp(milliseconds: row["time"]), text: Array(row["text"] as Data),
      parents: try Data.fetchAll(parents, arguments: [sequence]).compactMap { RevisionName(bytes: Array($0)) })
  }

  func revisions(
    where condition: String, _ arguments: StatementArguments, in database: Database
  ) throws -> [Revision] {
    let select = try database.cachedStatement(
      sql: "SELECT \(Self.columns) FROM revision JOIN document ON document.number = revision.document \(condition)")
    return try Row.fetchAll(select, arguments: arguments).map { try make($0, in: database) }
  }

  func revision(_ name: RevisionName, in database: Database) throws -> Revision? {
    try revisions(where: "WHERE revision.name = ?", [Data(name.bytes)], in: database).first
  }

  func sequence(of name: RevisionName, in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      try database.cachedStatement(sql: "SELECT sequence FROM revision WHERE name = ?"),
      arguments: [Data(name.bytes)])
  }

  /// The heads of a document: one, or several where it has forked; the newest first.
  public func heads(of document: DocumentID) throws(Refusal) -> [Revision] {
    try read { database in
      try self.revisions(
        where: "JOIN head ON head.revision = revision.sequence WHERE document.id = ? ORDER BY revision.sequence DESC",
        [Data(document.bytes)], in: database)
    }
  }

  /// Every revision of a document, the newest first.
  public func history(of document: DocumentID) throws(Refusal) -> [Revision] {
    try read { database in
      try self.revisions(
        where: "WHERE document.id = ? ORDER BY revision.sequence DESC", [Data(document.bytes)], in: database)
    }
  }

  /// The revision whose name begins with some hexadecimal digits, an even count of them; nil where there is none.
  public func revision(beginningWith digits: String) throws(Refusal) -> Revision? {
    let pairs = stride(from: 0, to: digits.utf8.count - 1, by: 2).map { Array(digits.utf8)[$0...($0 + 1)] }
    let bytes = pairs.compactMap { UInt8(String(decoding: $0, as: UTF8.self), radix: 16) }
    guard bytes.count == pairs.count, bytes.count >= 4 else { return nil }
    let end = Data(bytes + Array(repeating: 0xFF, count: 33 - bytes.count))
    return try read { database in
      try self.revisions(
        where: "WHERE revision.name >= ? AND revision.name < ? LIMIT 1", [Data(bytes), end], in: database
      ).first
    }
  }

  /// The revision of a name; nil where there is none.
  public func revision(_ name: RevisionName) throws(Refusal) -> Revision? {
    try read { try self.revision(name, in: $0) }
  }
}
