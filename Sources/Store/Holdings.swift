import Foundation
internal import GRDB
import Knowledge

/// What a store holds for good, as far as it can be read: documents, revisions and whose parents are whose.
struct Holdings {
  /// A revision as its row says, and whether that is what was saved.
  struct Row {
    enum State {
      /// Its name is the hash of what it holds.
      case whole
      /// It is not.
      case altered
      /// A part of what the hash is over is lost.
      case unproven
    }

    var sequence: Int64
    var name: [UInt8]
    var document: Int64
    var kind: String
    var slug: String
    var time: Int64
    /// Where the pages have it; nil where SQLite reads it.
    var page: (number: Int, record: Int)?
    var state = State.unproven
  }

  /// Their random ids by number.
  var documents: [Int64: [UInt8]] = [:]
  /// In the order of arrival.
  var rows: [Row] = []
  /// The parents of a revision, both by sequence.
  var parents: [Int64: Set<Int64>] = [:]
  /// The names of revisions by sequence, also of those whose rows are lost.
  var names: [Int64: [UInt8]] = [:]
  /// The revisions that something points at and whose rows cannot be read.
  var lost: [Int64] = []
  /// Whether every table was read to its end.
  var isComplete = false
  /// The text of a row; nil where it cannot be read.
  var text: (Row) -> [UInt8]? = { _ in nil }

  /// Notes which rows are whole and which are lost.
  mutating func examine() {
    rows.sort { $0.sequence < $1.sequence }
    for row in rows { names[row.sequence] = row.name }
    for index in rows.indices {
      guard let text = text(rows[index]) else { continue }
      rows[index].state = state(of: rows[index], text: text)
    }
    let there = Set(rows.map(\.sequence))
    lost = Set(names.keys).union(parents.values.flatMap { $0 }).union(parents.keys).subtracting(there).sorted()
  }

  /// The names of a row's parents; nil where one is not known.
  func parentNames(of row: Row) -> [RevisionName]? {
    var found: [RevisionName] = []
    for parent in (parents[row.sequence] ?? []).sorted() {
      guard let name = names[parent].flatMap({ RevisionName(bytes: $0) }) else { return nil }
      found.append(name)
    }
    return found
  }

  private func state(of row: Row, text: [UInt8]) -> Row.State {
    guard let id = documents[row.document].flatMap({ DocumentID(bytes: $0) }), let parents = parentNames(of: row) else {
      return .unproven
    }
    return fits(row, text, id, parents) ? .whole : .altered
  }

  func fits(_ row: Row, _ text: [UInt8], _ id: DocumentID, _ parents: [RevisionName]) -> Bool {
    guard let kind = Kind(rawValue: row.kind) else { return false }
    return RevisionName(
      document: id, kind: kind, slug: row.slug, parents: parents, time: Timestamp(milliseconds: row.time), text: text
    ).bytes == row.name
  }
}

extension Holdings {
  /// Reads them with SQLite.
  ///
  /// - Throws: where a table cannot be read to its end.
  init(_ database: Database) throws {
    for row in try GRDB.Row.fetchAll(database, sql: "SELECT number, id FROM document NOT INDEXED") {
      documents[try row.read("number")] = Array(try row.read("id", as: Data.self))
    }
    for row in try GRDB.Row.fetchAll(database, sql: "SELECT revision, parent FROM parent") {
      try parents[row.read("revision"), default: []].insert(row.read("parent"))
    }
    let cursor = try GRDB.Row.fetchCursor(
      database, sql: "SELECT sequence, name, document, kind, slug, time FROM revision NOT INDEXED")
    while let row = try cursor.next() {
      rows.append(
        try Row(
          sequence: row.read("sequence"), name: Array(row.read("name", as: Data.self)), document: row.read("document"),
          kind: row.read("kind"), slug: row.read("slug"), time: row.read("time")))
    }
    text = { row in
      (try? Data.fetchOne(
        database, sql: "SELECT text FROM revision NOT INDEXED WHERE sequence = ?", arguments: [row.sequence])).flatMap {
          $0
        }.map { Array($0) }
    }
    isComplete = true
    examine()
    if rows.contains(where: { $0.state == .unproven }) { isComplete = false }
  }
}
